"""Who sees which topics and sittings, what ages, which sitting is due, and what units did (M05, M07, M08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from ...kernel.actor import Actor, Role
from ...kernel.clock import CHINA
from ...orgs.models import Organisation, Seat
from ...orgs.words import COMMITTEES, SeatState
from ..models.topics import CHECKED, Assignment, BodyRhythm, NeedClaim, Sitting, Topic, UnitPresence
from ..policy.topics import SEATED
from ..rules.topics import Rhythm, default_rhythm, next_due
from ..words.topics import UNDECIDED, UNDONE, ClaimState, SittingState

NOBODY = Q(pk__in=[])
OVERSEERS = (Role.ORGANISER, Role.HANDLER, Role.LEADER, Role.AUDITOR)
NEAR = (Role.COORDINATOR, Role.COMMUNITY_WORKER, Role.LEADER, Role.AUDITOR)
YEAR = timedelta(days=365)


def _under(column: str, key: str) -> Q:
    return Q(**{f"{column}__gte": key, f"{column}__lt": key + "~"})


def paths_of(actor: Actor, *roles: Role) -> list[str]:
    """Paths of the organisations that this actor holds one of these roles over."""
    return [grant.org for grant in actor.granted(*roles) if grant.org]


def in_any(column: str, keys: Iterable[str]) -> Q:
    """Rows whose path or code lies at or below one of these."""
    found = NOBODY
    for key in keys:
        found |= _under(column, key)
    return found


def _reached(actor: Actor, org: str) -> Q:
    """Bodies that the grants of this actor reach, by organisation or by place; `org` is the column of the body."""
    codes = [grant.place for grant in actor.granted(*NEAR) if grant.place and not grant.org]
    dot = f"{org}__" if org else ""
    return in_any(f"{dot}path", paths_of(actor, *OVERSEERS)) | in_any(f"{dot}place__code", codes)


def seated(actor: Actor, outer: str) -> Exists | Q:
    """Bodies in which a unit that this actor speaks for has a seat."""
    own = [path for path in paths_of(actor, Role.HANDLER) if actor.belongs_to(path)]
    if not own:
        return NOBODY
    seats = Seat.objects.filter(in_any("unit__path", own), body=OuterRef(outer), state__in=SEATED)
    return Q(Exists(seats))


def bodies_of(actor: Actor, day: date) -> QuerySet[Organisation]:
    """The bodies that this actor sees: those he works for or oversees, and those in which his unit sits."""
    bodies = Organisation.objects.filter(kind__in=COMMITTEES).on(day).select_related("place")
    return bodies if actor.is_house else bodies.filter(_reached(actor, "") | seated(actor, "pk"))


def topics_of(actor: Actor) -> QuerySet[Topic]:
    """The topics that this actor sees: of those bodies, those that he proposed, and those given to his office."""
    topics = Topic.objects.select_related("body__place", "place", "proposer_org", "sitting__body", "lead", "matter")
    if actor.is_house:
        return topics
    seen = _reached(actor, "body") | seated(actor, "body")
    own = paths_of(actor, Role.HANDLER, Role.ORGANISER)
    if own:
        given = Assignment.objects.filter(in_any("office__path", own), topic=OuterRef("pk"))
        seen |= in_any("proposer_org__path", own) | Q(Exists(given))
    codes = [grant.place for grant in actor.granted(Role.COMMUNITY_WORKER) if grant.place]
    return topics.filter(seen | in_any("place__code", codes) | in_any("residents_of__code", codes))


def sittings_of(actor: Actor) -> QuerySet[Sitting]:
    """The sittings of the bodies that this actor sees."""
    sittings = Sitting.objects.select_related("body__place")
    return sittings if actor.is_house else sittings.filter(_reached(actor, "body") | seated(actor, "body"))


def claims_of(actor: Actor) -> QuerySet[NeedClaim]:
    """The claims of the topics that this actor sees."""
    claims = NeedClaim.objects.select_related("unit", "topic__body__place", "topic__place")
    return claims if actor.is_house else claims.filter(topic__in=topics_of(actor).order_by().values("pk"))


def seats_in_office(body: Organisation, day: date) -> list[Seat]:
    """Seats that somebody holds on this day; one whose term is over goes on until it is left. One query."""
    held = Seat.objects.filter(body=body, state=SeatState.SEATED).exclude(term_from__gt=day)
    return list(held.select_related("unit").order_by("pk"))


def rhythm_of(body: Organisation, day: date) -> Rhythm:
    """How often this body sits: by what was laid down for it, else by its kind. One query."""
    return rhythms_of([body], day)[body.pk]


def rhythms_of(bodies: Iterable[Organisation], day: date) -> dict[int, Rhythm]:
    """Of each body. One query."""
    bodies = list(bodies)
    rows = BodyRhythm.objects.filter(body__in=bodies, valid_from__lte=day).order_by("valid_from", "pk")
    own = {row.body_id: Rhythm(row.months, row.agenda_days, row.source) for row in rows}
    return {body.pk: own.get(body.pk) or default_rhythm(body.kind) for body in bodies}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a body stands: when it sat last, when it should sit next (None: it never has), and what ages there."""

    body: Organisation
    rhythm: Rhythm
    last_on: date | None
    next_on: date | None
    topics: int
    undecided: int
    undone: int


def standings(bodies: Iterable[Organisation], day: date) -> list[Standing]:
    """How these bodies stand. Three queries, whatever their number."""
    bodies = list(bodies)
    rhythms = rhythms_of(bodies, day)
    held = Sitting.objects.filter(body__in=bodies, is_urgent=False, state__in=[SittingState.HELD, SittingState.MINUTED])
    last: dict[int, date] = {}
    for key, moment in held.order_by("meets_at").values_list("body", "meets_at"):
        last[key] = moment.astimezone(CHINA).date()
    counted = Topic.objects.filter(body__in=bodies).order_by().values("body")
    counts = {
        row["body"]: row
        for row in counted.annotate(
            topics=Count("pk"),
            undecided=Count("pk", Q(state__in=UNDECIDED)),
            undone=Count("pk", Q(state__in=UNDONE)),
        )
    }
    return [_standing(body, rhythms[body.pk], last.get(body.pk), counts.get(body.pk, {})) for body in bodies]


def _standing(body: Organisation, rhythm: Rhythm, last_on: date | None, counts: dict) -> Standing:
    return Standing(
        body, rhythm, last_on, next_due(last_on, rhythm.months) if last_on else None,
        counts.get("topics", 0), counts.get("undecided", 0), counts.get("undone", 0),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """What a unit did in a body within a year: sittings, seats present, tasks given and taken, and done."""

    unit: Organisation
    sittings: int
    attended: int
    tasks: int
    done: int


def unit_records(body: Organisation, day: date) -> list[UnitRecord]:
    """By unit, never by person (挂名委员). Five queries."""
    since = day - YEAR
    seats = Seat.objects.filter(body=body, state__in=SEATED).select_related("unit")
    units = {seat.unit_id or body.pk: seat.unit or body for seat in seats}
    presences = UnitPresence.objects.filter(sitting__body=body, sitting__meets_at__date__gt=since).order_by()
    sat = {
        row["unit"]: row
        for row in presences.values("unit").annotate(
            n=Count("pk"), came=Count("pk", Q(present__gt=0)), all=Sum("present")
        )
    }
    given = Assignment.objects.filter(topic__body=body, given_at__date__gt=since).order_by().values("office")
    given = {row["office"]: row for row in given.annotate(n=Count("pk"), d=Count("pk", Q(matter__state__in=CHECKED)))}
    taken = NeedClaim.objects.filter(topic__body=body, claimed_at__date__gt=since).exclude(state=ClaimState.GIVEN_UP)
    taken = taken.order_by().values("unit").annotate(n=Count("pk"), d=Count("pk", Q(state=ClaimState.CONFIRMED)))
    took = {row["unit"]: row for row in taken}
    found = []
    for key, unit in units.items():
        tasks = [rows[key] for rows in (given, took) if key in rows]
        row = sat.get(key, {})
        found.append(
            UnitRecord(
                unit, row.get("n", 0), row.get("came", 0), sum(t["n"] for t in tasks), sum(t["d"] for t in tasks)
            )
        )
    return found
