"""How good a plan can be at all: the bound, and the proof that none is better, partition by partition."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import floor
from time import monotonic

import numpy as np

from .labels import best_tour
from .plans import planned
from .reasons import cannot_be_seen
from .subsets import NONE, Relaxation, allowed, least, relaxation_of
from .table import Problem, problem_of
from .terms import Plan, Task

NOISE = 1e-6


def bound(task: Task) -> int | None:
    """Minutes that every plan costs at the least (driving with `balance` × spread) if it sees every site that can be
    seen, on time. None above 17 units or 10 sites in one, or if there is no such plan (the days are too short)."""
    problem = problem_of(task, cannot_be_seen(task))
    relaxation = relaxation_of(problem)
    return None if relaxation is None else bound_of(problem, relaxation)


def bound_of(problem: Problem, relaxation: Relaxation) -> int | None:
    """The same, from what is known already."""
    if problem.groups != 2:
        found = least(problem, relaxation)
        return found if found < NONE else None
    costs, _sets = partitions(problem, relaxation, float(NONE))
    return floor(costs[0] + NOISE) if len(costs) else None


def partitions(problem: Problem, relaxation: Relaxation, below: float) -> tuple[np.ndarray, np.ndarray]:
    """Sets of units of the first of one or two groups whose tours cost less than `below` at the least: (costs, sets),
    the cheapest first. Where the groups are alike, only one of the two ways round."""
    may, tours = allowed(problem), relaxation.tours
    sets = np.arange(len(tours), dtype=np.int64)
    others = sets[::-1]
    if problem.groups == 1:
        others, sets = np.zeros(1, np.int64), sets[-1:]
    open_ = may[0][sets] & (tours[sets] < NONE)
    if problem.groups == 2:
        alike = not problem.task.fixed and not problem.task.forbidden
        open_ &= may[1][others] & (tours[others] < NONE) & ((sets & 1 == 1) | (not alike))
    costs = np.where(open_, _cost(problem, relaxation, sets, tours[sets], tours[others]), np.inf)
    chosen = np.flatnonzero(costs < below - NOISE)
    chosen = chosen[np.argsort(costs[chosen], kind="stable")]
    return costs[chosen], sets[chosen]


def _cost(problem: Problem, relaxation: Relaxation, sets, one, other):
    """Driving with `balance` × spread of two groups that drive so many minutes."""
    if problem.groups == 1:
        return one + 0.0
    visits = relaxation.visits
    apart = one + visits[sets] - other - visits[len(visits) - 1 - sets]
    return one + other + problem.task.rules.balance * np.abs(apart)


def prove(task: Task, plan: Plan, seconds: float = 60.0) -> Plan:
    """The plan, or a better one, with the bound risen as far as time allowed; `is_proven` when the two have met.

    For one or two groups and as many units as `bound` takes, without most minutes for a unit or most sites a day;
    otherwise the plan comes back with its bound only. A plan that is not complete stays as it is.
    """
    began = monotonic()
    problem = problem_of(task, cannot_be_seen(task))
    relaxation = relaxation_of(problem)
    if relaxation is None:
        return plan
    known = replace(plan, bound=bound_of(problem, relaxation))
    if known.bound is None or not can_prove(problem, relaxation):
        return known
    return replace(proven(problem, relaxation, known, began + seconds), seconds=plan.seconds + monotonic() - began)


def can_prove(problem: Problem, relaxation: Relaxation) -> bool:
    """Whether the proof knows all rules of the task."""
    rules, blocks = problem.task.rules, len(problem.table.first) - 1
    is_whole = relaxation.rest.shape[0] == 1 << blocks
    return is_whole and not rules.unit_minutes_most and not rules.sites_per_day_most and problem.groups <= 2


def proven(problem: Problem, relaxation: Relaxation, plan: Plan, until: float) -> Plan:
    """The proof, from what is known already, until so late by `monotonic`."""
    return _Proof(problem, relaxation, plan, lambda: monotonic() < until).run()


@dataclass
class _Proof:
    """Goes through the partitions that could be better than the best known plan."""

    problem: Problem
    relaxation: Relaxation
    best: Plan
    goes_on: Callable[[], bool]

    def run(self) -> Plan:
        value = self.best.cost if self.best.is_complete else float(NONE)
        costs, sets = partitions(self.problem, self.relaxation, value)
        opened = []
        for cost, units in zip(costs, sets, strict=True):
            if cost >= self._value() - NOISE:
                break
            if opened and not self.goes_on():
                opened.append(cost)
                break
            if not self._settled(float(cost), int(units)):
                opened.append(cost)
        if not self.best.is_complete:
            return self.best if not opened else replace(self.best, bound=floor(min(opened) + NOISE))
        if opened:
            return replace(self.best, bound=floor(min(*opened, self.best.cost) + NOISE))
        return replace(self.best, bound=floor(self.best.cost + NOISE), is_proven=True)

    def _value(self) -> float:
        return self.best.cost if self.best.is_complete else float(NONE)

    def _settled(self, cost: float, units: int) -> bool:
        """Finds the best tours of a partition if they beat the best plan; False if that stays open."""
        sets = [units, len(self.relaxation.tours) - 1 - units][: self.problem.groups]
        minutes = [int(self.relaxation.tours[one]) for one in sets]
        lines: list[list[int]] = [[], []][: self.problem.groups]
        for group in sorted(range(len(sets)), key=lambda group: -minutes[group]):
            most = minutes[group] + self._slack(units, minutes)
            found = best_tour(
                self.problem.table, self.relaxation, int(self.relaxation.whole[sets[group]]), most, self.goes_on
            )
            if found is None:
                return False
            minutes[group], lines[group] = found
            if minutes[group] > most:
                return True
        self._take(lines, sets)
        return True

    def _slack(self, units: int, minutes: list[int]) -> int:
        """Minutes more that one of the groups may drive for the partition still to be better."""
        cost = float(_cost(self.problem, self.relaxation, units, *minutes, *([0] if len(minutes) == 1 else [])))
        room = (self._value() - cost - NOISE) / (1.0 - self.problem.task.rules.balance)
        return max(-1, min(floor(room), 100_000))

    def _take(self, lines: list[list[int]], sets: list[int]) -> None:
        problem, names = self.problem, []
        for line, inside in zip(lines, sets, strict=True):
            blocks = np.searchsorted(problem.table.first, line, side="right") - 1
            order = dict.fromkeys(int(block) for block in blocks if block < len(problem.units))
            names.append([problem.units[block] for block in order if inside >> block & 1])
        found = planned(problem, lines, names)
        if found.score < self.best.score:
            self.best = replace(found, seed=self.best.seed, bound=self.best.bound)
