"""Who plans supervision and forms teams: the organiser of the organisation that supervises."""

from ...evaluation.policy import runs, speaks_for
from ...kernel.actor import Actor, Role
from ...kernel.words import _

__all__ = [
    "in_team",
    "may_draft_plan",
    "may_form_team",
    "may_run_plan",
    "may_staff_team",
    "reviews_for",
    "runs",
    "speaks_for",
]


def in_team(actor: Actor, team) -> bool:
    """Whether the actor is a member of this team today."""
    return actor.member is not None and team.seats.filter(member_id=actor.member, left_on=None).exists()


def reviews_for(actor: Actor, org) -> bool:
    """Whether the actor may be one of the other people: an organiser of the organisation, or a verifier of its place."""
    return not actor.is_house and (runs(actor, org.path) or actor.holds(Role.VERIFIER, place=org.place.code))


def may_draft_plan(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("督查计划由本单位的组织员起草。")


def may_run_plan(actor: Actor, plan) -> str | None:
    return None if runs(actor, plan.org.path) else _("只有制定这份督查计划的单位的组织员可以办理。")


def may_form_team(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("督查组由本单位的组织员组建。")


def may_staff_team(actor: Actor, team) -> str | None:
    return None if runs(actor, team.org.path) else _("督查组的人员由组建它的单位的组织员调整。")
