"""Sections, branches and their points: the one place where a set-up is priced term by term."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

TERMS = ("portfolio", "nature", "site", "small", "large", "branch", "crowded")
"""Every reason for points, in the order in which a person reads them."""

BREACH = 1000
"""Points for each member short of the least or over the most, so that a set-up that breaks a rule looks bad."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section (科室) with its full members; without any it still has to belong to a branch.

    `portfolio`, `nature` and `site` name the leader in charge, the kind of work and the place of work; only whether
    two of them are equal matters.
    """

    key: str
    members: int
    portfolio: str
    nature: str
    site: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds and what counts, in whole points; `least` and `most` full members a branch are hard.

    From 《支部工作条例(试行)》 (REFERENCE §4.1): 3 or more full members set up a branch, normally 50 at most, 7 or more
    have a committee. The points are ours, to be set by the county: `portfolio`, `nature`, `site` for each one beyond
    the first in a branch, `small` per member under `small_under`, `large` per member over `large_over`, `branch` per
    branch, `crowded` per section over `crowded_over`. ValueError if one is not a whole number from 0 on.
    """

    least: int = 3
    most: int = 50
    portfolio: int = 10
    nature: int = 4
    site: int = 12
    small: int = 3
    small_under: int = 7
    large: int = 1
    large_over: int = 20
    branch: int = 2
    crowded: int = 2
    crowded_over: int = 4

    def __post_init__(self) -> None:
        for term in fields(self):
            value = getattr(self, term.name)
            if not isinstance(value, int) or value < 0:
                raise ValueError(f"{term.name} must be a whole number from 0 on: {value!r}")
        if self.least > self.most:
            raise ValueError(f"least {self.least} is more than most {self.most}")


@dataclass(frozen=True, slots=True)
class Branch:
    """Sections that form one branch, in the order given, their full members, and its points by term.

    `points` names only terms that cost something: one of TERMS, or "short" and "over" (BREACH for each member under
    the least or over the most) where a rule does not hold.
    """

    sections: tuple[str, ...]
    members: int
    points: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.points.values())

    @property
    def is_sound(self) -> bool:
        """Whether it keeps to the least and the most."""
        return not {"short", "over"} & set(self.points)


@dataclass(frozen=True, slots=True)
class Plan:
    """Every section in one branch.

    `bound`: no plan with the same aim costs less; `is_proven`: it equals `points`. `loses`: points more (+) or fewer
    (−) than the best plan, by term, without those that are equal; empty for the best. `aim`: what this plan is best at:

    - "points": fewest points of all;
    - "portfolio", "nature", "site": as few mixed ones as can be, then fewest points;
    - "small": as few members short of a committee as can be, then fewest points;
    - "fewer", "more": fewest points with fewer (more) branches than every plan before it;
    - "given": not planned, only priced (`points_of`), without a bound.
    """

    branches: tuple[Branch, ...]
    points: int
    bound: int
    is_proven: bool
    loses: Mapping[str, int] = field(default_factory=dict)
    aim: str = "points"

    @property
    def is_sound(self) -> bool:
        """Whether every branch keeps to the least and the most."""
        return all(branch.is_sound for branch in self.branches)


class Infeasible(ValueError):
    """No plan keeps every branch between the least and the most.

    `rule` is "most" if a branch of the nearest plan is too large, else "least". `nearest` breaks the rules by as few
    members as can be, then costs fewest points (`nearest.is_proven`); the branches that break one are not `is_sound`.
    """

    def __init__(self, rule: str, nearest: Plan):
        super().__init__(f"no plan keeps the rule: {rule}")
        self.rule, self.nearest = rule, nearest


def checked(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections; ValueError if there are none, two share a key, or members are not a whole number from 0 on."""
    found = tuple(sections)
    if not found:
        raise ValueError("no sections")
    if len({section.key for section in found}) < len(found):
        raise ValueError("two sections have the same key")
    for section in found:
        if not isinstance(section.members, int) or section.members < 0:
            raise ValueError(f"members of {section.key} must be a whole number from 0 on: {section.members!r}")
    return found


def branch_of(sections: Sequence[Section], terms: Terms) -> Branch:
    """These sections as one branch, with its points by term."""
    members = sum(section.members for section in sections)
    points = {
        "portfolio": terms.portfolio * (len({section.portfolio for section in sections}) - 1),
        "nature": terms.nature * (len({section.nature for section in sections}) - 1),
        "site": terms.site * (len({section.site for section in sections}) - 1),
        "small": terms.small * max(0, terms.small_under - members),
        "large": terms.large * max(0, members - terms.large_over),
        "branch": terms.branch,
        "crowded": terms.crowded * max(0, len(sections) - terms.crowded_over),
        "short": BREACH * max(0, terms.least - members),
        "over": BREACH * max(0, members - terms.most),
    }
    keys = tuple(section.key for section in sections)
    return Branch(keys, members, {term: value for term, value in points.items() if value})


def points_of(sections: Iterable[Section], partition: Iterable[Iterable[str]], terms: Terms | None = None) -> Plan:
    """Prices a set-up as it is, also one that breaks the rules; `partition` gives the keys of each branch.

    ValueError if a branch is empty, a key is unknown, or a section is in no branch or in two.
    """
    found = {section.key: section for section in checked(sections)}
    groups = [list(group) for group in partition]
    named = sorted(key for group in groups for key in group)
    if named != sorted(found) or not all(groups):
        raise ValueError("every section must be in exactly one branch, and no branch may be empty")
    branches = tuple(branch_of([found[key] for key in group], terms or Terms()) for group in groups)
    return Plan(branches, sum(branch.total for branch in branches), 0, False, aim="given")


def difference(plan: Plan, best: Plan) -> dict[str, int]:
    """Points of the plan above (+) or below (−) the best one, by term, without those that are equal."""
    apart = {term: _sum(plan, term) - _sum(best, term) for term in TERMS}
    return {term: points for term, points in apart.items() if points}


def _sum(plan: Plan, term: str) -> int:
    return sum(branch.points.get(term, 0) for branch in plan.branches)
