"""Results made comparable: each observer's severity taken out, with a line for each unit that anyone can add up."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from scipy.stats import rankdata
from scipy.stats import t as student

from .linking import islands_of
from .mixed import Fit, Seen, fit
from .ranking import rank_intervals, tie_runs
from .terms import (
    Adjusted,
    Line,
    Met,
    OwnVisit,
    Rating,
    Severity,
    SiteLine,
    Spread,
    Terms,
    TooFew,
    UnitResult,
    Unlinked,
)


def adjust(ratings: Iterable[Rating], terms: Terms | None = None) -> Adjusted:
    """The adjusted result of every unit; the order of the ratings does not matter.

    Unlinked if groups cannot be compared; OwnVisit if somebody rated the own unit; TooFew if there are fewer observers
    or units than the terms want, or no more visits than observers and units together; ValueError if an observer rated a
    site twice, a site is in two units, or points are not finite.
    """
    terms = terms or Terms()
    found = checked(ratings, terms)
    told = _Table(found, terms)
    return told.result()


def checked(ratings: Iterable[Rating], terms: Terms) -> list[Rating]:
    """The ratings in order of observer and site, if they can be adjusted."""
    found = sorted(ratings, key=lambda one: (one.observer, one.site))
    if own := [(one.observer, one.site) for one in found if one.home and one.home == one.unit]:
        raise OwnVisit(own)
    _sound(found)
    observers, units = {one.observer for one in found}, {one.unit for one in found}
    few = TooFew(visits=len(found), observers=len(observers), units=len(units))
    if len(observers) < terms.least_observers or len(units) < terms.least_units:
        raise few
    links = islands_of(found)
    if not links.is_linked:
        raise Unlinked(links.islands, links.observers)
    if len(found) < len(observers) + len(units):
        raise few
    return found


def _sound(ratings: list[Rating]) -> None:
    if not all(np.isfinite(one.points) for one in ratings):
        raise ValueError("points must be finite")
    if twice := [key for key, times in Counter((one.observer, one.site) for one in ratings).items() if times > 1]:
        raise ValueError(f"rated twice: {twice}")
    places: dict[str, str] = {}
    for one in ratings:
        if places.setdefault(one.site, one.unit) != one.unit:
            raise ValueError(f"site {one.site} is in two units")


def seen_of(ratings: list[Rating]) -> tuple[Seen, list[str], list[str], list[str]]:
    """The ratings as arrays, and the keys of units, sites and observers in the order of their numbers."""
    units, sites, observers = (sorted({getattr(one, name) for one in ratings}) for name in ("unit", "site", "observer"))
    unit, site, observer = ({key: at for at, key in enumerate(keys)} for keys in (units, sites, observers))
    home = {one.site: unit[one.unit] for one in ratings}
    seen = Seen(
        np.array([one.points for one in ratings], float),
        np.array([observer[one.observer] for one in ratings], np.int64),
        np.array([site[one.site] for one in ratings], np.int64),
        np.array([home[key] for key in sites], np.int64),
        len(observers),
    )
    return seen, units, sites, observers


class _Table:
    """One result being put together."""

    def __init__(self, ratings: list[Rating], terms: Terms):
        self.ratings, self.terms = ratings, terms
        self.seen, self.units, self.sites, self.observers = seen_of(ratings)
        self.fit: Fit = fit(self.seen, terms.freedom, terms.pseudo, terms.rounds)

    def result(self) -> Adjusted:
        terms, score = self.terms, self.fit.score
        middle = np.eye(len(score)) - 1 / len(score)
        covariance = terms.inflation**2 * (middle @ self.fit.covariance @ middle)
        lines = [self._line(at) for at in range(len(score))]
        ranks = rankdata(-np.round(score, 9), method="min").astype(int)
        intervals = rank_intervals(score, covariance / terms.inflation**2, terms)
        reach = student.ppf((1 + terms.level) / 2, len(self.observers) - 1)
        made = []
        for at, line in enumerate(lines):
            error = float(np.sqrt(max(0.0, covariance[at, at])))
            low, high = line.score - reach * error, line.score + reach * error
            given = (line.raw, line.adjusted, line.score, error, low, high, int(ranks[at]), intervals[at], line)
            made.append(UnitResult(self.units[at], *given))
        order = sorted(range(len(made)), key=lambda at: (made[at].rank, made[at].unit))
        runs = tie_runs(score, covariance, order, terms.tie_level)
        ties = tuple(tuple(self.units[at] for at in run) for run in runs)
        units = tuple(made[at] for at in order)
        return Adjusted(units, ties, self._severities(), self._spread(), terms.level, len(self.ratings))

    def _line(self, unit: int) -> Line:
        """The sum of one unit, from plain means; shrinkage is what is left to the model's score."""
        seen, severity = self.seen, self.fit.severity
        sites = [self._site(int(site)) for site in np.flatnonzero(seen.unit == unit)]
        mine = seen.unit[seen.site] == unit
        times = np.bincount(seen.observer[mine], minlength=len(severity))
        met = tuple(Met(self.observers[at], int(times[at]), float(severity[at])) for at in np.flatnonzero(times))
        raw = float(seen.points[mine].mean())
        added = float(times @ severity / times.sum())
        missed = float(np.mean([site.corrected for site in sites])) - raw - added
        shrinkage = float(self.fit.score[unit]) - (raw + added + missed)
        return Line(raw, added, missed, shrinkage, int(times.sum()), met, tuple(sites))

    def _site(self, site: int) -> SiteLine:
        mine = self.seen.site == site
        severity = self.fit.severity[self.seen.observer[mine]]
        return SiteLine(self.sites[site], int(mine.sum()), float(self.seen.points[mine].mean()), float(severity.mean()))

    def _severities(self) -> tuple[Severity, ...]:
        group = {one.observer: one.group for one in self.ratings}
        times = np.bincount(self.seen.observer)
        rows = zip(self.observers, times, self.fit.severity, self.fit.severity_error, strict=True)
        return tuple(Severity(key, group[key], int(n), float(one), float(error)) for key, n, one, error in rows)

    def _spread(self) -> Spread:
        found = self.fit.variances
        parts = (found.unit, found.site, found.severity, found.taste, found.visit)
        return Spread(*(float(np.sqrt(one)) for one in parts))
