"""What goes into fair scoring and what comes out: visits, ratings, terms, and the result of each unit.

Nothing here scores a person. An observer's severity corrects the results of units; it is listed by key, never in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Visit:
    """An observer is to see a site, or has seen it. `home` is the observer's own unit ("" if there is none)."""

    observer: str
    site: str
    unit: str
    group: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one observer gave one site of one unit.

    `points` is what counts (usually out of 100), `tasks` the points of each task, which only `questions` reads. `home` is
    the observer's own unit; without it nobody is asked about rivals and pacts. `minute` is when it was given, from the
    start of the round; nothing reads it yet.
    """

    observer: str
    site: str
    unit: str
    group: str
    points: float
    tasks: tuple[float, ...] = ()
    home: str = ""
    minute: float | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Constants of the model and of what is told; from ../shared/prototypes/README.md §2, or measured in bench/ratings.py.

    `freedom` of Student's distribution of one visit; `pseudo` visits that draw an observer's spread to everybody's;
    `rounds` of fitting at most; `draws` for rank intervals, from `seed`; `level` of intervals and `tie_level` of ties;
    `inflation` of standard errors (not of rank intervals, which
    are wide enough). `least_observers` and `least_units` below which nothing is adjusted.
    Questions: `alarm` is the share of honest observers that may be asked, `permutations` are drawn to hold it, and
    `near` places apart make two units rivals. ValueError if one is out of its range.
    """

    freedom: float = 4.0
    pseudo: float = 6.0
    rounds: int = 30
    draws: int = 4000
    level: float = 0.90
    tie_level: float = 0.90
    inflation: float = 1.16
    seed: int = 20
    least_observers: int = 2
    least_units: int = 2
    alarm: float = 0.02
    permutations: int = 999
    near: int = 3

    def __post_init__(self) -> None:
        shares = {"level", "tie_level", "alarm"}
        for term in fields(self):
            value = getattr(self, term.name)
            if term.name != "seed" and not 0 < value < (1 if term.name in shares else float("inf")):
                raise ValueError(f"{term.name} is out of its range: {value!r}")


class TooFew(ValueError):
    """Too few ratings to tell observers, units and chance apart; `facts` counts what there is."""

    def __init__(self, **facts: int):
        super().__init__("too few: " + ", ".join(f"{number} {name}" for name, number in facts.items()))
        self.facts = facts


class OwnVisit(ValueError):
    """Observers rated their own unit; `visits` are (observer, site)."""

    def __init__(self, visits: Sequence[tuple[str, str]]):
        super().__init__(f"observers may not rate their own unit: {list(visits)}")
        self.visits = tuple(visits)


class Unlinked(Exception):
    """Groups whose severities cannot be told apart from their units' results: nobody links them.

    `islands` are the units of each, `observers` those who saw them, in the same order.
    """

    def __init__(self, islands: Sequence[tuple[str, ...]], observers: Sequence[tuple[str, ...]]):
        super().__init__(f"{len(islands)} islands of units that no observer links: {list(islands)}")
        self.islands, self.observers = tuple(islands), tuple(observers)


@dataclass(frozen=True, slots=True)
class Met:
    """An observer whom a unit met: how often, and the severity that is added back for each time."""

    observer: str
    visits: int
    severity: float


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site of a unit: its visits, the mean of the points given, and the mean severity of those who gave them."""

    site: str
    visits: int
    raw: float
    severity: float

    @property
    def corrected(self) -> float:
        return self.raw + self.severity


@dataclass(frozen=True, slots=True)
class Line:
    """How raw becomes adjusted, to be added up by hand: raw + severity + missed = adjusted; + shrinkage = score.

    `raw` is the plain mean of all visits. `severity` is the mean over them of the severity of the observer (the sum over
    `met` of visits × severity, divided by `visits`). `missed` makes up for visits missed: the mean of the sites'
    corrected means (each site counts the same) less the mean of all visits' corrected points. `shrinkage` is what the
    model adds because few or outlying visits say less.
    """

    raw: float
    severity: float
    missed: float
    shrinkage: float
    visits: int
    met: tuple[Met, ...]
    sites: tuple[SiteLine, ...]

    @property
    def adjusted(self) -> float:
        return self.raw + self.severity + self.missed

    @property
    def score(self) -> float:
        return self.adjusted + self.shrinkage


@dataclass(frozen=True, slots=True)
class UnitResult:
    """The result of one unit, in points.

    `error` is the standard error of `score` beside the mean of all units, for the sites that were visited; `low` and
    `high` its interval at the level (Student, observers − 1 degrees of freedom);
    `rank` counts from 1 (equal scores share the better rank), `ranks` is its interval.
    """

    unit: str
    raw: float
    adjusted: float
    score: float
    error: float
    low: float
    high: float
    rank: int
    ranks: tuple[int, int]
    line: Line


@dataclass(frozen=True, slots=True)
class Severity:
    """How many points an observer gives below the others for the same; to correct results, and to ask. Not a mark."""

    observer: str
    group: str
    visits: int
    severity: float
    error: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations in points: between units, between sites of a unit, of observers' severity, of an observer's
    taste for a unit, of one visit."""

    unit: float
    site: float
    severity: float
    taste: float
    visit: float


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The adjusted result. `units` by score, best first; `observers` by key.

    `ties` are the longest runs of units, in that order, of which no two can be told apart at the tie level; a unit may
    be in two of them.
    """

    units: tuple[UnitResult, ...]
    ties: tuple[tuple[str, ...], ...]
    observers: tuple[Severity, ...]
    spread: Spread
    level: float
    visits: int

    def of(self, unit: str) -> UnitResult:
        """KeyError if the unit has no result."""
        for one in self.units:
            if one.unit == unit:
                return one
        raise KeyError(unit)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask an observer about, with what was seen; `p` how often chance does as much to one who is honest.

    `kind` is "straight_line", "rival_gap" or "pact"; `facts` are numbers and keys for the sentence made upstairs.
    """

    observer: str
    kind: str
    facts: dict[str, object]
    p: float
