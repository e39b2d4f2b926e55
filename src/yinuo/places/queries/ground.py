"""What lies on the ground of a community on a day, and where an address or a point belongs (M10).

The number of queries does not grow with grids and buildings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize

import shapely
from django.db.models import Q, QuerySet

from ...kernel.codes import Level
from .. import geometry
from ..models import Barrier, Building, GridBuilding, Outline, Place, Posting

COMMUNITY, GRID = Level.COMMUNITY.name.lower(), Level.GRID.name.lower()


@dataclass
class GridOn:
    """A grid as it stands on a day. `is_in_band` is None when no band was given to measure it by."""

    place: Place
    buildings: list[Building] = field(default_factory=list)
    outline: Outline | None = None
    posting: Posting | None = None
    band: tuple[int, int] | None = None

    @property
    def households(self) -> int:
        return sum(building.households for building in self.buildings)

    @property
    def members(self) -> int:
        return sum(building.members for building in self.buildings)

    @property
    def is_in_band(self) -> bool | None:
        return None if self.band is None else self.band[0] <= self.households <= self.band[1]


def outline_on(place: Place, day) -> Outline | None:
    """The outline of a place on a day."""
    return Outline.objects.on(day).filter(place=place).first()


def buildings_in(community: Place, day) -> QuerySet[Building]:
    """The buildings that stand in a community on a day, by code."""
    return Building.objects.on(day).filter(community=community).select_related("community").order_by("code")


def barriers_in(community: Place, day) -> QuerySet[Barrier]:
    """Main roads, rivers and railways of a community on a day."""
    return Barrier.objects.on(day).filter(community=community).order_by("kind", "name", "pk")


def grids_in(community: Place, day, band: tuple[int, int] | None = None) -> list[GridOn]:
    """The grids of a community (or of any place above) on a day, with what belongs to them: four queries."""
    grids = Place.objects.under(community.code).on(day).filter(level=GRID).order_by("code")
    found = {place.pk: GridOn(place, band=band) for place in grids}
    rows = GridBuilding.objects.on(day).filter(grid__in=list(found)).select_related("building__community")
    for row in rows.order_by("building__code"):
        if row.building.valid_to is None or row.building.valid_to >= day:
            found[row.grid_id].buildings.append(row.building)
    for outline in Outline.objects.on(day).filter(place__in=list(found)):
        found[outline.place_id].outline = outline
    for posting in Posting.objects.on(day).filter(grid__in=list(found)):
        found[posting.grid_id].posting = posting
    return list(found.values())


def grid_of(building: Building, day) -> Place | None:
    """The grid in which a building lies on a day."""
    row = GridBuilding.objects.on(day).filter(building=building).select_related("grid").first()
    return row.grid if row else None


def grids_of(buildings: Iterable[Building], day) -> dict[int, Place]:
    """The grids of many buildings on a day, by the key of the building: one query."""
    rows = GridBuilding.objects.on(day).filter(building__in=list(buildings)).select_related("grid")
    return {row.building_id: row.grid for row in rows}


def find_grid(latitude, longitude, day) -> Place | None:
    """The grid in whose outline a point lies (degrees)."""
    return find_place(latitude, longitude, day, GRID)


def find_place(latitude, longitude, day, level: str = COMMUNITY) -> Place | None:
    """The place of a level in whose outline a point lies; on a common border, the lower code."""
    east, north = float(longitude), float(latitude)
    around = Outline.objects.on(day).around(east, north, east, north).filter(place__level=level)
    point = shapely.Point(east, north)
    for outline in around.select_related("place").order_by("place__code"):
        if geometry.stored(outline.shape).covers(point):
            return outline.place
    return None


def find_buildings(text: str, under: str, day, limit: int = 20) -> list[Building]:
    """Buildings under a place code whose name, compound or code has every word of the text; shortest name first."""
    words = normalize("NFKC", text).split()
    if not words:
        return []
    found = Building.objects.on(day).select_related("community")
    if under:
        found = found.filter(community__code__gte=under[: Level.COMMUNITY], community__code__lt=under + "~")
    if len(under) >= Level.GRID:
        found = found.filter(in_grids__in=GridBuilding.objects.on(day).filter(grid__code=under[: Level.GRID]))
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(compound__icontains=word) | Q(code__iexact=word))
    return sorted(found[:200], key=lambda building: (len(building.name), building.name))[:limit]


def feature_collection(community: Place, day, band: tuple[int, int] | None = None) -> dict:
    """Everything on the map of a community as GeoJSON; `properties.what` is outline, grid, building or barrier."""
    grids = grids_in(community, day, band)
    of_building = {building.pk: grid.place.code for grid in grids for building in grid.buildings}
    features = []
    if (outline := outline_on(community, day)) is not None:
        features.append(feature(outline.shape, what="outline", code=community.code, name=community.name))
    for grid in grids:
        if grid.outline is not None:
            features.append(feature(grid.outline.shape, what="grid", **_said_of(grid)))
    for building in buildings_in(community, day):
        features.append(building_feature(building, grid=of_building.get(building.pk, "")))
    for barrier in barriers_in(community, day):
        features.append(feature(barrier.shape, what="barrier", id=barrier.pk, kind=barrier.kind, name=barrier.name))
    return {"type": "FeatureCollection", "features": features}


def _said_of(grid: GridOn) -> dict:
    return {
        "code": grid.place.code, "name": grid.place.name, "households": grid.households, "members": grid.members,
        "buildings": len(grid.buildings), "is_in_band": grid.is_in_band,
    }  # fmt: skip


def building_feature(building: Building, **more) -> dict:
    """A building as GeoJSON: its walls, or its point."""
    point = {"type": "Point", "coordinates": [building.longitude, building.latitude]}
    return feature(
        building.shape or point, what="building", code=building.code, name=building.name,
        households=building.households, members=building.members, compound=building.compound, block=building.block,
        **more,
    )  # fmt: skip


def feature(shape: dict, **said) -> dict:
    """A shape with what is said about it."""
    return {"type": "Feature", "geometry": shape, "properties": said}
