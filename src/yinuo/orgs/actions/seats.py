"""Seats in committees and branch committees: invited, confirmed by the unit, taken, prolonged, left (M05, M06, M29)."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from .. import policy
from ..models import Organisation, Seat
from ..words import (
    BRANCH_SEATS,
    BRANCHES,
    COMMITTEES,
    GROUPS,
    KINDS,
    PARTY,
    SEAT_KINDS,
    SOURCES,
    UNIT_SEATS,
    Kind,
    SeatKind,
    SeatState,
    Source,
)
from .establishing import has_ended
from .structure import fit_document, living

LIVING = (SeatState.INVITED, SeatState.CONFIRMED, SeatState.SEATED)


@act(may=policy.may_shape, opens=True)
def invite(
    body: Organisation,
    actor: Actor,
    *,
    at,
    kind: SeatKind,
    post: str,
    unit: Organisation | None = None,
    source: Source | str = "",
    is_full_time: bool = False,
    is_business_head: bool = False,
    term_from: date | None = None,
    term_to: date | None = None,
):
    """A seat of the body for a post. A unit is asked first; seats that need no unit's word are confirmed at once."""
    living(body, at.date())
    _fit_kind(body, kind)
    if not post.strip():
        raise Unfit(_("请填写担任席位的职务，不写姓名。"), "post")
    if source and source not in SOURCES:
        raise Unfit(_("来源请从四类里选择。"), "source")
    if is_business_head and kind != SeatKind.SECRETARY:
        raise Unfit(_("只有书记席位才填“一肩挑”。"), "is_business_head")
    _fit_term(term_from, term_to)
    _fit_unit(body, kind, unit, at.date())
    is_elsewhere = unit is not None and unit.pk != body.pk and not body.path.startswith(unit.path)
    return Seat.objects.create(
        body=body,
        kind=kind,
        unit=unit,
        post=impersonal(post, "post"),
        source=source,
        is_full_time=is_full_time or kind == SeatKind.FULL_TIME_MEMBER,
        is_business_head=is_business_head,
        state=SeatState.INVITED if is_elsewhere or kind == SeatKind.UNIT_MEMBER else SeatState.CONFIRMED,
        term_from=term_from,
        term_to=term_to,
    )


def _fit_kind(body: Organisation, kind: SeatKind) -> None:
    if kind in UNIT_SEATS:
        fits = body.kind in COMMITTEES | {Kind.COMMITTEE_ORG}
    elif kind in BRANCH_SEATS:
        fits = body.kind in BRANCHES | {Kind.GENERAL_BRANCH, Kind.COMMITTEE_ORG}
    else:
        fits = body.kind in GROUPS
    if not fits:
        raise Unfit(
            _("“{body}”没有“{kind}”这种席位，请选择别的席位。").format(
                body=KINDS[Kind(body.kind)], kind=SEAT_KINDS[kind]
            ),
            "kind",
        )


def _fit_term(term_from: date | None, term_to: date | None) -> None:
    if (term_from is None) != (term_to is None):
        raise Unfit(_("任期的开始和结束日期要么都填，要么都不填。"), "term_from" if term_from is None else "term_to")
    if term_from is not None and term_to <= term_from:
        raise Unfit(_("任期的结束日期要晚于开始日期。"), "term_to")


def _fit_unit(body: Organisation, kind: SeatKind, unit: Organisation | None, day: date) -> None:
    if unit is None and kind == SeatKind.UNIT_MEMBER:
        raise Unfit(_("请选择驻区单位。"), "unit")
    if unit is not None and has_ended(unit, day):
        raise Unfit(_("“{name}”已经撤销，请选择现有的单位。").format(name=unit), "unit")
    if kind == SeatKind.UNIT_MEMBER:
        _sits_once(body, unit)


def _sits_once(body: Organisation, unit: Organisation) -> None:
    """The unit is no organisation of the party, sits once in this body and in one joint committee only (M06)."""
    if unit.kind in PARTY:
        raise Unfit(_("请选择驻区单位本身，“{name}”是党组织。").format(name=unit), "unit")
    Organisation.objects.select_for_update().get(pk=unit.pk)
    seats = Seat.objects.filter(unit=unit, kind=SeatKind.UNIT_MEMBER, state__in=LIVING).select_related("body")
    if seats.filter(body=body).exists():
        raise Unfit(_("“{name}”在这个委员会已经有席位。").format(name=unit), "unit")
    elsewhere = seats.filter(body__kind=Kind.STREET_JOINT_COMMITTEE).first()
    if elsewhere is not None and body.kind == Kind.STREET_JOINT_COMMITTEE:
        raise Unfit(
            _("“{name}”已经在“{body}”，一个单位只参加一个街道联合党工委。").format(name=unit, body=elsewhere.body),
            "unit",
        )


@act(may=policy.may_answer_invitation)
def confirm(seat: Seat, actor: Actor, *, at, reply: str = ""):
    """The unit agrees; only then does the seat count. A reply on paper is recorded with its number by the body's side."""
    seat.confirmed_by = _reply(seat, actor, reply)


@act(may=policy.may_answer_invitation)
def decline(seat: Seat, actor: Actor, *, at, note: str = "", reply: str = ""):
    """The unit does not agree; nothing is held against it."""
    seat.confirmed_by = _reply(seat, actor, reply)
    seat.note = impersonal(note, "note")


def _reply(seat: Seat, actor: Actor, reply: str) -> str:
    """Who invites never answers for the unit: without the unit's own handler, the number of its paper reply is needed."""
    own_word = policy.speaks_for(actor, seat.unit) and policy.may_shape(actor, seat.body) is not None
    if not own_word and not reply.strip():
        raise Unfit(_("代单位登记答复，请填写单位书面回复的文号。"), "reply")
    return impersonal(reply, "reply")


@act(may=policy.may_seat)
def seat(seat: Seat, actor: Actor, *, at, term_from: date, term_to: date):
    """The post takes its seat for a term."""
    _fit_term(term_from, term_to)
    seat.term_from, seat.term_to = term_from, term_to


@act(may=policy.may_seat)
def prolong(seat: Seat, actor: Actor, *, at, term_to: date, document: str):
    """The term goes on until a later day, by the document that says so."""
    fit_document(document)
    if seat.term_to is not None and term_to <= seat.term_to:
        raise Unfit(_("延长后的日期要晚于现在的{day}。").format(day=seat.term_to.isoformat()), "term_to")
    seat.term_to = term_to


@act(may=policy.may_vacate)
def vacate(seat: Seat, actor: Actor, *, at, note: str = ""):
    """The seat is left, whether it was taken or not; a term that was running ends today."""
    seat.note = impersonal(note, "note")
    today = at.date()
    if seat.term_from is not None and seat.term_from < today and (seat.term_to is None or seat.term_to > today):
        seat.term_to = today
