"""The proven optimum of a small community: set partitioning over every set of buildings that hangs together."""

import numpy as np
from numba import njit
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_matrix

from .annealing import annealed
from .ground import Ground, Weights
from .pricing import add, price
from .starts import grown

MOST = 20
"""Buildings up to which every set is looked at: a million sets."""

SLACK = 1e-6
BATCH = 200
"""Columns that join the linear programme at a time."""

NODES = 200_000
"""Branches after which the integer programme gives up; a count and not a clock, so that plans repeat."""


def cheapest(ground: Ground, count: int, weights: Weights, seed: int = 1) -> tuple[np.ndarray, bool]:
    """The cheapest partition into `count` connected grids, int[n], and whether that is proven.

    Annealing gives an upper bound, the linear programme over all connected sets (columns priced in, all of them each
    round) a lower one; a set whose reduced cost is above the gap cannot be in an optimum, and the rest goes to HiGHS.
    `ground.old` is left out of account. ValueError above MOST buildings.
    """
    n = len(ground.x)
    if n > MOST:
        raise ValueError(f"at most {MOST} buildings: {n}")
    start = grown(ground, np.ones(n, bool), count)
    upper, labels = annealed(ground, start, count, weights, 2000 * n, 40.0, seed)
    if count in (1, n) or upper <= SLACK:
        return labels, True
    sets, costs = _sets(ground, weights, upper - weights.compound * (count - 1) + SLACK)
    columns = (sets[:, None] >> np.arange(n) & 1).astype(float)
    columns = np.c_[columns, np.ones(len(sets))]
    known = np.flatnonzero(np.isin(sets, [_bits(labels == label) for label in range(count)]))
    lower, reduced = _relaxed(columns, costs, known, count)
    left = np.flatnonzero(reduced <= upper - lower + SLACK)
    target = np.r_[np.ones(n), count]
    found = milp(
        costs[left],
        constraints=LinearConstraint(csc_matrix(columns[left].T), target, target),
        integrality=np.ones(len(left)),
        bounds=Bounds(0, 1),
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    if found.x is not None and found.fun < upper - SLACK:
        labels = (columns[left][found.x > 0.5, :n] * np.arange(count)[:, None]).sum(0).astype(np.int64)
    return labels, found.status == 0


def _relaxed(columns: np.ndarray, costs: np.ndarray, chosen: np.ndarray, count: int) -> tuple[float, np.ndarray]:
    """The least points of fractional grids, and the reduced cost of every column; `chosen` must be feasible."""
    target = np.r_[np.ones(columns.shape[1] - 1), count]
    while True:
        found = linprog(costs[chosen], A_eq=columns[chosen].T, b_eq=target, bounds=(0, None), method="highs")
        reduced = costs - columns @ found.eqlin.marginals
        worst = np.argsort(reduced, kind="stable")[:BATCH]
        joining = np.setdiff1d(worst[reduced[worst] < -SLACK], chosen)
        if not len(joining):
            return float(found.fun), reduced
        chosen = np.r_[chosen, joining]


def _sets(ground: Ground, weights: Weights, limit: float) -> tuple[np.ndarray, np.ndarray]:
    """Every connected set that costs at most `limit`, as bits, and its points."""
    n = len(ground.x)
    near = np.zeros(n, np.int64)
    for at in range(n):
        near[at] = sum(1 << int(one) for one in ground.near[ground.near_from[at] : ground.near_from[at + 1]])
    compounds = np.array([_bits(ground.compound == one) for one in range(ground.compound.max() + 1)], np.int64)
    blocks = np.array([_bits(ground.block == one) for one in range(ground.block.max() + 1)], np.int64)
    costs = _priced(ground, near, compounds, blocks, weights)
    sets = np.flatnonzero(costs <= limit)
    return sets, costs[sets]


def _bits(inside: np.ndarray) -> int:
    return sum(1 << int(at) for at in np.flatnonzero(inside))


@njit(cache=True)
def _priced(ground, near, compounds, blocks, weights):
    """Points of every set of buildings, infinite where it does not hang together, float[2^n]."""
    n = len(near)
    costs, row = np.full(1 << n, np.inf), np.zeros((1, 8))
    for members in range(1, 1 << n):
        if not _hangs_together(members, near):
            continue
        row[:] = 0.0
        for at in range(n):
            if members >> at & 1:
                add(ground, row, 0, at, 1)
        costs[members] = price(row, 0, _met(members, compounds), _met(members, blocks), 0.0, weights)
    return costs


@njit(cache=True)
def _hangs_together(members, near):
    reached = members & -members
    fresh = reached
    while fresh:
        beside, at = 0, 0
        while fresh >> at:
            if fresh >> at & 1:
                beside |= near[at]
            at += 1
        fresh = beside & members & ~reached
        reached |= fresh
    return reached == members


@njit(cache=True)
def _met(members, groups):
    """How many of the groups have a building in the set."""
    met = 0
    for group in groups:
        met += (members & group) != 0
    return met
