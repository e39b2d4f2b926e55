"""Simulated annealing over partitions into grids that hang together, compiled."""

import numpy as np
from numba import njit

from .chance import draw, pick
from .ground import Ground, Weights
from .moves import Desk, attempt, desk_of, take_listed, take_recombined
from .pricing import Tally, fill, tally_of

FLIP, COMPOUND, BLOCK = 0.45, 0.70, 0.75
"""Below these a random number moves a building, the part of a compound, of a block; above the last, two grids are
recombined."""

COLD = 0.25
"""Points at which the search ends."""


def annealed(
    ground: Ground, labels: np.ndarray, count: int, weights: Weights, steps: int, hot: float, seed: int
) -> tuple[float, np.ndarray]:
    """The cheapest partition found from this one on, and its points. `hot`: points that are easily given away at first.

    The same for the same arguments on any machine.
    """
    tally = tally_of(ground, labels, count, weights)
    steps = steps if count > 1 else 0
    best = _search(ground, tally, desk_of(ground, seed), weights, steps, hot)
    return float(fill(ground, tally, best, weights)), best


@njit(cache=True)
def _search(ground: Ground, tally: Tally, desk: Desk, weights: Weights, steps, hot):
    current = tally.cost.sum()
    least, best = current, tally.grid.copy()
    for step in range(steps):
        building = pick(desk.chance, len(tally.grid))
        degree = ground.near_from[building + 1] - ground.near_from[building]
        one = tally.grid[building]
        other = tally.grid[ground.near[ground.near_from[building] + pick(desk.chance, degree)]]
        if one == other:
            continue
        heat = hot * (COLD / hot) ** (step / steps)
        count = _take(ground, tally, desk, building, other, weights, heat)
        if count > 0:
            allowed = -heat * np.log(1.0 - draw(desk.chance))
            current += attempt(ground, tally, desk, count, one, other, weights, allowed)
            if current < least - 1e-6:
                least = current
                best[:] = tally.grid
    return best


@njit(cache=True)
def _take(ground, tally, desk, building, other, weights, heat):
    """Puts the buildings of a random move between two grids on the desk; how many."""
    turn, grid = draw(desk.chance), tally.grid[building]
    if turn < FLIP:
        desk.moving[0] = building
        return 1
    if turn < COMPOUND:
        compound = ground.compound[building]
        start, end = ground.compound_from[compound], ground.compound_from[compound + 1]
        return take_listed(tally, desk, ground.in_compound, start, end, grid)
    if turn < BLOCK:
        block = ground.block[building]
        if block < 0:
            return 0
        start, end = ground.block_from[block], ground.block_from[block + 1]
        return take_listed(tally, desk, ground.in_block, start, end, grid)
    return take_recombined(ground, tally, desk, building, other, weights, heat)
