"""What to ask an observer after a round. A question is no finding: most who are asked will have a good answer.

Every question has a probability p under chance, from permutations of the observer's own residuals (rival_gap, pact) or
from the panel (straight_line). `Terms.alarm` is the share of honest observers who may be asked anything at all; the share
measured in bench/ratings.py is smaller. One who is only strict, lenient or sparing with differences is not asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .straight import straight_lines
from .terms import Adjusted, Question, Rating, Terms

KINDS = {"straight_line": 0.1, "rival_gap": 0.45, "pact": 0.45}
"""What may be asked, and its share of the false alarms."""

LEAST = 3
"""Fewest visits on either side of a comparison."""

CALM = 2.5
"""Chance is shuffled from residuals clipped at so many spreads, or else what is looked for hides itself in its own chance."""

TUNE = 4.685
"""Tukey's bisquare: residuals beyond so many spreads do not bend the observer's own slope."""


def questions(
    ratings: Iterable[Rating],
    adjusted: Adjusted,
    terms: Terms | None = None,
    maxima: Sequence[float] = (),
) -> tuple[Question, ...]:
    """What to ask whom, by observer and kind; `adjusted` is of the same ratings.

    `maxima` are the most points of each task; without them the highest given stands for it. Observers without `home`
    are not asked about rivals.
    """
    terms = terms or Terms()
    found = sorted(ratings, key=lambda one: (one.observer, one.site))
    asked = [*straight_lines(found, maxima), *_strategic(found, adjusted, terms)]
    asked = [one for one in asked if one.p <= terms.alarm * KINDS[one.kind]]
    order = list(KINDS)
    return tuple(sorted(asked, key=lambda one: (one.observer, order.index(one.kind))))


def _strategic(ratings: list[Rating], adjusted: Adjusted, terms: Terms) -> Iterator[Question]:
    panel = _Panel(ratings, adjusted)
    draws = np.random.default_rng(terms.seed)
    for observer in panel.severity:
        mine = panel.of(observer)
        if mine is None:
            continue
        drawn = draws.random((terms.permutations, len(mine.residual)))
        calm = np.clip(mine.residual, -CALM * mine.spread, CALM * mine.spread)
        shuffled = calm[np.argsort(drawn, axis=1)]
        yield from _rival_gap(panel, mine, shuffled, terms)
        yield from _pact(panel, mine, shuffled)


@dataclass(frozen=True, slots=True)
class _Own:
    """An observer's visits: residual points beyond severity and own slope, quality as the panel sees it, and units."""

    observer: str
    home: str
    residual: np.ndarray
    quality: np.ndarray
    units: np.ndarray
    spread: float


class _Panel:
    """What the panel makes of each site, and each visit beside it."""

    def __init__(self, ratings: list[Rating], adjusted: Adjusted):
        self.severity = {one.observer: one.severity for one in adjusted.observers}
        self.rank = {one.unit: one.rank for one in adjusted.units}
        self.taste = adjusted.spread.taste
        corrected: dict[str, list[float]] = {}
        for one in ratings:
            corrected.setdefault(one.site, []).append(one.points + self.severity[one.observer])
        self.quality = {site: float(np.median(points)) for site, points in corrected.items()}
        self.mine: dict[str, list[Rating]] = {}
        for one in ratings:
            self.mine.setdefault(one.observer, []).append(one)
        self.home = {one.observer: one.home for one in ratings}
        self.owns = {observer: self._own(observer, visits) for observer, visits in self.mine.items()}

    def of(self, observer: str) -> _Own | None:
        """None if there are too few visits to ask anything, or they leave nothing over."""
        own = self.owns[observer]
        return own if len(own.residual) > 2 * LEAST and own.spread > 1e-9 else None

    def _own(self, observer: str, visits: list[Rating]) -> _Own:
        quality = np.array([self.quality[one.site] for one in visits])
        points = np.array([one.points for one in visits]) + self.severity[observer] - quality
        residual = _beyond_slope(points, quality)
        spread = 1.4826 * float(np.median(np.abs(residual - np.median(residual))))
        units = np.array([one.unit for one in visits], object)
        return _Own(observer, self.home[observer], residual, quality, units, spread)

    def above(self, unit: str, target: str) -> tuple[float, int]:
        """How far above the panel this unit's observers gave the target, in points; and their visits."""
        found = [
            own.residual[own.units == target] for own in self.owns.values() if own.home == unit and unit and target
        ]
        every = np.concatenate([np.zeros(0), *found])
        return (float(every.mean()) if len(every) else 0.0), len(every)


def _beyond_slope(points: np.ndarray, quality: np.ndarray) -> np.ndarray:
    """What is left of the points after a robust straight line in quality (bisquare, five rounds)."""
    design = np.column_stack([np.ones(len(points)), quality - quality.mean()])
    weight = np.ones(len(points))
    left = points - np.median(points)
    for _round in range(5):
        spread = 1.4826 * np.median(np.abs(left - np.median(left))) + 1e-9
        weight = np.maximum(0, 1 - (left / (TUNE * spread)) ** 2) ** 2 + 1e-6
        normal = design.T @ (design * weight[:, None]) + np.diag([0, 1e-9])
        left = points - design @ np.linalg.solve(normal, design.T @ (weight * points))
    return left


def _rival_gap(panel: _Panel, own: _Own, shuffled: np.ndarray, terms: Terms) -> Iterator[Question]:
    """Low to units within `near` places of the observer's own."""
    if own.home not in panel.rank:
        return
    place = panel.rank[own.home]
    near = np.array([abs(panel.rank[unit] - place) <= terms.near for unit in own.units])
    if near.sum() < LEAST or (~near).sum() < LEAST:
        return
    away = _without(near.astype(float), own.quality)
    seen, drawn = away @ own.residual, shuffled @ away * _clumped(panel.taste, own, len(near) / len(set(own.units)))
    p = (1 + int((drawn <= seen).sum())) / (1 + len(drawn))
    facts = {
        "units": sorted(set(own.units[near])),
        "visits": int(near.sum()),
        "others": int((~near).sum()),
        "gap": float(own.residual[near].mean() - own.residual[~near].mean()),
    }
    yield Question(own.observer, "rival_gap", facts, p)


def _without(values: np.ndarray, quality: np.ndarray) -> np.ndarray:
    """The values less their straight line in quality."""
    design = np.column_stack([np.ones(len(values)), quality])
    return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]


def _clumped(taste: float, own: _Own, visits: np.ndarray | float) -> np.ndarray | float:
    """How much wider chance is than shuffled visits show, as a taste for a unit moves all its visits."""
    return np.sqrt(1 + visits * (taste / own.spread) ** 2)


def _pact(panel: _Panel, own: _Own, shuffled: np.ndarray) -> Iterator[Question]:
    """High to one unit; the largest of all units is compared with the largest of each permutation."""
    units, at, times = np.unique(own.units.astype(str), return_inverse=True, return_counts=True)
    able = times >= LEAST
    if able.sum() < 2:
        return
    share = np.equal.outer(np.arange(len(units)), at) / times[:, None]
    error = _clumped(panel.taste, own, times) / np.sqrt(times)
    middle = np.median(own.residual)
    seen = np.where(able, (share @ own.residual - middle) / error, -np.inf)
    drawn = np.where(able[:, None], (share @ shuffled.T - middle) * np.sqrt(times)[:, None], -np.inf).max(0)
    best = int(np.argmax(seen))
    p = (1 + int((drawn >= seen[best]).sum())) / (1 + len(drawn))
    back, visits_back = panel.above(str(units[best]), own.home)
    facts = {
        "unit": str(units[best]),
        "visits": int(times[best]),
        "above": float(share[best] @ own.residual - middle),
        "back": back,
        "visits_back": visits_back,
    }
    yield Question(own.observer, "pact", facts, p)
