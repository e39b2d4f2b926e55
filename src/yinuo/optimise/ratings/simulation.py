"""Rounds with a known truth: lenient and severe observers, some who favour or suppress, some who mark without looking.

After ../shared/prototypes/score_j.py: quality on a scale of 0 to 10, where a unit stands at 6.8 ± 0.45, a site of it
± 0.5 and an observer's severity ± 0.6; each task is then rounded to half points of its maximum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .terms import Rating, Visit

MAXIMA = (5.0,) * 20
DESIGNS = ("all", "disjoint", "swap")
"""Besides, "anchor" and a number: disjoint groups with so many sites that both see."""

MEAN, UNIT, SITE, TASK, UNIT_TASK = 6.8, 0.45, 0.5, 0.5, 0.3
SEVERITY, SLOPE, NOISE, NOISE_SPREAD, HALO, TASK_NOISE = 0.6, 0.25, 0.5, 0.4, 0.35, 1.2
RIVAL, PACT, NEAR = 1.0, 1.5, 3
STRAIGHT, STRAIGHT_AT = 0.3, 7.0
"""One who does not look gives every task the same: 0.3 of what was seen and 0.7 of a 7."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """One round: what everybody gave, and what is true.

    `truth` of each unit in points: what the whole panel, without strategy and chance, would give the sites on average.
    `severity` of each observer in points. `kinds` are "honest", "rival", "pact" and "straight". `targets` are the units
    that a "rival" suppresses or a "pact" favours. `plan` are the visits as planned, `anchors` the sites that both groups
    were to see.
    """

    ratings: tuple[Rating, ...]
    truth: dict[str, float]
    severity: dict[str, float]
    kinds: dict[str, str]
    targets: dict[str, tuple[str, ...]]
    plan: tuple[Visit, ...]
    anchors: tuple[str, ...]


def simulated(
    counties: int = 15,
    sites: int = 5,
    observers: int = 45,
    design: str = "all",
    *,
    strategic: float = 0.0,
    straight: float = 0.05,
    missed: float = 0.12,
    maxima: Sequence[float] = MAXIMA,
    step: float = 0.5,
    seed: int = 0,
) -> Simulated:
    """One round by this seed. Units are "u01", sites "u01/1", observers "o01"; with a design of groups, "A" and "B".

    `maxima` are the most points of each task, in steps of `step`; `strategic`, `straight` and `missed` are shares of
    observers, observers and visits. ValueError for an unknown design.
    """
    if design not in DESIGNS and not (design.startswith("anchor") and design[6:].isdigit()):
        raise ValueError(f"no such design: {design}")
    rng = np.random.default_rng(seed)
    world = _World(rng, counties, sites, observers, np.asarray(maxima, float), step)
    world.choose_kinds(strategic, straight)
    planned, anchors = world.planned(design)
    went = planned & (rng.random(planned.shape) > missed)
    return world.told(planned, went, anchors, design)


def marks(share: np.ndarray, maxima: np.ndarray, step: float) -> np.ndarray:
    """Points of each task for a quality of `share` (float64[…, tasks], 0 to 10), rounded to steps, from 0 to the maximum."""
    return np.clip(np.round(share / 10 * maxima / step) * step, 0, maxima)


class _World:
    def __init__(self, rng, counties: int, sites: int, observers: int, maxima: np.ndarray, step: float):
        self.rng, self.maxima, self.step = rng, maxima, step
        self.home = np.arange(observers) * counties // observers
        self.group = (np.arange(observers) + self.home) % 2
        self.unit = np.repeat(np.arange(counties), sites)
        self.quality = rng.normal(0, UNIT, counties)[self.unit] + rng.normal(0, SITE, len(self.unit))
        self.task = rng.normal(0, TASK, len(maxima))
        self.unit_task = rng.normal(0, UNIT_TASK, (counties, len(maxima)))
        self.severity = rng.normal(0, SEVERITY, observers)
        self.slope = np.exp(rng.normal(0, SLOPE, observers))
        self.noise = NOISE * np.exp(rng.normal(0, NOISE_SPREAD, observers))
        self.side = rng.permutation(counties) % 2
        share = maxima / maxima.sum()
        of_sites = np.bincount(self.unit, self.quality) / sites
        self.truth = of_sites + self.unit_task @ share

    def choose_kinds(self, strategic: float, straight: float) -> None:
        """Half of the strategic ones suppress rivals, half favour one unit whose observers favour theirs."""
        observers, counties = len(self.home), len(self.truth)
        self.kind = np.full(observers, "honest", object)
        order, number = self.rng.permutation(observers), round(strategic * observers)
        self.kind[order[: number // 2]] = "rival"
        self.kind[order[number // 2 : number]] = "pact"
        rest = self.rng.permutation(np.flatnonzero(self.kind == "honest"))
        self.kind[rest[: round(straight * observers)]] = "straight"
        ring = self.rng.permutation(counties)
        self.partner = np.empty(counties, int)
        beside = np.arange(counties) ^ 1
        self.partner[ring] = ring[np.where(beside < counties, beside, 0)]

    def planned(self, design: str) -> tuple[np.ndarray, np.ndarray]:
        """Who is to see what, bool[observers, sites], without the own unit; and the sites that both groups see."""
        side, group = self.side[self.unit], self.group[:, None]
        seen, anchors = side[None] == group, np.array([], int)
        if design == "all":
            seen = np.ones_like(seen)
        elif design == "swap":
            later = np.argsort(np.argsort(self.side * 1000 + np.arange(len(self.side)))) % 2
            mover = (np.arange(len(self.home)) % 4 < 2)[:, None]
            seen = side[None] == np.where(mover & (later[self.unit][None] == 1), 1 - group, group)
        elif design != "disjoint":
            anchors = self._anchors(int(design[6:]))
            seen[:, anchors] = True
        return seen & (self.home[:, None] != self.unit[None]), anchors

    def _anchors(self, number: int) -> np.ndarray:
        """By lot, half of them of each group's units."""
        side = self.side[self.unit]
        halves = [self.rng.permutation(np.flatnonzero(side == one))[: (number + 1 - one) // 2] for one in (0, 1)]
        return np.concatenate(halves)

    def told(self, planned: np.ndarray, went: np.ndarray, anchors: np.ndarray, design: str) -> Simulated:
        observer, site = np.nonzero(went)
        tasks = self._tasks(observer, site)
        units = [f"u{at + 1:02d}" for at in range(len(self.truth))]
        first = np.searchsorted(self.unit, self.unit)
        sites = [f"{units[unit]}/{at - first[at] + 1}" for at, unit in enumerate(self.unit)]
        people = [f"o{at + 1:02d}" for at in range(len(self.home))]
        groups = ["" if design == "all" else "AB"[one] for one in self.group]

        def keys(one: int, at: int) -> tuple[str, str, str, str]:
            return people[one], sites[at], units[self.unit[at]], groups[one]

        rows = zip(observer, site, tasks, strict=True)
        slope = np.where(self.kind == "straight", STRAIGHT, 1.0) * self.slope
        total = self.maxima.sum() / 10
        truth = total * (MEAN + (self.truth - self.truth.mean()) * slope.mean())
        return Simulated(
            tuple(Rating(*keys(i, j), float(t.sum()), tuple(t.tolist()), units[self.home[i]]) for i, j, t in rows),
            dict(zip(units, truth.tolist(), strict=True)),
            dict(zip(people, (total * self.severity).tolist(), strict=True)),
            dict(zip(people, self.kind.tolist(), strict=True)),
            self._targets(people, units),
            tuple(Visit(*keys(i, j), units[self.home[i]]) for i, j in zip(*np.nonzero(planned), strict=True)),
            tuple(sites[at] for at in anchors),
        )

    def _tasks(self, observer: np.ndarray, site: np.ndarray) -> np.ndarray:
        """The points of each visit and task, float64[visits, tasks]."""
        halo = self.rng.normal(0, HALO, (len(self.home), len(self.unit)))[observer, site]
        unit = self.unit[site]
        seen = self.quality[site][:, None] + self.task + self.unit_task[unit]
        given = MEAN + self.slope[observer][:, None] * seen - self.severity[observer][:, None]
        given += (halo * self.noise[observer] / NOISE + self._bias(observer, unit))[:, None]
        drawn = given + self.rng.normal(0, 1, given.shape) * (TASK_NOISE * self.noise[observer])[:, None]
        straight = self.kind[observer] == "straight"
        blind = STRAIGHT * given.mean(1, keepdims=True) + (1 - STRAIGHT) * STRAIGHT_AT
        level = np.where(straight[:, None], np.round(blind), drawn)
        return marks(level, self.maxima, self.step)

    def _bias(self, observer: np.ndarray, unit: np.ndarray) -> np.ndarray:
        """What each visit is given beyond what was seen, float64[visits]."""
        place, home = np.argsort(np.argsort(-self.truth)), self.home[observer]
        is_rival = (self.kind[observer] == "rival") & (np.abs(place[unit] - place[home]) <= NEAR)
        is_pact = (self.kind[observer] == "pact") & (self.partner[home] == unit)
        return PACT * is_pact - RIVAL * is_rival

    def _targets(self, people: list[str], units: list[str]) -> dict[str, tuple[str, ...]]:
        found = {}
        for at in np.flatnonzero(np.isin(self.kind, ("rival", "pact"))):
            bias = self._bias(np.full(len(units), at), np.arange(len(units)))
            found[people[at]] = tuple(units[unit] for unit in np.flatnonzero(bias) if unit != self.home[at])
        return found
