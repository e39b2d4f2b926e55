"""Points of a grid from its sums, and the sums of all grids kept up to date while buildings move."""

from typing import NamedTuple

import numpy as np
from numba import njit

HOUSEHOLDS, MEMBERS, SIZE, WEIGHT, X, Y, SQUARE, AWAY = range(8)
"""Columns of sums; `AWAY`: households that were in another grid before."""

COMPOUNDS, BLOCKS = range(2)
"""Columns of what a grid touches."""


class Tally(NamedTuple):
    """p grids over n buildings: `grid` int[n], `sums` float[p, 8], `touched` int[p, 2], how many buildings of each
    compound and block a grid has, int[p, …], and the points of each grid, float[p]."""

    grid: np.ndarray
    sums: np.ndarray
    touched: np.ndarray
    compounds: np.ndarray
    blocks: np.ndarray
    cost: np.ndarray


def tally_of(ground, labels: np.ndarray, count: int, weights) -> Tally:
    """The tally of a partition into `count` grids."""
    tally = Tally(
        np.full(len(labels), -1, np.int64),
        np.zeros((count, 8)),
        np.zeros((count, 2), np.int64),
        np.zeros((count, len(ground.compound_from) - 1), np.int64),
        np.zeros((count, len(ground.block_from) - 1), np.int64),
        np.zeros(count),
    )
    fill(ground, tally, labels.astype(np.int64), weights)
    return tally


@njit(cache=True)
def fill(ground, tally, labels, weights):
    """Tallies every building anew and returns the points of the whole."""
    tally.sums[:], tally.touched[:], tally.compounds[:], tally.blocks[:] = 0.0, 0, 0, 0
    for building in range(len(labels)):
        tally.grid[building] = -1
        shift(ground, tally, building, labels[building])
    total = 0.0
    for grid in range(len(tally.cost)):
        tally.cost[grid] = cost_in(tally, grid, weights)
        total += tally.cost[grid]
    return total


@njit(cache=True)
def shift(ground, tally, building, to):
    """Moves one building from its grid (if it has one) to another."""
    if tally.grid[building] >= 0:
        _count(ground, tally, building, tally.grid[building], -1)
    tally.grid[building] = to
    _count(ground, tally, building, to, 1)


@njit(cache=True)
def _count(ground, tally, building, grid, sign):
    add(ground, tally.sums, grid, building, sign)
    if ground.old[building] >= 0 and ground.old[building] != grid:
        tally.sums[grid, AWAY] += sign * ground.households[building]
    compound, block = ground.compound[building], ground.block[building]
    tally.compounds[grid, compound] += sign
    # the first one in or the last one out
    if tally.compounds[grid, compound] == (sign + 1) // 2:
        tally.touched[grid, COMPOUNDS] += sign
    if block >= 0:
        tally.blocks[grid, block] += sign
        if tally.blocks[grid, block] == (sign + 1) // 2:
            tally.touched[grid, BLOCKS] += sign


@njit(cache=True)
def add(ground, sums, at, building, sign):
    """Adds a building to a row of sums, or takes it away."""
    weight = sign * ground.weight[building]
    x, y = ground.x[building], ground.y[building]
    sums[at, HOUSEHOLDS] += sign * ground.households[building]
    sums[at, MEMBERS] += sign * ground.members[building]
    sums[at, SIZE] += sign
    sums[at, WEIGHT] += weight
    sums[at, X] += weight * x
    sums[at, Y] += weight * y
    sums[at, SQUARE] += weight * (x * x + y * y)


@njit(cache=True)
def radius_of(sums, at):
    """Radius of gyration in metres, from a row of sums."""
    if sums[at, SIZE] < 1.5:
        return 0.0
    x, y = sums[at, X] / sums[at, WEIGHT], sums[at, Y] / sums[at, WEIGHT]
    return np.sqrt(max(0.0, sums[at, SQUARE] / sums[at, WEIGHT] - x * x - y * y))


@njit(cache=True)
def charges(sums, at, compounds, blocks, away, weights):
    """Points of a grid by term, in the order of TERMS, from a row of sums."""
    households = sums[at, HOUSEHOLDS]
    off = (households - weights.target) / 100.0
    return (
        weights.outside * (max(0.0, weights.low - households) + max(0.0, households - weights.high)),
        weights.balance * off * off,
        weights.compound * compounds,
        weights.road * max(0, blocks - 1),
        weights.radius * radius_of(sums, at),
        weights.short * max(0.0, weights.members - sums[at, MEMBERS]),
        weights.moved * away,
    )


@njit(cache=True)
def price(sums, at, compounds, blocks, away, weights):
    """Points of a grid."""
    outside, balance, compound, road, radius, short, moved = charges(sums, at, compounds, blocks, away, weights)
    return outside + balance + compound + road + radius + short + moved


@njit(cache=True)
def cost_in(tally, grid, weights):
    """Points of one grid of the tally."""
    compounds, blocks = tally.touched[grid, COMPOUNDS], tally.touched[grid, BLOCKS]
    return price(tally.sums, grid, compounds, blocks, tally.sums[grid, AWAY], weights)
