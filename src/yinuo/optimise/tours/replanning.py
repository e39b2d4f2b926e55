"""A tour that goes on from the middle: what was done stays as it was, the rest is planned again with few changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from time import monotonic

from .annealing import LATE_ROUGH, anneal, search_from
from .moves import State
from .planning import prepare
from .plans import History, lines_of, planned, rows_of
from .reasons import cannot_be_seen
from .starts import start_of
from .table import FAR, PINNED, Problem, Standing, problem_of, quick
from .terms import Leg, Plan, Task, Tour, Unvisited

WORTH = 10
"""Minutes of cost that another order has to save before the groups are told to change theirs."""

HOT, ROUND = 8.0, 10_000
"""Minutes easily given away at first, and steps in a round."""


def replan(
    task: Task,
    plan: Plan,
    *,
    closed: Iterable[str] = (),
    now: tuple[int, int] | None = None,
    seconds: float = 1.5,
    seed: int = 1,
    iterations: int | None = None,
) -> Plan:
    """The plan from `now` (day, minute of the day; None: before it begins) on, without the sites that are closed.

    Every leg that has begun stays as it was; a group on the way arrives first. Units stay with their groups unless
    sites could not be seen otherwise, and the order stays if another would not save WORTH minutes. `iterations`:
    so many steps instead of `seconds`, for the same result on any machine.
    """
    prepare()
    began, closed = monotonic(), frozenset(closed)
    past = _Past(task, plan, closed, now)
    found = past.again(plan.group_of, seconds * 0.6, seed, iterations)
    if not found.is_complete and task.groups > 1:
        freed = past.again({}, seconds - (monotonic() - began), seed, iterations)
        found = min(found, freed, key=lambda one: one.score[:2])
    return replace(found, seed=seed, seconds=monotonic() - began)


class _Past:
    """What has been done, and the problem that is left."""

    def __init__(self, task: Task, plan: Plan, closed: frozenset[str], now: tuple[int, int] | None):
        self.task, self.plan, self.closed = task, plan, closed
        self.history = [_before(task, tour, now) for tour in plan.groups]
        seen = [_seen(history) for history in self.history]
        self.owners = {
            unit: group
            for group, tour in enumerate(plan.groups)
            for unit in tour.units
            if any(task.site[key].unit == unit for key in seen[group])
        }
        self.done = [[unit for unit in tour.units if unit in self.owners] for tour in plan.groups]
        everything = frozenset(key for keys in seen for key in keys)
        self.out = cannot_be_seen(task) | closed
        ends = [_standing(task, history, now) for history in self.history]
        self.standing = [self._begun(group, end, seen[group]) for group, end in enumerate(ends)]
        open_units = {one.open_unit for one in self.standing}
        self.out |= {
            site.key
            for site in task.sites
            if site.unit in self.owners and site.unit not in open_units and site.key not in everything
            if not site.is_anchor or task.groups == 1
        }
        self.out -= {key for key in everything if not task.site[key].is_anchor}

    def _begun(self, group: int, end: Standing, seen: list[str]) -> Standing:
        """Where the group stands, with the block in which it is, if something is left of it."""
        own, task = self.done[group], self.task
        unit = task.site[seen[-1]].unit if seen else None
        left = [site for site in task.sites if site.unit == unit and site.key not in {*seen, *self.out}]
        is_open = unit in own and bool(left)
        inside = [key for key in seen if task.site[key].unit == unit]
        spent = sum(task.site[key].minutes for key in inside)
        spent += sum(task.travel.between(one, other) for one, other in pairwise(inside))
        units = len(own) - is_open
        if not is_open:
            return replace(end, seen=frozenset(seen), units=units)
        return replace(end, seen=frozenset(seen), units=units, open_unit=unit, spent=spent)

    def again(self, groups: dict[str, int], seconds: float, seed: int, iterations: int | None) -> Plan:
        """The best plan for the rest, units in `groups` with their group."""
        until = monotonic() + seconds
        problem = self._problem(groups)
        start = start_of(problem, self.plan.group_of)
        _arrange(problem, start, self.plan)
        kept = self._plan(problem, start)
        table, rules = quick(problem.table), self.task.rules
        search = search_from(table, start, seed)
        rounds = range(1_000_000) if iterations is None else range(0, iterations, ROUND)
        for number in rounds:
            if iterations is None and monotonic() > until:
                break
            anneal(table, search, ROUND, HOT if number else 1.0, LATE_ROUGH, rules.late_most, rules.balance)
            for part, best in zip(search.now, search.best, strict=True):
                part[:] = best
        found = self._plan(problem, search.best)
        is_worth = found.score[:2] < kept.score[:2] or found.cost < kept.cost - WORTH
        return found if is_worth and found.score < kept.score else kept

    def _problem(self, groups: dict[str, int]) -> Problem:
        task = self.task
        fixed = {**task.fixed, **groups, **self.owners}
        detours = {
            (task.site[key].unit, group)
            for group, one in enumerate(self.standing)
            for key in one.seen
            if self.owners.get(task.site[key].unit) != group
        }
        rest = replace(task, fixed=fixed, forbidden=task.forbidden | detours)
        return problem_of(rest, self.out, self.standing, self.owners)

    def _plan(self, problem: Problem, state: State) -> Plan:
        """History and rest as one plan."""
        rows = rows_of(problem, state)
        units = [
            [*done, *(unit for unit in row if unit not in done)] for done, row in zip(self.done, rows, strict=True)
        ]
        original = replace(problem, task=self.task)
        found = planned(original, lines_of(problem, state), units, self.history)
        told = (Unvisited(one.key, "closed", one.facts) if one.key in self.closed else one for one in found.unvisited)
        return replace(found, unvisited=tuple(told))


def _before(task: Task, tour: Tour, now: tuple[int, int] | None) -> History:
    """Day → legs that have begun by now; a wait ends now, and a drive to bed ends in bed."""
    if now is None:
        return {}
    day, minute = now
    found = {at: legs for at, legs in enumerate(tour.days[:day]) if legs}
    today = tour.days[day] if day < len(tour.days) else ()
    begun = [leg for leg in today if leg.start < minute]
    if begun and begun[-1].kind == "wait":
        begun[-1] = replace(begun[-1], end=min(begun[-1].end, minute))
    if begun and len(begun) == len(today) - 1 and begun[-1].kind == "drive":
        begun = list(today)
    return {**found, day: tuple(begun)} if begun else found


def _seen(history: History) -> list[str]:
    return [leg.key for day in sorted(history) for leg in history[day] if leg.kind == "visit"]


def _standing(task: Task, history: History, now: tuple[int, int] | None) -> Standing:
    """Where and when a group goes on, by what it has done so far."""
    day, minute = now or (0, 0)
    today: Sequence[Leg] = history.get(day, ())
    earlier = [legs[-1].key for at, legs in sorted(history.items()) if at < day]
    place = today[-1].key if today else earlier[-1] if earlier else task.depot
    is_over = bool(today) and today[-1].kind in {"hotel", "depot"}
    if is_over or (not today and day < len(task.days) and minute > task.days[day].start):
        day, today = day + 1, ()
    if not today:
        return Standing(day, place, task.days[day].start if day < len(task.days) else 0)
    clock, has_eaten = today[-1].end, any(leg.kind == "lunch" for leg in today)
    seen = sum(leg.kind == "visit" for leg in today)
    return Standing(day, place, FAR if has_eaten else clock, clock if has_eaten else FAR, seen)


def _arrange(problem: Problem, state: State, plan: Plan) -> None:
    """Puts the blocks of each group, and the sites of each block, into the order that they had; new ones last."""
    first, units = problem.table.first, len(problem.units)
    ranks = [{key: at for at, key in enumerate(order)} for order in plan.order]
    for group, rank in enumerate(ranks):
        place = [rank.get(site.key, len(rank)) for site in problem.nodes]
        row = [int(block) for block in state.rows[group, : state.held[group]]]
        pinned = int(problem.table.begin[group, PINNED])
        row.sort(key=lambda b, place=place, pinned=pinned: (b != pinned, min(place[first[b] : first[b + 1]])))
        state.rows[group, : len(row)] = row
        for block in row:
            if block < units:
                nodes = range(first[block], first[block + 1])
                state.order[first[block] : first[block + 1]] = sorted(nodes, key=place.__getitem__)
