"""Where a search begins: every unit with a group that may see it."""

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

from .moves import State
from .table import PINNED, Problem


def start_of(problem: Problem, groups: Mapping[str, int] | None = None) -> State:
    """Every unit with a group that may see it, as many sites each as can be; `groups`: who sees it rather.

    A unit for which no group is left is in no row.
    """
    table, count = problem.table, problem.groups
    blocks = len(table.first) - 1
    rows = [[] for _ in range(count)]
    for unit, group in _dealt(problem, groups or {}):
        rows[group].append(unit)
    state = State(
        np.full((count, blocks), -1, np.int64),
        np.zeros(count, np.int64),
        np.arange(len(problem.nodes), dtype=np.int64),
        np.zeros((count, len(problem.nodes)), bool),
    )
    for group, row in enumerate(rows):
        pinned = int(table.begin[group, PINNED])
        row.sort(key=lambda unit: unit != pinned)
        row += problem.detours[group]
        state.rows[group, : len(row)] = row
        state.held[group] = len(row)
    return state


def _dealt(problem: Problem, groups: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    """(unit, group) so that as many sites as can be have a group."""
    table, count = problem.table, len(problem.units)
    pinned = {int(table.begin[group, PINNED]): group for group in range(problem.groups)}
    places = [(group, turn) for group in range(problem.groups) for turn in range(min(int(table.most[group]), count))]
    if not places or not count:
        return []
    cost = np.zeros((count, len(places)))
    for unit, name in enumerate(problem.units):
        sites = table.first[unit + 1] - table.first[unit]
        for at, (group, turn) in enumerate(places):
            if table.allowed[unit, group] and pinned.get(unit, group) == group:
                cost[unit, at] = -1000.0 * sites + turn - 100.0 * (groups.get(name) == group)
                cost[unit, at] -= 10000.0 * (pinned.get(unit) == group)
    chosen = zip(*linear_sum_assignment(cost), strict=True)
    return [(int(unit), places[at][0]) for unit, at in chosen if cost[unit, at] < -500]
