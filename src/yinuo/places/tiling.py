"""Outlines of grids from the buildings in them: the ground nearest to each grid's buildings, cut along main roads.

Grids tile the community: no gap, no overlap. Knows no Django.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from .geometry import AREAS, Plane, without_slivers

MARGIN = 40.0
"""Metres around the outermost buildings where the community has no outline."""

STEP = 12.0
"""Metres between the points that stand for the wall of a building."""

FACE_AT_LEAST = 500.0
SIMPLE = 1.0
"""Metres that a border may be simplified by."""


@dataclass(frozen=True)
class Seed:
    """A building: the grid it lies in, its point and its walls, if drawn (degrees)."""

    grid: Hashable
    longitude: float
    latitude: float
    shape: BaseGeometry | None = None


def blocks(ground: BaseGeometry, barriers: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """The parts into which barriers cut an area; one part when none crosses it. Any plane."""
    lines = [line for line in barriers if line.intersects(ground)]
    if not lines:
        return [ground]
    network = shapely.node(shapely.union_all([ground.boundary, *lines]))
    faces = [
        without_slivers(shapely.intersection(face, ground))
        for face in shapely.get_parts(shapely.polygonize([network]))
        if ground.covers(shapely.point_on_surface(face))
    ]
    return [face for face in faces if not face.is_empty] or [ground]


def tile(
    seeds: Sequence[Seed], outline: BaseGeometry | None, barriers: Sequence[BaseGeometry]
) -> dict[Hashable, BaseGeometry]:
    """The outline of each grid in degrees; together they are the community's outline, or the built-up ground."""
    if not seeds:
        return {}
    points = shapely.MultiPoint([(seed.longitude, seed.latitude) for seed in seeds])
    plane = Plane.around(points if outline is None else outline)
    stones = [_stone(plane, seed) for seed in seeds]
    ground = plane.metres(outline) if outline is not None else _built_up(stones)
    cells = _cells(ground, stones, [seed.grid for seed in seeds], [plane.metres(line) for line in barriers])
    return {grid: plane.degrees(cell) for grid, cell in cells.items()}


def _stone(plane: Plane, seed: Seed) -> BaseGeometry:
    """What stands for a building: its walls as points, or its point."""
    if seed.shape is None:
        return shapely.MultiPoint([plane.point(seed.longitude, seed.latitude)])
    walls = shapely.segmentize(plane.metres(seed.shape).boundary, STEP)
    return shapely.MultiPoint(shapely.get_coordinates(walls))


def _built_up(stones: Sequence[BaseGeometry]) -> BaseGeometry:
    return shapely.union_all(stones).convex_hull.buffer(MARGIN, quad_segs=4)


def _cells(ground, stones, grids: list, barriers) -> dict:
    """Each grid's share of the ground: whole faces where a face holds one grid only, else the nearest ground."""
    nearest = _nearest(ground, stones, grids)
    shares: dict = {grid: [] for grid in nearest}
    for face in blocks(ground, barriers):
        middle = [i for i, stone in enumerate(stones) if face.covers(shapely.centroid(stone))]
        here = {grids[i] for i in middle}
        if len(here) == 1 and face.area >= FACE_AT_LEAST:
            shares[here.pop()].append(face)
            continue
        inside = _nearest(face, [stones[i] for i in middle], [grids[i] for i in middle]) if here else nearest
        for grid, cell in inside.items():
            part = without_slivers(shapely.intersection(cell, face))
            if not part.is_empty:
                shares[grid].append(part)
    whole = {grid: shapely.union_all(parts) for grid, parts in shares.items() if parts}
    return _simplified(whole)


def _nearest(ground: BaseGeometry, stones: Sequence[BaseGeometry], grids: Sequence) -> dict:
    """The ground nearest to the buildings of each grid."""
    if len(set(grids)) == 1:
        return {grids[0]: ground}
    owner, points = {}, []
    for stone, grid in zip(stones, grids, strict=True):
        for point in shapely.get_parts(stone):
            key = (round(point.x, 2), round(point.y, 2))
            if key not in owner:
                owner[key] = grid
                points.append(shapely.Point(key))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=ground.envelope))
    tree = shapely.STRtree(points)
    shares: dict = {}
    for cell, index in zip(*_pairs(cells, tree), strict=True):
        point = points[index]
        shares.setdefault(owner[(point.x, point.y)], []).append(cells[cell])
    joined = {
        grid: without_slivers(shapely.intersection(shapely.union_all(parts), ground)) for grid, parts in shares.items()
    }
    return {grid: cell for grid, cell in joined.items() if not cell.is_empty}


def _pairs(cells, tree):
    """Which cell holds which point."""
    return tree.query(cells, predicate="contains")


def _simplified(cells: dict) -> dict:
    """Fewer corners along common borders, which stay common."""
    shapes = list(cells.values())
    simpler = shapely.coverage_simplify(shapes, SIMPLE)
    is_good = all(
        shape.is_valid and not shape.is_empty and shape.geom_type in AREAS for shape in simpler
    ) and shapely.coverage_is_valid(simpler)
    return dict(zip(cells, simpler if is_good else shapes, strict=True))
