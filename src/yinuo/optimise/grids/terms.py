"""Buildings, grids and plans, and the weights by which a plan is priced."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import isfinite

TERMS = ("outside", "balance", "compound", "road", "radius", "short", "moved")
"""Every reason for points, in the order in which a person reads them."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The band of households in a grid, the least number of party members, and the points of a grid.

    Points: `outside` for each household below `low` or above `high`; `balance` times the square of the hundreds of
    households away from `target`; `compound` for each compound touched; `road` for each further block between main
    roads; `radius` for each metre of the radius of gyration; `short` for each member under `members`; `moved` for each
    household that was in another grid before. The band of 300 to 500 households is the usual one (GB/T 34300 and local
    rules, REFERENCE M10), three members make a party group (M10); both come from the rulebook. ValueError if the
    band is not 0 < low ≤ target ≤ high, or a weight is negative.
    """

    low: float = 300
    high: float = 500
    target: float = 400
    members: float = 3
    outside: float = 10.0
    balance: float = 2.0
    compound: float = 20.0
    road: float = 12.0
    radius: float = 0.1
    short: float = 15.0
    moved: float = 0.1

    def __post_init__(self) -> None:
        for term in fields(self):
            value = getattr(self, term.name)
            if not isfinite(value) or value < 0:
                raise ValueError(f"{term.name} must be a number from 0 on: {value!r}")
        if not 0 < self.low <= self.target <= self.high:
            raise ValueError(f"the band must be 0 < low ≤ target ≤ high: {self.low}, {self.target}, {self.high}")

    @property
    def reference(self) -> str:
        """How a ledger names them: every number, in the order of the fields."""
        return "terms:" + ",".join(f"{getattr(self, term.name):g}" for term in fields(self))


@dataclass(frozen=True, slots=True)
class Building:
    """One building, never cut: where it stands (metres in any local plane), households and party members living there.

    `compound` "" stands for a building that is a compound by itself. `block` (the ground between main roads) "" stands
    for unknown: such a building never counts as lying across a road. Shops and schools have 0 households.
    """

    key: str
    x: float
    y: float
    households: int
    members: int
    compound: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Buildings that form one grid, in the order given. `radius`: of gyration, in metres; `costs`: points by TERMS.

    A grid of the previous plan that is given up stays in its position, without buildings and without costs.
    """

    buildings: tuple[str, ...]
    households: int
    members: int
    radius: float
    costs: Mapping[str, float]

    @property
    def cost(self) -> float:
        return sum(self.costs.values())


@dataclass(frozen=True, slots=True)
class Note:
    """A rule that does not hold, or something to know about the plan; `grid` is a position in `Plan.grids` or None.

    | rule | facts |
    |---|---|
    | outside | `households`, `low`, `high`, `cause` and what it needs, see below |
    | short | `members`, `needed`, `cause` |
    | small_community | `households`, `low`: fewer than one grid; one grid is made all the same |
    | island | `buildings`, `households`, `joined`: connected with nothing else; the pair of keys over which it was
      joined (`metres` apart), or () if it was planned apart |
    | compound | `compound`, `households`, `grids`: a compound above the band, which must be cut |
    | disconnected | `parts`: keys of each part of a grid that does not hang together |
    | dissolved | a grid of the previous plan without buildings now |
    | unassigned | `buildings`: keys that a drawn plan leaves out |

    `cause`: "community" (`total`: no number of grids divides so many households into the band, or the members are
    fewer than the grids need), "island" (the same for the households of `buildings` that hang together),
    "building" (`building` alone is above the band), "given" (`count` grids were asked for and cannot hold the band),
    "impossible" (proven: no `count` grids hold it, and one more or fewer cost more), "dearer" (it can be
    held for `extra` points more elsewhere, `moved` more households moving), "not_found" (no plan of `count` grids that
    holds it was found), "drawn" (a priced plan).
    """

    rule: str
    grid: int | None = None
    facts: Mapping = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Every building in one grid. `moved`: households that change grid; without a previous plan 0.

    `is_proven`: no plan with as many grids in each island, along the same edges, costs less.
    """

    grids: tuple[Grid, ...]
    cost: float
    moved: int
    is_proven: bool
    notes: tuple[Note, ...] = ()
