"""Rank intervals, and runs of units that cannot be told apart."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import norm

from .terms import Terms


def rank_intervals(score: np.ndarray, covariance: np.ndarray, terms: Terms) -> list[tuple[int, int]]:
    """For each unit the ranks (1 is best) between which it lies at the level, by draws from the normal distribution.

    `score` float64[units], `covariance` float64[units, units]. The interval holds at least the level of all draws.
    """
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    drawn = np.random.default_rng(terms.seed).standard_normal((terms.draws, len(score)))
    ranks = np.argsort(np.argsort(-(score + drawn @ root.T), axis=1), axis=1) + 1
    tail = (1 - terms.level) / 2
    low = np.quantile(ranks, tail, axis=0, method="lower")
    high = np.quantile(ranks, 1 - tail, axis=0, method="higher")
    return [(int(one), int(other)) for one, other in zip(low, high, strict=True)]


def tie_runs(score: np.ndarray, covariance: np.ndarray, order: Sequence[int], level: float) -> list[tuple[int, ...]]:
    """The longest runs of `order` (best first) of two or more units of which no two differ at the level (two-sided)."""
    spread = np.diag(covariance)
    errors = np.sqrt(np.maximum(0.0, spread[:, None] + spread[None] - 2 * covariance))
    apart = np.abs(score[:, None] - score[None]) > norm.ppf((1 + level) / 2) * errors + 1e-9
    runs: list[tuple[int, ...]] = []
    reached = 0
    for start in range(len(order)):
        end = start + 1
        while end < len(order) and not apart[np.ix_([order[end]], order[start:end])].any():
            end += 1
        if end - start > 1 and end > reached:
            runs.append(tuple(order[start:end]))
        reached = max(reached, end)
    return runs
