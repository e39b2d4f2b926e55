"""Sites, days, rules and the task of an inspection tour, and the plan that answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .travel import Holes, Travel

KINDS = ("drive", "visit", "lunch", "wait", "hotel", "depot")
"""Kinds of a leg."""


IMPOSSIBLE = ("no_group", "no_open_day", "windows_too_short", "too_far", "unit_minutes", "closed")
"""Rules of sites that no plan can contain (`Unvisited.rule`)."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place to be seen for so many `minutes`, within one of its `windows` (minutes of the day, from and until).

    `unit`: the county it belongs to. `days`: days of the tour (from 0 on) on which it is open; None: all.
    `is_anchor`: every group sees it, so that the scores of the groups can be compared.
    """

    key: str
    unit: str
    minutes: int
    windows: tuple[tuple[int, int], ...]
    days: frozenset[int] | None = None
    is_anchor: bool = False

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise ValueError(f"minutes of {self.key} must be above 0: {self.minutes}")
        if any(not 0 <= opens < shuts <= 1440 for opens, shuts in self.windows):
            raise ValueError(f"windows of {self.key} must be minutes of a day: {self.windows}")


@dataclass(frozen=True, slots=True)
class Day:
    """Minutes of the day at which a group sets out, and by which it has arrived for the night (at home on the last)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 1440:
            raise ValueError(f"a day must begin before it ends: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Rules:
    """What every plan keeps to, in minutes (of the day); the defaults are those of DESIGN and of the published plans.

    Lunch lasts `lunch_minutes` and starts from `lunch_from` until `lunch_until`, where a group then is; before lunch
    no visit ends after `lunch_before`, so only a day that is over by then has none. `curfew`: at the hotel, every
    night but the last. A group that arrives up to `late_most` minutes late is told to be late, beyond that a plan may
    not go. `unit_minutes_most`: for one unit, visits and the driving between them. `units_per_group_most`,
    `sites_per_day_most`: for one group. `balance`: minutes of driving that one minute of spread is worth.
    """

    lunch_from: int = 690
    lunch_until: int = 810
    lunch_minutes: int = 60
    lunch_before: int = 760
    curfew: int = 1140
    late_most: int = 60
    unit_minutes_most: int | None = None
    units_per_group_most: int | None = None
    sites_per_day_most: int | None = None
    balance: float = 0.1

    def __post_init__(self) -> None:
        if not 0 <= self.lunch_from <= self.lunch_until <= 1440 or self.lunch_minutes < 0 or self.late_most < 0:
            raise ValueError("lunch must start before it is over, and minutes are from 0 on")
        if not 0.0 <= self.balance < 1.0:
            raise ValueError(f"balance must be from 0 to below 1: {self.balance}")
        for name in ("unit_minutes_most", "units_per_group_most", "sites_per_day_most"):
            limit = getattr(self, name)
            if limit is not None and limit < 1:
                raise ValueError(f"{name} must be above 0, or None: {limit}")


@dataclass(frozen=True)
class Task:
    """A tour to plan: `groups` set out from `depot` on the first day, sleep in `hotels`, and are back on the last.

    `fixed`: unit → group (from 0 on) that has to see it; `forbidden`: (unit, group) that may not be.
    ValueError if something is named twice or not known, Holes if a journey has no minutes.
    """

    groups: int
    days: tuple[Day, ...]
    sites: tuple[Site, ...]
    hotels: tuple[str, ...]
    depot: str
    travel: Travel
    rules: Rules = field(default_factory=Rules)
    fixed: Mapping[str, int] = field(default_factory=dict)
    forbidden: frozenset[tuple[str, int]] = frozenset()

    def __post_init__(self) -> None:
        if self.groups < 1 or not self.days or not self.hotels:
            raise ValueError("a tour needs a group, a day and a hotel")
        keys = [site.key for site in self.sites]
        if len(set(keys)) < len(keys):
            raise ValueError("two sites have the same key")
        unknown = {*keys, *self.hotels, self.depot} - set(self.travel.keys)
        if unknown:
            raise ValueError(f"no travel to: {', '.join(sorted(unknown))}")
        pairs = [*self.fixed.items(), *self.forbidden]
        if any(unit not in self.units or not 0 <= group < self.groups for unit, group in pairs):
            raise ValueError("a fixed or forbidden unit or group is not in the tour")
        if missing := self.travel.holes():
            raise Holes(missing)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units, in the order of their first sites."""
        return tuple(dict.fromkeys(site.unit for site in self.sites))

    @cached_property
    def site(self) -> dict[str, Site]:
        return {site.key: site for site in self.sites}

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """Minute of each day by which a group has to have arrived."""
        return (*(min(day.end, self.rules.curfew) for day in self.days[:-1]), self.days[-1].end)

    def may(self, unit: str, group: int) -> bool:
        """Whether the group may see the unit."""
        return self.fixed.get(unit, group) == group and (unit, group) not in self.forbidden


@dataclass(frozen=True, slots=True)
class Leg:
    """A piece of a group's day, `start` to `end` in minutes of the day; `kind` one of KINDS.

    `key`: where the group then is (for a drive: where it arrives). `driving`: minutes of it on the road. A hotel or
    the depot is a moment: the arrival for the night, or at home.
    """

    kind: str
    key: str
    start: int
    end: int
    driving: int = 0


@dataclass(frozen=True, slots=True)
class Tour:
    """One group: a list of legs for each day of the tour (empty: nothing left to see that day), and its minutes.

    `units`: those whose block the group sees, in order. `working`: visits and driving. `late`: beyond the day's end.
    """

    days: tuple[tuple[Leg, ...], ...]
    units: tuple[str, ...]
    driving: int
    late: int
    working: int

    @property
    def order(self) -> tuple[str, ...]:
        """The sites in the order in which the group sees them."""
        return tuple(leg.key for day in self.days for leg in day if leg.kind == "visit")


@dataclass(frozen=True, slots=True)
class Unvisited:
    """Why a site is not seen (by one group: `facts["group"]`, only for anchors); `key` "" stands for the whole tour.

    `rule`: "no_open_day", "windows_too_short", "too_far" (from every bed, even alone), "unit_minutes" (the
    unit has had its most), "no_group" (no group may), "units_per_group" (all have their most), "no_time" (the days are
    full), "closed" (since the plan was made), "left_out" (of a given order). The first four and "no_group" are what
    `impossible` tells.
    """

    key: str
    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A tour for every group.

    `bound`: no plan that sees every site (but those that nobody can see) on time has less `cost`, in whole minutes;
    None: not known. `is_proven`: no such plan is better. `seconds`: what the search took.
    """

    groups: tuple[Tour, ...]
    unvisited: tuple[Unvisited, ...]
    bound: int | None = None
    is_proven: bool = False
    seed: int = 0
    seconds: float = 0.0
    balance: float = 0.1

    @property
    def driving(self) -> int:
        return sum(tour.driving for tour in self.groups)

    @property
    def late(self) -> int:
        return sum(tour.late for tour in self.groups)

    @property
    def working(self) -> tuple[int, ...]:
        """Minutes of visits and driving of each group."""
        return tuple(tour.working for tour in self.groups)

    @property
    def spread(self) -> int:
        """Minutes by which the busiest group works longer than the least busy."""
        return max(self.working) - min(self.working)

    @property
    def cost(self) -> float:
        """Minutes of driving, with `balance` × spread."""
        return round(self.driving + self.balance * self.spread, 6)

    @property
    def score(self) -> tuple[int, int, float]:
        """What is to be least, the first first: sites not seen, minutes late, driving with `balance` × spread."""
        return len(self.unvisited), self.late, self.cost

    @property
    def is_complete(self) -> bool:
        """Whether it sees everything that can be seen, on time: only then the bound speaks of it."""
        return not self.late and all(one.rule in IMPOSSIBLE for one in self.unvisited)

    @property
    def gap(self) -> float | None:
        """Share of cost above the bound; None if there is none, or the plan is not complete."""
        if self.is_proven:
            return 0.0
        if self.bound is None or not self.is_complete:
            return None
        return max(0.0, self.cost / self.bound - 1.0) if self.bound else 0.0

    @property
    def order(self) -> tuple[tuple[str, ...], ...]:
        """The sites of each group in the order in which it sees them: what `timetable` takes."""
        return tuple(tour.order for tour in self.groups)

    @property
    def group_of(self) -> dict[str, int]:
        """Unit → group that sees its block."""
        return {unit: group for group, tour in enumerate(self.groups) for unit in tour.units}


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a plan does not keep, and what it is about."""

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)


Order = Sequence[Sequence[str]]
"""Site keys of each group, in the order in which it sees them."""
