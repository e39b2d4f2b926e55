"""A task in numbers, for the compiled functions: blocks of nodes, minutes between them, beds, windows, rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from .terms import Site, Task

FAR = 1 << 40
"""Minutes that never come."""

LUNCH_FROM, LUNCH_UNTIL, LUNCH, LUNCH_BEFORE, LATE, UNIT_MINUTES, SITES, UNITS = range(8)
"""Places in `Table.rules`; the last is the number of blocks that are units, not detours to an anchor."""

DAY, HUNGRY, FED, SEEN, PINNED = range(5)
"""Places in a row of `Table.begin`: first day; clock without and with lunch (FAR: not so); sites seen that day; the
block that has to come first, or −1."""


BEDS_IN_SEARCH = 2
"""Beds between two nodes that the search tries."""


class Table(NamedTuple):
    """Nodes are sites in a block: first those of every unit, then each anchor once more, as a detour of other groups.

    `first` int64[blocks + 1]: the nodes of block b are first[b] … first[b + 1] − 1. `unit` int64[blocks]: −1, or the
    unit of which a detour block is an anchor (a group that sees this unit makes no detour). Rows from `nodes` on of
    `drive`, `home`, `evening`, `morning`, `least` are the places where the groups begin.

    `drive`, `least` int64[nodes + groups, nodes]: directly, and at the least, also over a bed. `home` int64[…]: to the
    depot. `evening`, `morning`, `bed` int64[…, nodes, options]: over a night between two nodes, to and from a hotel
    (the number of its place, or −1), least driving first. `beds` int64[…, nodes]: options.
    `opens`, `latest` int64[days, nodes, windows]: from when and until when a visit may begin (opens −1: no window).
    `start`, `limit`, `room` int64[days]: of the day; room: most minutes of visits and driving.
    """

    first: np.ndarray
    unit: np.ndarray
    drive: np.ndarray
    least: np.ndarray
    home: np.ndarray
    evening: np.ndarray
    morning: np.ndarray
    bed: np.ndarray
    beds: np.ndarray
    minutes: np.ndarray
    opens: np.ndarray
    latest: np.ndarray
    start: np.ndarray
    limit: np.ndarray
    room: np.ndarray
    begin: np.ndarray
    allowed: np.ndarray
    most: np.ndarray
    spent: np.ndarray
    rules: np.ndarray


@dataclass(frozen=True)
class Standing:
    """Where a group is when the search begins, and what it has seen.

    `hungry`, `fed`: clock without and with lunch, FAR if not so. `open_unit`: the unit in whose block it is, with
    the minutes `spent` there so far.
    """

    day: int
    place: str
    hungry: int
    fed: int = FAR
    seen_today: int = 0
    open_unit: str | None = None
    spent: int = 0
    seen: frozenset[str] = frozenset()
    units: int = 0


@dataclass(frozen=True)
class Problem:
    """A table with its names: `units` and `anchors` in the order of the blocks, `nodes` the sites of the nodes.

    `rows`: for each group the blocks it may have to see as detours, besides units. `left`: sites out of the question.
    """

    task: Task
    table: Table
    units: tuple[str, ...]
    anchors: tuple[Site, ...]
    nodes: tuple[Site, ...]
    standing: tuple[Standing, ...]
    detours: tuple[tuple[int, ...], ...] = field(default=())

    @property
    def groups(self) -> int:
        return self.task.groups

    def places(self) -> np.ndarray:
        """Row of the travel matrix of each node, then of the place where each group begins."""
        place = self.task.travel.place
        named = [site.key for site in self.nodes] + [one.place for one in self.standing]
        return np.array([place[key] for key in named], np.int64)


def quick(table: Table) -> Table:
    """The table with few beds for each night, those with the least driving: for searching, not for the last word."""
    return table._replace(
        evening=table.evening[:, :, :BEDS_IN_SEARCH].copy(),
        morning=table.morning[:, :, :BEDS_IN_SEARCH].copy(),
        bed=table.bed[:, :, :BEDS_IN_SEARCH].copy(),
        beds=np.minimum(table.beds, BEDS_IN_SEARCH),
    )


def departing(task: Task) -> tuple[Standing, ...]:
    """Every group at the depot on the first morning."""
    return tuple(Standing(0, task.depot, task.days[0].start) for _ in range(task.groups))


def problem_of(
    task: Task,
    out: frozenset[str] = frozenset(),
    standing: Sequence[Standing] | None = None,
    owners: Mapping[str, int] | None = None,
) -> Problem:
    """The task without the sites that are `out`, from where the groups stand.

    `owners`: unit → group that has begun or finished its block. What a group has seen is no more to be seen by it,
    and a block that it has left is not opened again: an anchor left out there is for the other groups.
    """
    standing, owners = tuple(standing or departing(task)), owners or {}
    seen = {key for group, one in enumerate(standing) for key in one.seen if owners.get(task.site[key].unit) == group}
    shut = owners.keys() - {one.open_unit for one in standing}
    open_sites = [site for site in task.sites if site.key not in out]
    left = [site for site in open_sites if site.key not in seen and site.unit not in shut]
    units = tuple(unit for unit in task.units if any(site.unit == unit for site in left))
    members = [[site for site in left if site.unit == unit] for unit in units]
    anchors = tuple(site for site in open_sites if site.is_anchor and task.groups > 1)
    nodes = (*(site for inside in members for site in inside), *anchors)
    sizes = [len(inside) for inside in members] + [1] * len(anchors)
    detours = tuple(
        tuple(
            len(units) + at
            for at, site in enumerate(anchors)
            if site.key not in one.seen and owners.get(site.unit, group + 1) != group
        )
        for group, one in enumerate(standing)
    )
    made = Problem(task, None, units, anchors, nodes, standing, detours)
    return Problem(task, _table(made, sizes), units, anchors, nodes, standing, detours)


def _table(problem: Problem, sizes: Sequence[int]) -> Table:
    task, units, standing = problem.task, problem.units, problem.standing
    number = {unit: at for at, unit in enumerate(units)}
    place, n = problem.places(), len(problem.nodes)
    minutes = task.travel.minutes
    drive = minutes[np.ix_(place, place[:n])]
    home = minutes[place, task.travel.place[task.depot]]
    evening, morning, bed, beds = _nights(problem, place)
    over = np.where(beds > 0, (evening + morning).min(2), FAR) if n else drive
    start = np.array([day.start for day in task.days], np.int64)
    limit = np.array(task.limits, np.int64)
    rules, longest = task.rules, np.full(len(limit), int(home.max(initial=0)))
    longest[:-1] = np.maximum(longest[:-1], evening[evening < FAR].max(initial=0))
    no_lunch = np.minimum(limit, rules.lunch_before + longest) - start
    opens, latest = _windows(problem)
    return Table(
        np.cumsum([0, *sizes]),
        np.array([-1] * len(units) + [number.get(site.unit, -1) for site in problem.anchors], np.int64),
        drive,
        np.minimum(drive, over),
        home,
        evening,
        morning,
        bed,
        beds,
        np.array([site.minutes for site in problem.nodes], np.int64),
        opens,
        latest,
        start,
        limit,
        np.maximum(limit - start - rules.lunch_minutes, no_lunch),
        np.array([_begin(one, number) for one in standing], np.int64),
        np.array([[task.may(unit, group) for group in range(task.groups)] for unit in units], bool).reshape(
            len(units), task.groups
        ),
        np.array([(rules.units_per_group_most or FAR) - one.units for one in standing], np.int64),
        _spent(standing, number, len(sizes)),
        _rules(problem),
    )


def _begin(one: Standing, number: Mapping[str, int]) -> list[int]:
    return [one.day, one.hungry, one.fed, one.seen_today, number.get(one.open_unit, -1)]


def _spent(standing: Sequence[Standing], number: Mapping[str, int], blocks: int) -> np.ndarray:
    """Minutes already spent in each block, int64[blocks]."""
    spent = np.zeros(blocks, np.int64)
    for one in standing:
        if one.open_unit in number:
            spent[number[one.open_unit]] = one.spent
    return spent


def _rules(problem: Problem) -> np.ndarray:
    rules = problem.task.rules
    lunch = [rules.lunch_from, rules.lunch_until, rules.lunch_minutes, rules.lunch_before]
    most = [rules.unit_minutes_most or FAR, rules.sites_per_day_most or FAR]
    return np.array([*lunch, rules.late_most, *most, len(problem.units)], np.int64)


def _windows(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    days, nodes = len(problem.task.days), problem.nodes
    most = max((len(site.windows) for site in nodes), default=1)
    opens, latest = np.full((2, days, len(nodes), max(1, most)), -1, np.int64)
    for at, site in enumerate(nodes):
        for day in range(days):
            if site.days is not None and day not in site.days:
                continue
            fit = sorted((opening, shut - site.minutes) for opening, shut in site.windows)
            for turn, (opening, last) in enumerate(one for one in fit if one[0] <= one[1]):
                opens[day, at, turn], latest[day, at, turn] = opening, last
    return opens, latest


def _nights(problem: Problem, place: np.ndarray) -> tuple[np.ndarray, ...]:
    """Beds between any two nodes that no other bed beats both in the evening and in the morning.

    A group that begins at the depot or in a hotel may stay there.
    """
    task, n = problem.task, len(problem.nodes)
    minutes, known = task.travel.minutes, task.travel.place
    hotels = np.array([known[key] for key in task.hotels], np.int64)
    there = minutes[np.ix_(place, hotels)]
    back = minutes[np.ix_(hotels, place[:n])]
    pairs = {}
    for row in range(len(place)):
        at_home = [] if row < n or problem.standing[row - n].place != task.depot else [(known[task.depot])]
        for column in range(n):
            options = [(int(there[row, at]), int(back[at, column]), int(hotels[at])) for at in range(len(hotels))]
            options += [(0, int(minutes[depot, place[column]]), depot) for depot in at_home]
            pairs[row, column] = _unbeaten(options)
    width = max((len(options) for options in pairs.values()), default=1)
    evening, morning, bed = (np.full((len(place), n, width), empty, np.int64) for empty in (FAR, FAR, -1))
    beds = np.zeros((len(place), n), np.int64)
    for (row, column), options in pairs.items():
        beds[row, column] = len(options)
        for at, (late, early, hotel) in enumerate(options):
            evening[row, column, at], morning[row, column, at], bed[row, column, at] = late, early, hotel
    return evening, morning, bed, beds


def _unbeaten(options: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Options (evening, morning, bed) that no other beats in both, least driving first."""
    kept, least = [], FAR
    for option in sorted(options):
        if option[1] < least:
            kept.append(option)
            least = option[1]
    return sorted(kept, key=lambda option: (option[0] + option[1], option))
