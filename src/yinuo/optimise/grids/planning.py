"""Partition of a community into grids: islands apart, positions of the previous plan kept, notes put to it."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from .adjacency import islands_of, neighbours
from .columns import MOST
from .ground import checked, checked_edges, ground_of, old_positions
from .islands import Found, Island, Wish, solved
from .plans import noted, previous_count, priced
from .reasons import notes_on
from .terms import Building, Note, Plan, Terms

Edges = Iterable[tuple[int, int]]


def plan(
    buildings: Sequence[Building],
    terms: Terms | None = None,
    *,
    edges: Edges | None = None,
    count: int | None = None,
    previous: Mapping[str, int] | None = None,
    minimum_moves: bool = False,
    seconds: float = 0.2,
    seed: int = 1,
) -> Plan:
    """The cheapest partition found into grids that hang together; the same for the same arguments on any machine.

    `edges`: positions of buildings next to each other; islands among them are planned apart. None: `neighbours`,
    islands joined. `count`: grids in all; None: as many as before if the band allows it, else households by the
    target, one more or fewer where the band could not be kept otherwise. `previous`: key → number of the old grid;
    grid i stays grid i, buildings without one are new. `minimum_moves`: hold the band and the members, then move as
    few households as can be, then the rest. `seconds`: effort, about so long for a community of 120 buildings (it
    sets a number of steps, not a clock). Up to 20 buildings without a previous plan the optimum is proven.

    Without a previous plan grids run from west to east, then from north to south. ValueError: no buildings, a key
    twice, numbers that cannot be, a count above the buildings or below the islands, minimum moves from nothing.
    """
    found, terms = checked(buildings), terms or Terms()
    if seconds <= 0:
        raise ValueError("seconds must be above 0")
    if minimum_moves and not previous:
        raise ValueError("minimum moves need a previous plan")
    notes, edges = _connected(found, edges)
    old = old_positions(found, previous)
    islands = _islands(found, edges, old)
    counts = _counts(islands, count)
    made = [
        solved(island, Wish(terms, number, minimum_moves, seconds, seed))
        for island, number in zip(islands, counts, strict=True)
    ]
    labels, causes = _numbered(found, islands, made, previous_count(previous))
    result = priced(
        found,
        ground_of(found, edges, old),
        labels,
        terms,
        previous_count(previous),
        all(one.is_proven for one in made),
    )
    return noted(result, [*notes, *notes_on(found, labels, result, terms, causes)])


def exact(
    buildings: Sequence[Building], terms: Terms | None = None, *, edges: Edges | None = None, count: int | None = None
) -> Plan:
    """The optimum of up to 20 buildings by set partitioning over all connected sets. ValueError above that."""
    if len(buildings) > MOST:
        raise ValueError(f"at most {MOST} buildings can be planned exactly: {len(buildings)}")
    return plan(buildings, terms, edges=edges, count=count)


def _connected(buildings: Sequence[Building], edges: Edges | None) -> tuple[list[Note], list[tuple[int, int]]]:
    """The edges to plan along, and a note for each island but the largest."""
    if edges is None:
        joined, islands = neighbours(buildings, join=True)
    else:
        joined = checked_edges(edges, len(buildings))
        islands = islands_of(len(buildings), joined)
    island_of = {at: number for number, island in enumerate(islands) for at in island}
    across = {island_of[a]: (a, b) for a, b in joined if island_of[a] != island_of[b]}
    across |= {island_of[b]: (a, b) for a, b in joined if island_of[a] != island_of[b]} | across
    notes = []
    for number, island in enumerate(islands[1:], 1):
        facts = {
            "buildings": tuple(buildings[at].key for at in island),
            "households": sum(buildings[at].households for at in island),
            "joined": tuple(buildings[at].key for at in across.get(number, ())),
        }
        notes.append(Note("island", None, facts | _metres(buildings, across.get(number))))
    return notes, joined


def _metres(buildings: Sequence[Building], pair: tuple[int, int] | None) -> dict[str, float]:
    if pair is None:
        return {}
    one, other = (buildings[at] for at in pair)
    return {"metres": float(np.hypot(one.x - other.x, one.y - other.y))}


def _islands(buildings: Sequence[Building], edges: Sequence[tuple[int, int]], old: np.ndarray) -> list[Island]:
    groups = islands_of(len(buildings), edges)
    sizes = np.array([building.households + 0.01 for building in buildings])
    homes: list[list[tuple[float, int]]] = [[] for _ in groups]
    for number in np.unique(old[old >= 0]):
        held = [sizes[group][old[group] == number].sum() for group in groups]
        homes[int(np.argmax(held))].append((-max(held), int(number)))
    islands = []
    for group, home in zip(groups, homes, strict=True):
        place = {at: position for position, at in enumerate(group)}
        inner = tuple((place[one], place[other]) for one, other in edges if one in place)
        inside = tuple(buildings[at] for at in group)
        islands.append(Island(tuple(group), inside, inner, old[group], tuple(number for _size, number in sorted(home))))
    return islands


def _counts(islands: Sequence[Island], count: int | None) -> list[int | None]:
    """Grids for each island, in proportion to its households; every island has one, none more than buildings."""
    if count is None:
        return [None] * len(islands)
    if not len(islands) <= count <= sum(len(island.buildings) for island in islands):
        raise ValueError(f"{count} grids do not fit: {len(islands)} islands, each building in one grid")
    counts: list[int | None] = [1] * len(islands)
    for _ in range(count - len(islands)):
        open_ = [at for at, island in enumerate(islands) if counts[at] < len(island.buildings)]
        counts[max(open_, key=lambda at: islands[at].households / counts[at])] += 1
    return counts


def _numbered(
    buildings: Sequence[Building], islands: Sequence[Island], made: Sequence[Found], taken: int
) -> tuple[np.ndarray, dict]:
    """Positions of the grids, int[n]: homes keep theirs, new ones follow from west to east; and the causes by position."""
    labels, fresh, causes = np.full(len(buildings), -1, np.int64), [], {}
    for island, found in zip(islands, made, strict=True):
        inside = np.array(island.members)
        facts = _placed(found.causes, island, len(islands))
        for label in range(found.count):
            members = inside[found.labels == label]
            if label < len(island.homes):
                labels[members], causes[island.homes[label]] = island.homes[label], facts
            else:
                x, y = (float(np.mean([getattr(buildings[at], axis) for at in members])) for axis in "xy")
                fresh.append((x, -y, members, facts))
    for number, (_x, _y, members, facts) in enumerate(sorted(fresh, key=lambda one: one[:2]), taken):
        labels[members], causes[number] = number, facts
    return labels, causes


def _placed(causes: Mapping, island: Island, islands: int) -> dict:
    """Says of a total that fits no band whether it is the island's or the community's."""
    placed = dict(causes)
    if placed.get("outside", {}).get("cause") == "total":
        if islands == 1:
            placed["outside"] = {"cause": "community", "total": island.households}
        else:
            keys = tuple(building.key for building in island.buildings)
            placed["outside"] = {"cause": "island", "total": island.households, "buildings": keys}
    return placed
