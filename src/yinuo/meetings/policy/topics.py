"""Who may propose, screen, answer, claim, decide, assign, report back and close in councils and committees."""

from ...kernel.actor import Actor, Role
from ...kernel.words import _
from ...orgs.policy import speaks_for
from ..words.topics import ClaimState

SEATED = ("confirmed", "seated")
SECRETARIAT = (Role.ORGANISER, Role.HANDLER)


def runs_body(actor: Actor, body) -> bool:
    """Its secretariat: who organises or works in the body, or coordinates the place it serves."""
    if actor.is_house or actor.holds(Role.ORGANISER, org=body.path):
        return True
    own = actor.belongs_to(body.path) and actor.holds(Role.HANDLER, org=body.path)
    return own or actor.holds(Role.COORDINATOR, place=body.place.code)


def holds_seat(actor: Actor, body) -> bool:
    """Whether a unit that this actor speaks for has a seat in the body. One query."""
    seats = body.seats.filter(state__in=SEATED, unit__isnull=False).select_related("unit")
    return any(speaks_for(actor, seat.unit) for seat in seats)


def may_run_body(actor: Actor, body) -> str | None:
    return None if runs_body(actor, body) else _("只有这个议事机构的组织员、经办人或者当地协调员可以办理。")


def may_propose(actor: Actor, body) -> str | None:
    """The secretariat, units with a seat, workers and handlers of the area: residents' words come in through them."""
    if runs_body(actor, body) or works_in(actor, body.place.code) or holds_seat(actor, body):
        return None
    return _("议题由委员单位、本辖区的社区或者这个议事机构提出。居民的意见请告诉社区，由社区代为提出。")


def works_in(actor: Actor, code: str) -> bool:
    """A worker of a community that lies in this place, or around it."""
    places = [grant.place for grant in actor.granted(Role.COMMUNITY_WORKER) if grant.place]
    return any(place.startswith(code) or code.startswith(place) for place in places)


def may_run(actor: Actor, topic) -> str | None:
    return may_run_body(actor, topic.body)


def may_run_sitting(actor: Actor, sitting) -> str | None:
    return may_run_body(actor, sitting.body)


def may_answer(actor: Actor, topic) -> str | None:
    """Units with a seat for themselves; the secretariat enters what came on paper (the act asks for its number)."""
    if runs_body(actor, topic.body) or holds_seat(actor, topic.body):
        return None
    return _("意见和认领由委员单位自己提出；书面来的，由组织员凭文号代为登记。")


def may_decide_urgent(actor: Actor, topic) -> str | None:
    """The lead unit's own people; the secretariat notes its word."""
    if topic.lead is not None and speaks_for(actor, topic.lead):
        return None
    return None if runs_body(actor, topic.body) else _("急事由牵头单位定，或者由组织员记录牵头单位的意见。")


def may_enter_result(actor: Actor, topic) -> str | None:
    """The community whose residents met."""
    place = (topic.residents_of or topic.place).code
    if actor.is_house or actor.holds(Role.COMMUNITY_WORKER, place=place):
        return None
    return _("居民会议的结果由这个社区的工作者登记。")


def may_assign(actor: Actor, topic) -> str | None:
    """Matters are dispatched by coordinators of the place."""
    if actor.holds(Role.COORDINATOR, place=topic.place.code):
        return None
    return _("议定的事由当地街道或者县（市、区）的协调员交办。")


def may_note(actor: Actor, topic) -> str | None:
    """The house by itself when the matters are done; by hand the secretariat."""
    return None if actor.is_house else may_run(actor, topic)


def may_withdraw(actor: Actor, topic) -> str | None:
    """Who proposed it, or the secretariat on the proposer's word."""
    if speaks_for(actor, topic.proposer_org) or runs_body(actor, topic.body):
        return None
    return _("只有提出议题的单位可以撤回，或者由组织员按提出人的意思撤回。")


def may_close(actor: Actor, topic) -> str | None:
    """The proposer, or a coordinator or leader of the place; never an office that did the work (REFERENCE §5.H)."""
    if speaks_for(actor, topic.proposer_org):
        return None
    if any(actor.belongs_to(path) for path in topic.doers()):
        return _("承办单位不能给自己办的事了结，请由提出人或者没有承办的单位办理。")
    if topic.reported_by is not None and actor.member == topic.reported_by:
        return _("反馈和了结要由两个人办理。请由提出人，或者另一位协调员、分管领导了结。")
    if actor.holds(Role.COORDINATOR, Role.LEADER, place=topic.place.code) or runs_body(actor, topic.body):
        return None
    return _("由提出人，或者当地协调员、分管领导了结。")


def may_do_claim(actor: Actor, claim) -> str | None:
    """What a unit took on is its own word; the secretariat enters it from paper."""
    if speaks_for(actor, claim.unit) or runs_body(actor, claim.topic.body):
        return None
    return _("认领的事由认领单位自己登记，书面来的由组织员代为登记。")


def may_confirm_claim(actor: Actor, claim) -> str | None:
    """Somebody who took nothing on: the community, or the secretariat (REFERENCE §5.H)."""
    taken = claim.topic.claims.exclude(state=ClaimState.GIVEN_UP).select_related("unit")
    if any(actor.belongs_to(one.unit.path) for one in taken):
        return _("认领单位不能给自己确认，请由受益人所在的社区或者没有认领的单位确认。")
    if runs_body(actor, claim.topic.body) or works_in(actor, claim.topic.place.code):
        return None
    return _("由受益人所在的社区，或者这个议事机构的组织员按受益人的话确认。")
