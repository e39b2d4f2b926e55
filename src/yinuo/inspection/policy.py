"""Who orders and runs a round, who lists sites, who visits, whose notes and gaps they are."""

from ..evaluation import policy as evaluating
from ..kernel.actor import Actor
from ..kernel.words import _


def may_order(actor: Actor, org) -> str | None:
    return None if evaluating.runs(actor, org.path) else _("观摩由本单位的组织员组织。")


def may_run(actor: Actor, round) -> str | None:
    return None if evaluating.runs(actor, round.org.path) else _("只有组织这轮观摩的单位的组织员可以办理。")


def may_list(actor: Actor, subject) -> str | None:
    """The unit lists its own sites; the organiser may do it for a unit that handed in paper."""
    if evaluating.speaks_for(actor, subject.org.path) or evaluating.runs(actor, subject.assessment.org.path):
        return None
    return _("点位由单位自己申报，或者由组织观摩的组织员凭纸面材料代填。")


def may_withdraw_site(actor: Actor, site) -> str | None:
    return may_list(actor, site.subject)


def may_deliver(actor: Actor, itinerary) -> str | None:
    return None if actor.is_house else may_run(actor, itinerary.round)


def leads(actor: Actor, visit) -> bool:
    return actor.member is not None and actor.member == visit.group.leader_id


def may_tell(actor: Actor, visit) -> str | None:
    """The leader of the group says whether a site was seen: one word for the group, nothing about a person."""
    if leads(actor, visit) or evaluating.runs(actor, visit.group.round.org.path):
        return None
    return _("点位看没看成，由本组组长或者组织员登记。")


def may_note(actor: Actor, site) -> str | None:
    """Visitors are the judges of this round: a note belongs to the unit they come from."""
    if actor.member is not None and site.round.visitors().filter(member_id=actor.member).exists():
        return None
    return _("观摩笔记由参加这轮观摩的人写。")


def may_keep_note(actor: Actor, note) -> str | None:
    return None if actor.member is not None and actor.member == note.member_id else _("笔记只能由写的人自己改动。")


def may_change(actor: Actor, subject) -> str | None:
    """What a unit changes is the unit's own word."""
    if evaluating.speaks_for(actor, subject.org.path):
        return None
    return _("对标查改由单位自己提出和登记。")


def may_follow(actor: Actor, gap) -> str | None:
    return may_change(actor, gap.subject)
