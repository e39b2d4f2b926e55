"""Orders of sites as days of legs: what a group does from morning to night, to the minute."""

from collections.abc import Sequence
from dataclasses import dataclass

from .clock import FROM, ON_DAY, OPTION, TO, WITH_UNSEEN, Desk, cut, desk_of
from .table import DAY, FAR, Problem
from .terms import Leg, Site, Task, Tour

Lines = list[list[int]]
"""Nodes of each group in the order in which it sees them."""


@dataclass(frozen=True)
class Stretch:
    """A day of a group: the nodes it sees, and the bed for the night (None: it goes home)."""

    day: int
    nodes: tuple[int, ...]
    bed: str | None


def stretches(problem: Problem, desk: Desk, line: Sequence[int], group: int) -> tuple[list[Stretch], int]:
    """The days of a group that sees these nodes in this order, and how many at the end it does not come to."""
    table, keys = problem.table, problem.task.travel.keys
    desk.lines[group, : len(line)] = line
    unseen, _late, _driving = cut(table, desk, len(line), group, WITH_UNSEEN)
    day, first, option, to = (int(desk.best[at]) for at in (ON_DAY, FROM, OPTION, TO))
    found = [Stretch(day, tuple(line[first:to]), None)]
    while day > table.begin[group, DAY]:
        before = line[first - 1] if first else len(problem.nodes) + group
        bed = keys[table.bed[before, line[first], option]]
        earlier = int(desk.came_from[day, first, option]), int(desk.came_by[day, first, option])
        day -= 1
        found.append(Stretch(day, tuple(line[earlier[0] : first]), bed))
        first, option = earlier
    return found[::-1], int(unseen)


def lived(problem: Problem, group: int, days: Sequence[Stretch]) -> dict[int, tuple[Leg, ...]]:
    """Day → legs of a group from where it stands."""
    task, standing = problem.task, problem.standing[group]
    place, found = standing.place, {}
    for stretch in days:
        begins = stretch.day == standing.day
        clock, fed = min(standing.hungry, standing.fed), standing.fed < FAR
        if not begins:
            clock, fed = task.days[stretch.day].start, False
        sites = [problem.nodes[node] for node in stretch.nodes]
        goal = stretch.bed or task.depot
        found[stretch.day] = _day(task, stretch.day, place, clock, fed, sites, goal)
        place = goal
    return found


def _day(task: Task, day: int, place: str, clock: int, fed: bool, sites: list[Site], goal: str) -> tuple[Leg, ...]:
    """The legs of a day with lunch where the day then ends first."""
    if not sites and place == goal:
        return ()
    lunches = [None] if fed else [None, *((at, way) for at in range(len(sites)) for way in ("there", "here"))]
    tried = (_told(task, day, place, clock, fed, sites, goal, lunch) for lunch in lunches)
    return min((legs for legs in tried if legs), key=lambda legs: legs[-1].end)


def _told(task, day, place, clock, fed, sites, goal, lunch) -> tuple[Leg, ...] | None:
    """The legs with lunch at the site ("there") or before setting out for it ("here"); None if that cannot be."""
    teller = _Teller(task, day, place, clock, fed)
    for at, site in enumerate(sites):
        if lunch == (at, "here"):
            teller.eat()
        teller.drive(site.key)
        if lunch == (at, "there"):
            teller.eat()
        teller.visit(site)
    teller.drive(goal)
    teller.add("depot" if goal == task.depot else "hotel", 0)
    return tuple(teller.legs) if teller.is_sound else None


class _Teller:
    """Adds leg to leg; `is_sound` turns False when one cannot be."""

    def __init__(self, task: Task, day: int, place: str, clock: int, fed: bool):
        self.task, self.day, self.place, self.clock, self.fed = task, day, place, clock, fed
        self.legs: list[Leg] = []
        self.is_sound = True

    def add(self, kind: str, minutes: int, driving: int = 0) -> None:
        self.legs.append(Leg(kind, self.place, self.clock, self.clock + minutes, driving))
        self.clock += minutes

    def wait(self, until: int) -> None:
        if until > self.clock:
            self.add("wait", until - self.clock)

    def drive(self, goal: str) -> None:
        minutes = self.task.travel.between(self.place, goal)
        moved, self.place = self.place != goal, goal
        if moved:
            self.add("drive", minutes, minutes)

    def eat(self) -> None:
        rules = self.task.rules
        self.wait(rules.lunch_from)
        self.is_sound &= self.clock <= rules.lunch_until
        self.add("lunch", rules.lunch_minutes)
        self.fed = True

    def visit(self, site: Site) -> None:
        begins = [max(self.clock, opens) for opens, shuts in sorted(site.windows) if self.clock + site.minutes <= shuts]
        begins = [at for at in begins if any(o <= at and at + site.minutes <= s for o, s in site.windows)]
        if not begins or (site.days is not None and self.day not in site.days):
            self.is_sound = False
            return
        self.wait(min(begins))
        self.is_sound &= self.fed or self.clock + site.minutes <= self.task.rules.lunch_before
        self.add("visit", site.minutes)


def tour_of(task: Task, days: Sequence[tuple[Leg, ...]], units: Sequence[str]) -> Tour:
    """The days as a tour, with its minutes."""
    legs = [leg for day in days for leg in day]
    driving = sum(leg.driving for leg in legs)
    late = sum(max(0, day[-1].end - limit) for day, limit in zip(days, task.limits, strict=True) if day)
    visits = sum(leg.end - leg.start for leg in legs if leg.kind == "visit")
    return Tour(tuple(days), tuple(units), driving, late, driving + visits)


def shortened(problem: Problem, lines: Lines) -> Lines:
    """The lines without what the groups do not come to; it need not be the end that falls away.

    Sites are taken out one by one, each time the one without which most others are seen, with the least driving.
    """
    desk = desk_of(problem.table)
    return [_shortened(problem, desk, list(line), group) for group, line in enumerate(lines)]


def _shortened(problem: Problem, desk: Desk, line: list[int], group: int) -> list[int]:
    def cost(nodes: list[int]) -> tuple[int, int, int]:
        desk.lines[group, : len(nodes)] = nodes
        unseen, late, driving = cut(problem.table, desk, len(nodes), group, WITH_UNSEEN)
        return int(unseen) + len(line) - len(nodes), int(late), int(driving)

    best, kept = cost(line), line
    while best[0] > len(line) - len(kept):
        options = [kept[:at] + kept[at + 1 :] for at in range(len(kept))]
        value, kept = min(((cost(option), option) for option in options), key=lambda one: one[0])
        best = value
    return kept


def days_of(problem: Problem, lines: Lines) -> list[dict[int, tuple[Leg, ...]]]:
    """For each group day → legs."""
    desk = desk_of(problem.table)
    return [lived(problem, group, stretches(problem, desk, line, group)[0]) for group, line in enumerate(lines)]


def whole(task: Task, days: dict[int, tuple[Leg, ...]]) -> tuple[tuple[Leg, ...], ...]:
    """Legs for every day of the tour, empty where there are none."""
    return tuple(days.get(day, ()) for day in range(len(task.days)))
