"""Moves of the search between two grids: buildings change sides, or the two are put together and cut anew."""

from typing import NamedTuple

import numpy as np
from numba import njit

from .chance import chance_of, draw, pick
from .pricing import AWAY, SIZE, add, cost_in, price, shift

SIDES = 8
"""Columns of a row of the tree: those of sums, and one more: households away on the other side."""

LOOSE = 0.2
"""How often a tree does not care for compounds."""

ROOM = 1 << 20
"""Entries for compounds and blocks below every branch of a tree; a pair of grids that needs more is not cut anew."""


class Desk(NamedTuple):
    """Paper to work on for n buildings, and the source of chance. `stamp` int[1] tells this search's marks in `seen` from older ones."""

    chance: np.ndarray
    stamp: np.ndarray
    seen: np.ndarray
    stack: np.ndarray
    moving: np.ndarray
    order: np.ndarray
    above: np.ndarray
    edge: np.ndarray
    rows: np.ndarray
    parts: np.ndarray
    compound_slot: np.ndarray
    block_slot: np.ndarray


def desk_of(ground, seed: int) -> Desk:
    n, compounds, blocks = len(ground.x), len(ground.compound_from) - 1, len(ground.block_from) - 1
    room = min(ROOM, n * (compounds + blocks))
    integers = [np.zeros(n, np.int64) for _ in range(5)]
    slots = np.full(compounds, -1, np.int64), np.full(blocks, -1, np.int64)
    return Desk(
        chance_of(seed),
        np.zeros(1, np.int64),
        *integers,
        np.zeros((4, len(ground.near)), np.int64),
        np.zeros((n + 1, SIDES + 1)),
        np.zeros(room, np.int64),
        *slots,
    )


@njit(cache=True)
def attempt(ground, tally, desk, count, one, other, weights, allowed):
    """Lets the first `count` buildings of `desk.moving` change sides if that costs at most `allowed` points more and
    leaves both grids whole; the change in points, 0 if nothing was done."""
    before = tally.cost[one] + tally.cost[other]
    _change_sides(ground, tally, desk, count, one, other)
    if tally.sums[one, SIZE] > 0.5 and tally.sums[other, SIZE] > 0.5:
        first, second = cost_in(tally, one, weights), cost_in(tally, other, weights)
        change = first + second - before
        if change <= allowed and _both_whole(ground, tally, desk, count, one, other):
            tally.cost[one], tally.cost[other] = first, second
            return change
    _change_sides(ground, tally, desk, count, one, other)
    return 0.0


@njit(cache=True)
def _change_sides(ground, tally, desk, count, one, other):
    for at in range(count):
        building = desk.moving[at]
        shift(ground, tally, building, other if tally.grid[building] == one else one)


@njit(cache=True)
def _both_whole(ground, tally, desk, count, one, other):
    return _whole(ground, tally, desk, count, one) and _whole(ground, tally, desk, count, other)


@njit(cache=True)
def _whole(ground, tally, desk, count, grid):
    """Whether a grid hangs together after the buildings on the desk have moved."""
    size = int(tally.sums[grid, SIZE] + 0.5)
    start = _beside_moved(ground, tally, desk, count, grid)
    if size <= 1 or start < 0:
        return size <= 1
    stamp = _new_stamp(desk)
    desk.seen[start] = stamp
    desk.stack[0] = start
    top, reached = 1, 1
    while top > 0 and reached < size:
        top -= 1
        building = desk.stack[top]
        for at in range(ground.near_from[building], ground.near_from[building + 1]):
            beside = ground.near[at]
            if tally.grid[beside] == grid and desk.seen[beside] != stamp:
                desk.seen[beside] = stamp
                desk.stack[top] = beside
                top += 1
                reached += 1
    return reached == size


@njit(cache=True)
def _beside_moved(ground, tally, desk, count, grid):
    """A building of the grid that moved, or lies beside one that did."""
    for position in range(count):
        building = desk.moving[position]
        if tally.grid[building] == grid:
            return building
        for at in range(ground.near_from[building], ground.near_from[building + 1]):
            if tally.grid[ground.near[at]] == grid:
                return ground.near[at]
    return -1


@njit(cache=True)
def take_listed(tally, desk, entries, start, end, grid):
    """Puts those of entries[start:end] that lie in the grid on the desk; how many."""
    count = 0
    for at in range(start, end):
        if tally.grid[entries[at]] == grid:
            desk.moving[count] = entries[at]
            count += 1
    return count


@njit(cache=True)
def take_recombined(ground, tally, desk, root, other, weights, heat):
    """Cuts a random spanning tree over the root's grid and the other where it costs least, give or take the heat, and
    puts the buildings that change sides on the desk; how many."""
    one = tally.grid[root]
    count = _grow(ground, tally, desk, root, other)
    slots = _number_slots(ground, desk, count)
    if count * slots[0] > len(desk.parts):
        _forget_slots(ground, desk, count)
        return 0
    parts = desk.parts[: count * slots[0]].reshape(count, slots[0])
    _sum_up(ground, desk, parts, count, one, other)
    _forget_slots(ground, desk, count)
    at, turned = _best_cut(desk, parts, count, slots[1], weights, heat)
    return _take_cut(tally, desk, count, at, one if turned else other)


@njit(cache=True)
def _grow(ground, tally, desk, root, other):
    """A random tree over two grids that mostly explores a compound before it leaves it; `order` from the root on,
    `above` positions in it."""
    one, stamp = tally.grid[root], _new_stamp(desk)
    desk.seen[root] = stamp
    desk.order[0] = root
    count, near, far = 1, 0, 0
    loose = draw(desk.chance) < LOOSE
    latest = draw(desk.chance)
    while True:
        near, far = _open(ground, tally, desk, count - 1, near, far, one, other, loose)
        while near + far > 0:
            if near > 0:
                near = _take_edge(desk, 0, near, latest)
                beside, above = desk.edge[0, near], desk.edge[1, near]
            else:
                far = _take_edge(desk, 2, far, latest)
                beside, above = desk.edge[2, far], desk.edge[3, far]
            if desk.seen[beside] != stamp:
                break
        else:
            return count
        desk.seen[beside] = stamp
        desk.order[count], desk.above[count] = beside, above
        count += 1


@njit(cache=True)
def _open(ground, tally, desk, position, near, far, one, other, loose):
    """Lists the edges from a building of the tree to those not in it: first those within the compound, then others."""
    building = desk.order[position]
    for at in range(ground.near_from[building], ground.near_from[building + 1]):
        beside = ground.near[at]
        if desk.seen[beside] == desk.stamp[0] or (tally.grid[beside] != one and tally.grid[beside] != other):
            continue
        if loose or ground.compound[beside] == ground.compound[building]:
            desk.edge[0, near], desk.edge[1, near] = beside, position
            near += 1
        else:
            desk.edge[2, far], desk.edge[3, far] = beside, position
            far += 1
    return near, far


@njit(cache=True)
def _take_edge(desk, row, count, latest):
    """Moves the latest edge, or a random one, to the end of its list; the position of the end."""
    last = count - 1
    if draw(desk.chance) > latest:
        at = pick(desk.chance, count)
        for line in range(row, row + 2):
            desk.edge[line, at], desk.edge[line, last] = desk.edge[line, last], desk.edge[line, at]
    return last


@njit(cache=True)
def _new_stamp(desk):
    desk.stamp[0] += 1
    return desk.stamp[0]


@njit(cache=True)
def _number_slots(ground, desk, count):
    """Numbers the compounds, then the blocks, of the tree's buildings; (slots of both, slots of compounds)."""
    slots = 0
    for position in range(count):
        compound = ground.compound[desk.order[position]]
        if desk.compound_slot[compound] < 0:
            desk.compound_slot[compound] = slots
            slots += 1
    compounds = slots
    for position in range(count):
        block = ground.block[desk.order[position]]
        if block >= 0 and desk.block_slot[block] < 0:
            desk.block_slot[block] = slots
            slots += 1
    return slots, compounds


@njit(cache=True)
def _forget_slots(ground, desk, count):
    for position in range(count):
        building = desk.order[position]
        desk.compound_slot[ground.compound[building]] = -1
        if ground.block[building] >= 0:
            desk.block_slot[ground.block[building]] = -1


@njit(cache=True)
def _sum_up(ground, desk, parts, count, one, other):
    """Sums of everything below each position of the tree; `AWAY` if it lay in `one`, the column after in `other`."""
    desk.rows[:count] = 0.0
    parts[:] = 0
    for position in range(count - 1, -1, -1):
        building = desk.order[position]
        add(ground, desk.rows, position, building, 1)
        if ground.old[building] >= 0:
            desk.rows[position, AWAY] += ground.households[building] * (ground.old[building] != one)
            desk.rows[position, AWAY + 1] += ground.households[building] * (ground.old[building] != other)
        parts[position, desk.compound_slot[ground.compound[building]]] += 1
        if ground.block[building] >= 0:
            parts[position, desk.block_slot[ground.block[building]]] += 1
        if position > 0:
            above = desk.above[position]
            for column in range(SIDES + 1):
                desk.rows[above, column] += desk.rows[position, column]
            for slot in range(parts.shape[1]):
                parts[above, slot] += parts[position, slot]


@njit(cache=True)
def _best_cut(desk, parts, count, compounds, weights, heat):
    """The position below which to cut, and whether the part below is to be the first grid instead of the other."""
    best, chosen, turned = np.inf, 0, False
    rows, rest = desk.rows, len(desk.rows) - 1
    for position in range(1, count):
        for column in range(SIDES + 1):
            rows[rest, column] = rows[0, column] - rows[position, column]
        inside, outside = _touching(parts, position, 0, compounds)
        across, around = _touching(parts, position, compounds, parts.shape[1])
        straight = rows[position, AWAY + 1] + rows[rest, AWAY]
        crossed = rows[position, AWAY] + rows[rest, AWAY + 1]
        cost = price(rows, position, inside, across, 0.0, weights) + price(rows, rest, outside, around, 0.0, weights)
        cost += weights.moved * min(straight, crossed)
        if cost < best + 3.0 * heat:
            cost += heat * np.log(-np.log(1.0 - draw(desk.chance)) + 1e-300)
            if cost < best:
                best, chosen, turned = cost, position, crossed < straight
    return chosen, turned


@njit(cache=True)
def _touching(parts, position, start, end):
    """How many slots have something below the position, and how many have something elsewhere."""
    inside, outside = 0, 0
    for slot in range(start, end):
        inside += parts[position, slot] > 0
        outside += parts[position, slot] < parts[0, slot]
    return inside, outside


@njit(cache=True)
def _take_cut(tally, desk, count, cut, below):
    """Puts the buildings on the desk that change sides when what hangs below the cut becomes the grid `below`."""
    stamp, moving = _new_stamp(desk), 0
    for position in range(count):
        building = desk.order[position]
        is_below = position == cut or (position > 0 and desk.seen[desk.order[desk.above[position]]] == stamp)
        if is_below:
            desk.seen[building] = stamp
        if (tally.grid[building] == below) != is_below:
            desk.moving[moving] = building
            moving += 1
    return moving
