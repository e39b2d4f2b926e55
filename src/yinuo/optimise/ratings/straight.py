"""Observers who seem to mark without looking: every task alike within a visit, or every visit alike."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.stats import t as student

from .terms import Question, Rating

LEAST_VISITS, LEAST_TASKS, LEAST_OBSERVERS = 3, 3, 4
GRAIN = 0.01
"""Share of the maximum that stands for "no difference"."""

THIRD = 1 / 3
"""Nobody is asked whose marks differ more than a third as much as the panel's."""


def straight_lines(ratings: list[Rating], maxima: Sequence[float] = ()) -> Iterator[Question]:
    """One question (not yet sifted by p) for each observer whose tasks, or visits, differ far less than the panel's.

    Ratings without tasks, or with another number of tasks than most, are left out.
    """
    shares = _shares(ratings, maxima)
    within = {who: float(one.std(axis=1).mean()) for who, one in shares.items()}
    between = {who: float(one.std(axis=0).mean()) for who, one in shares.items()}
    if len(shares) < LEAST_OBSERVERS:
        return
    low_within, low_between = _lows(within), _lows(between)
    for who, visits in shares.items():
        p = min(1.0, 2 * min(low_within[who], low_between[who]))
        facts = {
            "visits": len(visits),
            "alike": int((np.ptp(visits, axis=1) <= GRAIN).sum()),
            "within": within[who],
            "panel_within": float(np.median(list(within.values()))),
            "between": between[who],
            "panel_between": float(np.median(list(between.values()))),
        }
        yield Question(who, "straight_line", facts, p)


def _shares(ratings: list[Rating], maxima: Sequence[float]) -> dict[str, np.ndarray]:
    """Of each observer with enough visits the shares of the maxima, float64[visits, tasks]."""
    number = len(maxima) or next(iter(Counter(len(one.tasks) for one in ratings if one.tasks).most_common(1)), (0,))[0]
    found = [one for one in ratings if len(one.tasks) == number]
    if number < LEAST_TASKS or not found:
        return {}
    most = np.array(maxima, float) if len(maxima) else np.max([one.tasks for one in found], axis=0)
    most = np.where(most > 0, most, 1.0)
    made: dict[str, list[np.ndarray]] = {}
    for one in found:
        made.setdefault(one.observer, []).append(np.array(one.tasks) / most)
    return {who: np.array(rows) for who, rows in made.items() if len(rows) >= LEAST_VISITS}


def _lows(spreads: dict[str, float]) -> dict[str, float]:
    """How often chance gives so small a spread, from the panel's logarithms (median and median deviation)."""
    given = np.array(list(spreads.values()))
    logs = np.log(given + GRAIN)
    middle = np.median(logs)
    deviation = 1.4826 * np.median(np.abs(logs - middle)) + 0.05
    p = student.cdf((logs - middle) / deviation, max(2, len(logs) - 1))
    p = np.where(given <= THIRD * np.median(given), p, 1.0)
    return dict(zip(spreads, p.tolist(), strict=True))
