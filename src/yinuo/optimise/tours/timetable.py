"""An order made by hand, evaluated: when everything happens, what is late, and what cannot be seen."""

from collections import Counter

from .legs import Lines
from .plans import planned
from .table import Problem, problem_of
from .terms import Order, Plan, Task


def timetable(task: Task, order: Order) -> Plan:
    """The best plan in which each group sees its sites in this order, whatever other rules the order breaks (`check`).

    Nights, beds and lunches are found; sites for which there is no time are told as unvisited, as are those that
    the order leaves out. ValueError for a site that is not known, or twice in a group, or another number of groups.
    """
    if len(order) != task.groups:
        raise ValueError(f"{task.groups} groups need as many orders, not {len(order)}")
    keys = [key for group in order for key in group]
    if unknown := sorted(set(keys) - set(task.site)):
        raise ValueError(f"no such site: {', '.join(unknown)}")
    if twice := [key for group in order for key, times in Counter(group).items() if times > 1]:
        raise ValueError(f"twice in the order of a group: {', '.join(twice)}")
    problem = problem_of(task)
    wanted = [set(group) for group in order]
    return planned(problem, lines_in(problem, order), owners_in(task, order), wanted=wanted)


def lines_in(problem: Problem, order: Order) -> Lines:
    """The order as nodes; sites that are no node are left out."""
    node = {site.key: at for at, site in reversed(list(enumerate(problem.nodes)))}
    return [[node[key] for key in group if key in node] for group in order]


def owners_in(task: Task, order: Order) -> list[list[str]]:
    """The units whose block each group sees, in order: those of which it sees a site that is no anchor.

    Of a unit with nothing but anchors it is the first group that sees most of them.
    """
    seen = [Counter(task.site[key].unit for key in group) for group in order]
    plain = {site.unit for site in task.sites if not site.is_anchor}
    first = {unit: _busiest(seen, unit) for unit in set(task.units) - plain}
    found = []
    for group, keys in enumerate(order):
        own = {task.site[key].unit for key in keys if not task.site[key].is_anchor}
        units = dict.fromkeys(task.site[key].unit for key in keys)
        found.append([unit for unit in units if unit in own or first.get(unit) == group])
    return found


def _busiest(seen: list[Counter], unit: str) -> int:
    counts = [count[unit] for count in seen]
    return counts.index(max(counts))
