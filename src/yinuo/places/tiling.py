"""Outlines of grids from the buildings in them: the ground nearest to each grid's buildings, cut along main roads.

Grids tile the community: no gap, no overlap. Knows no Django.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from .geometry import AREAS, Plane

MARGIN = 40.0
"""Metres around the outermost buildings where the community has no outline."""

STEP = 12.0
"""Metres between the points that stand for the wall of a building."""

GRAIN = 0.001
"""Metres to which crossing lines are rounded, so that both sides of a border have the same points."""

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
    """The parts into which barriers cut an area (metres); one part when none crosses it."""
    lines = [line for line in barriers if line.intersects(ground)]
    return _pieces(ground, lines) if lines else [ground]


def _pieces(ground: BaseGeometry, lines: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """What lines cut an area into; common borders are the same points on both sides."""
    network = shapely.union_all([ground.boundary, *lines], grid_size=GRAIN)
    around = ground.buffer(GRAIN)
    pieces = [
        piece
        for piece in shapely.get_parts(shapely.polygonize([network]))
        if ground.covers(shapely.point_on_surface(piece)) and around.covers(piece)
    ]
    return pieces or [ground]


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
    """Each grid's share of the ground: within a block the ground nearest to its buildings there."""
    faces = blocks(ground, barriers)
    shapely.prepare(faces)
    home = _homes(faces, stones)
    everywhere = _Stones(stones, grids)
    of_face = []
    for number, _face in enumerate(faces):
        inside = [at for at, face in enumerate(home) if face == number]
        of_face.append(_Stones([stones[at] for at in inside], [grids[at] for at in inside]) if inside else everywhere)
    borders = [line for face, here in zip(faces, of_face, strict=True) if (line := here.borders(face)) is not None]
    shares: dict = {}
    for piece in _pieces(ground, [face.boundary for face in faces] + borders):
        point = shapely.point_on_surface(piece)
        face = next((number for number, face in enumerate(faces) if face.covers(point)), None)
        shares.setdefault((everywhere if face is None else of_face[face]).nearest(point), []).append(piece)
    return _simplified({grid: shapely.coverage_union_all(parts) for grid, parts in shares.items()})


def _homes(faces: Sequence[BaseGeometry], stones: Sequence[BaseGeometry]) -> list[int]:
    """The block in which each building stands, or the nearest one."""
    tree = shapely.STRtree(faces)
    return [int(tree.nearest(shapely.centroid(stone))) for stone in stones]


class _Stones:
    """Points with the grid each belongs to; of two grids on one spot, the first."""

    def __init__(self, stones: Sequence[BaseGeometry], grids: Sequence):
        owner: dict[tuple[float, float], Hashable] = {}
        for stone, grid in zip(stones, grids, strict=True):
            for point in shapely.get_parts(stone):
                owner.setdefault((round(point.x, 2), round(point.y, 2)), grid)
        self.grids = list(owner.values())
        self.points = [shapely.Point(spot) for spot in owner]
        self.tree = shapely.STRtree(self.points)

    def nearest(self, point: BaseGeometry) -> Hashable:
        return self.grids[self.tree.nearest(point)]

    def borders(self, face: BaseGeometry) -> BaseGeometry | None:
        """Lines within a block halfway between the buildings of different grids; None for one grid alone."""
        if len(set(self.grids)) == 1:
            return None
        cells = shapely.voronoi_polygons(shapely.MultiPoint(self.points), extend_to=face.envelope, ordered=True)
        shares: dict = {}
        for cell, grid in zip(shapely.get_parts(cells), self.grids, strict=True):
            shares.setdefault(grid, []).append(cell)
        lines = shapely.union_all([shapely.union_all(parts).boundary for parts in shares.values()])
        return shapely.intersection(lines, face)


def _simplified(cells: dict) -> dict:
    """Fewer corners along common borders, which stay common."""
    shapes = list(cells.values())
    simpler = shapely.coverage_simplify(shapes, SIMPLE, simplify_boundary=False)
    is_good = all(
        shape.is_valid and not shape.is_empty and shape.geom_type in AREAS for shape in simpler
    ) and shapely.coverage_is_valid(simpler)
    return dict(zip(cells, simpler if is_good else shapes, strict=True))
