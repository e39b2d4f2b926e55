"""Whether a plan keeps every rule, worked out again from its legs alone: slow, plain, and without the solver."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from .terms import Breach, Leg, Plan, Task, Tour

NIGHT = {"hotel", "depot"}


def check(task: Task, plan: Plan) -> list[Breach]:
    """Every rule that the plan breaks, with what it is about; empty if it is sound.

    Arriving up to `Rules.late_most` late is no breach if the plan tells it; a site that is told as unvisited is none.
    """
    found = []
    for group, tour in enumerate(plan.groups):
        for breach in (*_days(task, tour), *_numbers(task, tour), *_blocks(task, tour, group)):
            found.append(Breach(breach.rule, {"group": group, **breach.facts}))
    return [*found, *_coverage(task, plan)]


def _days(task: Task, tour: Tour) -> Iterator[Breach]:
    if len(tour.days) != len(task.days):
        yield Breach("days", {"days": len(tour.days)})
        return
    place = task.depot
    for day, legs in enumerate(tour.days):
        if not legs:
            continue
        for breach in (*_chain(task, day, place, legs), *_visits(task, day, legs), *_lunch(task, legs)):
            yield Breach(breach.rule, {"day": day, **breach.facts})
        place = legs[-1].key
        late = legs[-1].end - task.limits[day]
        if late > task.rules.late_most:
            yield Breach("too_late", {"day": day, "late": late})
    if place != task.depot:
        yield Breach("not_home", {"place": place})


def _chain(task: Task, day: int, place: str, legs: tuple[Leg, ...]) -> Iterator[Breach]:
    """Leg joins to leg, in place and time; only drives move; the day ends in a bed or at home."""
    clock = task.days[day].start
    for leg in legs:
        if leg.start != clock or leg.end < leg.start:
            yield Breach("gap", {"leg": leg.kind, "start": leg.start, "clock": clock})
        wanted = task.travel.between(place, leg.key) if leg.kind == "drive" else 0
        if leg.driving != wanted or (leg.kind == "drive" and leg.end - leg.start != wanted):
            yield Breach("driving", {"from": place, "to": leg.key, "minutes": leg.driving})
        if leg.kind != "drive" and leg.key != place:
            yield Breach("place", {"leg": leg.kind, "key": leg.key, "place": place})
        place, clock = leg.key, leg.end
    beds = {"depot": {task.depot}, "hotel": set(task.hotels)}
    last = legs[-1]
    if last.kind not in NIGHT or last.key not in beds[last.kind] or any(leg.kind in NIGHT for leg in legs[:-1]):
        yield Breach("night", {"kind": last.kind, "key": last.key})


def _visits(task: Task, day: int, legs: tuple[Leg, ...]) -> Iterator[Breach]:
    visits = [leg for leg in legs if leg.kind == "visit"]
    most = task.rules.sites_per_day_most
    if most is not None and len(visits) > most:
        yield Breach("sites_per_day", {"sites": len(visits)})
    for leg in visits:
        site = task.site.get(leg.key)
        if site is None:
            yield Breach("unknown_site", {"key": leg.key})
            continue
        if leg.end - leg.start != site.minutes:
            yield Breach("visit_minutes", {"key": leg.key, "minutes": leg.end - leg.start})
        is_open = any(opens <= leg.start and leg.end <= shuts for opens, shuts in site.windows)
        if not is_open or (site.days is not None and day not in site.days):
            yield Breach("shut", {"key": leg.key, "start": leg.start})


def _lunch(task: Task, legs: tuple[Leg, ...]) -> Iterator[Breach]:
    rules = task.rules
    lunches = [leg for leg in legs if leg.kind == "lunch"]
    if len(lunches) > 1:
        yield Breach("lunch_twice", {"lunches": len(lunches)})
    for leg in lunches:
        if leg.end - leg.start != rules.lunch_minutes or not rules.lunch_from <= leg.start <= rules.lunch_until:
            yield Breach("lunch", {"start": leg.start, "end": leg.end})
    begun = min((leg.start for leg in lunches), default=1440)
    for leg in legs:
        if leg.kind == "visit" and leg.end > rules.lunch_before and leg.start < begun:
            yield Breach("no_lunch", {"key": leg.key, "end": leg.end})


def _numbers(task: Task, tour: Tour) -> Iterator[Breach]:
    """The minutes that the tour tells of itself."""
    legs = [leg for day in tour.days for leg in day]
    driving = sum(leg.driving for leg in legs)
    late = sum(max(0, day[-1].end - limit) for day, limit in zip(tour.days, task.limits, strict=False) if day)
    told = {"driving": driving, "late": late, "working": driving + sum(_length(leg) for leg in legs)}
    for name, minutes in told.items():
        if getattr(tour, name) != minutes:
            yield Breach("told", {"name": name, "told": getattr(tour, name), "minutes": minutes})


def _length(leg: Leg) -> int:
    return leg.end - leg.start if leg.kind == "visit" else 0


def _blocks(task: Task, tour: Tour, group: int) -> Iterator[Breach]:
    """Each unit of the group in one piece, and within its minutes; only anchors besides."""
    order = [key for key in tour.order if key in task.site]
    runs = [(unit, list(keys)) for unit, keys in groupby(order, key=lambda key: task.site[key].unit)]
    for unit in tour.units:
        pieces = [keys for name, keys in runs if name == unit]
        if len(pieces) != 1:
            yield Breach("block", {"unit": unit, "pieces": len(pieces)})
        if not task.may(unit, group):
            yield Breach("may_not", {"unit": unit})
        minutes = sum(_on_site(task, keys) for keys in pieces)
        if task.rules.unit_minutes_most is not None and minutes > task.rules.unit_minutes_most:
            yield Breach("unit_minutes", {"unit": unit, "minutes": minutes})
    for unit, keys in runs:
        if unit not in tour.units and not all(task.site[key].is_anchor for key in keys):
            yield Breach("not_its_unit", {"unit": unit})
    most = task.rules.units_per_group_most
    if most is not None and len(tour.units) > most:
        yield Breach("units_per_group", {"units": len(tour.units)})


def _on_site(task: Task, keys: list[str]) -> int:
    on_the_way = sum(task.travel.between(one, other) for one, other in pairwise(keys))
    return on_the_way + sum(task.site[key].minutes for key in keys)


def _coverage(task: Task, plan: Plan) -> Iterator[Breach]:
    """Every site once, every anchor once by every group, every unit with one group; what is not seen is told."""
    units = [unit for tour in plan.groups for unit in tour.units]
    for unit in sorted({unit for unit in units if units.count(unit) > 1}):
        yield Breach("two_groups", {"unit": unit})
    told: dict[str, set] = {}
    for one in plan.unvisited:
        told.setdefault(one.key, set()).add(one.facts.get("group"))
    for site in task.sites:
        times = [tour.order.count(site.key) for tour in plan.groups]
        is_shared = site.is_anchor and task.groups > 1
        if max(times) > 1 or (not is_shared and sum(times) > 1):
            yield Breach("seen_twice", {"key": site.key, "times": sum(times)})
        yield from _told(site.key, times, is_shared, told)


def _told(key: str, times: list[int], is_shared: bool, told: Mapping[str, set]) -> Iterator[Breach]:
    """Whether exactly what is not seen is told."""
    said = told.get(key, set())
    missing = {group for group, count in enumerate(times) if not count} if is_shared else set()
    if not is_shared and not sum(times):
        missing = {None}
    if missing and not said:
        yield Breach("not_told", {"key": key})
    elif said - missing - ({None} if missing else set()) or (None not in said and missing - said):
        yield Breach("told_wrongly", {"key": key, "told": tuple(said), "missing": tuple(missing)})
