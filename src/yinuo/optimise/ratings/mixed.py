"""The mixed model behind the adjusted result: closed-form equations, robust weights, variances from the data.

y = mu + theta[unit] + u[site] − severity[observer] + g[observer, unit] + e, every effect normal around 0, e of a Student
distribution whose spread is each observer's own. Model and pseudo-visits: ../shared/prototypes/README.md §2; g is new:
an observer who takes to a unit takes to all its sites, and intervals that leave this out are too narrow.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

FLAT = 1e-9
"""What stands for "no information" beside mu."""

CHUNK = 8192
"""Rows for which the variance of the fitted value is worked out at a time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen, as arrays: `points` float64[visits]; `observer`, `site` int64[visits]; `unit` int64[sites].

    `observers` is how many there are, some of whom may have no visit.
    """

    points: np.ndarray
    observer: np.ndarray
    site: np.ndarray
    unit: np.ndarray
    observers: int

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many units, sites and observers there are."""
        return int(self.unit.max()) + 1, len(self.unit), self.observers


@dataclass(frozen=True, slots=True)
class Variances:
    """Squared points: between units, between sites of a unit, of severity, of observer × unit, of one visit."""

    unit: float
    site: float
    severity: float
    taste: float
    visit: float


@dataclass(frozen=True, slots=True)
class Fit:
    """What the model makes of it, in points.

    `score` float64[units] is mu + theta + the mean of the unit's u; `covariance` float64[units, units] belongs to it
    without the common level. `severity` and its standard error `severity_error` float64[observers]. `rounds` it took.
    """

    score: np.ndarray
    covariance: np.ndarray
    severity: np.ndarray
    severity_error: np.ndarray
    variances: Variances
    rounds: int


def fit(seen: Seen, freedom: float, pseudo: float, rounds: int, floor: float = 1e-3, enough: float = 1e-3) -> Fit:
    """Fits by EM and re-weighting, `rounds` at most; `freedom` of Student's distribution, `pseudo` visits of spread.

    No variance falls below `floor` times that of all the points; `enough` is the relative change at which it ends.
    """
    middle, scale = float(np.mean(seen.points)), float(np.std(seen.points)) or 1.0
    work = _Work(seen, (seen.points - middle) / scale, freedom, pseudo, floor)
    for number in range(rounds):  # noqa: B007 - told in the answer
        before = work.variances()
        work.step()
        if np.all(np.abs(work.variances() - before) < enough * before):
            break
    return work.told(middle, scale, number + 1)


def design_of(seen: Seen) -> tuple[sparse.csr_array, np.ndarray]:
    """The matrix A, visits × (mu, units, sites, observers), and of each visit the number of its observer and unit."""
    units, sites, observers = seen.sizes
    visits, unit = len(seen.observer), seen.unit[seen.site]
    columns = (np.zeros(visits, np.int64), 1 + unit, 1 + units + seen.site, 1 + units + sites + seen.observer)
    every = np.tile(np.arange(visits), 4)
    shape = (visits, 1 + units + sites + observers)
    a = sparse.csr_array((np.ones(4 * visits), (every, np.concatenate(columns))), shape)
    return a, np.unique(seen.observer * units + unit, return_inverse=True)[1]


def equations(a: sparse.csr_array, pair: np.ndarray, w: np.ndarray, taste: float) -> tuple:
    """The mixed-model equations with g eliminated, without the priors: A'WA − B K B', B and the diagonal of K.

    `w` float64[visits] is one over the variance of each visit, `taste` the variance of g.
    """
    each = sparse.csr_array((w, (np.arange(len(w)), pair)), (len(w), int(pair.max()) + 1))
    cross = (a.T @ each).tocsr()
    k = taste / (1 + taste * np.bincount(pair, w))
    return (a.T @ (a * w[:, None]) - (cross * k) @ cross.T).toarray(), cross, k


def mean_scores(seen: Seen) -> sparse.csr_array:
    """What picks theta and the mean u of each unit out of the effects, float64[units, effects]; without mu."""
    units, sites, observers = seen.sizes
    share = 1 / np.bincount(seen.unit)[seen.unit]
    rows = np.concatenate([np.arange(units), seen.unit])
    columns = 1 + np.concatenate([np.arange(units), units + np.arange(sites)])
    return sparse.csr_array(
        (np.concatenate([np.ones(units), share]), (rows, columns)), (units, 1 + units + sites + observers)
    )


class _Work:
    """One fit under way, in units of the standard deviation of the points."""

    def __init__(self, seen: Seen, y: np.ndarray, freedom: float, pseudo: float, floor: float):
        self.seen, self.y, self.freedom, self.pseudo, self.floor = seen, y, freedom, pseudo, floor
        units, sites, observers = seen.sizes
        visits = len(y)
        self.a, self.pair = design_of(seen)
        self.size = self.a.shape[1]
        self.has_taste = bool(np.bincount(self.pair).max() > 1)
        self.blocks = [slice(1, 1 + units), slice(1 + units, 1 + units + sites), slice(1 + units + sites, self.size)]
        self.effects = np.array([0.2, 0.2, 0.3])
        self.taste = 0.05 if self.has_taste else 0.0
        self.spread, self.weight, self.visit = np.full(observers, 0.2), np.ones(visits), 0.2

    def variances(self) -> np.ndarray:
        return np.array([*self.effects, self.taste + self.floor, self.visit])

    def step(self) -> None:
        """Solves the equations once and takes variances, spreads and weights from the answer."""
        self._solve()
        for at, block in enumerate(self.blocks):
            second = self.b[block] ** 2 + np.diag(self.s)[block]
            self.effects[at] = max(self.floor, float(second.mean()))
        if self.has_taste:
            self.taste = max(self.floor / 10, float((self.g**2 + self.g_variance).mean()))
        square = (self.y - self.a @ self.b - self.g[self.pair]) ** 2 + self._variance()
        observer = self.seen.observer
        self.weight = (self.freedom + 1) / (self.freedom + square / self.spread[observer])
        self.visit = max(self.floor, float(np.average(square * self.weight)))
        counted = np.bincount(observer, square * self.weight) + self.pseudo * self.visit
        self.spread = np.maximum(self.floor, counted / (np.bincount(observer) + self.pseudo))

    def _solve(self) -> None:
        """Effects b, their covariance s, and g, by the variances so far."""
        w = self.weight / self.spread[self.seen.observer]
        matrix, self.cross, self.k = equations(self.a, self.pair, w, self.taste)
        matrix[np.diag_indices(self.size)] += np.concatenate([[FLAT], *self._precision()])
        sums = np.bincount(self.pair, w * self.y)
        right = self.a.T @ (w * self.y) - self.cross @ (self.k * sums)
        self.s = cho_solve(cho_factor(matrix, lower=True), np.eye(self.size))
        self.b = self.s @ right
        self.g = self.k * (sums - self.cross.T @ self.b)
        self.g_variance = self.k + self.k**2 * self._quadratic(self.cross.T.tocsr())

    def _precision(self) -> list[np.ndarray]:
        return [np.full(b.stop - b.start, 1 / v) for b, v in zip(self.blocks, self.effects, strict=True)]

    def _quadratic(self, rows: sparse.csr_array) -> np.ndarray:
        """Of each row d the value d S d'."""
        found = [
            (rows[at : at + CHUNK].multiply(rows[at : at + CHUNK] @ self.s)).sum(1)
            for at in range(0, rows.shape[0], CHUNK)
        ]
        return np.concatenate([np.asarray(one).ravel() for one in found])

    def _variance(self) -> np.ndarray:
        """How unsure the fitted value of each visit is, g included."""
        if not self.has_taste:
            return self._quadratic(self.a)
        shrunk = (self.cross * self.k).T.tocsr()[self.pair]
        return self._quadratic((self.a - shrunk).tocsr()) + self.k[self.pair]

    def told(self, middle: float, scale: float, rounds: int) -> Fit:
        """The answer in points."""
        self._solve()
        pick = mean_scores(self.seen)
        severity = self.blocks[2]
        given = [*self.effects, self.taste, self.visit]
        return Fit(
            score=middle + scale * (self.b[0] + pick @ self.b),
            covariance=scale**2 * (pick @ self.s @ pick.T),
            severity=-scale * self.b[severity],
            severity_error=scale * np.sqrt(np.diag(self.s)[severity]),
            variances=Variances(*(float(scale**2 * one) for one in given)),
            rounds=rounds,
        )
