"""The ground of a community as features of a map, for the desk and for residents: outlines, grids, buildings, barriers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..kernel.codes import Level, parents
from ..orgs.rules import Thresholds
from ..places.models import Barrier, Building, GridBuilding, Outline, Place, Posting
from ..places.queries import GridOn, barriers_in
from ..places.words import BARRIERS
from . import maps

GRID = Level.GRID.name.lower()
LEGEND = {
    "map-community": gettext_lazy("社区边界"),
    "map-grid hue-0": gettext_lazy("网格（颜色只为分清相邻的，没有别的意思）"),
    "map-barrier": gettext_lazy("主干道、河流、铁路"),
    "map-building": gettext_lazy("楼栋"),
}


def number_of(grid: Place) -> int:
    """The number of a grid within its community: the last three digits."""
    return int(grid.code[-3:])


def band_of(rules: Thresholds) -> tuple[int, int] | None:
    """Households a grid should have at least and at most; None where no rules are loaded."""
    if "grid.households_min" not in rules or "grid.households_max" not in rules:
        return None
    return rules.whole("grid.households_min"), rules.whole("grid.households_max")


@dataclass
class Lying:
    """What lies on the ground of a community on a day."""

    place: Place
    above: list[Place]
    outline: Outline | None
    grids: list[GridOn]
    buildings: list[Building]
    barriers: list[Barrier]

    @property
    def street(self) -> str:
        """The street or town it lies in."""
        return next((one.name for one in self.above if len(one.code) == Level.TOWN), "")

    @property
    def households(self) -> int:
        return sum(building.households for building in self.buildings)

    @property
    def without_grid(self) -> int:
        return sum(building.grid_key is None for building in self.buildings)


def around(place: Place, day: date) -> tuple[list[Place], list[Place]]:
    """What a community lies in, from the county down, and its grids. One query."""
    under = Q(level=GRID, code__gte=place.code, code__lt=place.code + "~")
    places = list(Place.objects.on(day).filter(under | Q(code__in=parents(place.code))).order_by("code"))
    above = [one for one in places if one.level != GRID and len(one.code) >= Level.COUNTY]
    return above, [one for one in places if one.level == GRID]


def lying(place: Place, day: date, band: tuple[int, int] | None = None, known: tuple | None = None) -> Lying:
    """Everything on the ground of a community, in six queries; `known`: what `around` told already."""
    above, inner = known or around(place, day)
    grids = {one.pk: GridOn(one, band=band) for one in inner}
    inside = GridBuilding.objects.on(day).filter(building=OuterRef("pk"), grid__in=list(grids)).values("grid")[:1]
    rows = Building.objects.on(day).filter(community=place).annotate(grid_key=Subquery(inside)).order_by("code")
    buildings = list(rows)
    for building in buildings:
        if building.grid_key in grids:
            grids[building.grid_key].buildings.append(building)
    outlines = {one.place_id: one for one in Outline.objects.on(day).filter(place__in=[place.pk, *grids])}
    postings = {one.grid_id: one for one in Posting.objects.on(day).filter(grid__in=list(grids))}
    for key, grid in grids.items():
        grid.outline, grid.posting = outlines.get(key), postings.get(key)
    barriers = list(barriers_in(place, day))
    return Lying(place, above, outlines.get(place.pk), list(grids.values()), buildings, barriers)


def outline_feature(place: Place, outline: Outline) -> dict:
    """The outline of a community."""
    return maps.feature("community", outline.shape, _("{name}的边界").format(name=place.name), key=place.code)


def barrier_feature(barrier: Barrier) -> dict:
    """A road, river or railway."""
    lines = [(str(_(BARRIERS[barrier.kind])), "")]
    return maps.feature("barrier", barrier.shape, barrier.name, key=str(barrier.pk), lines=lines)


def building_feature(building: Building, **said) -> dict:
    """A building: its outline where there is one, else its point."""
    shape = building.shape or maps.spot(building.latitude, building.longitude)
    return maps.feature("building", shape, building.name, key=building.code, **said)


def centres(grids: Iterable[GridOn]) -> dict[str, maps.Point]:
    """Where the grids lie, longitude first, by code; those with an outline or a building."""
    found = {}
    for grid in grids:
        if grid.outline is not None:
            found[grid.place.code] = maps.middle(grid.outline.shape)
        elif grid.buildings:
            east = sum(one.longitude for one in grid.buildings) / len(grid.buildings)
            found[grid.place.code] = (east, sum(one.latitude for one in grid.buildings) / len(grid.buildings))
    return found


def grid_features(grids: list[GridOn], said: Callable[[GridOn], dict] = lambda _grid: {}) -> list[dict]:
    """The grids that have an outline, each in a colour other than its neighbours'; `said` adds url and lines."""
    where = centres(grids)
    colours = maps.hues(where)
    return [
        maps.feature(
            "grid", grid.outline.shape, grid.place.name, key=grid.place.code, number=number_of(grid.place),
            hue=colours[grid.place.code], centre=list(where[grid.place.code]), **said(grid),
        )
        for grid in grids
        if grid.outline is not None
    ]  # fmt: skip


def legend_of(features: list[dict]) -> list[tuple[str, str]]:
    """What the map shows, as signs and words."""
    kinds = {one["properties"]["kind"] for one in features}
    return [(dress, str(word)) for dress, word in LEGEND.items() if dress.split()[0].removeprefix("map-") in kinds]
