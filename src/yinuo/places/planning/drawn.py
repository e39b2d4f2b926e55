"""What the optimiser found, as the columns of a plan: numbers, codes, middles, moves and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from .. import geometry, numbering
from ..models import Place
from .ground import Ground


@dataclass
class Drawn:
    """A plan as the columns of GridPlan."""

    grids: list[dict[str, Any]]
    cost: float
    moved: int
    moves: list[list]
    notes: list[dict[str, Any]]


def drawn(ground: Ground, found, asked_notes: list[dict], given: Sequence[int] | None = None) -> Drawn:
    """A plan of the optimiser with numbers (`given` by position, or found), codes, middles and moves."""
    kept = [position for position, grid in enumerate(found.grids) if grid.buildings]
    if given is None:
        numbers = dict(zip(kept, _numbers(ground, [found.grids[position] for position in kept]), strict=True))
    else:
        numbers = {position: given[position] for position in kept}
    code_of = {int(grid.code[-3:]): grid.code for grid in ground.grids}
    rows = [_row(ground, found.grids[at], number, code_of.get(number, "")) for at, number in numbers.items()]
    notes = asked_notes + [_noted(note, numbers) for note in found.notes if note.rule != "dissolved"]
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
