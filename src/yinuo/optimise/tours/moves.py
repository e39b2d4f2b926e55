"""Orders of blocks and of the sites within them, and the moves of the search from one to another; compiled."""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..grids.chance import draw, pick
from .table import PINNED, UNIT_MINUTES, UNITS, Table

WITHIN, SEGMENT, SWAP, TURN, TAILS = 0.33, 0.58, 0.78, 0.90, 0.97
"""Below these a random number moves sites within a block, up to three blocks, swaps two blocks, turns a stretch round,
exchanges the ends of two groups; above the last, a site is left out or taken in again."""

LONGEST = 3
"""Blocks that move together."""


class State(NamedTuple):
    """What the search decides: `rows` int64[groups, blocks] with the blocks of each group in order, `held` int64[groups]
    of them; `order` int64[nodes]: the nodes of each block in order; `skip` bool[groups, nodes]: not to be seen.
    """

    rows: np.ndarray
    held: np.ndarray
    order: np.ndarray
    skip: np.ndarray


def copy_of(state: State) -> State:
    return State(*(part.copy() for part in state))


@njit(cache=True)
def assign(target: State, source: State):
    """Makes the target equal to the source."""
    target.rows[:] = source.rows
    target.held[:] = source.held
    target.order[:] = source.order
    target.skip[:] = source.skip


@njit(cache=True)
def line_up(table: Table, state: State, group, order):
    """Writes the nodes that a group is to see into `order`; (how many, how many are left out)."""
    count, left = 0, 0
    for turn in range(state.held[group]):
        block = state.rows[group, turn]
        if block >= table.rules[UNITS] and _sees(state, group, table.unit[block]):
            continue
        spent, before = table.spent[block], -1
        if spent > 0:
            before = table.drive.shape[1] + group
        for at in range(table.first[block], table.first[block + 1]):
            node = state.order[at]
            longer = table.minutes[node] + (table.drive[before, node] if before >= 0 else 0)
            if state.skip[group, node] or spent + longer > table.rules[UNIT_MINUTES]:
                left += 1
                continue
            spent += longer
            order[count] = node
            count += 1
            before = node
    return count, left


@njit(cache=True)
def _sees(state, group, unit):
    """Whether the unit's block is the group's own."""
    if unit >= 0:
        for turn in range(state.held[group]):
            if state.rows[group, turn] == unit:
                return True
    return False


@njit(cache=True)
def move(table: Table, state: State, chance, changed):
    """A random move; False if it came to nothing. Sets `changed` bool[groups]."""
    group, other = pick(chance, len(state.held)), pick(chance, len(state.held))
    turn = draw(chance)
    if state.held[group] == 0:
        return False
    changed[group] = True
    if turn < WITHIN:
        return _within(table, state, chance, group)
    if turn < SEGMENT:
        changed[other] = True
        return _segment(table, state, chance, group, other)
    if turn < SWAP:
        changed[other] = True
        return _swap(table, state, chance, group, other)
    if turn < TURN:
        return _turn(table, state, chance, group)
    if turn < TAILS:
        changed[other] = True
        return _tails(table, state, chance, group, other)
    return _leave_out(table, state, chance, group)


@njit(cache=True)
def _free(table, state, group):
    """First turn of a group that may be moved: not the block in which it is."""
    return 1 if table.begin[group, PINNED] >= 0 and state.held[group] > 0 else 0


@njit(cache=True)
def _within(table, state, chance, group):
    """Swaps two sites of a block, turns the stretch between them round, or puts one in the other's place."""
    block = state.rows[group, pick(chance, state.held[group])]
    first, count = table.first[block], table.first[block + 1] - table.first[block]
    one, other = first + pick(chance, count), first + pick(chance, count)
    if one == other:
        return False
    order, way = state.order, draw(chance)
    if way < 0.4:
        order[one], order[other] = order[other], order[one]
    elif way < 0.7:
        _reverse(order, min(one, other), max(one, other))
    else:
        taken, step = order[one], 1 if other > one else -1
        for at in range(one, other, step):
            order[at] = order[at + step]
        order[other] = taken
    return True


@njit(cache=True)
def _reverse(line, first, last):
    while first < last:
        line[first], line[last] = line[last], line[first]
        first += 1
        last -= 1


@njit(cache=True)
def _turn_sites(table, state, block):
    _reverse(state.order, table.first[block], table.first[block + 1] - 1)


@njit(cache=True)
def _segment(table, state, chance, group, other):
    """Takes up to LONGEST blocks in a row elsewhere, perhaps turned round."""
    low = _free(table, state, group)
    count = min(state.held[group] - low, 1 + pick(chance, LONGEST))
    if count < 1:
        return False
    at = low + pick(chance, state.held[group] - low - count + 1)
    segment = state.rows[group, at : at + count].copy()
    if group != other and not _may_all(table, segment, other):
        return False
    for turn in range(at, state.held[group] - count):
        state.rows[group, turn] = state.rows[group, turn + count]
    state.held[group] -= count
    if draw(chance) < 0.5:
        _reverse(segment, 0, count - 1)
    low = _free(table, state, other)
    to = low + pick(chance, state.held[other] - low + 1)
    for turn in range(state.held[other] - 1, to - 1, -1):
        state.rows[other, turn + count] = state.rows[other, turn]
    state.rows[other, to : to + count] = segment
    state.held[other] += count
    if draw(chance) < 0.5:
        for block in segment:
            _turn_sites(table, state, block)
    return group == other or _few(table, state, other)


@njit(cache=True)
def _may_all(table, blocks, group):
    barred = 0
    for block in blocks:
        barred += not _may(table, block, group)
    return barred == 0


@njit(cache=True)
def _may(table, block, group):
    return block < table.rules[UNITS] and table.allowed[block, group]


@njit(cache=True)
def _few(table, state, group):
    """Whether the group has no more units than it may."""
    count = 0
    for turn in range(state.held[group]):
        count += state.rows[group, turn] < table.rules[UNITS]
    return count <= table.most[group]


@njit(cache=True)
def _swap(table, state, chance, group, other):
    low, least = _free(table, state, group), _free(table, state, other)
    if state.held[group] <= low or state.held[other] <= least:
        return False
    one = low + pick(chance, state.held[group] - low)
    two = least + pick(chance, state.held[other] - least)
    mine, its = state.rows[group, one], state.rows[other, two]
    if mine == its or (group != other and not (_may(table, mine, other) and _may(table, its, group))):
        return False
    state.rows[group, one], state.rows[other, two] = its, mine
    return True


@njit(cache=True)
def _turn(table, state, chance, group):
    """Turns a stretch of blocks round, and the sites within them."""
    low = _free(table, state, group)
    if state.held[group] <= low:
        return False
    one = low + pick(chance, state.held[group] - low)
    two = low + pick(chance, state.held[group] - low)
    _reverse(state.rows[group], min(one, two), max(one, two))
    for turn in range(min(one, two), max(one, two) + 1):
        _turn_sites(table, state, state.rows[group, turn])
    return True


@njit(cache=True)
def _tails(table, state, chance, group, other):
    """Exchanges the units at the ends of two groups; detours stay with their group, at the end of it."""
    if group == other:
        return False
    low, least = _free(table, state, group), _free(table, state, other)
    one = low + pick(chance, state.held[group] - low + 1)
    two = least + pick(chance, state.held[other] - least + 1)
    mine, its = state.rows[group, one : state.held[group]].copy(), state.rows[other, two : state.held[other]].copy()
    ours = _joined(table, state, group, one, its, mine)
    theirs = _joined(table, state, other, two, mine, its)
    return ours and theirs and _few(table, state, group) and _few(table, state, other)


@njit(cache=True)
def _joined(table, state, group, start, units, detours):
    """Puts the units of one tail and the detours of another at the end of a group; False if it may not see a unit."""
    count = start
    for turn in range(max(len(units), len(detours))):
        if turn < len(units) and units[turn] < table.rules[UNITS]:
            if not table.allowed[units[turn], group]:
                return False
            state.rows[group, count] = units[turn]
            count += 1
        if turn < len(detours) and detours[turn] >= table.rules[UNITS]:
            state.rows[group, count] = detours[turn]
            count += 1
    state.held[group] = count
    return True


@njit(cache=True)
def _leave_out(table, state, chance, group):
    """Leaves out a site of the group, or takes it in again."""
    block = state.rows[group, pick(chance, state.held[group])]
    first, count = table.first[block], table.first[block + 1] - table.first[block]
    node = state.order[first + pick(chance, count)]
    state.skip[group, node] = not state.skip[group, node]
    return True
