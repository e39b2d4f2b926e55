"""A fixed order of sites cut into days, exactly: where each night falls, in which bed, and when lunch is; compiled.

Least is first what is not seen, then minutes late, then driving. For a fixed order it is best to do everything as
early as can be, once with lunch behind and once without, so two clocks are all that a day needs.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .table import (
    DAY,
    FAR,
    FED,
    HUNGRY,
    LATE,
    LUNCH,
    LUNCH_BEFORE,
    LUNCH_FROM,
    LUNCH_UNTIL,
    SEEN,
    SITES,
    Table,
)

MINUTE_LATE, UNSEEN = 100_000, 1_000_000_000
"""Weights beside a minute of driving, so that a sum can be read back."""

ON_TIME, A_LITTLE_LATE, WITH_UNSEEN = range(3)
"""What a cut may be."""

COST, ON_DAY, FROM, OPTION, TO = range(5)
"""Places in `Desk.best`: the sum, the last day, its first position in the order, the bed it began from, and the end."""


class Desk(NamedTuple):
    """Paper for cutting: `cost`, `came_from`, `came_by` int64[days + 1, nodes + 1, options]: to begin a day with the
    site at a position of the order, after the night in an option; `rest` int64[nodes + 1]: minutes from a position
    to the end, at the least; `best` int64[5]; `lines` int64[groups, nodes]: the sites of each group."""

    cost: np.ndarray
    came_from: np.ndarray
    came_by: np.ndarray
    rest: np.ndarray
    best: np.ndarray
    lines: np.ndarray


def desk_of(table: Table) -> Desk:
    """Paper for a table."""
    nodes, options = table.drive.shape[1], table.bed.shape[2]
    pages = [np.full((len(table.start) + 1, nodes + 1, options), FAR, np.int64) for _ in range(3)]
    lines = np.zeros((len(table.begin), nodes), np.int64)
    return Desk(*pages, np.zeros(nodes + 1, np.int64), np.zeros(5, np.int64), lines)


@njit(cache=True)
def cut(table: Table, desk: Desk, count, group, allowed):
    """Cuts the first `count` sites of the group's line into its days; (unseen, late, driving).

    First on time, if that fails a little late, and if that fails without the sites at the end of the line; each only
    if that may be, as `allowed` (ALLOWED) says, else −1 unseen.
    """
    late = table.rules[LATE]
    done = _search(table, desk, count, group, 0, False)
    if not done and late > 0 and allowed >= A_LITTLE_LATE:
        done = _search(table, desk, count, group, late, False)
    if not done and allowed >= WITH_UNSEEN:
        done = _search(table, desk, count, group, late, True)
    if not done:
        return -1, 0, 0
    cost = desk.best[COST]
    return cost // UNSEEN, cost % UNSEEN // MINUTE_LATE, cost % MINUTE_LATE


@njit(cache=True)
def least_driving(table, desk, count, group):
    """Minutes that the group's line takes at the least, whatever the nights."""
    before = table.drive.shape[1] + group
    total = table.home[before if count == 0 else desk.lines[group, count - 1]]
    for position in range(count):
        node = desk.lines[group, position]
        total += table.least[before, node]
        before = node
    return total


@njit(cache=True)
def _search(table, desk, count, group, slack, is_partial):
    """Fills the desk with the best cut that is at most `slack` late each day; whether there is one."""
    first, days, options = table.begin[group, DAY], len(table.start), table.bed.shape[2]
    desk.cost[:, : count + 1] = FAR
    desk.best[COST] = FAR
    if count == 0 or is_partial:
        _straight_home(table, desk, count, group)
        if count == 0:
            return True
    _sum_up(table, desk, count, group)
    desk.cost[min(first, days), 0, 0] = 0
    room = (table.room[first:] + slack).sum()
    for day in range(first, days):
        room -= table.room[day] + slack
        for position in range(min(count, 1 if day == first else count)):
            for option in range(options):
                if desk.cost[day, position, option] < FAR:
                    _live(table, desk, count, group, day, position, option, slack, room, is_partial)
    return desk.best[COST] < FAR


@njit(cache=True)
def _straight_home(table, desk, count, group):
    """The group sees nothing more, and goes home."""
    begin = table.begin[group]
    driving = table.home[table.drive.shape[1] + group]
    day = min(begin[DAY], len(table.start) - 1)
    late = max(0, min(begin[HUNGRY], begin[FED]) + driving - table.limit[day]) if driving > 0 else 0
    desk.best[COST] = driving + MINUTE_LATE * late + UNSEEN * count
    desk.best[ON_DAY], desk.best[FROM], desk.best[OPTION], desk.best[TO] = day, 0, 0, 0


@njit(cache=True)
def _sum_up(table, desk, count, group):
    """Visits and driving from each position to the end, at the least."""
    last = desk.lines[group, count - 1]
    desk.rest[count - 1] = table.minutes[last] + table.home[last]
    for position in range(count - 2, -1, -1):
        node = desk.lines[group, position]
        on = table.least[node, desk.lines[group, position + 1]]
        desk.rest[position] = table.minutes[node] + on + desk.rest[position + 1]


@njit(cache=True)
def _live(table, desk, count, group, day, first, option, slack, room, is_partial):
    """A day that begins with the site at a position: every place at which it could end."""
    hungry, fed, driving, seen = _set_out(table, desk, group, day, first, option)
    driven = desk.cost[day, first, option]
    goes_on = day < len(table.start) - 1
    if goes_on and (is_partial or desk.rest[first] <= room):
        _stay(table, desk, group, day, first, option, slack)
    for position in range(first, count):
        node = desk.lines[group, position]
        if position > first:
            driving = table.drive[desk.lines[group, position - 1], node]
        hungry, fed = visited(table, day, node, hungry, fed, driving)
        now, driven, seen = min(hungry, fed), driven + driving, seen + 1
        if now > table.limit[day] + slack or seen > table.rules[SITES]:
            break
        if position == count - 1 or is_partial:
            late = max(0, now + table.home[node] - table.limit[day])
            total = driven + table.home[node] + MINUTE_LATE * late + UNSEEN * (count - 1 - position)
            if late <= slack and total < desk.best[COST]:
                desk.best[COST], desk.best[ON_DAY], desk.best[FROM] = total, day, first
                desk.best[OPTION], desk.best[TO] = option, position + 1
        if goes_on and position < count - 1 and (is_partial or desk.rest[position + 1] <= room):
            _sleep(table, desk, group, day, first, option, position, now, driven, slack)


@njit(cache=True)
def _set_out(table, desk, group, day, first, option):
    """Clock without and with lunch, minutes to the first site, and sites already seen that day."""
    node = desk.lines[group, first]
    begin, place = table.begin[group], table.drive.shape[1] + group
    if first == 0 and day == begin[DAY]:
        return begin[HUNGRY], begin[FED], table.drive[place, node], begin[SEEN]
    before = desk.lines[group, first - 1] if first > 0 else place
    return table.start[day], FAR, table.morning[before, node, option], 0


@njit(cache=True)
def _stay(table, desk, group, day, first, option, slack):
    """A day, or the rest of the one on which the group begins, without a site; the night where the last one was."""
    cost = desk.cost[day, first, option]
    if first > 0 or day > table.begin[group, DAY]:
        _note(desk, day + 1, first, option, cost, first, option)
        return
    now = min(table.begin[group, HUNGRY], table.begin[group, FED])
    before, node = table.drive.shape[1] + group, desk.lines[group, 0]
    for other in range(table.beds[before, node]):
        evening = table.evening[before, node, other]
        late = max(0, now + evening - table.limit[day]) if evening > 0 else 0
        if late <= slack:
            _note(desk, day + 1, 0, other, cost + evening + MINUTE_LATE * late, 0, option)


@njit(cache=True)
def _sleep(table, desk, group, day, first, option, position, now, driven, slack):
    """The night after a site, in every bed that is not worse both in the evening and in the morning."""
    node, following = desk.lines[group, position], desk.lines[group, position + 1]
    earliest = FAR
    for other in range(table.beds[node, following]):
        evening, morning = table.evening[node, following, other], table.morning[node, following, other]
        late = max(0, now + evening - table.limit[day])
        if late > slack or morning >= earliest:
            continue
        if late == 0:
            earliest = morning
        _note(desk, day + 1, position + 1, other, driven + evening + MINUTE_LATE * late, first, option)


@njit(cache=True)
def _note(desk, day, position, option, cost, came_from, came_by):
    if cost < desk.cost[day, position, option]:
        desk.cost[day, position, option] = cost
        desk.came_from[day, position, option] = came_from
        desk.came_by[day, position, option] = came_by


@njit(cache=True)
def visited(table, day, node, hungry, fed, driving):
    """The clocks after the way to a site and its visit: without lunch so far, and with lunch (FAR: cannot be)."""
    rules = table.rules
    before = lunched(rules, hungry) + driving
    after = lunched(rules, hungry + driving)
    fed = begun(table, day, node, min(fed + driving, before, after)) + table.minutes[node]
    hungry = begun(table, day, node, hungry + driving) + table.minutes[node]
    return (hungry if hungry <= rules[LUNCH_BEFORE] else FAR), min(fed, FAR)


@njit(cache=True)
def lunched(rules, clock):
    """The clock after lunch, FAR if it is too late for it."""
    return max(clock, rules[LUNCH_FROM]) + rules[LUNCH] if clock <= rules[LUNCH_UNTIL] else FAR


@njit(cache=True)
def begun(table, day, node, clock):
    """When the visit begins, FAR if no window is left."""
    for window in range(table.opens.shape[2]):
        if table.opens[day, node, window] >= 0 and clock <= table.latest[day, node, window]:
            return max(clock, table.opens[day, node, window])
    return FAR
