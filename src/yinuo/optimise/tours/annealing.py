"""Simulated annealing over which group sees which units in which order, compiled."""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..grids.chance import chance_of, draw
from .clock import A_LITTLE_LATE, ON_TIME, WITH_UNSEEN, Desk, cut, desk_of, least_driving
from .moves import State, assign, copy_of, line_up, move
from .table import Table

UNSEEN_ROUGH, LATE_ROUGH, LATE_FINE = 400.0, 20.0, 200.0
"""Minutes of driving for a site that is not seen and for a minute late: while it is hot, and later."""

UNSEEN_HARD, LATE_HARD = 1e7, 1e4
"""The same for telling which of two plans is better."""

COLD = 0.3
"""Minutes easily given away at the end."""

UNSEEN, LATE, DRIVING, WORKING = range(4)
"""Columns of what a group costs."""


class Search(NamedTuple):
    """One search: the state it is in, the best so far and its value (float64[1]), and what it works on."""

    now: State
    tried: State
    best: State
    value: np.ndarray
    desk: Desk
    chance: np.ndarray


def search_from(table: Table, state: State, seed: int) -> Search:
    """A search that has not begun."""
    return Search(copy_of(state), copy_of(state), copy_of(state), np.full(1, np.inf), desk_of(table), chance_of(seed))


@njit(cache=True, nogil=True)
def anneal(table: Table, search: Search, steps, hot, late, late_most, balance):
    """So many steps from where the search is, the best is kept. `hot`: minutes easily given away at first.

    `late`: minutes of driving that a minute late costs; `late_most`: minutes late of a group in a plan. The same for the same arguments on any machine.
    """
    groups = len(search.now.held)
    costs, tried = np.zeros((groups, 4), np.int64), np.zeros((groups, 4), np.int64)
    changed = np.ones(groups, np.bool_)
    price(table, search.now, search.desk, costs, changed, np.inf, late)
    current = _rough(costs, late, balance)
    keep(search, costs, late_most, balance)
    assign(search.tried, search.now)
    tried[:] = costs
    for step in range(steps):
        changed[:] = False
        if move(table, search.tried, search.chance, changed):
            warmth = hot * (COLD / hot) ** (step / steps)
            allowed = current - warmth * np.log(1.0 - draw(search.chance))
            if price(table, search.tried, search.desk, tried, changed, allowed, late):
                value = _rough(tried, late, balance)
                if value <= allowed:
                    current = value
                    assign(search.now, search.tried)
                    costs[:] = tried
                    keep(search, costs, late_most, balance)
                    continue
        assign(search.tried, search.now)
        tried[:] = costs


@njit(cache=True)
def price(table, state, desk, costs, changed, allowed, late):
    """What each changed group costs, into `costs` int64[groups, 4]; False as soon as all cost more than `allowed`."""
    counts = np.zeros(len(costs), np.int64)
    for group in range(len(costs)):
        if changed[group]:
            counts[group], costs[group, UNSEEN] = line_up(table, state, group, desk.lines[group])
            costs[group, LATE], costs[group, DRIVING] = 0, least_driving(table, desk, counts[group], group)
    for group in range(len(costs)):
        if not changed[group]:
            continue
        least = _rough(costs, late, 0.0)
        if least > allowed:
            return False
        may = WITH_UNSEEN if least + UNSEEN_ROUGH <= allowed else A_LITTLE_LATE if least + late <= allowed else ON_TIME
        unseen, minutes, driving = cut(table, desk, counts[group], group, may)
        if unseen < 0:
            return False
        costs[group, UNSEEN] += unseen
        costs[group, LATE], costs[group, DRIVING] = minutes, driving
        costs[group, WORKING] = driving
        for at in range(counts[group] - unseen):
            costs[group, WORKING] += table.minutes[desk.lines[group, at]]
    return True


@njit(cache=True)
def _spread(costs):
    return costs[:, WORKING].max() - costs[:, WORKING].min()


@njit(cache=True)
def _rough(costs, late, balance):
    sums = UNSEEN_ROUGH * costs[:, UNSEEN].sum() + late * costs[:, LATE].sum() + costs[:, DRIVING].sum()
    return sums + balance * _spread(costs)


@njit(cache=True)
def _value(costs, late_most, balance):
    """A number that is less for the better plan; a group that is far too late will have to leave a site out."""
    unseen = costs[:, UNSEEN].sum()
    for group in range(len(costs)):
        unseen += costs[group, LATE] > late_most
    sums = UNSEEN_HARD * unseen + LATE_HARD * costs[:, LATE].sum() + costs[:, DRIVING].sum()
    return sums + balance * _spread(costs)


@njit(cache=True)
def keep(search, costs, late_most, balance):
    """Keeps the state of the search if it is the best so far."""
    value = _value(costs, late_most, balance)
    if value < search.value[0] - 1e-6:
        search.value[0] = value
        assign(search.best, search.now)
