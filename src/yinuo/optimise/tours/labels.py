"""The best tour of one group through given blocks, with the clock: label setting with bounds on what is left; compiled.

Labels go from site to site, all with equally many sites at a time. One is dropped if another has been at the same sites
and is not worse in driving and on both clocks, if what is left cannot be driven below the least known, or if the days
left are too short for it.
"""

from collections.abc import Callable

import numpy as np
from numba import njit

from .clock import visited
from .subsets import Relaxation
from .table import FAR, Table

DONE, BLOCK, INNER, NODE, DAY, HUNGRY, FED, DRIVEN, ABOVE = range(9)
"""Columns of a label: blocks behind, the block it is in and its sites seen, the node it is at, day and clocks, minutes
driven, and the row of the label before."""

MOST = 1_500_000
"""Labels at a time; beyond, the tour stays open."""


def best_tour(
    table: Table, relaxation: Relaxation, blocks: int, most: int, goes_on: Callable[[], bool]
) -> tuple[int, list[int]] | None:
    """Minutes and nodes of the best tour through the set of blocks that drives at most `most` and is never late.

    `most` + 1 and no nodes if there is none; None if `goes_on` said no, or there were too many labels.
    """
    count = sum(int(table.first[b + 1] - table.first[b]) for b in range(len(table.first)) if blocks >> b & 1)
    if not count:
        return 0, []
    labels = _first(table, relaxation.rest, relaxation.paths, blocks, most)
    behind = []
    for _ in range(count - 1):
        labels = labels[_unbeaten(*_sorted(labels))]
        if not len(labels):
            return most + 1, []
        if len(labels) > MOST or not goes_on():
            return None
        behind.append(labels[:, [NODE, ABOVE]].copy())
        labels = _grown(table, relaxation.rest, relaxation.paths, blocks, most, labels)
    return _ended(table, labels, behind, most)


def _ended(table: Table, labels: np.ndarray, behind: list[np.ndarray], most: int) -> tuple[int, list[int]]:
    home = table.home[labels[:, NODE]]
    arrival = np.minimum(labels[:, HUNGRY], labels[:, FED]) + home
    total = np.where(arrival <= table.limit[labels[:, DAY]], labels[:, DRIVEN] + home, FAR)
    if not len(labels) or total.min() > most:
        return most + 1, []
    at = int(total.argmin())
    nodes, above = [int(labels[at, NODE])], int(labels[at, ABOVE])
    for level in reversed(behind):
        nodes.append(int(level[above, 0]))
        above = int(level[above, 1])
    return int(total.min()), nodes[::-1]


def _sorted(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The labels, and their rows in the order of where they are, then of minutes driven."""
    key = (labels[:, DONE] << 34) | (labels[:, BLOCK] << 28) | (labels[:, INNER] << 17)
    key |= (labels[:, NODE] << 6) | labels[:, DAY]
    return labels, np.lexsort((labels[:, DRIVEN], key))


@njit(cache=True)
def _unbeaten(labels, order):
    """Rows of the labels that no other beats."""
    kept, count, begin = np.empty(len(order), np.int64), 0, 0
    for at in range(len(order)):
        row = order[at]
        if count > begin and not _alike(labels, kept[count - 1], row):
            begin = count
        beaten = False
        for other in range(begin, count):
            one = kept[other]
            if labels[one, HUNGRY] <= labels[row, HUNGRY] and labels[one, FED] <= labels[row, FED]:
                beaten = True
                break
        if not beaten:
            kept[count] = row
            count += 1
    return kept[:count]


@njit(cache=True)
def _alike(labels, one, other):
    same = labels[one, DONE] == labels[other, DONE] and labels[one, INNER] == labels[other, INNER]
    return same and labels[one, NODE] == labels[other, NODE] and labels[one, DAY] == labels[other, DAY]


@njit(cache=True)
def _first(table, rest, paths, blocks, most):
    """Labels at every first site, on every day on which the group may set out."""
    days, place = len(table.start), table.drive.shape[1]
    labels, count = np.empty((days * table.drive.shape[1], 9), np.int64), 0
    label = np.zeros(9, np.int64)
    for block in range(len(table.first) - 1):
        if not blocks >> block & 1:
            continue
        for node in range(table.first[block], table.first[block + 1]):
            for day in range(days):
                label[DAY], label[HUNGRY], label[FED] = day, table.start[day], FAR
                label[NODE], label[DRIVEN], label[ABOVE] = node, 0, -1
                label[DONE], label[BLOCK], label[INNER] = 0, block, 1 << (node - table.first[block])
                if _arrive(table, rest, paths, blocks, most, label, table.drive[place, node]):
                    labels[count] = label
                    count += 1
    return labels[:count]


@njit(cache=True)
def _arrive(table, rest, paths, blocks, most, label, driving):
    """Drives to the label's node and sees it; whether the label is still worth anything."""
    day, node, block = label[DAY], label[NODE], label[BLOCK]
    hungry, fed = visited(table, day, node, label[HUNGRY], label[FED], driving)
    label[HUNGRY], label[FED] = hungry, fed
    label[DRIVEN] += driving
    now = min(hungry, fed)
    if now > table.limit[day]:
        return False
    left, visits = _left(table, rest, paths, blocks, label, len(table.start) - 1 - day)
    if label[DRIVEN] + left > most:
        return False
    room = table.limit[day] - now
    for later in range(day + 1, len(table.start)):
        room += table.room[later]
    return block >= 0 and left + visits <= room


@njit(cache=True)
def _left(table, rest, paths, blocks, label, nights):
    """Minutes of driving at the least, and of visits, until the group is home."""
    block = label[BLOCK]
    low, size = table.first[block], table.first[block + 1] - table.first[block]
    after = blocks & ~label[DONE] & ~(1 << block)
    inner = ((1 << size) - 1) & ~label[INNER]
    driving = 1 << 28
    for last in range(size):
        for within in range(nights + 1):
            path = paths[block, inner, label[NODE] - low, last, within]
            driving = min(driving, path + rest[after, low + last, nights - within])
    visits = 0
    for at in range(size):
        if inner >> at & 1:
            visits += table.minutes[low + at]
    for other in range(len(table.first) - 1):
        if after >> other & 1:
            for node in range(table.first[other], table.first[other + 1]):
                visits += table.minutes[node]
    return driving, visits


@njit(cache=True)
def _grown(table, rest, paths, blocks, most, labels):
    """All labels one site further."""
    grown, count = np.empty((max(1024, 2 * len(labels)), 9), np.int64), 0
    per_label = table.drive.shape[1] * (1 + table.bed.shape[2] * len(table.start))
    for row in range(len(labels)):
        if count + per_label > len(grown):
            wider = np.empty((2 * len(grown) + per_label, 9), np.int64)
            wider[:count] = grown[:count]
            grown = wider
        label = labels[row]
        block = label[BLOCK]
        low, high = table.first[block], table.first[block + 1]
        inner = ((1 << (high - low)) - 1) & ~label[INNER]
        for other in range(len(table.first) - 1):
            if inner > 0 and other != block:
                continue
            if inner == 0 and (other == block or not (blocks & ~label[DONE]) >> other & 1):
                continue
            for node in range(table.first[other], table.first[other + 1]):
                if inner == 0 or inner >> (node - low) & 1:
                    count = _step(table, rest, paths, blocks, most, labels, row, other, node, grown, count)
    return grown[:count]


@njit(cache=True)
def _step(table, rest, paths, blocks, most, labels, row, other, node, grown, count):
    """Labels at the next node: on the same day, or after nights in any bed that may be best."""
    before, day = labels[row, NODE], labels[row, DAY]
    now = min(labels[row, HUNGRY], labels[row, FED])
    _enter(table, grown[count], labels, row, other, node)
    if _arrive(table, rest, paths, blocks, most, grown[count], table.drive[before, node]):
        count += 1
    for bed in range(table.beds[before, node]):
        evening, morning = table.evening[before, node, bed], table.morning[before, node, bed]
        if now + evening > table.limit[day] or labels[row, DRIVEN] + evening + morning > most:
            continue
        for later in range(day + 1, len(table.start)):
            _enter(table, grown[count], labels, row, other, node)
            grown[count, DAY], grown[count, HUNGRY], grown[count, FED] = later, table.start[later], FAR
            grown[count, DRIVEN] += evening
            if _arrive(table, rest, paths, blocks, most, grown[count], morning):
                count += 1
    return count


@njit(cache=True)
def _enter(table, label, labels, row, other, node):
    """The label of a row, at the next node."""
    label[:] = labels[row]
    label[NODE], label[ABOVE] = node, row
    bit = 1 << (node - table.first[other])
    if other == label[BLOCK]:
        label[INNER] |= bit
    else:
        label[DONE] |= 1 << label[BLOCK]
        label[BLOCK], label[INNER] = other, bit
