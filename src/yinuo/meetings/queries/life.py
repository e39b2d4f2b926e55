"""Branches one keeps, belongs to or oversees; their years worked out from rows; what reads like what (M41)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...kernel.actor import Actor
from ...orgs.models import Coverage, Organisation, Seat, up_from
from ...orgs.queries import members_of, thresholds
from ...orgs.words import BRANCH_SEATS, BRANCHES, GROUPS, SeatState
from ..models import BranchActivity, BranchCustom, BranchMeeting, SecretaryReport
from ..policy.life import KEEPERS, READERS
from ..rulebooks import branch_life
from ..rules import life as rules
from ..words.life import MeetingKind


def _kept(actor: Actor) -> Q:
    """Branches that the actor keeps the records of: the SQL twin of `policy.keeps`."""
    grants = [grant.org for grant in actor.granted(*KEEPERS) if grant.org]
    above = up_from(actor.org)
    own = [path for path in above if any(path.startswith(grant) for grant in grants)]
    return Q(path__in=[*grants, *own])


def _belongs(actor: Actor) -> Q:
    above = up_from(actor.org)
    covered = Coverage.objects.filter(unit__path__in=above, valid_to=None).values("branch")
    return Q(path__in=above) | Q(pk__in=covered)


def _overseen(actor: Actor) -> Q:
    wanted = Q(pk=None)
    for grant in actor.granted(*READERS):
        if grant.org:
            wanted |= Q(path__gte=grant.org, path__lt=grant.org + "~")
        elif grant.place:
            wanted |= Q(place__code__gte=grant.place, place__code__lt=grant.place + "~")
    return wanted


def branches_of(actor: Actor, day: date) -> QuerySet[Organisation]:
    """Branches whose pages the actor may open: his own, those he keeps, those he oversees."""
    if actor.member is None:
        return Organisation.objects.none()
    seen = _kept(actor) | _belongs(actor) | _overseen(actor)
    return Organisation.objects.filter(seen, kind__in=BRANCHES).on(day).select_related("place").order_by("path")


def kept_by(actor: Actor, day: date) -> QuerySet[Organisation]:
    """Branches whose records the actor keeps."""
    return Organisation.objects.filter(_kept(actor), kind__in=BRANCHES).on(day).order_by("path")


def overseen_by(actor: Actor, day: date) -> QuerySet[Organisation]:
    """Branches the actor oversees, as a list of counts."""
    return Organisation.objects.filter(_overseen(actor), kind__in=BRANCHES).on(day).order_by("path")


@dataclass(frozen=True, slots=True)
class BranchYear:
    """A branch with its year worked out."""

    branch: Organisation
    lines: list[rules.Line]

    @property
    def sum(self) -> rules.Sum:
        return rules.summed(self.lines)


def years_of(branches: Iterable[Organisation], year: int, today: date) -> list[BranchYear]:
    """The year of each branch, in their order. Seven queries, however many."""
    branches = list(branches)
    keys = [branch.pk for branch in branches]
    held: dict[int, list[rules.Held]] = {key: [] for key in keys}
    rows = BranchMeeting.objects.filter(branch__in=keys, held_on__year=year).order_by("held_on")
    for branch, kind, on, group, is_late in rows.values_list("branch", "kind", "held_on", "group", "is_late"):
        held[branch].append(rules.Held(MeetingKind(kind), on, group, is_late))
    shapes = _shapes(branches, today)
    book = rules.book_on(branch_life(), date(year, 12, 31))
    return [BranchYear(one, rules.year_of(book, shapes[one.pk], held[one.pk], year, today)) for one in branches]


def _shapes(branches: list[Organisation], today: date) -> Mapping[int, rules.Branch]:
    """What each branch is expected to hold: its committee, its groups, its theme day."""
    keys = [branch.pk for branch in branches]
    days = dict(BranchCustom.objects.filter(branch__in=keys).values_list("branch", "theme_day"))
    seats = Seat.objects.filter(body__in=keys, kind__in=BRANCH_SEATS, state=SeatState.SEATED).values_list(
        "body", flat=True
    )
    seated = list(seats)
    counts, book = members_of(branches, today), thresholds(today)
    least = book.whole("branch.committee_from") if "branch.committee_from" in book else None
    groups = _groups(branches, today)
    return {
        one.pk: rules.Branch(
            since=one.valid_from, until=one.valid_to, theme_day=days.get(one.pk), groups=tuple(groups[one.pk]),
            has_committee=seated.count(one.pk) > 1 or (least is not None and counts[one.pk].full >= least),
        )
        for one in branches
    }  # fmt: skip


def _groups(branches: list[Organisation], today: date) -> dict[int, list[tuple[int, date]]]:
    """The party groups below each branch. One query."""
    found: dict[int, list[tuple[int, date]]] = {one.pk: [] for one in branches}
    if not branches:
        return found
    below = Q(pk=None)
    for one in _outer(branches):
        below |= Q(path__gt=one, path__lt=one + "~")
    for key, path, since in (
        Organisation.objects.filter(below, kind__in=GROUPS).on(today).values_list("pk", "path", "valid_from")
    ):
        nearest = max(
            (one for one in branches if path.startswith(one.path)), key=lambda one: len(one.path), default=None
        )
        if nearest is not None:
            found[nearest.pk].append((key, since))
    return found


def _outer(branches: list[Organisation]) -> list[str]:
    paths = sorted(one.path for one in branches)
    return [path for path in paths if not any(path != one and path.startswith(one) for one in paths)]


@dataclass(frozen=True, slots=True)
class Usual:
    """What a record begins with, so that three taps do."""

    entitled: int
    place: str
    groups: list[Organisation]


def usual(branch: Organisation, kind: MeetingKind, today: date, group: Organisation | None = None) -> Usual:
    """Defaults of a record: who is entitled by the kind, the usual place. Five queries."""
    custom = BranchCustom.objects.filter(branch=branch).first()
    groups = list(Organisation.objects.under(branch.path).filter(kind__in=GROUPS).on(today).order_by("path"))
    seats = Seat.objects.filter(body=branch, kind__in=BRANCH_SEATS, state=SeatState.SEATED).count()
    counts = members_of([branch, *groups], today)
    members = counts[branch.pk]
    last = BranchMeeting.objects.filter(branch=branch, kind=kind).order_by("-held_on").first()
    if kind == MeetingKind.COMMITTEE:
        entitled = seats
    elif kind == MeetingKind.GROUP:
        one = group or (groups[0] if len(groups) == 1 else None)
        entitled = counts[one.pk].all if one else 0
    else:
        entitled = members.full if kind == MeetingKind.MEMBERS else members.all
    place = custom.place if custom and custom.place else (last.place if last else "")
    return Usual(entitled or (last.entitled if last else 0), place, groups)


def records_of(path: str, since: date, until: date) -> Iterator[tuple[Organisation, str, date, str]]:
    """(branch, "branchmeeting:key", day, words) of every meeting under this path held in these days. One query.

    For whoever asks whether records read alike (M41 材料造假): the question goes to the branch first.
    """
    rows = BranchMeeting.objects.filter(branch__path__gte=path, branch__path__lt=path + "~", held_on__gte=since)
    for one in rows.filter(held_on__lte=until).select_related("branch").order_by("held_on", "pk").iterator():
        yield one.branch, f"branchmeeting:{one.pk}", one.held_on, f"{one.topic} {one.outcome}"


HEADED = (MeetingKind.THEME_DAY, MeetingKind.MEMBERS, MeetingKind.LESSON)
"""Meetings every branch has: the home page asks for these, the page of the branch for all."""

REPORT_FROM = 11
"""The month from which the year's report is asked for."""


def waiting_of(actor: Actor, today: date) -> dict[str, list[QuerySet[Organisation]]]:
    """Branches one keeps, once for every meeting due this month, for a report to write, for open sign-ups.

    Nothing for who keeps no organisation's records. No query.
    """
    if not any(grant.org for grant in actor.granted(*KEEPERS)):
        return {}
    book, kept = rules.book_on(branch_life(), today), kept_by(actor, today)
    asked = kept.filter(valid_from__lte=today.replace(day=1))
    year = today.year if today.month >= REPORT_FROM else today.year - 1
    written = SecretaryReport.objects.filter(branch=OuterRef("pk"), year=year)
    reports = kept.filter(~Exists(written), valid_from__lt=date(year, 7, 1))
    is_time = today.month >= REPORT_FROM or today.month <= 2
    signing = BranchActivity.objects.filter(branch=OuterRef("pk"), state="activity_planned", planned_on__gte=today)
    return {
        "due": [asked.filter(~Exists(_held_now(book, kind, today))) for kind in HEADED],
        "reports": [reports] if is_time else [],
        "open": [kept.filter(Exists(signing))],
    }


def _held_now(book: rules.Book, kind: MeetingKind, today: date) -> QuerySet[BranchMeeting]:
    spans = rules.periods(book.kinds[kind].every, today.year)
    first, last = next(span for span in spans if span[0] <= today <= span[1])
    return BranchMeeting.objects.filter(branch=OuterRef("pk"), kind=kind, held_on__gte=first, held_on__lte=last)
