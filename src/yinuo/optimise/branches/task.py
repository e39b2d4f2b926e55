"""The question both solvers answer, in numbers: kinds of sections, weights, how many branches there may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .terms import Section, Terms

Counts = tuple[int, ...]
"""A branch as how many sections of each kind it has; sections of one kind are interchangeable."""


@dataclass(frozen=True)
class Task:
    """A department: `kinds` are (portfolio, nature, site, members), each held by `copies` sections.

    `breach` is the weight of one member under the least or over the most. There are `fewest` to `most` branches.
    """

    kinds: tuple[tuple[str, str, str, int], ...]
    copies: tuple[int, ...]
    terms: Terms
    breach: int
    fewest: int
    most: int

    @property
    def sections(self) -> int:
        return sum(self.copies)

    @cached_property
    def members(self) -> np.ndarray:
        """Members of a section, int64[kinds]."""
        return np.array([kind[3] for kind in self.kinds], np.int64)

    @cached_property
    def codes(self) -> np.ndarray:
        """Portfolio, nature and site as numbers from 0 on, int64[kinds, 3]."""
        numbered = [
            {value: at for at, value in enumerate(sorted({kind[axis] for kind in self.kinds}))} for axis in AXES
        ]
        return np.array([[numbered[axis][kind[axis]] for axis in AXES] for kind in self.kinds], np.int64)

    @property
    def weights(self) -> tuple[int, int, int]:
        """Points for each portfolio, nature and site beyond the first."""
        return self.terms.portfolio, self.terms.nature, self.terms.site

    @cached_property
    def rules(self) -> np.ndarray:
        """What the compiled functions need, int64[10], as RULES names them."""
        terms = self.terms
        limits = [terms.least, terms.most, terms.small_under, terms.large_over, terms.crowded_over]
        return np.array([*limits, terms.small, terms.large, terms.crowded, terms.branch, self.breach], np.int64)

    def prices(self, branches: np.ndarray) -> np.ndarray:
        """Points of each branch (int64[n, kinds] to int64[n]), with its breach of the rules at `breach` a member."""
        terms, members, sections = self.terms, branches @ self.members, branches.sum(1)
        points = terms.branch + terms.crowded * np.maximum(0, sections - terms.crowded_over)
        points += terms.small * np.maximum(0, terms.small_under - members)
        points += terms.large * np.maximum(0, members - terms.large_over)
        points += self.breach * (np.maximum(0, terms.least - members) + np.maximum(0, members - terms.most))
        for axis, weight in zip(AXES, self.weights, strict=True):
            values = np.eye(int(self.codes[:, axis].max()) + 1, dtype=np.int64)[self.codes[:, axis]]
            points += weight * ((branches @ values > 0).sum(1) - 1)
        return points

    def value(self, branches: Sequence[Counts]) -> int:
        """Points of a plan."""
        return int(self.prices(np.array(branches, np.int64)).sum())


AXES = (0, 1, 2)
LEAST, MOST, SMALL_UNDER, LARGE_OVER, CROWDED_OVER, SMALL, LARGE, CROWDED, BRANCH, BROKEN = range(10)
"""Places in `Task.rules`."""


@dataclass(frozen=True)
class Answer:
    """The branches found, their value under the task's weights, and what no answer can fall below."""

    branches: tuple[Counts, ...]
    value: int
    bound: int

    @property
    def is_proven(self) -> bool:
        return self.bound >= self.value


def ceiling(sections: Sequence[Section], terms: Terms) -> int:
    """More than any partition that keeps the rules can cost: the worst of each term, added up."""
    each = sum(
        (terms.portfolio, terms.nature, terms.site, terms.branch, terms.crowded, terms.small * terms.small_under)
    )
    return 1 + each * len(sections) + terms.large * sum(section.members for section in sections)


def task_of(sections: Sequence[Section], terms: Terms, fewest: int = 1, most: int | None = None) -> Task:
    """The task of these sections, its kinds in a fixed order, whatever the order of the sections."""
    kinds = [kind_of(section) for section in sections]
    known = tuple(sorted(set(kinds)))
    copies = tuple(kinds.count(kind) for kind in known)
    limit = len(kinds) if most is None else min(most, len(kinds))
    return Task(known, copies, terms, ceiling(sections, terms), fewest, limit)


def kind_of(section: Section) -> tuple[str, str, str, int]:
    """What makes two sections interchangeable."""
    return section.portfolio, section.nature, section.site, section.members
