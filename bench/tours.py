"""The tour planner on prefectures of 13 and 15 counties: first plan, distance to the bound, proof, changes, practice."""

from collections.abc import Iterator
from math import atan2
from time import perf_counter, process_time

import numpy as np

from yinuo.optimise.tours import (
    Day,
    Plan,
    Progress,
    Rules,
    Site,
    Task,
    Travel,
    bound,
    check,
    plan,
    prove,
    replan,
    timetable,
)

from .report import Figure

SMALL, LARGE = (13, 2), (15, 1)
"""Counties and seed of the instances of the prototype (66 and 75 sites): ../shared/prototypes/README.md §1."""

SEATS = [
    (33.00, 112.55), (32.99, 112.50), (32.69, 112.09), (33.49, 112.43), (33.26, 113.01), (33.30, 111.48),
    (33.04, 112.23), (33.05, 111.84), (33.14, 111.49), (33.06, 112.94), (32.69, 112.83), (32.52, 112.36),
    (32.38, 113.43), (33.03, 112.53), (32.97, 112.58),
]  # fmt: skip
"""Latitude and longitude of county seats round a city."""

CITY, KILOMETRES = (33.0, 112.53), (111.2, 93.3)
DAYS = (Day(540, 1140), Day(480, 1140), Day(480, 1140), Day(480, 1020))
ALL_DAY, OFFICE = ((480, 1080),), ((510, 720), (840, 1080))

PROTOTYPE = {SMALL: 1743, LARGE: 1860}
"""Minutes of driving of its best plans; the first is the optimum, the second was not proven in 384 s."""

SEEDS, SEARCH, STEPS = (1, 2, 3), 30.0, 300_000
PROOF, CHANGES = 60.0, 8


def run() -> Iterator[Figure]:
    """First plan, gap after 30 s, proofs; with anchors; against practice; changes under way."""
    yield from _compiling()
    yield from _first(SMALL)
    yield from _within_time(SMALL)
    for which in (SMALL, LARGE):
        yield from _proofs(which)
    for anchors in (2, 4):
        yield from _anchored(anchors)
    yield from _against_practice(SMALL)
    yield from _changes(SMALL)


def _task(which: tuple[int, int], anchors: int = 0, balance: float = 0.1) -> Task:
    """Counties with 4 to 6 sites each, most of them in town; roads are 1.3 times the straight line."""
    counties, seed = which
    pick = np.random.default_rng(seed)
    seats = (np.array(SEATS[:counties]) - CITY)[:, ::-1] * KILOMETRES[::-1]
    points, sites = [], []
    sizes = pick.integers(4, 7, counties)
    first = {f"0@{county * (counties // anchors)}" for county in range(anchors)} if anchors else set()
    for county, size in enumerate(sizes):
        for at in range(size):
            away = abs(pick.normal(0, 2.2)) if pick.random() < 0.75 else pick.uniform(5, 18)
            angle = pick.uniform(0, 2 * np.pi)
            points.append(seats[county] + away * np.array([np.cos(angle), np.sin(angle)]))
            minutes, windows = int(pick.choice([20, 25, 30, 35])), OFFICE if pick.random() < 0.4 else ALL_DAY
            key = f"{at}@{county}"
            sites.append(Site(key, str(county), minutes, windows, is_anchor=key in first))
    hotels = tuple(f"hotel@{county}" for county in range(counties))
    flat = np.vstack([points, [[0.0, 0.0]], seats])
    apart = np.sqrt(((flat[:, None] - flat[None]) ** 2).sum(-1))
    travel = Travel.across([*(site.key for site in sites), "city", *hotels], apart)
    return Task(2, DAYS, tuple(sites), hotels, "city", travel, Rules(balance=balance))


def _named(which: tuple[int, int]) -> str:
    return f"{which[0]} counties, {len(_task(which).sites)} sites"


def _compiling() -> Iterator[Figure]:
    started = perf_counter()
    task = _task((3, 1))
    found = replan(task, prove(task, plan(task, iterations=100)), now=(1, 600), iterations=100)
    assert not check(task, found)
    yield Figure("first plan of a process", perf_counter() - started, "s", None, None, "a minute once: it compiles")


def _first(which: tuple[int, int]) -> Iterator[Figure]:
    """When the first plan that sees everything on time is known; processor time."""
    seconds = []
    for seed in SEEDS:
        started, told = process_time(), []

        def note(progress: Progress, started=started, told=told) -> None:
            if not progress.unvisited and not progress.late:
                told.append(process_time() - started)

        plan(_task(which), iterations=200_000, seed=seed, on_progress=note)
        seconds.append(told[0] if told else np.inf)
    name = f"first complete plan, {_named(which)}"
    yield Figure(name, max(seconds), "s", "≤ 2 s", None, f"processor time, slowest of {len(SEEDS)} seeds")


def _within_time(which: tuple[int, int]) -> Iterator[Figure]:
    started = process_time()
    found = plan(_task(which), seconds=SEARCH)
    spent = process_time() - started
    gap = 100.0 * (np.inf if found.gap is None else found.gap)
    told = f"{found.driving} minutes of driving, bound {found.bound}, proven: {found.is_proven}, {spent:.1f} s of processor"
    yield Figure(f"above the printed bound after {SEARCH:.0f} s, {_named(which)}", gap, "%", "≤ 1 %", None, told)


def _proofs(which: tuple[int, int]) -> Iterator[Figure]:
    """The proof after a short search; driving alone as in the prototype, then with the spread."""
    for balance in (0.0, 0.1):
        task = _task(which, balance=balance)
        name = f"{_named(which)}{', driving alone' if not balance else ''}"
        started = process_time()
        relaxed, begun = bound(task), process_time() - started
        searched = plan(task, iterations=STEPS)
        started = process_time()
        found = prove(task, searched, PROOF)
        told = f"{found.driving} minutes of driving, spread {found.spread}; bound without the clock {relaxed} ({begun:.1f} s)"
        limit = "≤ 60 s" if which == SMALL else None
        yield Figure(f"proof, {name}", process_time() - started, "s", limit, None, told)
        yield Figure(f"proven, {name}", float(found.is_proven), "", "≥ 1" if which == SMALL else None)
        if searched.is_complete:
            above = 100.0 * (searched.cost / found.bound - 1.0)
            yield Figure(f"search of {STEPS} steps above the bound, {name}", above, "%")
        if not balance:
            ratio = found.driving / PROTOTYPE[which]
            yield Figure(f"driving, ratio to the prototype, {name}", ratio, "×", "≤ 1.0", None)


def _anchored(anchors: int) -> Iterator[Figure]:
    task = _task(SMALL, anchors)
    searched = plan(task, iterations=STEPS)
    started = process_time()
    found = prove(task, searched, PROOF)
    sound = not check(task, found)
    told = f"driving {found.driving}, bound {found.bound}, proven: {found.is_proven}, sound: {sound}; the search left {len(searched.unvisited)} unseen"
    name = f"{_named(SMALL)}, {anchors} anchors"
    yield Figure(f"proof, {name}", process_time() - started, "s", None, None, told)
    yield Figure(f"sites unseen, {name}", len(found.unvisited), "", "≤ 0")


def _against_practice(which: tuple[int, int]) -> Iterator[Figure]:
    task = _task(which)
    practice, found = _practice(task, which), plan(task, iterations=STEPS)
    told = f"practice drives {practice.driving} minutes, {practice.late} late; ours {found.driving}, {found.late} late"
    yield Figure("sites unseen", len(found.unvisited), "sites", "≤ 0", len(practice.unvisited), told)


def _practice(task: Task, which: tuple[int, int]) -> Plan:
    """A map and a ruler: counties by bearing, one half for each group, then always the nearest county and site."""
    bearing = [atan2(latitude - CITY[0], longitude - CITY[1]) for latitude, longitude in SEATS[: which[0]]]
    groups: list[list[str]] = [[], []]
    taken = 0
    for county in np.argsort(bearing):
        inside = [site for site in task.sites if site.unit == str(county)]
        groups[min(1, taken * 2 // len(task.sites))].append(str(county))
        taken += len(inside)
    return timetable(task, [_nearest(task, units) for units in groups])


def _nearest(task: Task, units: list[str]) -> list[str]:
    order, place, left = [], task.depot, list(units)
    while left:
        unit = min(left, key=lambda unit: task.travel.between(place, f"hotel@{unit}"))
        left.remove(unit)
        inside = [site.key for site in task.sites if site.unit == unit]
        while inside:
            place = min(inside, key=lambda key: task.travel.between(place, key))
            inside.remove(place)
            order.append(place)
    return order


def _changes(which: tuple[int, int]) -> Iterator[Figure]:
    """A site of the rest closes at some time on the second day."""
    task = _task(which)
    before = plan(task, iterations=STEPS)
    pick, seconds, moved, unsound = np.random.default_rng(1), [], 0, 0
    for _ in range(CHANGES):
        now = (1, int(pick.integers(480, 1080)))
        group = int(pick.integers(2))
        closed = before.order[group][-int(pick.integers(1, 8))]
        started = perf_counter()
        after = replan(task, before, closed=[closed], now=now)
        seconds.append(perf_counter() - started)
        moved += sum(before.group_of.get(unit) != group for unit, group in after.group_of.items())
        unsound += bool(check(task, after)) + (not after.is_complete)
    told = f"{CHANGES} times a site closed on the second day; {moved} counties changed their group"
    yield Figure("slowest change under way", max(seconds), "s", "≤ 2 s", None, told)
    yield Figure("changed plans that break a rule or leave more unseen", unsound, "", "≤ 0")
