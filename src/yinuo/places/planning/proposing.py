"""Asking the optimiser. It is loaded when it is first asked: compiling machinery that the rest of the house does not need."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import shapely

from ...kernel.errors import Unfit
from ...kernel.words import _
from .. import numbering
from ..models import GridPlan
from ..words import BarrierKind, PlanMode
from .drawn import Drawn, drawn
from .ground import Ground

UNCROSSED = {BarrierKind.RIVER, BarrierKind.RAILWAY}
"""Barriers without a way across; a main road is only paid for."""


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
    from ...optimise import grids as optimise

    previous = None if mode == PlanMode.FRESH else _previous(ground)
    if mode == PlanMode.FEWEST_MOVES and not previous:
        raise Unfit(
            _("{community}还没有网格，谈不上尽量不动。请选“重新划分”。").format(community=ground.community), "mode"
        )
    asked = _asked(ground, terms)
    if count is not None and count < asked.parts:
        raise Unfit(
            _("社区被河流、铁路或者空地隔成{parts}片，每片至少一个网格，网格数不能少于{parts}。").format(
                parts=asked.parts
            ),
            "count",
        )
    found = optimise.plan(
        asked.buildings, terms, edges=asked.edges, count=count, previous=previous,
        minimum_moves=mode == PlanMode.FEWEST_MOVES, seed=seed,
    )  # fmt: skip
    return drawn(ground, found, asked.notes)


def priced(ground: Ground, groups: Mapping[int, Collection[str]], terms) -> Drawn:
    """What a partition drawn by hand costs, with what is wrong with it; building codes by grid number."""
    from ...optimise import grids as optimise

    asked = _asked(ground, terms)
    standing = [int(grid.code[-3:]) for grid in ground.grids]
    numbers = standing + sorted(groups.keys() - set(standing))
    grids = {code: position for position, number in enumerate(numbers) for code in groups.get(number, ())}
    found = optimise.cost_of(asked.buildings, grids, terms, _previous(ground), edges=asked.edges)
    return drawn(ground, found, asked.notes, numbers)


@dataclass
class Asked:
    """What the optimiser is asked: buildings, which of them are next to each other, in how many parts they lie."""

    buildings: list
    edges: list[tuple[int, int]]
    parts: int
    notes: list[dict[str, Any]]


def _asked(ground: Ground, terms) -> Asked:
    from ...optimise import grids as optimise

    buildings = [
        optimise.Building(one.code, x, y, one.households, one.members, one.compound, ground.blocks[one.code])
        for one, (x, y) in zip(ground.buildings, ground.points, strict=True)
    ]
    uncrossed = [
        shapely.get_coordinates(part)
        for barrier, line in zip(ground.barriers, ground.lines, strict=True)
        if barrier.kind in UNCROSSED
        for part in shapely.get_parts(ground.plane.metres(line))
    ]
    edges, islands = optimise.neighbours(buildings, cut=uncrossed)
    return Asked(buildings, *_joined(ground, edges, islands, terms.low))


def _joined(ground: Ground, edges: list, islands: list[list[int]], low: float) -> tuple[list, int, list]:
    """Islands too small for a grid of their own are tied to the nearest building; larger ones stay apart."""
    parts, notes = [list(island) for island in islands], []
    households = [one.households for one in ground.buildings]
    points = shapely.points(ground.points)
    while len(parts) > 1:
        small = min(parts, key=lambda part: sum(households[at] for at in part))
        if sum(households[at] for at in small) >= low:
            break
        parts.remove(small)
        others = [at for part in parts for at in part]
        metres = shapely.distance(points[small][:, None], points[others][None, :])
        near, far = divmod(int(metres.argmin()), len(others))
        pair = (small[near], others[far])
        edges = [*edges, pair]
        next(part for part in parts if pair[1] in part).extend(small)
        notes.append(_island_note(ground, small, pair, float(metres.min())))
    return edges, len(parts), notes


def _island_note(ground: Ground, island: list[int], pair: tuple[int, int], metres: float) -> dict[str, Any]:
    facts = {
        "buildings": sorted(ground.buildings[at].code for at in island),
        "households": sum(ground.buildings[at].households for at in island),
        "joined": [ground.buildings[at].code for at in pair],
        "metres": round(metres),
    }
    return {"rule": "island", "facts": facts}


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


def written(terms) -> dict[str, float]:
    """The weights and the band as JSON."""
    return asdict(terms)


def terms_of(plan: GridPlan):
    """The weights and the band that a plan was made with."""
    from ...optimise.grids import Terms

    return Terms(**plan.terms)
