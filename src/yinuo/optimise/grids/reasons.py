"""What a person should know about a plan: which rule does not hold in which grid, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from .terms import Building, Grid, Note, Plan, Terms

Causes = Mapping[int, Mapping]
"""By position of a grid, then "outside" or "short": the facts of its cause, at least `cause`."""


def is_outside(grid: Grid, terms: Terms) -> bool:
    """Whether a grid with buildings is out of the band."""
    return bool(grid.buildings) and not terms.low <= grid.households <= terms.high


def is_short(grid: Grid, terms: Terms) -> bool:
    """Whether a grid with buildings has too few members for a party group."""
    return bool(grid.buildings) and grid.members < terms.members


def drawn_causes(plan: Plan) -> Causes:
    """A plan drawn by hand is as it was drawn."""
    return {at: {rule: {"cause": "drawn"} for rule in ("outside", "short")} for at in range(len(plan.grids))}


def can_divide(households: int, count: int, terms: Terms) -> bool:
    """Whether so many households could be in the band in so many grids, if buildings could be cut."""
    return count * terms.low <= households <= count * terms.high


def counts_allowed(households: int, terms: Terms) -> range:
    """The numbers of grids between which the band holds; empty if there is none."""
    return range(max(1, int(np.ceil(households / terms.high))), int(households // terms.low) + 1)


def notes_on(
    buildings: Sequence[Building], labels: np.ndarray, plan: Plan, terms: Terms, causes: Causes
) -> Iterator[Note]:
    """Notes on a priced plan, about the whole first and then grid by grid."""
    households = sum(building.households for building in buildings)
    if households < terms.low:
        yield Note("small_community", None, {"households": households, "low": terms.low})
    yield from _compounds(buildings, labels, terms)
    for at, grid in enumerate(plan.grids):
        facts = causes.get(at, {})
        if not grid.buildings:
            yield Note("dissolved", at)
        if is_outside(grid, terms):
            yield Note("outside", at, {**_band(grid, terms), **_cause_outside(grid, buildings, terms, facts)})
        if is_short(grid, terms):
            yield Note("short", at, {**_need(grid, terms), **_cause_short(plan, buildings, terms, facts)})


def _compounds(buildings: Sequence[Building], labels: np.ndarray, terms: Terms) -> Iterator[Note]:
    grids: dict[str, set[int]] = {}
    sizes: dict[str, int] = {}
    for building, label in zip(buildings, labels, strict=True):
        if building.compound:
            grids.setdefault(building.compound, set()).add(int(label))
            sizes[building.compound] = sizes.get(building.compound, 0) + building.households
    for compound, households in sizes.items():
        if households > terms.high:
            facts = {"compound": compound, "households": households, "grids": len(grids[compound])}
            yield Note("compound", None, facts)


def _band(grid: Grid, terms: Terms) -> dict:
    return {"households": grid.households, "low": terms.low, "high": terms.high}


def _need(grid: Grid, terms: Terms) -> dict:
    return {"members": grid.members, "needed": terms.members}


def _cause_outside(grid: Grid, buildings: Sequence[Building], terms: Terms, facts: Mapping) -> Mapping:
    inside = set(grid.buildings)
    largest = max((one for one in buildings if one.key in inside), key=lambda one: one.households)
    if largest.households > terms.high:
        return {"cause": "building", "building": largest.key}
    return facts.get("outside", {"cause": "not_found"})


def _cause_short(plan: Plan, buildings: Iterable[Building], terms: Terms, facts: Mapping) -> Mapping:
    members = sum(building.members for building in buildings)
    if members < terms.members * sum(bool(grid.buildings) for grid in plan.grids):
        return {"cause": "community", "total": members}
    return facts.get("short", {"cause": "not_found"})
