"""Small communities for the tests of grids, and their price in plain Python."""

from collections.abc import Sequence
from math import dist, sqrt

import numpy as np

from yinuo.optimise.grids import Building, Plan, Terms, neighbours


def building(key: str, x: float = 0, y: float = 0, households: int = 100, members: int = 3, **of: str) -> Building:
    return Building(key, x, y, households, members, **of)


def row(*households: int, apart: float = 50, members: int = 3) -> list[Building]:
    """Buildings in a line from west to east."""
    return [building(f"b{at}", at * apart, 0, count, members) for at, count in enumerate(households)]


def scattered(count: int, seed: int, largest: int = 100) -> list[Building]:
    """Buildings on 420 × 420 metres, some without households, compounds and blocks as squares; some have neither."""
    rng = np.random.default_rng(seed)
    made = []
    for at in range(count):
        x, y = rng.uniform(0, 420, 2)
        households = int(rng.integers(30, largest)) * int(rng.random() > 0.1)
        compound = f"c{x // 140:.0f}{y // 140:.0f}" if rng.random() > 0.1 else ""
        block = f"k{x // 210:.0f}{y // 210:.0f}" if rng.random() > 0.1 else ""
        members = int(rng.poisson(households * 0.035))
        made.append(Building(f"b{at:02}", float(x), float(y), households, members, compound, block))
    return made


def previous_of(plan: Plan) -> dict[str, int]:
    return {key: number for number, grid in enumerate(plan.grids) for key in grid.buildings}


def households_of(buildings: Sequence[Building]) -> int:
    return sum(one.households for one in buildings)


def hangs_together(keys: Sequence[str], buildings: Sequence[Building], edges=None) -> bool:
    """Whether these buildings reach each other over the edges (those of `neighbours`, joined, if None)."""
    position = {one.key: at for at, one in enumerate(buildings)}
    left = {position[key] for key in keys}
    edges = neighbours(buildings, join=True)[0] if edges is None else edges
    waiting = [left.pop()]
    while waiting:
        at = waiting.pop()
        beside = {b for a, b in edges if a == at} | {a for a, b in edges if b == at}
        waiting += beside & left
        left -= beside
    return not left


def slow_price(inside: Sequence[Building], terms: Terms, number: int = 0, previous=None) -> dict[str, float]:
    """Points of a grid, term by term, from the words of the formulation."""
    households, previous = households_of(inside), previous or {}
    compounds = {one.compound or f"alone {one.key}" for one in inside}
    blocks = {one.block for one in inside if one.block}
    weights = [one.households + 0.01 for one in inside]
    middle = [
        sum(w * getattr(one, axis) for w, one in zip(weights, inside, strict=True)) / sum(weights) for axis in "xy"
    ]
    spread = sum(w * dist(middle, (one.x, one.y)) ** 2 for w, one in zip(weights, inside, strict=True)) / sum(weights)
    moved = sum(one.households for one in inside if previous.get(one.key, number) != number)
    return {
        "outside": terms.outside * (max(0, terms.low - households) + max(0, households - terms.high)),
        "balance": terms.balance * ((households - terms.target) / 100) ** 2,
        "compound": terms.compound * len(compounds),
        "road": terms.road * max(0, len(blocks) - 1),
        "radius": terms.radius * sqrt(spread),
        "short": terms.short * max(0, terms.members - sum(one.members for one in inside)),
        "moved": terms.moved * moved,
    }
