"""What any plan has to drive at the least: every set of blocks for one group, without the clock, all at once.

Forgotten are windows, lunch, and how much fits into one day; kept are blocks, beds, how many nights there are, and how
much fits into all days. Exact dynamic programming over 2^blocks sets (17 blocks: some seconds, 200 MB).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numba import njit

from .table import Problem
from .travel import closed

BLOCKS, SITES_IN_BLOCK = 17, 10
"""More blocks than this, or more sites in one of them, are not tried."""

NONE = 1 << 28
"""Minutes of a tour that cannot be."""


@dataclass(frozen=True)
class Relaxation:
    """`paths` int32[blocks, sets of its sites, sites, sites, nights + 1]: from a site through a set of others of its
    block to the last, with at most so many nights between. `rest` int32[sets of blocks, nodes, nights + 1]: from a
    node through the set of blocks, and home; for a node in the set: beginning with it.

    `tours` int64[sets of units]: minutes of a group that sees these units, NONE if its days are too short.
    `visits` int64[sets of units]; `whole` int64[sets of units]: the set of blocks, detours to anchors included.
    """

    paths: np.ndarray
    rest: np.ndarray
    tours: np.ndarray
    visits: np.ndarray
    whole: np.ndarray


def relaxation_of(problem: Problem) -> Relaxation | None:
    """None if there are too many blocks. Detours are forgotten if only the units are few enough."""
    table, units = problem.table, len(problem.units)
    sizes = np.diff(table.first)
    if not 0 < units <= BLOCKS or sizes.max() > SITES_IN_BLOCK:
        return None
    blocks = len(sizes) if len(sizes) <= BLOCKS else units
    first, n = table.first[: blocks + 1], int(table.first[blocks])
    nights = len(table.start) - 1
    drive, over, out, home = _shortest(problem)
    paths = _paths(first, drive, over, nights)
    rest = _rest(first, drive, over, home, paths, nights)
    whole = _whole(table.unit[units:blocks], units)
    minutes = np.array([table.minutes[a:b].sum() for a, b in pairwise(first)], np.int64)
    visits, seen = _sums(whole, minutes), _sums(whole, np.diff(first))
    begun = (rest[whole][:, :n] + out[None, :n, None]).astype(np.int64)
    inside = (whole[:, None] >> np.repeat(np.arange(blocks), np.diff(first))[None] & 1) > 0
    shortest = np.where(inside[:, :, None], begun, NONE).min(1)
    shortest[whole == 0] = 0
    return Relaxation(paths, rest, _within_days(problem, shortest, visits, seen), visits, whole)


def _shortest(problem: Problem) -> tuple[np.ndarray, ...]:
    """Minutes between nodes, over a bed, from and to the depot; over other places where that is shorter, int64."""
    task, place = problem.task, problem.places()[: len(problem.nodes)]
    minutes, known = closed(task.travel.minutes), task.travel.place
    hotels = [known[key] for key in task.hotels]
    drive = minutes[np.ix_(place, place)]
    over = (minutes[np.ix_(place, hotels)][:, :, None] + minutes[np.ix_(hotels, place)][None]).min(1)
    depot = known[task.depot]
    return drive, over, minutes[depot, place], minutes[place, depot]


def _whole(anchor_units: np.ndarray, units: int) -> np.ndarray:
    """Each set of units with the anchors of all others."""
    sets = np.arange(1 << units, dtype=np.int64)
    whole = sets.copy()
    for at, unit in enumerate(anchor_units):
        own = (sets >> int(unit) & 1) if unit >= 0 else np.zeros_like(sets)
        whole |= (1 - own) << (units + at)
    return whole


def _sums(sets: np.ndarray, values: np.ndarray) -> np.ndarray:
    return sum(((sets >> at & 1) * int(value) for at, value in enumerate(values)), np.zeros_like(sets))


def _within_days(problem: Problem, shortest: np.ndarray, visits: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Least minutes over the number of nights with which the days are long enough."""
    room = np.cumsum(np.sort(problem.table.room)[::-1])
    most = problem.task.rules.sites_per_day_most or len(problem.nodes)
    days = np.arange(1, len(room) + 1)
    fits = (shortest + visits[:, None] <= room[None]) & (seen[:, None] <= most * days[None])
    return np.where(fits, shortest, NONE).min(1)


@njit(cache=True)
def _paths(first, drive, over, nights):
    blocks, most = len(first) - 1, 0
    for block in range(blocks):
        most = max(most, first[block + 1] - first[block])
    paths = np.full((blocks, 1 << most, most, most, nights + 1), NONE, np.int32)
    for block in range(blocks):
        low, size = first[block], first[block + 1] - first[block]
        for site in range(size):
            paths[block, 0, site, site] = 0
        for left in range(1, 1 << size):
            for site in range(size):
                if not left >> site & 1:
                    _walk(paths[block], left, site, low, size, drive, over, nights)
    return paths


@njit(cache=True)
def _walk(paths, left, site, low, size, drive, over, nights):
    """Paths from a site through those that are left, by the next one."""
    for following in range(size):
        if not left >> following & 1:
            continue
        direct, slept = drive[low + site, low + following], over[low + site, low + following]
        after = paths[left ^ (1 << following), following]
        for last in range(size):
            for night in range(nights + 1):
                value = direct + after[last, night]
                if night > 0:
                    value = min(value, slept + after[last, night - 1])
                if value < paths[left, site, last, night]:
                    paths[left, site, last, night] = value


@njit(cache=True)
def _rest(first, drive, over, home, paths, nights):
    blocks, nodes = len(first) - 1, first[-1]
    rest = np.full((1 << blocks, nodes, nights + 1), NONE, np.int32)
    for node in range(nodes):
        rest[0, node] = home[node]
    for inside in range(1, 1 << blocks):
        for block in range(blocks):
            if inside >> block & 1:
                _enter(first, rest, paths, inside, block, nights)
        for block in range(blocks):
            if not inside >> block & 1:
                for node in range(first[block], first[block + 1]):
                    _reach(first, rest, drive, over, inside, node, nights)
    return rest


@njit(cache=True)
def _enter(first, rest, paths, inside, block, nights):
    """From each site of a block, as the first of the set."""
    low, size = first[block], first[block + 1] - first[block]
    everything, after = (1 << size) - 1, inside ^ (1 << block)
    for site in range(size):
        for last in range(size):
            for within in range(nights + 1):
                path = paths[block, everything ^ (1 << site), site, last, within]
                for night in range(within, nights + 1):
                    value = path + rest[after, low + last, night - within]
                    if value < rest[inside, low + site, night]:
                        rest[inside, low + site, night] = value


@njit(cache=True)
def _reach(first, rest, drive, over, inside, node, nights):
    """From a node outside of the set to the best first one in it."""
    for block in range(len(first) - 1):
        if not inside >> block & 1:
            continue
        for following in range(first[block], first[block + 1]):
            direct, slept = drive[node, following], over[node, following]
            for night in range(nights + 1):
                value = direct + rest[inside, following, night]
                if night > 0:
                    value = min(value, slept + rest[inside, following, night - 1])
                if value < rest[inside, node, night]:
                    rest[inside, node, night] = value


def allowed(problem: Problem) -> np.ndarray:
    """Whether a group may have exactly these units, bool[groups, sets of units]."""
    units = len(problem.units)
    sets = np.arange(1 << units, dtype=np.int64)
    count = _sums(sets, np.ones(units, np.int64))
    found = np.ones((problem.groups, len(sets)), bool)
    for group in range(problem.groups):
        found[group] = count <= problem.table.most[group]
        for at, unit in enumerate(problem.units):
            if not problem.table.allowed[at, group]:
                found[group] &= (sets >> at & 1) == 0
            elif problem.task.fixed.get(unit) == group:
                found[group] &= (sets >> at & 1) == 1
    return found


def least(problem: Problem, relaxation: Relaxation) -> int:
    """Minutes of driving of the cheapest partition of all units into the groups, NONE if there is none."""
    may = allowed(problem)
    costs = np.where(may, relaxation.tours[None], NONE)
    value = costs[0]
    for group in range(1, problem.groups - 1):
        value = _layer(value, costs[group])
    if problem.groups == 1:
        return int(value[-1])
    return int((value + costs[-1][::-1]).min())


@njit(cache=True)
def _layer(value, costs):
    """The least sum of a set cut in two, for every set."""
    found = np.full(len(value), NONE, np.int64)
    for inside in range(len(value)):
        part = inside
        while True:
            total = value[inside ^ part] + costs[part]
            if total < found[inside]:
                found[inside] = total
            if part == 0:
                break
            part = (part - 1) & inside
    return found
