"""Party groups on grids and in stairwells: own or joint, covered or not, running or only on paper (M10, M11)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from ...kernel.quantities import Share
from ...kernel.words import _
from ...places.models import Place
from ..models import Gathering, Organisation, Seat, ServiceArea
from ..rules import Thresholds
from ..words import GROUPS, Kind, SeatKind
from .people import valid
from .seats import COUNTED
from .thresholds import thresholds
from .tree import Members, members_of

MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class GroupOn:
    """A party group or stairwell group on a day. `grids` it serves; with several it is joint. `leader` is a post."""

    org: Organisation
    grids: Sequence[Place]
    areas: Sequence[ServiceArea]
    leader: str
    members: Members
    met_on: date | None

    @property
    def is_joint(self) -> bool:
        return len(self.grids) > 1


def groups_of(community: Place, day: date) -> list[GroupOn]:
    """The party and stairwell groups of a community. Six queries, however many."""
    return groups_under(community.code, day)


def groups_under(place_code: str, day: date) -> list[GroupOn]:
    """The groups whose place lies under this code, in the order of their paths. Six queries, however many."""
    found = Organisation.objects.filter(kind__in=GROUPS, place__code__gte=place_code, place__code__lt=place_code + "~")
    return told_of(list(found.on(day).select_related("place")), day)


def told_of(orgs: Sequence[Organisation], day: date) -> list[GroupOn]:
    """Areas, leader, counts and last meeting of these groups, in their order. Five queries."""
    areas: dict[int, list[ServiceArea]] = {org.pk: [] for org in orgs}
    rows = ServiceArea.objects.on(day).filter(org__in=areas).select_related("grid", "building")
    for area in rows.order_by("grid__code", "building__code", "stairwell"):
        areas[area.org_id].append(area)
    leaders = _leaders(areas)
    members, met = members_of(orgs, day), _met(areas, day)
    return [
        GroupOn(
            org,
            [area.grid for area in areas[org.pk] if area.grid is not None],
            areas[org.pk],
            leaders.get(org.pk, ""),
            members[org.pk],
            met.get(org.pk),
        )
        for org in orgs
    ]


def _leaders(keys: Iterable[int]) -> dict[int, str]:
    seats = Seat.objects.filter(body__in=keys, kind=SeatKind.GROUP_LEADER, state__in=COUNTED)
    return dict(seats.order_by("pk").values_list("body", "post"))


def _met(keys: Iterable[int], day: date) -> dict[int, date]:
    held = Gathering.objects.filter(org__in=keys, held_on__lte=day).order_by()
    return dict(held.values_list("org").annotate(last=Max("held_on")).values_list("org", "last"))


def group_of(grid: Place, day: date) -> GroupOn | None:
    """The party group of a grid: its own, else a joint one; None where there is none. Six queries."""
    areas = ServiceArea.objects.on(day).filter(grid=grid, org__kind=Kind.PARTY_GROUP)
    orgs = [area.org for area in areas.select_related("org__place").order_by("org__path") if valid(area.org, day)]
    return min(told_of(orgs, day), key=lambda group: group.is_joint, default=None) if orgs else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Grids with an own group, with a joint one only, and with none; joint is never told as own (M10)."""

    own: int
    joint: int
    none: int

    @property
    def grids(self) -> int:
        return self.own + self.joint + self.none

    @property
    def own_share(self) -> Share:
        return Share(self.own, self.grids, _("建有自己党小组的网格 / 全部网格（第1版）"))

    @property
    def joint_share(self) -> Share:
        return Share(self.joint, self.grids, _("只由联合党小组覆盖的网格 / 全部网格（第1版）"))

    @property
    def none_share(self) -> Share:
        return Share(self.none, self.grids, _("没有党小组覆盖的网格 / 全部网格（第1版）"))


def coverage(place_code: str, day: date) -> Coverage:
    """How the grids under a place are covered by party groups on a day. Two queries."""
    grids = set(Place.objects.under(place_code).filter(level="grid").on(day).values_list("pk", flat=True))
    served: dict[int, set[int]] = {}
    serving: dict[int, int] = {}
    for org, grid in _grid_areas(place_code, day):
        serving[org] = serving.get(org, 0) + 1
        served.setdefault(grid, set()).add(org)
    own = {grid for grid, orgs in served.items() if any(serving[org] == 1 for org in orgs)} & grids
    joint = (served.keys() & grids) - own
    return Coverage(len(own), len(joint), len(grids) - len(own) - len(joint))


def _grid_areas(place_code: str, day: date) -> Iterable[tuple[int, int]]:
    """Group and grid of every service of a living group in the communities of this place: joint groups stay whole."""
    around = place_code[:12]
    areas = ServiceArea.objects.on(day).filter(grid__code__gte=around, grid__code__lt=around + "~")
    living = areas.filter(org__kind=Kind.PARTY_GROUP, org__valid_from__lte=day).exclude(org__valid_to__lt=day)
    return living.order_by().values_list("org", "grid")


def quiet_since(day: date, rules: Thresholds | None = None) -> date:
    """The first day of the quarters in which a running group must have met or solved something.

    One query, or none where the rules of the day are at hand.
    """
    quarters = (rules or thresholds(day)).whole("grid.quiet_quarters")
    month = day.year * 12 + (day.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER
    year, index = divmod(month - quarters * MONTHS_OF_A_QUARTER, 12)
    return date(year, index + 1, 1)


def quiet_groups(place_code: str, day: date, active: Collection[int] = frozenset()) -> list[Organisation]:
    """Groups “未运行”: without a meeting in the last quarters of the rulebook and in the running one. Two queries.

    `active`: keys of groups that solved a matter in that time, as whoever knows of matters says. A group that is
    younger than that time is not told quiet.
    """
    since = quiet_since(day)
    groups = Organisation.objects.filter(kind__in=GROUPS, valid_from__lt=since, place__code__gte=place_code)
    groups = groups.filter(place__code__lt=place_code + "~").on(day).exclude(pk__in=list(active))
    met = Gathering.objects.filter(held_on__gte=since, held_on__lte=day)
    return list(groups.exclude(pk__in=met.values("org")).select_related("place"))
