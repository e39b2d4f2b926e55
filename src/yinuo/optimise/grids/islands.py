"""One island of a community: how many grids, the cheapest ones found, and why a rule does not hold in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .annealing import annealed
from .columns import MOST, cheapest
from .ground import ELSEWHERE, Ground, ground_of, weights_of
from .reasons import can_divide, counts_allowed
from .starts import grown, kept
from .terms import TERMS, Building, Terms

STEPS = 9000
"""Steps of the search for each building and second asked for; at 120 buildings they take about half a second."""

HOT, WARM, MINIMAL = 40.0, 6.0, 200.0
"""Points easily given away at the beginning: from scratch, from the previous plan, where moves cost UNMOVED."""

STRICT = 100.0
"""How much more a household outside the band or a missing member counts where only the rules count."""

UNMOVED = 3.0
"""Points for a household moved where as few as possible are to move: far less than a rule (10 × STRICT), and so much
that a compound is only put together again at the cost of six households or fewer."""

ROUNDS = 3
"""How far the number of grids may wander from the first one."""


@dataclass(frozen=True)
class Island:
    """Buildings that hang together; `members` are their positions in the community, `edges` positions in the island.

    `homes`: numbers of the previous grids that have most of their households here, the largest first.
    """

    members: tuple[int, ...]
    buildings: tuple[Building, ...]
    edges: tuple[tuple[int, int], ...]
    old: np.ndarray
    homes: tuple[int, ...]

    @property
    def households(self) -> int:
        return sum(building.households for building in self.buildings)

    def ground(self, count: int) -> Ground:
        """Arrays in which the first `count` homes are the previous grids 0, 1, … and the other ones are elsewhere."""
        place = {-1: -1} | {number: at for at, number in enumerate(self.homes[:count])}
        old = np.array([place.get(int(number), ELSEWHERE) for number in self.old], np.int64)
        return ground_of(self.buildings, self.edges, old)


@dataclass(frozen=True)
class Wish:
    """How to search: points, whether the number of grids is fixed, whether as few as can be are to move, how long."""

    terms: Terms
    count: int | None
    is_minimal: bool
    seconds: float
    seed: int

    @property
    def aims(self) -> Terms:
        """The points to search with."""
        return replace(strict(self.terms), moved=UNMOVED) if self.is_minimal else self.terms


@dataclass(frozen=True)
class Found:
    """Grids of an island: labels 0 to count − 1 (the first are homes), points, facts of what does not hold."""

    labels: np.ndarray
    count: int
    cost: float
    is_proven: bool
    causes: dict = field(default_factory=dict)


def strict(terms: Terms) -> Terms:
    """Points in which a rule outweighs everything else."""
    return replace(terms, outside=terms.outside * STRICT, short=terms.short * STRICT)


def first_count(buildings: Sequence[Building], terms: Terms, homes: int) -> int:
    """How many grids to begin with: as many as before if the band allows it, else households by the target.

    A building above the band is a grid by itself.
    """
    sizes = [building.households for building in buildings]
    allowed = counts_allowed(sum(sizes), terms)
    if homes and allowed:
        return min(max(homes, allowed[0]), allowed[-1], len(sizes))
    large = [size for size in sizes if size > terms.high]
    rest = sum(sizes) - sum(large)
    return min(max(1, len(large) + round(rest / terms.target)), len(sizes))


def solved(island: Island, wish: Wish) -> Found:
    """The cheapest grids found. If a rule does not hold: the price of holding it, else one grid more or fewer is tried.

    The number of grids changes only where with the first number the band cannot be kept.
    """
    count = wish.count or first_count(island.buildings, wish.terms, len(island.homes))
    if wish.is_minimal and (as_it_was := _as_it_was(island, wish, count)):
        return as_it_was
    best = _judged(island, wish, _cheapest(island, wish, wish.aims, count))
    for _ in range(ROUNDS if wish.count is None else 0):
        if best.causes.get("outside", {}).get("cause") in {None, "dearer"}:
            break
        others = [other for other in (best.count - 1, best.count + 1) if 1 <= other <= len(island.buildings)]
        tried = [_cheapest(island, wish, wish.aims, other) for other in others]
        better = min(tried, key=lambda found: found.cost, default=best)
        if better.cost >= best.cost:
            break
        best = _judged(island, wish, better)
    return best


def _as_it_was(island: Island, wish: Wish, count: int) -> Found | None:
    """The previous plan, if nothing needs repair: no new building, every grid whole, every rule kept."""
    ground = island.ground(count)
    if count != len(island.homes) or (kept(ground, count) != ground.old).any():
        return None
    cost, labels = annealed(ground, ground.old, count, weights_of(wish.aims), 0, HOT, 0)
    found = Found(labels, count, cost, count == 1)
    return None if _broken(island, wish.terms, found) else found


def _cheapest(island: Island, wish: Wish, terms: Terms, count: int) -> Found:
    """The cheapest `count` grids found under these points: proven where no previous plan counts and MOST allows it."""
    ground, weights = island.ground(count), weights_of(terms)
    n, homes = len(island.buildings), island.homes[:count]
    everything = np.ones(n, bool)
    steps = max(1, int(wish.seconds * STEPS * n))
    if not homes and n <= MOST:
        labels, is_proven = cheapest(ground, count, weights, wish.seed)
        steps = 0
    else:
        labels, is_proven = (kept(ground, count) if homes else grown(ground, everything, count)), count == 1
    cost, labels = annealed(ground, labels, count, weights, steps, _heat(wish, bool(homes)), wish.seed)
    return Found(labels, count, cost, is_proven)


def _heat(wish: Wish, is_kept: bool) -> float:
    if not is_kept:
        return max(HOT, 2 * wish.terms.compound)
    return MINIMAL if wish.is_minimal else WARM


def _judged(island: Island, wish: Wish, found: Found) -> Found:
    """The plan with the causes of what does not hold in it, or a cheaper one if looking for the cause finds it."""
    broken = _broken(island, wish.terms, found)
    if not broken:
        return found
    rigid = _cheapest(island, wish, strict(wish.aims), found.count)
    ground = island.ground(found.count)
    cost, labels = annealed(ground, rigid.labels, found.count, weights_of(wish.aims), 0, HOT, 0)
    if cost < found.cost - 1e-6 and not found.is_proven:
        return _judged(island, wish, replace(rigid, cost=cost))
    dearer = {
        "cause": "dearer",
        "extra": cost - found.cost,
        "moved": _moved(ground, labels) - _moved(ground, found.labels),
    }
    still = _broken(island, wish.terms, rigid)
    causes = {rule: _cause(island, wish, rule, found.count) if rule in still else dearer for rule in broken}
    return replace(found, causes=causes)


def _moved(ground: Ground, labels: np.ndarray) -> int:
    return int(ground.households[(ground.old >= 0) & (ground.old != labels)].sum())


def _broken(island: Island, terms: Terms, found: Found) -> set[str]:
    """Rules that do not hold though they might: a grid of one building above the band cannot be helped."""
    rules = set()
    for label in range(found.count):
        inside = [island.buildings[at] for at in np.flatnonzero(found.labels == label)]
        households = sum(building.households for building in inside)
        if households < terms.low or (households > terms.high and len(inside) > 1):
            rules.add("outside")
        if sum(building.members for building in inside) < terms.members:
            rules.add("short")
    return rules


def _cause(island: Island, wish: Wish, rule: str, count: int) -> dict:
    """Why not even a plan made for the rules keeps this one."""
    if rule == "outside" and not counts_allowed(island.households, wish.terms):
        return {"cause": "total", "total": island.households}
    if rule == "outside" and wish.count and not can_divide(island.households, count, wish.terms):
        return {"cause": "given", "count": count}
    nothing_else = replace(wish.terms, **dict.fromkeys(TERMS, 0.0) | {rule: 1.0})
    alone = _cheapest(island, wish, nothing_else, count)
    is_proven = alone.is_proven and rule in _broken(island, wish.terms, alone)
    return {"cause": "impossible" if is_proven else "not_found", "count": count}
