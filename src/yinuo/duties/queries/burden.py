"""What may be asked of the burden register: who reviews, what is in force for a unit, complaints, minutes of entry."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Left, TruncMonth

from ...acts.models import Entry
from ...kernel import codes
from ...kernel.actor import Actor
from ...matters import contacts
from ...orgs.models import SEGMENT, Organisation, up_from
from ...orgs.words import Kind
from ..models.burden import BurdenComplaint, CollectionRequest, ReliefOffice, RequestLine
from ..policy.burden import WORKERS
from ..rules import burden as rules
from ..words.burden import ComplaintState, RequestState

COUNTY = 6
FEWEST_PEOPLE = 3
"""A unit in which fewer people wrote is shown only together with others: its minutes would be somebody's own."""

REST = ""
"""The row of all such units."""


def relief_office(county: str, day: date) -> Organisation | None:
    """The office that was named for the county, else the county's own office. Two queries at most."""
    named = ReliefOffice.objects.filter(place_code=county, valid_from__lte=day).select_related("org__place")
    found = named.order_by("-valid_from", "-pk").first()
    if found is not None and (found.org.valid_to is None or found.org.valid_to >= day):
        return found.org
    own = Organisation.objects.on(day).filter(place__code=county, kind=Kind.COUNTY)
    return own.select_related("place").order_by("path").first()


def reviewer_of(county: str, about: Organisation | None, day: date) -> Organisation | None:
    """The relief office; where it is itself the office concerned, the one above it, else the county's supervision."""
    office = relief_office(county, day)
    if office is None or about is None or not office.path.startswith(about.path):
        return office
    paths = [about.path[:size] for size in range(len(about.path) - SEGMENT, 0, -SEGMENT)]
    others = Organisation.objects.on(day).filter(
        Q(path__in=paths) | Q(kind=Kind.SUPERVISION, place__code__startswith=county)
    )
    found = list(others.exclude(pk__in=[office.pk, about.pk]).select_related("place"))
    above = [one for one in found if one.path in paths]
    return max(above or found, key=lambda one: len(one.path), default=None)


def lines_in_force(county: str, day: date, *, without: int | None = None) -> list[RequestLine]:
    """What approved requests of a county ask for on this day. One query."""
    found = RequestLine.objects.filter(
        request__place_code__startswith=county, request__state=RequestState.APPROVED, request__expires_on__gte=day,
    )  # fmt: skip
    return list(found.exclude(request=without).exclude(standing="held").select_related("request__requester"))


def in_force(day: date) -> Q:
    return Q(state=RequestState.APPROVED, expires_on__gte=day)


def addressed_to(org: Organisation, day: date) -> QuerySet[CollectionRequest]:
    """Every request in force that this unit has to answer: named itself, or of a level that is asked."""
    line = [org.place.code[:size] for size in range(COUNTY, len(org.place.code) + 1)]
    by_level = Q(levels__contains=[org.kind], place_code__in=line)
    found = CollectionRequest.objects.filter(in_force(day)).filter(by_level | Q(addressees__org=org))
    return found.select_related("requester").order_by("expires_on", "pk").distinct()


def register_of(county: str) -> QuerySet[CollectionRequest]:
    """The whole register of a county or city: whoever works there may read it."""
    found = CollectionRequest.objects.filter(place_code__gte=county, place_code__lt=county + "~")
    return (
        found.select_related("requester", "reviewer").annotate(line_count=Count("lines")).order_by("-asked_at", "-pk")
    )


def my_offices(actor: Actor) -> list[str]:
    """Paths of the offices that the actor speaks for: his own and those above it that his grants cover."""
    paths = {grant.org for grant in actor.granted(*WORKERS) if grant.org}
    return [path for path in up_from(actor.org) if any(path.startswith(one) for one in paths)]


def mine_to_review(actor: Actor) -> Q | None:
    """Requests whose review is the actor's, none of his own office among them; None for who speaks for no office."""
    paths = my_offices(actor)
    if not paths:
        return None
    return Q(reviewer__path__in=paths) & ~Q(requester__path=actor.org) & ~Q(asked_by=actor.member)


def visible_complaints(actor: Actor) -> QuerySet[BurdenComplaint]:
    """The SQL twin of `policy.may_see_complaint`."""
    about_own = Q(about__path__in=up_from(actor.org)) & ~Q(office__path=actor.org)
    found = BurdenComplaint.objects.filter(Q(office__path__in=my_offices(actor)) & ~about_own)
    return found.select_related("office", "about", "place", "request")


def complaint_by_slip(text: str) -> BurdenComplaint | None:
    """The complaint whose slip somebody typed, or None."""
    slip = codes.read_slip(text)
    if not slip:
        return None
    found = BurdenComplaint.objects.select_related("office", "about", "place", "request")
    return found.filter(slip_key=contacts.blind(slip, "burden")).first()


def complaint_months(county: str, most: int = 6) -> list[dict]:
    """By month of filing: how many, answered, answered in time, found true. Public. One query."""
    rows = BurdenComplaint.objects.filter(place__code__startswith=county).annotate(month=TruncMonth("filed_at"))
    answered = Q(state=ComplaintState.ANSWERED)
    return list(
        rows.values("month").order_by("-month").annotate(
            filed=Count("pk"), answered=Count("pk", answered),
            in_time=Count("pk", answered & Q(answered_at__lte=F("due_at"))),
            upheld=Count("pk", answered & Q(finding__in=["upheld", "partly"])),
        )[:most]
    )  # fmt: skip


@dataclass
class UnitMonth:
    """Minutes of entry of one unit (with all below it) in one month; `acts` by name: times and minutes."""

    path: str
    month: date
    entries: int = 0
    minutes: int = 0
    acts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def entry_minutes(path: str, since: datetime, until: datetime) -> list[UnitMonth]:
    """Minutes by unit directly below `path` and by month, from what was written in the ledger; never by person.

    Imports and the house itself are left out. A unit with fewer than three people writing in a month is added to REST.
    Two queries, whatever the number of entries.
    """
    size = len(path) + SEGMENT
    entries = Entry.objects.filter(at__gte=since, at__lt=until, org__gte=path, org__lt=path + "~")
    entries = entries.filter(actor__startswith="member:").exclude(channel__in=["excel", "jobs"])
    entries = entries.annotate(unit=Left("org", size), month=TruncMonth("at")).order_by()
    people = {
        (row["unit"], row["month"]): row["people"]
        for row in entries.values("unit", "month").annotate(people=Count("actor", distinct=True))
    }
    found: dict[tuple[str, date], UnitMonth] = {}
    for row in entries.values("unit", "month", "act").annotate(times=Count("pk")):
        is_few = people[row["unit"], row["month"]] < FEWEST_PEOPLE
        unit, month = REST if is_few else row["unit"], row["month"].date()
        sums = found.setdefault((unit, month), UnitMonth(unit, month))
        cost = rules.minutes(row["act"], row["times"])
        sums.entries += row["times"]
        sums.minutes += cost
        sums.acts[row["act"]] += cost
    return sorted(found.values(), key=lambda one: (one.month, one.path))


def months_back(day: date, number: int) -> list[date]:
    """The first days of this month and of those before it, the oldest first."""
    months = [day.replace(day=1)]
    while len(months) < number:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def named(paths: Iterable[str]) -> dict[str, str]:
    """Names of organisations by path. One query."""
    return dict(Organisation.objects.filter(path__in=set(paths) - {REST}).values_list("path", "name"))
