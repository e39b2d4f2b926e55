"""Seats of committees and branches: who sits, what is vacant, which units have not answered; 7+1+X as warnings (M06, M29)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..models import Organisation, Seat
from ..rules import CommitteeFacts, Finding, TeamFacts, Thresholds, check_committee, check_team
from ..words import BRANCH_SEATS, BRANCHES, SOURCES, Kind, SeatKind, SeatState, Source
from .thresholds import thresholds
from .tree import members_in

LIVING = (SeatState.INVITED, SeatState.CONFIRMED, SeatState.SEATED)
COUNTED = (SeatState.CONFIRMED, SeatState.SEATED)
"""A unit's seat counts only after the unit has confirmed it."""


def seats_of(body: Organisation, day: date) -> list[Seat]:
    """The living seats: invited, confirmed or taken, and not yet begun ones too; in the order of the kinds. One query."""
    return seats_in([body], day)[body.pk]


def seats_in(bodies: Iterable[Organisation], day: date) -> dict[int, list[Seat]]:
    """The living seats of these bodies, by key. One query."""
    found: dict[int, list[Seat]] = {body.pk: [] for body in bodies}
    rank = {kind.value: order for order, kind in enumerate(SeatKind)}
    rows = Seat.objects.filter(body__in=found, state__in=LIVING).select_related("unit", "body__place")
    for seat in sorted(rows, key=lambda row: (rank[row.kind], row.pk)):
        found[seat.body_id].append(seat)
    return found


def is_overdue(seat: Seat, day: date) -> bool:
    """Whether the term of a seat that is held is over."""
    return seat.state in COUNTED and seat.term_to is not None and seat.term_to < day


@dataclass(frozen=True, slots=True)
class CommitteeCheck:
    """What a body is made of on a day. `vacant`: kind → seats missing; `unconfirmed`: invited, not yet answered."""

    body: Organisation
    seats: Sequence[Seat]
    held: dict[SeatKind, int]
    vacant: dict[SeatKind, int]
    unconfirmed: Sequence[Seat]
    overdue: Sequence[Seat]
    findings: Sequence[Finding]

    @property
    def formula(self) -> str:
        """7+1+X with the numbers that are: “7+1+8”."""
        kinds = (SeatKind.STREET_MEMBER, SeatKind.FULL_TIME_MEMBER, SeatKind.UNIT_MEMBER)
        return "+".join(str(self.held.get(kind, 0)) for kind in kinds)


def committee_check(body: Organisation, day: date) -> CommitteeCheck:
    """Seats, vacancies and findings of a joint committee or a branch committee. Warnings only: vacancies happen."""
    seats, rulebook = seats_of(body, day), thresholds(day)
    held = Counter(SeatKind(seat.kind) for seat in seats if seat.state in COUNTED)
    unconfirmed = [seat for seat in seats if seat.state == SeatState.INVITED]
    overdue = [seat for seat in seats if is_overdue(seat, day)]
    if body.kind == Kind.STREET_JOINT_COMMITTEE:
        findings = check_committee(_committee_facts(held, unconfirmed, overdue), rulebook)
    elif body.kind in BRANCHES:
        findings = check_team(_team_facts(body, seats, overdue, day), rulebook)
    else:
        findings = []
    return CommitteeCheck(body, seats, dict(held), _vacant(body, held, rulebook), unconfirmed, overdue, findings)


def _committee_facts(held: Counter, unconfirmed: list[Seat], overdue: list[Seat]) -> CommitteeFacts:
    return CommitteeFacts(
        street_members=held[SeatKind.STREET_MEMBER],
        full_time=held[SeatKind.FULL_TIME_MEMBER],
        units=held[SeatKind.UNIT_MEMBER],
        unconfirmed=len(unconfirmed),
        overdue=len(overdue),
    )


def _team_facts(body: Organisation, seats: list[Seat], overdue: list[Seat], day: date) -> TeamFacts:
    counted = [seat for seat in seats if seat.state in COUNTED and seat.kind in BRANCH_SEATS]
    members = members_in(body, day)
    return TeamFacts(
        full=None if members.counted_on is None else members.full,
        seats=Counter(SeatKind(seat.kind) for seat in counted),
        sources=Counter(Source(seat.source) for seat in counted if seat.source),
        overdue=len(overdue),
    )


def _vacant(body: Organisation, held: Counter, rulebook: Thresholds) -> dict[SeatKind, int]:
    """Of 7+1+X: seats that nobody holds, by kind."""
    if body.kind != Kind.STREET_JOINT_COMMITTEE:
        return {}
    wanted = {
        SeatKind.STREET_MEMBER: rulebook["joint_committee.street_members"].value,
        SeatKind.FULL_TIME_MEMBER: rulebook["joint_committee.full_time"].value,
        SeatKind.UNIT_MEMBER: rulebook["joint_committee.units_min"].value,
    }
    return {kind: int(number) - held[kind] for kind, number in wanted.items() if held[kind] < number}


@dataclass(frozen=True, slots=True)
class SourceCount:
    """So many committee members come from this source; an empty source: nobody has said."""

    source: str
    label: str
    seats: int


def composition_by_source(orgs: Iterable[Organisation], day: date) -> list[SourceCount]:
    """From which of the four sources the members of these branch committees come: counts of seats. One query."""
    rows = Seat.objects.filter(body__in=list(orgs), kind__in=BRANCH_SEATS, state__in=COUNTED).exclude(term_from__gt=day)
    counts = Counter(rows.values_list("source", flat=True))
    known = [SourceCount(source.value, label, counts[source.value]) for source, label in SOURCES.items()]
    return [*known, SourceCount("", "", counts[""])]


def units_seated(place_code: str, day: date) -> dict[int, list[Organisation]]:
    """Street joint committees under a place → the units that confirmed their seat in it. Two queries."""
    bodies = Organisation.objects.filter(kind=Kind.STREET_JOINT_COMMITTEE).on(day)
    bodies = bodies.filter(place__code__gte=place_code, place__code__lt=place_code + "~")
    found: dict[int, list[Organisation]] = {pk: [] for pk in bodies.values_list("pk", flat=True)}
    rows = Seat.objects.filter(body__in=found, kind=SeatKind.UNIT_MEMBER, state__in=COUNTED).select_related("unit")
    for seat in rows:
        found[seat.body_id].append(seat.unit)
    return found
