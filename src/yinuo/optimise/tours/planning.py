"""The best plan found in the time given: short searches from different starts, then the best goes on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from time import monotonic

from .annealing import LATE_FINE, LATE_HARD, LATE_ROUGH, Search, anneal, search_from
from .moves import State
from .plans import plan_of
from .proving import bound_of, can_prove, proven
from .reasons import cannot_be_seen
from .starts import start_of
from .subsets import Relaxation, relaxation_of
from .table import Problem, Table, problem_of, quick
from .terms import Day, Plan, Rules, Site, Task
from .travel import Travel

FIRST = 60_000
"""Steps of the first search: it gives a plan soon, and tells how fast the machine is."""

STARTS, SHARE = 5, 0.1
"""Searches from different chance, and the share of all steps that each of them has; the best goes on with the rest."""

UNITS_A_SECOND = 15
"""Units (and detours) for which the bound takes about a second; each one more doubles it."""

ROUND = 150_000
"""Steps in each round of the best."""

HOT, WARM = 60.0, (8.0, 16.0, 30.0)
"""Minutes easily given away at the beginning of a search, and of a round of the best, in turns."""


@dataclass(frozen=True)
class Progress:
    """What is known after `seconds` and so many `steps`: the score of the best plan, as in `Plan.score`, and the
    bound if there is one."""

    seconds: float
    steps: int
    unvisited: int
    late: int
    cost: float
    bound: int | None


def plan(
    task: Task,
    *,
    seconds: float = 30.0,
    seed: int = 1,
    workers: int = 1,
    until_gap: float = 0.0,
    iterations: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """The best plan found in `seconds`, or in so many steps (`iterations`), which gives the same on any machine.

    With `seconds` and few enough units, what is left after half of them goes into the proof (`prove`), which ends early.
    `workers`: searches from different starts at the same time. `until_gap`: share above the bound that is enough.
    Sites that nobody can see are left out, with their reasons; ValueError if there is no step to be made.
    """
    if seconds <= 0 or workers < 1 or (iterations is not None and iterations < 1):
        raise ValueError("a plan needs time, a worker and a step")
    prepare()
    problem = problem_of(task, cannot_be_seen(task))
    clock = _Clock(monotonic(), seconds, iterations, on_progress)
    relaxation = _relaxation(problem, clock)
    if relaxation is not None:
        clock.bound = bound_of(problem, relaxation)
        clock.enough = (clock.bound or 0) * (1.0 + until_gap)
    best = searched(problem, start_of(problem), clock, seed, workers)
    found = replace(plan_of(problem, best.best), seed=seed, bound=clock.bound)
    if clock.proves(found) and relaxation is not None and can_prove(problem, relaxation):
        found = proven(problem, relaxation, found, clock.began + seconds)
    return replace(found, seconds=monotonic() - clock.began)


def _relaxation(problem: Problem, clock: "_Clock") -> Relaxation | None:
    """The relaxed problem, if it takes a small part of the time."""
    awaited = 2.0 ** (len(problem.table.first) - 1 - UNITS_A_SECOND)
    seconds = clock.seconds if clock.iterations is None else clock.iterations / clock.rate
    return relaxation_of(problem) if awaited < SHARE * seconds else None


@cache
def prepare() -> None:
    """Has the compiled functions ready before the clock runs: a minute once per installation, then read from disk."""
    travel = Travel.straight({"a": (33.0, 112.0), "b": (33.1, 112.1), "c": (33.2, 112.2)})
    sites = (Site("a", "one", 20, ((480, 1080),)), Site("b", "other", 20, ((480, 1080),)))
    task = Task(1, (Day(540, 1020),), sites, ("c",), "c", travel, Rules())
    problem = problem_of(task)
    search = search_from(quick(problem.table), start_of(problem), 1)
    anneal(quick(problem.table), search, 10, HOT, LATE_ROUGH, 60, 0.1)
    plan_of(problem, search.best)


@dataclass
class _Clock:
    """When the search has to end, by the clock or by steps, and who is told."""

    began: float
    seconds: float
    iterations: int | None
    on_progress: Callable[[Progress], None] | None
    taken: int = 0
    rate: float = 20_000.0
    bound: int | None = None
    enough: float = 0.0

    @property
    def searching(self) -> float:
        """Seconds for the search: half of them if the rest is for a proof."""
        return self.seconds * (0.5 if self.bound is not None else 1.0)

    def proves(self, found: Plan) -> bool:
        """Whether the proof has its turn."""
        return self.iterations is None and not (found.is_complete and found.cost <= self.enough)

    def steps(self, share: float) -> int:
        """Steps for a share of everything."""
        return max(1, int(share * (self.iterations or self.searching * self.rate)))

    def left(self) -> int:
        """Steps that there still is time for."""
        if self.iterations is not None:
            return self.iterations - self.taken
        return int((self.began + self.searching - monotonic()) * self.rate)

    def told(self, problem: Problem, best: Search, steps: int) -> None:
        """So many steps more were taken."""
        self.taken += steps
        spent = monotonic() - self.began
        self.rate = self.taken / max(spent, 1e-3)
        if self.on_progress:
            found = plan_of(problem, best.best)
            self.on_progress(Progress(spent, self.taken, *found.score, self.bound))


def searched(problem: Problem, start: State, clock: _Clock, seed: int, workers: int) -> Search:
    """The search whose best is best: a first one, STARTS others, then rounds of the best until the time is over."""
    table, rules = quick(problem.table), problem.task.rules

    def one(number: int, steps: int) -> Search:
        search = search_from(table, start, seed * 1000 + number)
        anneal(table, search, steps, HOT, LATE_ROUGH, rules.late_most, rules.balance)
        return search

    steps = min(FIRST, clock.steps(SHARE * 2))
    found = [one(0, steps)]
    clock.told(problem, found[0], steps)
    with ThreadPoolExecutor(workers) as pool:
        for first in range(1, STARTS + 1, workers):
            numbers = range(first, min(STARTS + 1, first + workers))
            steps = min(clock.steps(SHARE), clock.left())
            if steps > 0:
                found += pool.map(lambda number, steps=steps: one(number, steps), numbers)
                clock.told(problem, min(found, key=_value), steps * len(numbers))
    best, turn = min(found, key=_value), 0
    while _value(best) > clock.enough and (steps := min(ROUND, clock.left())) > 0:
        go_on(table, best, steps, WARM[turn % len(WARM)], rules)
        clock.told(problem, best, steps)
        turn += 1
    return best


def go_on(table: Table, search: Search, steps: int, warm: float, rules: Rules) -> None:
    """A round from the best that the search has found so far."""
    for part, kept in zip(search.now, search.best, strict=True):
        part[:] = kept
    late = LATE_FINE if search.value[0] < LATE_HARD else LATE_ROUGH
    anneal(table, search, steps, warm, late, rules.late_most, rules.balance)


def _value(search: Search) -> float:
    return float(search.value[0])
