"""A state of the search as a plan: tours with their legs, and a reason for every site that nobody sees."""

from collections.abc import Mapping, Sequence

import numpy as np

from .legs import Lines, days_of, shortened, tour_of, whole
from .moves import State, line_up
from .reasons import impossible
from .table import Problem
from .terms import Leg, Order, Plan, Site, Task, Unvisited

History = dict[int, tuple[Leg, ...]]
"""Day → legs."""


def lines_of(problem: Problem, state: State) -> Lines:
    """The nodes of each group in order."""
    order = np.zeros(len(problem.nodes), np.int64)
    lines = []
    for group in range(problem.groups):
        count, _left = line_up(problem.table, state, group, order)
        lines.append([int(node) for node in order[:count]])
    return lines


def plan_of(problem: Problem, state: State) -> Plan:
    """The state as a plan, with a reason for every site that is not in it."""
    return planned(problem, lines_of(problem, state), rows_of(problem, state))


def rows_of(problem: Problem, state: State) -> list[list[str]]:
    """The units of each group in order."""
    rows = [state.rows[group, : state.held[group]] for group in range(problem.groups)]
    return [[problem.units[block] for block in row if block < len(problem.units)] for row in rows]


def planned(
    problem: Problem,
    lines: Lines,
    units: list[list[str]],
    history: Sequence[History] = (),
    wanted: Sequence[set[str]] | None = None,
) -> Plan:
    """The lines as tours, after what the groups have done already (`history`: for each, day → legs).

    `units`: whose block each group sees, if it comes to see a site of it. What no time is left for is told, and what
    is not among the sites `wanted` of any group (None: all are wanted of all).
    """
    task, lines = problem.task, shortened(problem, lines)
    tours = []
    for group, days in enumerate(days_of(problem, lines)):
        before = history[group] if history else {}
        found = whole(task, {day: (*before.get(day, ()), *days.get(day, ())) for day in {**before, **days}})
        seen = {task.site[leg.key].unit for day in found for leg in day if leg.kind == "visit"}
        tours.append(tour_of(task, found, [unit for unit in units[group] if unit in seen]))
    unvisited = unvisited_of(task, [tour.order for tour in tours], wanted)
    return Plan(tuple(tours), unvisited, balance=task.rules.balance)


def unvisited_of(task: Task, orders: Order, wanted: Sequence[set[str]] | None) -> tuple[Unvisited, ...]:
    """What the groups do not see, with a reason each."""
    known = {one.key: one for one in impossible(task)}
    seen = {task.site[key].unit for order in orders for key in order}
    found = []
    for site in task.sites:
        without = [group for group, order in enumerate(orders) if site.key not in order]
        if site.key in known:
            found += [known[site.key]] if without else []
        elif site.is_anchor and task.groups > 1:
            missed = ((group, wanted is None or site.key in wanted[group]) for group in without)
            found += [_unseen(task, site, is_wanted, seen, {"group": group}) for group, is_wanted in missed]
        elif len(without) == task.groups:
            is_wanted = wanted is None or any(site.key in keys for keys in wanted)
            found.append(_unseen(task, site, is_wanted, seen, {}))
    return tuple(found)


def _unseen(task: Task, site: Site, is_wanted: bool, seen: set[str], facts: Mapping) -> Unvisited:
    rules, facts = task.rules, {"unit": site.unit, "minutes": site.minutes, **facts}
    if not is_wanted:
        return Unvisited(site.key, "left_out", facts)
    together = sum(one.minutes for one in task.sites if one.unit == site.unit)
    if rules.unit_minutes_most is not None and together > rules.unit_minutes_most and "group" not in facts:
        return Unvisited(site.key, "unit_minutes", {**facts, "most": rules.unit_minutes_most})
    most = (rules.units_per_group_most or len(task.units)) * task.groups
    if site.unit not in seen and most < len(task.units):
        return Unvisited(site.key, "units_per_group", {**facts, "most": rules.units_per_group_most})
    return Unvisited(site.key, "no_time", facts)
