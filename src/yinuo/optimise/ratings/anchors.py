"""Which sites all groups should see, chosen before a round by how well the groups' results can then be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from .linking import islands_of
from .mixed import FLAT, Seen, design_of, equations, mean_scores
from .terms import Spread, Visit

USUAL = Spread(unit=4.5, site=5.0, severity=6.0, taste=1.0, visit=4.5)
"""Points out of 100; ../shared/prototypes/README.md §2. A city with rounds behind it gives its own."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Sites that every group sees.

    `error` is the expected standard error, in points, of the difference between the mean results of two groups' units
    (of the worst pair of groups), `without` the same without anchors; `visits` how many visits more it costs.
    `is_linked` says whether every unit can then be compared with every other.
    """

    anchors: tuple[str, ...]
    error: float
    without: float
    visits: int
    is_linked: bool


def propose_anchors(
    plan: Iterable[Visit],
    wanted: Iterable[int] = (2, 3, 4),
    *,
    candidates: Iterable[str] | None = None,
    spread: Spread = USUAL,
    missed: float = 0.12,
) -> tuple[Proposal, ...]:
    """For each number wanted the best anchors found: one added after the other, then each exchanged if that helps.

    `plan` are the visits as planned, with the groups of the observers; `candidates` the sites that may be anchors
    (all of them if None); `missed` the share of visits that fails. Empty if there are not two groups. ValueError if more
    are wanted than there are candidates.
    """
    search = _Search(list(plan), spread, missed)
    sites = sorted(search.sites if candidates is None else set(candidates))
    numbers = sorted(set(wanted))
    if len(search.groups) < 2 or not numbers:
        return ()
    if unknown := set(sites) - set(search.sites):
        raise ValueError(f"nobody sees {sorted(unknown)}")
    if numbers[0] < 1 or numbers[-1] > len(sites):
        raise ValueError(f"of {len(sites)} sites {numbers} cannot be anchors")
    without, chosen, made = search.error(()), [], []
    for number in range(1, numbers[-1] + 1):
        chosen.append(min(search.unlike(sites, chosen), key=lambda one: search.error((*chosen, one))))
        if number in numbers:
            chosen = search.exchanged(chosen, sites)
            made.append(search.proposal(chosen, without))
    return tuple(made)


class _Search:
    def __init__(self, plan: list[Visit], spread: Spread, missed: float):
        self.plan = sorted(plan, key=lambda one: (one.observer, one.site))
        self.spread, self.missed = spread, missed
        self.groups = sorted({one.group for one in plan if one.group})
        self.units, self.observers = sorted({one.unit for one in plan}), sorted({one.observer for one in plan})
        self.sites = {one.site: one.unit for one in self.plan}
        self.number = {site: at for at, site in enumerate(self.sites)}
        self.homes = {one.observer: (one.group, one.home) for one in self.plan}
        self.seen_by = {site: frozenset(one.observer for one in self.plan if one.site == site) for site in self.sites}
        self.known: dict[frozenset[str], float] = {}
        self.contrasts = self._contrasts()

    def _contrasts(self) -> np.ndarray:
        """For each pair of groups: the mean of the units only the one sees, less that of the other's; [pairs, units]."""
        seen = {(one.group, one.unit) for one in self.plan}
        by = {group: np.array([float((group, unit) in seen) for unit in self.units]) for group in self.groups}
        times = sum(by.values())
        only = {group: np.where(times == 1, row, 0.0) for group, row in by.items()}
        mean = {group: (only[group] if only[group].any() else row) for group, row in by.items()}
        return np.array([mean[a] / mean[a].sum() - mean[b] / mean[b].sum() for a, b in combinations(self.groups, 2)])

    def visits(self, anchors: Iterable[str]) -> list[tuple[str, str]]:
        """(observer, site) of the plan and of the anchors, without the own unit."""
        found = {(one.observer, one.site) for one in self.plan if not one.home or one.home != one.unit}
        for site in anchors:
            found |= {(who, site) for who, (group, home) in self.homes.items() if group and home != self.sites[site]}
        return sorted(found)

    def error(self, anchors: Sequence[str]) -> float:
        """The expected standard error of the worst contrast, in points."""
        key = frozenset(anchors)
        if key not in self.known:
            self.known[key] = self._error(self.visits(anchors))
        return self.known[key]

    def _error(self, visits: list[tuple[str, str]]) -> float:
        unit = {one: at for at, one in enumerate(self.units)}
        person = {one: at for at, one in enumerate(self.observers)}
        seen = Seen(
            np.zeros(len(visits)),
            np.array([person[who] for who, _site in visits], np.int64),
            np.array([self.number[site] for _who, site in visits], np.int64),
            np.array([unit[home] for home in self.sites.values()], np.int64),
            len(person),
        )
        a, pair = design_of(seen)
        spread = self.spread
        w = np.full(len(visits), (1 - self.missed) / spread.visit**2)
        matrix, _cross, _k = equations(a, pair, w, spread.taste**2)
        sizes = (len(self.units), len(self.sites), len(self.observers))
        parts = zip(sizes, (spread.unit, spread.site, spread.severity), strict=True)
        matrix[np.diag_indices(len(matrix))] += np.concatenate([[FLAT], *(np.full(n, sd**-2) for n, sd in parts)])
        wanted = mean_scores(seen).T @ self.contrasts.T
        square = np.einsum("ij,ij->j", wanted, cho_solve(cho_factor(matrix, lower=True), wanted))
        return float(np.sqrt(square.max()))

    def unlike(self, sites: Sequence[str], chosen: Sequence[str]) -> list[str]:
        """Sites not chosen, without those that are like an earlier one: of the same unit, planned for the same observers."""
        found: dict[tuple[str, frozenset[str]], str] = {}
        for site in sites:
            if site not in chosen:
                found.setdefault((self.sites[site], self.seen_by[site]), site)
        return list(found.values())

    def exchanged(self, chosen: Sequence[str], sites: Sequence[str]) -> list[str]:
        """Each anchor in turn replaced by the best other site, if that is better."""
        found = list(chosen)
        for at in range(len(found)):
            rest = [*found[:at], *found[at + 1 :]]
            best = min(self.unlike(sites, rest), key=lambda one: self.error((*rest, one)))
            if self.error((*rest, best)) < self.error(found) - 1e-9:
                found[at] = best
        return found

    def proposal(self, anchors: Sequence[str], without: float) -> Proposal:
        visits = self.visits(anchors)
        whole = islands_of(Visit(who, site, self.sites[site]) for who, site in visits).is_linked
        more = len(visits) - len(self.visits(()))
        return Proposal(tuple(sorted(anchors)), self.error(anchors), without, more, whole)
