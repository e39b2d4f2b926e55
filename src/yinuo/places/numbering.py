"""Numbers of grids: west to east and north to south at first; afterwards a grid keeps its code where its people are.

Codes: GB-style 15 digits, counted W→E, N→S inside the community (REFERENCE §4.7). Knows no Django.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from ..kernel.errors import Unfit
from ..kernel.words import _

MOST = 999
Point = tuple[float, float]


@dataclass(frozen=True)
class Ground:
    """A grid of a new plan: the households of each of its buildings by key, and its middle (metres)."""

    households: Mapping[Hashable, int]
    middle: Point


@dataclass(frozen=True)
class Standing:
    """A grid that exists: its number, the buildings in it, its middle where it is known (metres)."""

    number: int
    buildings: frozenset
    middle: Point | None = None


def in_reading_order(middles: Sequence[Point]) -> list[int]:
    """Indexes of points (x east, y north) in rows from north to south, each row from west to east.

    A row reaches as far down from its northernmost point as half the usual distance between rows.
    """
    if not middles:
        return []
    east = [x for x, _y in middles]
    north = [y for _x, y in middles]
    width, height = max(east) - min(east), max(north) - min(north)
    rows = max(1, round(math.sqrt(len(middles) * height / width))) if width > 0 else len(middles)
    depth = height / rows / 2 if rows > 1 else height
    left = sorted(range(len(middles)), key=lambda i: (-north[i], east[i]))
    ordered: list[int] = []
    while left:
        top = north[left[0]]
        row = [i for i in left if top - north[i] <= depth + 1e-9]
        ordered += sorted(row, key=lambda i: (east[i], -north[i]))
        left = [i for i in left if i not in set(row)]
    return ordered


def numbered(grounds: Sequence[Ground], standing: Sequence[Standing], used: frozenset[int]) -> list[int]:
    """The number of each new grid.

    A standing grid's number goes to the new grid that holds most of its households; standing grids without buildings
    give theirs to the nearest new grid left, or, where their place is unknown, in reading order. Other new grids take
    the next number that was never used, in reading order; `used` holds every number of the past.
    """
    found = _by_people(grounds, [one for one in standing if one.buildings])
    empty = [one for one in standing if not one.buildings]
    _by_distance(grounds, [one for one in empty if one.middle is not None], found)
    order = in_reading_order([ground.middle for ground in grounds])
    waiting = sorted(one.number for one in empty if one.number not in found.values())
    for index in order:
        if index not in found and waiting:
            found[index] = waiting.pop(0)
    fresh = iter(_never_used(used | {one.number for one in standing}, len(grounds) - len(found)))
    for index in order:
        if index not in found:
            found[index] = next(fresh)
    return [found[index] for index in range(len(grounds))]


def _by_people(grounds: Sequence[Ground], standing: Sequence[Standing]) -> dict[int, int]:
    """Greedily, the largest common number of households first; buildings decide among equals."""
    common = []
    for index, ground in enumerate(grounds):
        for one in standing:
            both = one.buildings & ground.households.keys()
            if both:
                common.append((sum(ground.households[key] for key in both), len(both), -one.number, index))
    found: dict[int, int] = {}
    for _households, _buildings, number, index in sorted(common, reverse=True):
        if index not in found and -number not in found.values():
            found[index] = -number
    return found


def _by_distance(grounds: Sequence[Ground], empty: Sequence[Standing], found: dict[int, int]) -> None:
    """The nearest pairs first."""
    pairs = sorted(
        (math.dist(ground.middle, one.middle), one.number, index)
        for index, ground in enumerate(grounds)
        for one in empty
        if one.middle is not None
    )
    for _metres, number, index in pairs:
        if index not in found and number not in found.values():
            found[index] = number


def _never_used(used: frozenset[int], wanted: int) -> list[int]:
    after = max(used, default=0) + 1
    numbers = list(range(after, min(after + wanted, MOST + 1)))
    if len(numbers) < wanted:  # the counter has run out; numbers skipped on the way are as good
        numbers += [number for number in range(1, after) if number not in used][: wanted - len(numbers)]
    if len(numbers) < wanted:
        raise Unfit(_("这个社区的网格编号（001–999）已经用完了。请向街道申请新的社区代码。"))
    return numbers
