"""Exact dynamic programme over all subsets of the sections: 3^n / 2 steps for each layer of branches."""

import numpy as np
from numba import njit

from .task import (
    BRANCH,
    BROKEN,
    CROWDED,
    CROWDED_OVER,
    LARGE,
    LARGE_OVER,
    LEAST,
    MOST,
    SMALL,
    SMALL_UNDER,
    Answer,
    Task,
)

FAR = 1 << 60


def solve(task: Task) -> Answer:
    """The optimum; memory and time grow as 2^n and 3^n (19 sections take about a second)."""
    kinds = np.repeat(np.arange(len(task.kinds)), task.copies)
    costs = _costs(task.members[kinds], task.codes[kinds], np.array(task.weights, np.int64), task.rules)
    layers = _layers(task, costs)
    value, groups = int(layers[-1][0][-1]), _groups(layers, len(costs) - 1)
    found = [kinds[[at for at in range(len(kinds)) if group >> at & 1]] for group in groups]
    branches = tuple(tuple(int(count) for count in np.bincount(kind, minlength=len(task.kinds))) for kind in found)
    return Answer(tuple(sorted(branches, reverse=True)), value, value)


def _layers(task: Task, costs: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, bool]]:
    """Best value and first branch of every subset, layer upon layer; True where a layer goes on in itself.

    "At least q branches" lays q branches on any number of them; "at most q" lays q upon none.
    """
    nothing = np.full(len(costs), FAR)
    nothing[0] = 0
    if task.most < task.sections:
        made = [(nothing, nothing, False)]
        for _ in range(task.most):
            made.append((*_layer(costs, made[-1][0], False), False))
            made[-1][0][0] = 0
        return made
    made = [(*_layer(costs, nothing, True), True)]
    for _ in range(task.fewest if task.fewest > 1 else 0):
        made.append((*_layer(costs, made[-1][0], False), False))
    return made


def _groups(layers, rest: int) -> list[int]:
    """The branches of the whole, read back from the last layer."""
    at, groups = len(layers) - 1, []
    while rest:
        _values, first, goes_on = layers[at]
        groups.append(int(first[rest]))
        rest ^= groups[-1]
        at -= 0 if goes_on else 1
    return groups


@njit(cache=True)
def _costs(members, codes, weights, rules):
    """Points of every subset as one branch, int64[2^n]."""
    size = 1 << len(members)
    total, count = np.zeros(size, np.int64), np.zeros(size, np.int64)
    held, costs = np.zeros((size, 3), np.int64), np.full(size, FAR)
    mixed = np.zeros(size, np.int64)
    for subset in range(1, size):
        last = 0
        while not subset >> last & 1:
            last += 1
        before = subset & (subset - 1)
        total[subset] = total[before] + members[last]
        count[subset] = count[before] + 1
        mixed[subset] = mixed[before]
        for axis in range(3):
            bit = np.int64(1) << codes[last, axis]
            if before and not held[before, axis] & bit:
                mixed[subset] += weights[axis]
            held[subset, axis] = held[before, axis] | bit
        costs[subset] = mixed[subset] + _size_cost(total[subset], count[subset], rules)
    return costs


@njit(cache=True)
def _size_cost(members, sections, rules):
    """Points for the number of members and sections."""
    broken = max(0, rules[LEAST] - members) + max(0, members - rules[MOST])
    uneven = rules[SMALL] * max(0, rules[SMALL_UNDER] - members) + rules[LARGE] * max(0, members - rules[LARGE_OVER])
    return uneven + rules[BROKEN] * broken + rules[BRANCH] + rules[CROWDED] * max(0, sections - rules[CROWDED_OVER])


@njit(cache=True)
def _layer(costs, below, goes_on):
    """One more branch, the one with the lowest section, on what lies below (or on this layer itself)."""
    size = len(costs)
    values, first = np.full(size, FAR), np.zeros(size, np.int32)
    if goes_on:
        values[0] = 0
        below = values
    for subset in range(1, size):
        low = subset & -subset
        rest = subset ^ low
        part = rest
        while True:
            value = costs[part | low] + below[rest ^ part]
            if value < values[subset]:
                values[subset], first[subset] = value, part | low
            if part == 0:
                break
            part = (part - 1) & rest
    return values, first
