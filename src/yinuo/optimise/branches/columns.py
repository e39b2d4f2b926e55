"""Set partitioning with a proof: column generation with exact pricing, then all branches that could still be better.

1. HiGHS solves the linear relaxation over the branches known so far; `frontier` finds the branches that would improve
   it among *all* branches, until there is none: its value is a true bound.
2. A better plan than the incumbent can only use branches whose reduced cost is below the gap between incumbent and
   bound. All of these are listed, and HiGHS solves the whole-number problem over them: the optimum, proven.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import floor
from time import monotonic

import highspy
import numpy as np

from .frontier import SCALE, Walk, walk_of
from .task import Answer, Counts, Task

EACH_ROUND = 400
"""Branches that come in at a time."""

ROOM = 50_000
"""Most branches in the whole-number problem; if more could still be better, the answer stays without proof."""

NEAR_ENOUGH = SCALE // 16
"""How far the bound may stay below the linear relaxation."""

LEAST_SECONDS = 0.2
"""What the whole-number problem gets even if time is over: an answer is always given."""


def solve(task: Task, until: float, seeds: Iterable[Counts] = ()) -> tuple[Answer, list[Counts]]:
    """The optimum with its proof, or the best found by `until` (of `time.monotonic`) with what is sure.

    `seeds`: branches worth beginning with. Also gives the branches that were close, as seeds for a similar task.
    """
    search = _Search(task, until)
    for counts in (*_first(task), *seeds):
        search.master.add(counts)
    search.relax()
    answer = search.close()
    return answer, [*answer.branches, *search.close_by[:EACH_ROUND]]


def prepare(task: Task) -> None:
    """Goes once through everything that is compiled."""
    walk, duals = walk_of(task), np.zeros(len(task.copies), np.int64)
    table = walk.table()
    walk.price(table, duals)
    walk.below(table, duals, 0, 1)
    walk.lowest(duals)


def _first(task: Task) -> list[Counts]:
    """Every section alone, everybody together, every two sections, and portfolio after portfolio (today's practice)."""
    size = len(task.copies)
    alone = [tuple(int(at == kind) for at in range(size)) for kind in range(size)]
    two = [tuple(map(sum, zip(one, other, strict=True))) for at, one in enumerate(alone) for other in alone[:at]]
    return [*alone, task.copies, *two, *practice(task)]


def practice(task: Task) -> list[Counts]:
    """The sections of each leader as one branch; too small ones go together with the next leader's."""
    made, held = [], np.zeros(len(task.copies), np.int64)
    for portfolio in range(int(task.codes[:, 0].max()) + 1):
        held = held + np.where(task.codes[:, 0] == portfolio, task.copies, 0)
        if held @ task.members >= task.terms.least:
            made.append(held)
            held = np.zeros_like(held)
    if held.any():
        made = [*made[:-1], made[-1] + held] if made else [held]
    return _tuples(np.array(made))


def _tuples(branches: np.ndarray) -> list[Counts]:
    return list(map(tuple, branches.tolist()))


class _Search:
    """One run: the linear problem, the pricing table, and the best bound so far."""

    def __init__(self, task: Task, until: float):
        self.task, self.until = task, until
        self.walk: Walk = walk_of(task)
        self.table = self.walk.table()
        self.master = _Master(task, self.walk)
        self.bound = 0
        self.duals, self.row = np.zeros(len(task.kinds), np.int64), 0
        self.close_by: list[Counts] = []

    def relax(self) -> None:
        """Brings in branches until no branch improves the linear relaxation noticeably, or time is over."""
        is_growing = True
        while is_growing and monotonic() < self.until:
            duals, row, value = self.master.solve()
            if value - self.bound < NEAR_ENOUGH:
                break
            least = self.walk.price(self.table, duals) - row
            self._keep(duals, row, least)
            found, _all = self.walk.below(self.table, duals, least // 8 + row, EACH_ROUND)
            is_growing = sum(map(self.master.add, _tuples(found))) > 0
        self.walk.price(self.table, self.duals)

    def _keep(self, duals: np.ndarray, row: int, least: int) -> None:
        """Remembers the duals with the best bound so far."""
        bound = self._bound(duals, row, least)
        if bound >= self.bound:
            self.bound, self.duals, self.row = bound, duals, row

    def _bound(self, duals: np.ndarray, row: int, least: int) -> int:
        """What every plan costs at least, in SCALE of a point, whatever the duals are (weak duality)."""
        counted = row * (self.task.fewest if row > 0 else self.task.most)
        return int(duals @ np.array(self.task.copies)) + counted + min(0, least) * self.task.most

    def close(self) -> Answer:
        """The best plan over branches near the bound, wider and wider until nothing better can lie outside."""
        bound = max(0, -(-self.bound // SCALE))
        best = min((self._answer(plan, 0) for plan in self._plain()), key=lambda one: one.value)
        reach, step = bound, 1
        while best.value > bound:
            is_all, is_settled, found = self._look(reach)
            best = min(best, found or best, key=lambda one: one.value)
            if is_all and is_settled:
                bound = min(reach + 1, best.value)
            elif not is_settled or monotonic() > self.until or best.value > reach:
                break
            reach, step = min(reach + step, best.value - 1), step * 2
        return replace(best, bound=bound)

    def _plain(self) -> list[list[Counts]]:
        """Plans that need no search: everybody together, and the practice of today."""
        return [_within(plan, self.task) for plan in ([self.task.copies], practice(self.task))]

    def _look(self, reach: int) -> tuple[bool, bool, Answer | None]:
        """Looks among all branches that a plan of at most `reach` points can use.

        Such a branch costs at most reach − bound beyond its duals. Gives whether all of them were listed, whether the
        search among them ended, and the best plan.
        """
        is_all = False
        if monotonic() < self.until:
            limit = reach * SCALE - self.bound + self.row
            found, is_all = self.walk.below(self.table, self.duals, limit, ROOM)
            self.close_by = _tuples(found)
        among = self.close_by if is_all else list(self.master.known)
        chosen, is_settled = whole(self.task, among, max(LEAST_SECONDS, self.until - monotonic()))
        return is_all, is_settled, self._answer(chosen, 0) if chosen else None

    def _answer(self, branches: Iterable[Counts], bound: int) -> Answer:
        made = tuple(sorted(branches, reverse=True))
        return Answer(made, self.task.value(made), bound)


def _within(branches: list[Counts], task: Task) -> list[Counts]:
    """These branches, the last ones joined or the first ones taken apart until there are as many as may be."""
    made = list(branches)
    while len(made) > task.most:
        made[-2:] = [tuple(map(sum, zip(*made[-2:], strict=True)))]
    while len(made) < task.fewest:
        at = next(at for at, counts in enumerate(made) if sum(counts) > 1)
        kind = next(kind for kind, count in enumerate(made[at]) if count)
        one = tuple(int(other == kind) for other in range(len(task.kinds)))
        made[at : at + 1] = [one, tuple(a - b for a, b in zip(made[at], one, strict=True))]
    return made


class _Master:
    """The linear relaxation: every kind covered as often as it has copies, branches counted in the last row."""

    def __init__(self, task: Task, walk: Walk):
        self.task, self.walk = task, walk
        self.known: dict[Counts, None] = {}
        self.highs = _highs(task)

    def add(self, counts: Counts) -> bool:
        """Whether it is new."""
        if counts in self.known:
            return False
        self.known[counts] = None
        rows = [*(at for at, count in enumerate(counts) if count), len(counts)]
        values = [float(count) for count in counts if count] + [1.0]
        cost = self.walk.lowest(np.array(counts, np.int64)) / SCALE
        self.highs.addCol(cost, 0.0, highspy.kHighsInf, len(rows), np.array(rows, np.int32), np.array(values))
        return True

    def solve(self) -> tuple[np.ndarray, int, int]:
        """Duals of the kinds and of the row that counts branches, and the value, rounded down to SCALE of a point."""
        self.highs.run()
        duals = [floor(dual * SCALE) for dual in self.highs.getSolution().row_dual]
        return np.array(duals[:-1], np.int64), duals[-1], floor(self.highs.getInfo().objective_function_value * SCALE)


def _highs(task: Task) -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    nothing = (0, np.array([], np.int32), np.array([]))
    for copies in task.copies:
        highs.addRow(float(copies), float(copies), *nothing)
    highs.addRow(float(task.fewest), float(task.most), *nothing)
    return highs


def whole(task: Task, branches: list[Counts], seconds: float) -> tuple[tuple[Counts, ...], bool]:
    """The best plan out of these branches (none if there is none), and whether that was settled in time."""
    if not branches:
        return (), True
    highs = _highs(task)
    # presolve of HiGHS 1.15 is not to be trusted with a proof: it gave "solve error" here, and see its issue 3296
    for name, value in (("presolve", "off"), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5), ("time_limit", seconds)):
        highs.setOptionValue(name, value)
    counts = np.array(branches, np.int64)
    matrix = np.column_stack([counts, np.ones(len(branches), np.int64)])
    branch, row = np.nonzero(matrix)
    starts = np.searchsorted(branch, np.arange(len(branches)))
    upper = (np.array(task.copies) // np.maximum(counts, 1) + (counts == 0) * task.sections).min(1)
    costs, lower = task.prices(counts).astype(float), np.zeros(len(branches))
    values = (len(row), starts.astype(np.int32), row.astype(np.int32), matrix[branch, row].astype(float))
    highs.addCols(len(branches), costs, lower, upper.astype(float), *values)
    kinds = np.full(len(branches), highspy.HighsVarType.kInteger)
    highs.changeColsIntegrality(len(branches), np.arange(len(branches), dtype=np.int32), kinds)
    highs.run()
    status = highs.getModelStatus()
    is_settled = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return (), is_settled
    times = np.rint(highs.getSolution().col_value).astype(int)
    return tuple(one for one, time in zip(branches, times, strict=True) for _ in range(time)), is_settled
