"""What may be asked about neighbours' requests (M11): mine, those of my group, whom to ask, and counts for superiors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncQuarter

from ..acts.models import Entry
from ..kernel import codes
from ..kernel.actor import Actor, Role
from ..kernel.clock import CHINA
from ..orgs.models import ServiceArea
from ..orgs.words import GROUPS
from ..places.models import Building, GridBuilding
from . import contacts
from .flow import TALKING
from .models import Ask, Matter
from .words import COUNTED_AS_SOLVED, AskState

SMALLEST = 10
"""Fewer ended requests than this show counts only, no share (DESIGN §2.6)."""


def visible_to(actor: Actor) -> QuerySet[Ask]:
    """The SQL twin of `policy.may_read_ask`."""
    mine = Q(pk=actor.ask) if actor.ask is not None else Q(pk__in=[])
    paths = [grant.org for grant in actor.granted(Role.HANDLER) if grant.org]
    return Ask.objects.filter(mine | Q(group_path__in=paths))


def asked_of(actor: Actor, *, is_open: bool) -> QuerySet[Ask]:
    """Those of the actor's groups that still wait for something, the oldest first; or those that ended, the newest first."""
    found = visible_to(actor).select_related("group", "building")
    if is_open:
        return found.filter(state__in=sorted(TALKING)).order_by("asked_at", "pk")
    return found.exclude(state__in=sorted(TALKING)).order_by("-asked_at", "-pk")


def by_slip(text: str) -> Ask | None:
    """The request whose slip somebody typed, or None."""
    slip = codes.read_slip(text)
    if not slip:
        return None
    return (
        Ask.objects.select_related("group", "building", "matter").filter(slip_key=contacts.blind(slip, "slip")).first()
    )


def course(ask: Ask) -> list[Entry]:
    """What happened to it, from the ledger, oldest first."""
    return list(Entry.objects.filter(subject=f"ask:{ask.pk}").order_by("sequence"))


def areas_in(community: str, day: date) -> QuerySet[ServiceArea]:
    """The stairwells and grids of a community (or grid code) that a party group serves on this day. One query."""
    within = Q(grid__code__gte=community, grid__code__lt=community + "~")
    if len(community) <= codes.Level.COMMUNITY:
        within |= Q(building__community__code__gte=community, building__community__code__lt=community + "~")
    else:
        here = GridBuilding.objects.on(day).filter(grid__code=community).values("building")
        within |= Q(building__in=here)
    return _areas(within, day)


def areas_of(building: Building, day: date) -> QuerySet[ServiceArea]:
    """The groups for a building: of its stairwells, and of the grid it lies in."""
    grids = GridBuilding.objects.on(day).filter(building=building).values("grid")
    return _areas(Q(building=building) | Q(grid__in=grids), day)


def _areas(within: Q, day: date) -> QuerySet[ServiceArea]:
    found = ServiceArea.objects.on(day).filter(within, org__kind__in=sorted(GROUPS)).exclude(org__valid_to__lt=day)
    return found.select_related("org__place", "grid", "building").order_by(
        "building__name", "stairwell", "grid__code", "pk"
    )


def active_groups(place_code: str, since: date | datetime) -> set[int]:
    """The groups (their keys) under a place that have settled a request or solved a matter since then (M10 未运行)."""
    if not isinstance(since, datetime):
        since = datetime.combine(since, time.min, tzinfo=CHINA)
    asked = Ask.objects.filter(
        place_code__gte=place_code, place_code__lt=place_code + "~", state=AskState.SOLVED, ended_at__gte=since
    ).values_list("group", flat=True)
    solved = Matter.objects.under(place_code).filter(
        office__kind__in=sorted(GROUPS), resolved_at__gte=since, outcome__in=sorted(COUNTED_AS_SOLVED)
    )
    return set(asked) | set(solved.values_list("office", flat=True))


@dataclass(frozen=True)
class Quarter:
    """How many requests of a quarter there were and how they ended; `share` in whole percents, None for few."""

    since: date
    asked: int
    solved: int
    referred: int
    called_off: int

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.since.month + 2) // 3

    @property
    def share(self) -> int | None:
        ended = self.solved + self.referred
        return round(100 * self.solved / ended) if ended >= SMALLEST else None


def quarters(actor: Actor, most: int = 8) -> list[Quarter]:
    """Counts by quarter of asking over all groups that the actor is above: never a group or a word. One query."""
    above = Q(pk__in=[])
    for grant in actor.granted(Role.ORGANISER):
        if grant.org:
            above |= Q(group_path__gte=grant.org, group_path__lt=grant.org + "~")
    for grant in actor.granted(Role.COORDINATOR, Role.LEADER):
        above |= Q(place_code__gte=grant.place, place_code__lt=grant.place + "~")
    rows = (
        Ask.objects.filter(above)
        .annotate(quarter=TruncQuarter("asked_at"))
        .values("quarter")
        .order_by("-quarter")
        .annotate(
            asked=Count("pk"),
            solved=Count("pk", Q(state=AskState.SOLVED)),
            referred=Count("pk", Q(state=AskState.REFERRED)),
            called_off=Count("pk", Q(state=AskState.CALLED_OFF)),
        )[:most]
    )
    return [
        Quarter(row["quarter"].date(), row["asked"], row["solved"], row["referred"], row["called_off"]) for row in rows
    ]


def open_of(org: int) -> Iterable[Ask]:
    """What still waits at a group."""
    return Ask.objects.filter(group=org, state__in=sorted(TALKING))
