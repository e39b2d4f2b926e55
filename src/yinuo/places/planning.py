"""From the buildings, barriers and grids of a community to a priced plan of grids, and back (M10).

The optimiser is loaded when it is first asked: compiling machinery that no page of the rest of the house needs.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from ..kernel.codes import Level
from ..kernel.errors import NotNow, Unfit
from ..kernel.words import _
from . import geometry, numbering, tiling
from .models import Barrier, Building, GridBuilding, GridPlan, Outline, Place
from .plan_words import note_sentence, term_label
from .words import BarrierKind, PlanMode

__all__ = [
    "Drawn", "Ground", "check_base", "ground_of", "note_sentence", "plan_outlines", "priced", "propose", "term_label",
    "terms_of", "written",
]  # fmt: skip

GRID = Level.GRID.name.lower()
UNCROSSED = {BarrierKind.RIVER, BarrierKind.RAILWAY}
"""Barriers without a way across; a main road is only paid for."""


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
        """Grid codes by building code: as recorded, or by the outline of a grid that was drawn around the building."""
        found = dict(self.assigned)
        for grid in self.grids:
            shape = self.outlines.get(grid.pk)
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
    """The community as it stands now: six queries. Rows that somebody ended already, even for a later day, are left out."""
    places = list(Place.objects.under(community.code).filter(level=GRID))
    grids = [place for place in places if place.valid_to is None]
    rows = GridBuilding.objects.filter(grid__in=grids, valid_to=None, building__valid_to=None)
    outlines = Outline.objects.filter(place__in=[community, *grids], valid_to=None)
    shapes = {outline.place_id: geometry.stored(outline.shape) for outline in outlines}
    barriers = list(Barrier.objects.filter(community=community, valid_to=None).order_by("pk"))
    return Ground(
        community,
        list(Building.objects.filter(community=community, valid_to=None).order_by("code")),
        barriers,
        shapes.pop(community.pk, None),
        sorted(grids, key=lambda place: place.code),
        shapes,
        dict(rows.values_list("building__code", "grid__code")),
        frozenset(int(place.code[-3:]) for place in places),
        [geometry.stored(barrier.shape) for barrier in barriers],
    )


@dataclass
class Drawn:
    """A plan as the columns of GridPlan."""

    grids: list[dict[str, Any]]
    cost: float
    moved: int
    moves: list[list]
    notes: list[dict[str, Any]]


def propose(ground: Ground, *, mode: PlanMode, terms, count: int | None = None, seed: int = 1) -> Drawn:
    """A plan of the ground. Unfit without buildings, or when the number of grids cannot be."""
    if not ground.buildings:
        raise Unfit(
            _("{community}还没有登记楼栋。请先导入或者登记楼栋，再划分网格。").format(community=ground.community)
        )
    if count is not None and not 1 <= count <= min(len(ground.buildings), numbering.MOST):
        raise Unfit(
            _("网格数应该在1和楼栋数（{number}）之间。一栋楼不能分到两个网格。").format(number=len(ground.buildings)),
            "count",
        )
    if mode == PlanMode.BY_HAND:
        return priced(ground, _as_it_is(ground), terms)
    from ..optimise import grids as optimise

    buildings, edges = _asked(ground)
    previous = None if mode == PlanMode.FRESH else _previous(ground)
    found = optimise.plan(
        buildings, terms, edges=edges, count=count, previous=previous,
        minimum_moves=mode == PlanMode.FEWEST_MOVES, seed=seed,
    )  # fmt: skip
    return _drawn(ground, found)


def priced(ground: Ground, groups: Mapping[int, Collection[str]], terms) -> Drawn:
    """What a partition drawn by hand costs, with what is wrong with it; building codes by grid number."""
    from ..optimise import grids as optimise

    buildings, edges = _asked(ground)
    standing = [int(grid.code[-3:]) for grid in ground.grids]
    numbers = standing + sorted(groups.keys() - set(standing))
    drawn = [sorted(groups.get(number, ())) for number in numbers]
    found = optimise.cost_of(buildings, drawn, terms, edges=edges, previous=_previous(ground))
    return _drawn(ground, found, numbers)


def _asked(ground: Ground) -> tuple[list, list[tuple[int, int]]]:
    """The buildings as the optimiser takes them, and which of them are next to each other."""
    from ..optimise import grids as optimise

    buildings = [
        optimise.Building(one.code, x, y, one.households, one.members, one.compound, ground.blocks[one.code])
        for one, (x, y) in zip(ground.buildings, ground.points, strict=True)
    ]
    uncrossed = [
        list(shapely.get_coordinates(part))
        for barrier, line in zip(ground.barriers, ground.lines, strict=True)
        if barrier.kind in UNCROSSED
        for part in shapely.get_parts(ground.plane.metres(line))
    ]
    edges, _islands = optimise.neighbours(buildings, cut=uncrossed)
    return buildings, edges


def _previous(ground: Ground) -> dict[str, int] | None:
    """Positions of the present grids by building code."""
    position = {grid.code: number for number, grid in enumerate(ground.grids)}
    return {code: position[grid] for code, grid in ground.now.items()} or None


def _as_it_is(ground: Ground) -> dict[int, list[str]]:
    """The present grids; a building without one joins the nearest building that has one; none at all: one grid."""
    if not ground.now:
        standing = [int(grid.code[-3:]) for grid in ground.grids]
        return {min(standing, default=max(ground.used, default=0) + 1): [one.code for one in ground.buildings]}
    placed = [
        (one.code, point) for one, point in zip(ground.buildings, ground.points, strict=True) if one.code in ground.now
    ]
    tree = shapely.STRtree([shapely.Point(point) for _code, point in placed])
    groups: dict[int, list[str]] = {}
    for one, point in zip(ground.buildings, ground.points, strict=True):
        near = one.code if one.code in ground.now else placed[tree.nearest(shapely.Point(point))][0]
        groups.setdefault(int(ground.now[near][-3:]), []).append(one.code)
    return groups


def _drawn(ground: Ground, found, given: Sequence[int] | None = None) -> Drawn:
    """A plan of the optimiser with numbers (`given` by position, or found), codes, middles and moves."""
    kept = [position for position, grid in enumerate(found.grids) if grid.buildings]
    if given is None:
        numbers = dict(zip(kept, _numbers(ground, [found.grids[position] for position in kept]), strict=True))
    else:
        numbers = {position: given[position] for position in kept}
    code_of = {int(grid.code[-3:]): grid.code for grid in ground.grids}
    rows = [_row(ground, found.grids[at], number, code_of.get(number, "")) for at, number in numbers.items()]
    notes = [_noted(note, numbers) for note in found.notes if note.rule != "dissolved"]
    notes += _own_notes(ground, set(numbers.values()), found.is_proven)
    for row in rows:
        row["notes"] = [{"rule": n["rule"], "facts": n["facts"]} for n in notes if n.get("grid") == row["number"]]
    moves = _moves(ground, rows)
    households = {one.code: one.households for one in ground.buildings}
    return Drawn(
        grids=sorted(rows, key=lambda row: row["number"]),
        cost=round(found.cost, 2),
        moved=sum(households[code] for code, before, _number in moves if before),
        moves=moves,
        notes=[note for note in notes if "grid" not in note],
    )


def _middle(ground: Ground, codes: Sequence[str]) -> tuple[float, float]:
    """The middle of these buildings in metres, each weighing its households and a little."""
    wanted = set(codes)
    weighed = [
        (one.households + 0.01, point)
        for one, point in zip(ground.buildings, ground.points, strict=True)
        if one.code in wanted
    ]
    total = sum(weight for weight, _point in weighed)
    return tuple(sum(weight * point[axis] for weight, point in weighed) / total for axis in (0, 1))


def _numbers(ground: Ground, grids: Sequence) -> list[int]:
    households = {one.code: one.households for one in ground.buildings}
    new = [
        numbering.Ground({code: households[code] for code in grid.buildings}, _middle(ground, grid.buildings))
        for grid in grids
    ]
    inside: dict[str, set[str]] = {}
    for code, grid in ground.now.items():
        inside.setdefault(grid, set()).add(code)
    standing = [
        numbering.Standing(int(grid.code[-3:]), frozenset(inside.get(grid.code, ())), _place_of(ground, grid))
        for grid in ground.grids
    ]
    return numbering.numbered(new, standing, ground.used)


def _place_of(ground: Ground, grid: Place) -> tuple[float, float] | None:
    """Where a grid lies in metres, if anything tells."""
    if grid.pk in ground.outlines:
        return ground.plane.point(*geometry.inside_point(ground.outlines[grid.pk]))
    return None if grid.latitude is None else ground.plane.point(grid.longitude, grid.latitude)


def _row(ground: Ground, grid, number: int, code: str) -> dict[str, Any]:
    x, y = _middle(ground, grid.buildings)
    middle = ground.plane.degrees(shapely.Point(x, y))
    return {
        "number": number,
        "code": code,
        "buildings": sorted(grid.buildings),
        "households": grid.households,
        "members": grid.members,
        "radius": round(grid.radius, 1),
        "costs": {term: round(float(points), 2) for term, points in grid.costs.items()},
        "centre": [round(middle.x, geometry.DIGITS), round(middle.y, geometry.DIGITS)],
    }


def _noted(note, numbers: Mapping[int, int]) -> dict[str, Any]:
    """A note as JSON; positions of grids become their numbers."""
    facts = {key: _plain(value) for key, value in note.facts.items()}
    said: dict[str, Any] = {"rule": note.rule, "facts": facts}
    if note.grid is not None and note.grid in numbers:
        said["grid"] = numbers[note.grid]
    return said


def _own_notes(ground: Ground, numbers: set[int], is_proven: bool) -> list[dict[str, Any]]:
    """What the optimiser cannot know: which grids end, where the blocks came from."""
    notes = [
        {"rule": "dissolved", "facts": {"code": grid.code, "name": grid.name}}
        for grid in ground.grids
        if int(grid.code[-3:]) not in numbers
    ]
    blocks = set(ground.blocks.values())
    if len(blocks) > 1 and not any(one.block for one in ground.buildings):
        notes.append({"rule": "blocks", "facts": {"number": len(blocks)}})
    return [*notes, {"rule": "proven", "facts": {}}] if is_proven else notes


def _plain(value):
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return round(value, 1)
    return value if isinstance(value, str | int) or value is None else str(value)


def _moves(ground: Ground, rows: Sequence[dict]) -> list[list]:
    """[building code, from grid code ("" for a new building), to number], where grids exist already."""
    if not ground.now:
        return []
    number_of = {code: row["number"] for row in rows for code in row["buildings"]}
    moves = []
    for code in sorted(number_of):
        before = ground.now.get(code, "")
        if not before or int(before[-3:]) != number_of[code]:
            moves.append([code, before, number_of[code]])
    return moves


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


def written(terms) -> dict[str, float]:
    """The weights and the band as JSON."""
    return asdict(terms)


def terms_of(plan: GridPlan):
    """The weights and the band that a plan was made with."""
    from ..optimise.grids import Terms

    return Terms(**plan.terms)


def plan_outlines(grids: Sequence[dict], ground: Ground) -> dict[int, BaseGeometry]:
    """The outline of each grid of a plan by its number, in degrees; buildings that are gone are left out."""
    number_of = {code: grid["number"] for grid in grids for code in grid["buildings"]}
    seeds = [
        tiling.Seed(number_of[one.code], one.longitude, one.latitude, geometry.stored(one.shape) if one.shape else None)
        for one in ground.buildings
        if one.code in number_of
    ]
    return tiling.tile(seeds, ground.outline, ground.lines)
