"""Who tells, replies, decides and reviews; who issues notices, confirms talks: nobody decides about his own finding or unit."""

from ...kernel.actor import Actor
from ...kernel.words import _
from ..words import Stand
from .plans import reviews_for, runs, speaks_for
from .visits import may_plan_visit


def may_record(actor: Actor, visit) -> str | None:
    return None if visit.team_has(actor.member) else _("问题由到现场的督查组成员记录。")


def may_tell(actor: Actor, finding) -> str | None:
    return None if finding.team_has(actor.member) else _("问题由记录它的督查组告知单位。")


def may_reply(actor: Actor, finding) -> str | None:
    """The unit has the right to reply; nobody replies for it."""
    return None if speaks_for(actor, finding.unit.path) else _("对问题的回复由被督查的单位自己提出。")


def may_decide(actor: Actor, finding) -> str | None:
    """Where the unit accepts the facts, the team or the organiser; where it disputes them, nobody of the team."""
    if actor.belongs_to(finding.unit.path):
        return _("被督查的单位不能核定自己的问题。")
    if finding.stand == Stand.DISPUTED:
        if finding.team_has(actor.member, ever=True):
            return _("单位对事实有异议，要由没有参加这次督查的人核实。")
        if reviews_for(actor, finding.plan.org):
            return None
        return _("有异议的问题由组织员或者核查人员核实。")
    if runs(actor, finding.plan.org.path) or finding.team_has(actor.member):
        return None
    return _("问题由督查组或者组织员核定。")


def may_withdraw(actor: Actor, finding) -> str | None:
    """As deciding; before it is told, the team takes it back itself."""
    return may_decide(actor, finding)


def may_ask_review(actor: Actor, finding) -> str | None:
    return None if speaks_for(actor, finding.unit.path) else _("复核由被督查的单位申请。")


def may_review(actor: Actor, finding) -> str | None:
    """By others than the original people (REFERENCE §5.E): none of the visiting team, nor who decided, nor the unit."""
    if finding.team_has(actor.member, ever=True):
        return _("复核不能由参加这次督查的人办理，请换其他人。")
    if actor.member is not None and actor.member == finding.decided_by_id:
        return _("复核不能由原来核定的人办理，请换一位。")
    if actor.belongs_to(finding.unit.path):
        return _("被督查的单位不能复核自己的问题。")
    if reviews_for(actor, finding.plan.org):
        return None
    return _("复核由没有参加督查的组织员或者核查人员办理。")


def may_list_finding(actor: Actor, finding) -> str | None:
    return None if runs(actor, finding.plan.org.path) else _("问题由组织员列入整改清单。")


def may_notify(actor: Actor, plan) -> str | None:
    return None if runs(actor, plan.org.path) else _("整改通知书由组织员下发。")


def may_receipt(actor: Actor, notice) -> str | None:
    return None if speaks_for(actor, notice.unit.path) else _("整改通知书由收到它的单位签收、反馈。")


def may_hold_talk(actor: Actor, plan) -> str | None:
    """The organiser, or a member of one of the plan's teams."""
    return may_plan_visit(actor, plan) and _("约谈由组织员或者承担这份计划的督查组记录。")


def may_confirm_talk(actor: Actor, talk) -> str | None:
    """Each side for itself: the unit, or those who held it."""
    if speaks_for(actor, talk.unit.path) or may_hold_talk(actor, talk.plan) is None:
        return None
    return _("约谈记录由约谈的一方和被约谈的单位各自确认。")


def may_follow_up(actor: Actor, talk) -> str | None:
    return may_hold_talk(actor, talk.plan)
