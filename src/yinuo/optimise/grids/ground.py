"""A community, or one island of it, as plain arrays for the compiled search."""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import NamedTuple

import numpy as np

from .terms import Building, Terms

SLIGHT = 0.01
"""Households that a building without any counts for when the radius is measured."""

ELSEWHERE = 1 << 30
"""Position of a previous grid that none of these grids is."""

MOST_GRIDS = 999
"""A grid code counts with three digits."""


class Ground(NamedTuple):
    """n buildings; lists of lists (neighbours, buildings of a compound, of a block) as starts int[m + 1] and entries."""

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    households: np.ndarray
    members: np.ndarray
    compound: np.ndarray
    block: np.ndarray
    """Position of the block, −1 where there is none."""
    old: np.ndarray
    """Position of the previous grid, −1 for a new building."""
    near_from: np.ndarray
    near: np.ndarray
    compound_from: np.ndarray
    in_compound: np.ndarray
    block_from: np.ndarray
    in_block: np.ndarray


class Weights(NamedTuple):
    """Terms for the compiled search, all floats."""

    low: float
    high: float
    target: float
    members: float
    outside: float
    balance: float
    compound: float
    road: float
    radius: float
    short: float
    moved: float


def weights_of(terms: Terms) -> Weights:
    return Weights(*(float(getattr(terms, name)) for name in Weights._fields))


def checked(buildings: Iterable[Building]) -> tuple[Building, ...]:
    """The buildings; ValueError for none, for two with one key, or for numbers that cannot be."""
    found = tuple(buildings)
    if not found:
        raise ValueError("no buildings")
    if len({building.key for building in found}) < len(found):
        raise ValueError("two buildings have the same key")
    for building in found:
        if not (isfinite(building.x) and isfinite(building.y)):
            raise ValueError(f"a coordinate of {building.key} is not a number")
        if building.households < 0 or building.members < 0:
            raise ValueError(f"households and members of {building.key} must be from 0 on")
    return found


def checked_edges(edges: Iterable[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Edges between positions of buildings, each once; ValueError for a position that is none."""
    found = {(min(int(a), int(b)), max(int(a), int(b))) for a, b in edges if a != b}
    if any(first < 0 or last >= count for first, last in found):
        raise ValueError("an edge names a building that is not there")
    return sorted(found)


def old_positions(buildings: Sequence[Building], previous: Mapping[str, int] | None) -> np.ndarray:
    """The previous grid of each building, −1 for a new one; ValueError for a number no grid can have."""
    numbers = previous or {}
    if any(not 0 <= number < MOST_GRIDS for number in numbers.values()):
        raise ValueError(f"grids count from 0 to {MOST_GRIDS - 1}")
    return np.array([numbers.get(building.key, -1) for building in buildings], np.int64)


def ground_of(buildings: Sequence[Building], edges: Iterable[tuple[int, int]], old: np.ndarray) -> Ground:
    """Arrays of these buildings; edges between their positions."""
    households = np.array([building.households for building in buildings], np.int64)
    compound = _numbered([building.compound or ("", building.key) for building in buildings])
    block = _numbered([building.block or None for building in buildings])
    x, y = (np.array([getattr(building, axis) for building in buildings], float) for axis in "xy")
    near: list[list[int]] = [[] for _ in buildings]
    for one, other in edges:
        near[one].append(other)
        near[other].append(one)
    return Ground(
        x - x.mean(),
        y - y.mean(),
        households + SLIGHT,
        households,
        np.array([building.members for building in buildings], np.int64),
        compound,
        block,
        old,
        *_listed([sorted(beside) for beside in near]),
        *_listed(_gathered(compound)),
        *_listed(_gathered(block)),
    )


def near_of(ground: Ground, at: int) -> np.ndarray:
    """Neighbours of a building."""
    return ground.near[ground.near_from[at] : ground.near_from[at + 1]]


def _numbered(names: list) -> np.ndarray:
    """Numbers from 0 on in order of appearance; −1 for None."""
    numbers: dict = {}
    return np.array([-1 if name is None else numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _gathered(labels: np.ndarray) -> list[np.ndarray]:
    return [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]


def _listed(lists: Sequence) -> tuple[np.ndarray, np.ndarray]:
    starts = np.cumsum([0, *(len(entries) for entries in lists)]).astype(np.int64)
    return starts, np.array([entry for entries in lists for entry in entries], np.int64)
