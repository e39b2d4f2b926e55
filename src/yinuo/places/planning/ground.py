"""A community as the planner sees it: what stands there now, and whether a plan is still about that."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from ...kernel.codes import Level
from ...kernel.errors import NotNow
from ...kernel.words import _
from .. import geometry, tiling
from ..models import Barrier, Building, GridBuilding, GridPlan, Outline, Place

GRID = Level.GRID.name.lower()


@dataclass
class Ground:
    """A community as the planner sees it: what stands, and the grid each building is in."""

    community: Place
    buildings: list[Building]
    barriers: list[Barrier]
    outline: BaseGeometry | None
    grids: list[Place]
    """Grids that exist."""
    outlines: dict[int, BaseGeometry]
    """Outlines of grids by key of the place."""
    assigned: dict[str, str]
    """Grid codes by building code, as recorded."""
    used: frozenset[int]
    """Every grid number this community ever had."""
    since: date | None
    """The day on which the newest of the present grids, their outlines and their buildings began."""
    lines: list[BaseGeometry] = field(default_factory=list)

    @cached_property
    def base(self) -> str:
        """Digest of buildings and grids: a plan made from another state must not be adopted."""
        rows = [f"{one.code}:{self.assigned.get(one.code, '')}" for one in self.buildings]
        rows += [grid.code for grid in self.grids]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    @cached_property
    def plane(self) -> geometry.Plane:
        points = shapely.MultiPoint([(one.longitude, one.latitude) for one in self.buildings])
        return geometry.Plane.around(points)

    @cached_property
    def points(self) -> list[tuple[float, float]]:
        """The buildings in metres."""
        return [self.plane.point(one.longitude, one.latitude) for one in self.buildings]

    @cached_property
    def now(self) -> dict[str, str]:
        """Grid codes by building code: as recorded; of a grid without any building recorded, by what its outline holds."""
        found = dict(self.assigned)
        filled = set(found.values())
        for grid in self.grids:
            shape = self.outlines.get(grid.pk) if grid.code not in filled else None
            for one in self.buildings if shape is not None else ():
                if one.code not in found and shape.covers(shapely.Point(one.longitude, one.latitude)):
                    found[one.code] = grid.code
        return found

    @cached_property
    def blocks(self) -> dict[str, str]:
        """Road blocks by building code: the column, or, where nobody filled it in, what main roads cut out."""
        if any(one.block for one in self.buildings) or not self.lines:
            return {one.code: one.block for one in self.buildings}
        whole = self.outline if self.outline is not None else self.hull
        faces = tiling.blocks(self.plane.metres(whole), [self.plane.metres(line) for line in self.lines])
        tree = shapely.STRtree(faces)
        near = tree.nearest([shapely.Point(point) for point in self.points])
        return {one.code: str(face + 1) for one, face in zip(self.buildings, near, strict=True)}

    @cached_property
    def hull(self) -> BaseGeometry:
        """The built-up ground, where no outline is drawn."""
        points = shapely.MultiPoint(self.points)
        return self.plane.degrees(points.convex_hull.buffer(tiling.MARGIN, quad_segs=4))


def ground_of(community: Place) -> Ground:
    """The community as it stands now: five queries. Rows that somebody ended, even for a later day, are left out."""
    places = list(Place.objects.under(community.code).filter(level=GRID))
    grids = [place for place in places if place.valid_to is None]
    rows = GridBuilding.objects.filter(grid__in=grids, valid_to=None, building__valid_to=None)
    rows = list(rows.values_list("building__code", "grid__code", "valid_from"))
    outlines = list(Outline.objects.filter(place__in=[community, *grids], valid_to=None))
    shapes = {outline.place_id: geometry.stored(outline.shape) for outline in outlines}
    begun = [one.valid_from for one in (*grids, *outlines) if getattr(one, "place_id", None) != community.pk]
    barriers = list(Barrier.objects.filter(community=community, valid_to=None).order_by("pk"))
    return Ground(
        community,
        list(Building.objects.filter(community=community, valid_to=None).order_by("code")),
        barriers,
        shapes.pop(community.pk, None),
        sorted(grids, key=lambda place: place.code),
        shapes,
        {building: grid for building, grid, _day in rows},
        frozenset(int(place.code[-3:]) for place in places),
        max((*begun, *(day for _building, _grid, day in rows)), default=None),
        [geometry.stored(barrier.shape) for barrier in barriers],
    )


def check_base(ground: Ground, plan: GridPlan) -> None:
    """NotNow when buildings or grids have changed since the plan was made."""
    if ground.base == plan.base:
        return
    codes = {one.code for one in ground.buildings}
    planned = {code for grid in plan.grids for code in grid["buildings"]}
    facts = {"fresh": len(codes - planned), "gone": len(planned - codes)}
    if codes != planned:
        raise NotNow(
            _("做这个方案之后，楼栋有了变化（新增{fresh}栋，减少{gone}栋）。请重新生成一个方案。").format(**facts)
        )
    raise NotNow(_("做这个方案之后，网格已经变过了（可能采用了另一个方案）。请在现有网格的基础上重新生成一个方案。"))


def plan_outlines(grids: Sequence[dict], ground: Ground) -> dict[int, BaseGeometry]:
    """The outline of each grid of a plan by its number, in degrees; buildings that are gone are left out."""
    number_of = {code: grid["number"] for grid in grids for code in grid["buildings"]}
    seeds = [
        tiling.Seed(number_of[one.code], one.longitude, one.latitude, geometry.stored(one.shape) if one.shape else None)
        for one in ground.buildings
        if one.code in number_of
    ]
    return tiling.tile(seeds, ground.outline, ground.lines)
