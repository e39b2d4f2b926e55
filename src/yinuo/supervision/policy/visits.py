"""Who visits: the members of the team; the organiser may plan a visit and call one off."""

from ...kernel.actor import Actor
from ...kernel.words import _
from .plans import runs


def may_plan_visit(actor: Actor, plan) -> str | None:
    """The organiser, or a member of one of the teams of the plan; which of them is asked when the unit is known."""
    if runs(actor, plan.org.path):
        return None
    if (
        actor.member is not None
        and plan.units.filter(team__seats__member_id=actor.member, team__seats__left_on=None).exists()
    ):
        return None
    return _("督查由组织员或者承担这份计划的督查组安排。")


def may_visit(actor: Actor, visit) -> str | None:
    return None if visit.team_has(actor.member) else _("督查记录由这个督查组的成员填写。")


def may_call_off(actor: Actor, visit) -> str | None:
    if runs(actor, visit.plan.org.path) or visit.team_has(actor.member):
        return None
    return _("督查由组织员或者这个督查组取消。")
