"""Whom to find at an address: the grid worker, the party group, the stairwell group, the community; posts, never names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...kernel.codes import Level
from ...places.models import Building, GridBuilding, Place, Posting
from ..models import Organisation, ServiceArea
from ..words import Kind
from .groups import GroupOn, group_of, told_of
from .people import valid

COMMUNITY = Level.COMMUNITY.value


@dataclass(frozen=True, slots=True)
class WhoAt:
    """What a resident sees. `office` is the community's office with its telephone, address and hours."""

    grid: Place | None
    posting: Posting | None
    group: GroupOn | None
    stairwells: Sequence[GroupOn]
    office: Organisation | None

    @property
    def group_phone(self) -> str:
        """Where the party group is reached: its own office telephone, else the community's."""
        own = self.group.org.phone if self.group else ""
        return own or (self.office.phone if self.office else "")


def who_at(where: Building | Place, day: date) -> WhoAt:
    """Whom to find at a building, in a grid or in a community on a day. A constant number of queries."""
    grid = _grid_of(where, day)
    posting = Posting.objects.on(day).filter(grid=grid).first() if grid else None
    code = where.community.code if isinstance(where, Building) else where.code
    return WhoAt(
        grid,
        posting,
        group_of(grid, day) if grid else None,
        _stairwells(where, day) if isinstance(where, Building) else [],
        _office(code[:COMMUNITY], day),
    )


def _grid_of(where: Building | Place, day: date) -> Place | None:
    if isinstance(where, Building):
        row = GridBuilding.objects.on(day).filter(building=where).select_related("grid").first()
        return row.grid if row else None
    if len(where.code) < Level.GRID:
        return None
    return where if where.level == "grid" else Place.objects.filter(code=where.code[: Level.GRID]).first()


def _stairwells(building: Building, day: date) -> list[GroupOn]:
    areas = ServiceArea.objects.on(day).filter(building=building, org__kind=Kind.STAIRWELL_GROUP)
    groups = {a.org: None for a in areas.select_related("org__place").order_by("stairwell") if valid(a.org, day)}
    return told_of(list(groups), day) if groups else []


def _office(community: str, day: date) -> Organisation | None:
    """The community's own office; where it has none, the town's."""
    line = Organisation.objects.filter(
        kind__in=[Kind.COMMUNITY, Kind.SUBDISTRICT], place__code__in=[community, community[: Level.TOWN]]
    )
    rows = [row for row in line.select_related("place") if valid(row, day)]
    return max(rows, key=lambda row: (len(row.place.code), row.kind == Kind.COMMUNITY, -row.pk), default=None)
