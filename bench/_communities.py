"""Communities made up for the benchmark of grids: blocks between main roads, compounds in them, buildings in those.

Numbers are drawn in the order of the prototype that the targets were measured on, so that the instances are the same.
"""

from itertools import pairwise

import numpy as np

from yinuo.optimise.grids import Building

PITCH = 300
"""Metres from one block's corner to the next."""

KINDS = (36, 90, 6), (0.55, 0.25, 0.2)
"""Mean households in a building (walk-ups, towers, old houses), and how often a compound is of that kind."""

MEMBERS = 0.035
"""Party members for each household."""


def city(count: int, seed: int = 1) -> list[list[Building]]:
    """Communities of about 2,400 to 3,800 households."""
    rng = np.random.default_rng(seed)
    return [community(rng, int(rng.integers(2400, 3800))) for _ in range(count)]


def community(rng: np.random.Generator, households: int) -> list[Building]:
    """One community of about so many households."""
    across, along = rng.integers(2, 4), rng.integers(2, 4)
    found: list[tuple[float, float, int, int, int]] = []
    compound = 0
    for column in range(across):
        for row in range(along):
            for placed in _compounds(rng, households / (across * along), column * PITCH, row * PITCH):
                found += [(*building, compound, column * along + row) for building in placed]
                compound += 1
    members = rng.poisson(np.array([building[2] for building in found]) * MEMBERS)
    return [
        Building(f"b{at:03}", x, y, count, int(members[at]), f"c{of}", f"k{block}")
        for at, (x, y, count, of, block) in enumerate(found)
    ]


def _compounds(rng: np.random.Generator, households: float, left: int, bottom: int):
    """The buildings of each compound of a block: x, y, households."""
    width, height = rng.uniform(180, 300, 2)
    parts = rng.integers(1, 4)
    edges = [0, *(np.arange(1, parts) / parts + rng.uniform(-0.08, 0.08, parts - 1)), 1]
    for start, end in pairwise(edges):
        west, east = left + start * width, left + end * width
        mean = KINDS[0][rng.choice(3, p=KINDS[1])]
        share = households * (end - start) * rng.uniform(0.6, 1.4)
        yield [
            (
                rng.uniform(west + 5, east - 5),
                rng.uniform(bottom + 5, bottom + height - 5),
                int(max(1, rng.normal(mean, mean * 0.25))),
            )
            for _ in range(max(2, min(24, round(share / mean))))
        ]


def grown(buildings: list[Building], seed: int) -> list[Building]:
    """The community with a new compound of four buildings and 260 households near its middle."""
    rng = np.random.default_rng(seed)
    x = np.mean([one.x for one in buildings]) + rng.uniform(-80, 80, 4)
    y = np.mean([one.y for one in buildings]) + rng.uniform(-80, 80, 4)
    near = min(buildings, key=lambda one: (one.x - x[-1]) ** 2 + (one.y - y[-1]) ** 2)
    return buildings + [Building(f"new{at}", x[at], y[at], 65, 2, "new", near.block) for at in range(4)]


def small(rng: np.random.Generator, count: int, largest: int = 100) -> list[Building]:
    """A few buildings of 30 to `largest` households, with compounds and blocks as squares of 140 and 210 metres."""
    x, y = rng.uniform(0, 420, count), rng.uniform(0, 420, count)
    households = rng.integers(30, largest, count)
    members = rng.poisson(households * MEMBERS)
    return [
        Building(
            f"b{at:02}",
            float(x[at]),
            float(y[at]),
            int(households[at]),
            int(members[at]),
            f"c{x[at] // 140:.0f}{y[at] // 140:.0f}",
            f"k{x[at] // 210:.0f}{y[at] // 210:.0f}",
        )
        for at in range(count)
    ]
