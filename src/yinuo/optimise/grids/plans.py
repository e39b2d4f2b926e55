"""A partition as a plan: each grid with its points by term, what it moves, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from .adjacency import neighbours
from .ground import Ground, checked, checked_edges, ground_of, old_positions, weights_of
from .pricing import AWAY, BLOCKS, COMPOUNDS, Tally, charges, radius_of, tally_of
from .reasons import drawn_causes, notes_on
from .starts import connected_parts
from .terms import TERMS, Building, Grid, Note, Plan, Terms


def cost_of(
    buildings: Sequence[Building],
    assignment: Mapping[str, int],
    terms: Terms | None = None,
    previous: Mapping[str, int] | None = None,
    *,
    edges: Iterable[tuple[int, int]] | None = None,
) -> Plan:
    """Prices any partition as it is, also one drawn by hand: key → number of the grid from 0 on.

    Grids keep their number as position; a number that nobody has becomes a grid without buildings. Notes say which
    grids do not hang together along `edges` (those of `neighbours`, joined, if None) and which buildings are left out;
    those are not priced. ValueError for a key that is no building, or a number below 0 or above 998.
    """
    found, terms = checked(buildings), terms or Terms()
    unknown = sorted(set(assignment) - {building.key for building in found})
    if unknown:
        raise ValueError(f"no such building: {', '.join(unknown)}")
    labels, old = old_positions(found, assignment), old_positions(found, previous)
    edges = neighbours(found, join=True)[0] if edges is None else checked_edges(edges, len(found))
    drawn = [at for at in range(len(found)) if labels[at] >= 0]
    if not drawn:
        raise ValueError("no building is in a grid")
    place = {at: position for position, at in enumerate(drawn)}
    inner = [(place[one], place[other]) for one, other in edges if one in place and other in place]
    ground = ground_of([found[at] for at in drawn], inner, old[drawn])
    named = [found[at] for at in drawn]
    notes = list(_unassigned(found, labels)) + _disconnected(named, ground, labels[drawn])
    made = priced(named, ground, labels[drawn], terms, previous_count(previous), False)
    return noted(made, [*notes, *notes_on(named, labels[drawn], made, terms, drawn_causes(made))])


def priced(
    buildings: Sequence[Building], ground: Ground, labels: np.ndarray, terms: Terms, at_least: int, is_proven: bool
) -> Plan:
    """The plan of a partition, without notes; `at_least`: positions that the previous plan had."""
    count, weights = max(at_least, int(labels.max()) + 1), weights_of(terms)
    tally = tally_of(ground, labels, count, weights)
    grids = tuple(_grid(buildings, np.flatnonzero(labels == label), tally, label, weights) for label in range(count))
    return Plan(grids, sum(grid.cost for grid in grids), round(tally.sums[:, AWAY].sum()), is_proven)


def noted(plan: Plan, notes: Iterable[Note]) -> Plan:
    """The plan with its notes."""
    return Plan(plan.grids, plan.cost, plan.moved, plan.is_proven, tuple(notes))


def previous_count(previous: Mapping[str, int] | None) -> int:
    """Positions of the previous plan."""
    return max((previous or {}).values(), default=-1) + 1


def _grid(buildings: Sequence[Building], inside: np.ndarray, tally: Tally, at: int, weights) -> Grid:
    if not len(inside):
        return Grid((), 0, 0, 0.0, dict.fromkeys(TERMS, 0.0))
    compounds, blocks = tally.touched[at, COMPOUNDS], tally.touched[at, BLOCKS]
    costs = charges(tally.sums, at, compounds, blocks, tally.sums[at, AWAY], weights)
    return Grid(
        tuple(buildings[one].key for one in inside),
        sum(buildings[one].households for one in inside),
        sum(buildings[one].members for one in inside),
        float(radius_of(tally.sums, at)),
        {term: float(cost) for term, cost in zip(TERMS, costs, strict=True)},
    )


def _unassigned(buildings: Sequence[Building], labels: np.ndarray) -> Iterable[Note]:
    left = tuple(building.key for building, label in zip(buildings, labels, strict=True) if label < 0)
    if left:
        yield Note("unassigned", None, {"buildings": left})


def _disconnected(buildings: Sequence[Building], ground: Ground, labels: np.ndarray) -> list[Note]:
    notes = []
    for label in range(int(labels.max()) + 1):
        parts = connected_parts(ground, labels == label)
        if len(parts) > 1:
            keys = tuple(tuple(buildings[at].key for at in sorted(part)) for part in parts)
            notes.append(Note("disconnected", label, {"parts": keys}))
    return notes
