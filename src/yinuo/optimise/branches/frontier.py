"""Exact pricing of every possible branch at once: a dynamic programme that walks over the kinds of sections.

What has to be remembered on the way is only the members and sections so far and which portfolios, natures and sites
are in, and of these only the ones that sections before *and* after still share: the frontier.
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numba import njit

from .task import (
    AXES,
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
    Task,
)

SCALE = 1 << 16
"""Parts of a point: duals are rounded down to these, so that every sum is a whole number and every bound is sure."""

MOST_BITS = 12
"""Widest frontier that is held exactly; beyond it some values are priced from below (see `Walk`)."""

FAR = np.int64(1 << 60)
MEMBERS, COPIES, ONCE, EACH, LEAVING, ACTIVE, BEFORE = range(7)
"""Columns of `Walk.stages`."""


@dataclass(frozen=True)
class Walk:
    """The order of kinds and what happens at each: plain arrays for the compiled functions.

    `stages` int64[kinds, 7] as named above: members and copies; the points for entering (`ONCE`) or per section
    (`EACH`) that need no memory; bits that end after the stage or live before it; the members before it.
    `slots` int64[kinds, 3]: the bit of its portfolio, nature and site, or −1. A value that finds no bit any more is
    priced at weight ÷ its sections per section: never too dear, so that the bound stays true; `is_exact` says whether
    there was none.
    """

    order: np.ndarray
    stages: np.ndarray
    slots: np.ndarray
    weights: np.ndarray
    rules: np.ndarray
    bits: int
    is_exact: bool

    def table(self) -> np.ndarray:
        """Room for what it costs from each stage on, int64[kinds + 1, 2^bits, members + 1, sections + 1]."""
        largest = int(max(self.rules[[LEAST, MOST, SMALL_UNDER, LARGE_OVER]]))
        enough = int((self.stages[:, MEMBERS] * self.stages[:, COPIES]).sum())
        crowd = max(1, int(self.rules[CROWDED_OVER]))
        return np.empty((len(self.order) + 1, 1 << self.bits, min(largest, enough) + 1, crowd + 1), np.int64)

    def start(self) -> int:
        """What stands before the first section: the first portfolio, nature and site of a branch are free."""
        return int(self.rules[BRANCH] - self.weights.sum())

    def price(self, table: np.ndarray, duals: np.ndarray) -> int:
        """Fills the table; the least that any branch costs beyond its duals (int64[kinds], in SCALE of a point)."""
        fill(table, self.stages, self.slots, self.weights, self.rules, duals[self.order])
        return self.start() + int(table[0, 0, 0, 0])

    def below(self, table: np.ndarray, duals: np.ndarray, limit: int, room: int) -> tuple[np.ndarray, bool]:
        """Branches that cost at most `limit` beyond their duals, int64[n ≤ room, kinds], and whether that is all."""
        found = np.zeros((room, len(self.order)), np.int64)
        duals = duals[self.order]
        given = (table, self.stages, self.slots, self.weights, self.rules, duals)
        number = gather(*given, np.int64(limit - self.start()), found)
        back = np.empty_like(self.order)
        back[self.order] = np.arange(len(self.order))
        return found[: min(number, room)][:, back], number <= room

    def lowest(self, counts: np.ndarray) -> int:
        """The price of one branch as this walk sees it, in SCALE of a point; the true one if the walk is exact."""
        return self.start() + int(trail(counts[self.order], self.stages, self.slots, self.weights, self.rules))


def walk_of(task: Task) -> Walk:
    """The order with the narrowest frontier: sorted by portfolio, nature and site, or always the next best kind."""
    found = [_sorted(task, axes) for axes in permutations(AXES)] + [_nearest(task)]
    order = min(found, key=lambda order: _width(_spans(task, order), len(order)))
    spans, dropped = _spans(task, order), []
    while len(peak := _peak(spans, len(order))) > MOST_BITS:
        dropped.append(min(peak, key=lambda value: (task.weights[value[0]], value)))
        del spans[dropped[-1]]
    return _walk(task, order, spans, dropped)


def _sorted(task: Task, axes) -> list[int]:
    return sorted(range(len(task.kinds)), key=lambda at: (*(int(task.codes[at, axis]) for axis in axes), at))


def _nearest(task: Task) -> list[int]:
    """One kind after the other, each the one that keeps the fewest values open."""
    values = [
        {(axis, int(task.codes[at, axis])) for axis in AXES if task.weights[axis]} for at in range(len(task.kinds))
    ]
    order, waiting, met = [], set(range(len(values))), set()
    while waiting:
        rest = {at: set().union(*(values[other] for other in waiting if other != at)) for at in waiting}
        order.append(min(waiting, key=lambda at: (len((met | values[at]) & rest[at]), len(values[at] - met), at)))
        waiting.remove(order[-1])
        met |= values[order[-1]]
    return order


def _spans(task: Task, order: list[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """First and last stage of each (axis, code) that costs something and lives in more than one kind."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for stage, at in enumerate(order):
        for axis in AXES:
            value = (axis, int(task.codes[at, axis]))
            spans[value] = (spans.get(value, (stage, stage))[0], stage)
    return {value: span for value, span in spans.items() if span[0] < span[1] and task.weights[value[0]]}


def _alive(spans, stage: int) -> list[tuple[int, int]]:
    """What has a bit during this stage."""
    return [value for value, (first, last) in spans.items() if first <= stage <= last]


def _peak(spans, stages: int) -> list[tuple[int, int]]:
    return max((_alive(spans, stage) for stage in range(stages)), key=len)


def _width(spans, stages: int) -> tuple[int, int]:
    widths = [len(_alive(spans, stage)) for stage in range(stages)]
    return max(widths), sum(1 << width for width in widths)


def _walk(task: Task, order: list[int], spans, dropped) -> Walk:
    weights = np.array(task.weights, np.int64) * SCALE
    stages, slots = np.zeros((len(order), 7), np.int64), np.full((len(order), 3), -1, np.int64)
    stages[:, MEMBERS], stages[:, COPIES] = task.members[order], np.array(task.copies)[order]
    stages[1:, BEFORE] = (stages[:, MEMBERS] * stages[:, COPIES]).cumsum()[:-1]
    given: dict[tuple[int, int], int] = {}
    free, bits = [], 0
    for stage, at in enumerate(order):
        stages[stage, ACTIVE] = sum(1 << given[value] for value in _alive(spans, stage) if value in given)
        values = [(axis, int(task.codes[at, axis])) for axis in AXES]
        for axis, value in enumerate(values):
            if value in dropped:
                held = sum(
                    copies for code, copies in zip(task.codes[:, axis], task.copies, strict=True) if code == value[1]
                )
                stages[stage, EACH] += weights[axis] // held
            elif value not in spans:
                stages[stage, ONCE] += weights[axis]
            else:
                if value not in given:
                    given[value] = free.pop() if free else bits
                    bits = max(bits, given[value] + 1)
                slots[stage, axis] = given[value]
        ending = [given[value] for value in values if value in spans and spans[value][1] == stage]
        stages[stage, LEAVING] = sum(1 << bit for bit in ending)
        free += ending
    rules = task.rules.copy()
    rules[SMALL:] *= SCALE
    return Walk(np.array(order, np.int64), stages, slots, weights, rules, bits, not dropped)


@njit(cache=True)
def entered(mask, slots, weights):
    """Points for the values that are not in yet, and the mask with them."""
    points = np.int64(0)
    for axis in range(3):
        if slots[axis] >= 0:
            bit = np.int64(1) << slots[axis]
            if not mask & bit:
                points += weights[axis]
                mask |= bit
    return points, mask


@njit(cache=True)
def joined(members, sections, more, rules):
    """Points for one section with `more` members: too many members, too many sections."""
    after = members + more
    points = rules[LARGE] * (max(0, after - rules[LARGE_OVER]) - max(0, members - rules[LARGE_OVER]))
    points += rules[BROKEN] * (max(0, after - rules[MOST]) - max(0, members - rules[MOST]))
    if sections >= rules[CROWDED_OVER]:
        points += rules[CROWDED]
    return points


@njit(cache=True)
def lacking(members, rules):
    """Points for too few members in a finished branch."""
    return rules[SMALL] * max(0, rules[SMALL_UNDER] - members) + rules[BROKEN] * max(0, rules[LEAST] - members)


@njit(cache=True)
def cheapest(members, sections, here, first, dual, take, rules):
    """The least that it costs from here on with one or more sections of this kind."""
    best, points = FAR, first + here[ONCE]
    for _ in range(here[COPIES]):
        points += joined(members, sections, here[MEMBERS], rules) + here[EACH] - dual
        members, sections = min(members + here[MEMBERS], take.shape[0] - 1), min(sections + 1, take.shape[1] - 1)
        best = min(best, points + take[members, sections])
    return best


@njit(cache=True)
def fill(table, stages, slots, weights, rules, duals):
    """From the last stage back: what a branch in this state costs at least from here on."""
    kinds, masks, top, crowd = len(stages), table.shape[1], table.shape[2] - 1, table.shape[3] - 1
    for members in range(top + 1):
        table[kinds, 0, members, 0] = FAR
        for sections in range(1, crowd + 1):
            table[kinds, 0, members, sections] = lacking(members, rules)
    for stage in range(kinds - 1, -1, -1):
        here, keep = stages[stage], ~stages[stage, LEAVING]
        for mask in range(masks):
            if mask & ~here[ACTIVE]:
                continue
            first, inside = entered(mask, slots[stage], weights)
            skip, take = table[stage + 1, mask & keep], table[stage + 1, inside & keep]
            for members in range(min(top, here[BEFORE]) + 1):
                for sections in range(crowd + 1):
                    best = cheapest(members, sections, here, first, duals[stage], take, rules)
                    table[stage, mask, members, sections] = min(best, skip[members, sections])


@njit(cache=True)
def gather(table, stages, slots, weights, rules, duals, limit, found):
    """Every branch at or below the limit, depth first with exact look-ahead; counts on to room + 1 at most."""
    kinds, top, crowd = len(stages), table.shape[2] - 1, table.shape[3] - 1
    taken = np.full(kinds + 1, -1, np.int64)
    masks, members, sections = (
        np.zeros(kinds + 1, np.int64),
        np.zeros(kinds + 1, np.int64),
        np.zeros(kinds + 1, np.int64),
    )
    points = np.zeros(kinds + 1, np.int64)
    number, stage = 0, 0
    while stage >= 0:
        if stage == kinds:
            if number == len(found):
                return number + 1
            found[number] = taken[:kinds]
            number, stage = number + 1, stage - 1
            continue
        taken[stage] += 1
        if taken[stage] > stages[stage, COPIES]:
            taken[stage], stage = -1, stage - 1
            continue
        here = (masks[stage], members[stage], sections[stage])
        cost, mask, now, size = advance(here, taken[stage], stages[stage], slots[stage], weights, rules, top, crowd)
        cost += points[stage] - taken[stage] * duals[stage]
        if cost + table[stage + 1, mask, now, size] <= limit:
            stage += 1
            points[stage], masks[stage], members[stage], sections[stage] = cost, mask, now, size
    return number


@njit(cache=True)
def advance(state, count, here, slots, weights, rules, top, crowd):
    """Points and state after `count` sections of one kind."""
    mask, members, sections = state
    points = np.int64(0)
    if count:
        points, mask = entered(mask, slots, weights)
        points += here[ONCE]
    for _ in range(count):
        points += joined(members, sections, here[MEMBERS], rules) + here[EACH]
        members, sections = min(members + here[MEMBERS], top), min(sections + 1, crowd)
    return points, mask & ~here[LEAVING], members, sections


@njit(cache=True)
def trail(counts, stages, slots, weights, rules):
    """Points of one branch along the walk, without its start."""
    mask, members, sections, points = np.int64(0), np.int64(0), np.int64(0), np.int64(0)
    for stage in range(len(stages)):
        state, huge = (mask, members, sections), np.int64(1 << 40)
        more, mask, members, sections = advance(
            state, counts[stage], stages[stage], slots[stage], weights, rules, huge, huge
        )
        points += more
    return points + lacking(members, rules)
