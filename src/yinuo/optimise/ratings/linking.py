"""Whether all units can be compared: observers and units as a graph, in which a visit links the two."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from .terms import Rating, Visit


@dataclass(frozen=True, slots=True)
class Links:
    """The islands: units and observers of each, in order of their first unit. One island: everything is linked.

    `bridges` are observers without whom there would be more islands: if one of them stays away, results fall apart.
    """

    islands: tuple[tuple[str, ...], ...]
    observers: tuple[tuple[str, ...], ...]
    bridges: tuple[str, ...] = ()

    @property
    def is_linked(self) -> bool:
        return len(self.islands) <= 1


def linked(visits: Iterable[Visit | Rating]) -> Links:
    """The islands that these visits form; an observer's visits at home count for nothing.

    A unit that only its own observers see is an island by itself.
    """
    pairs, units = _graph(visits)
    islands, observers = _islands(pairs, units)
    return Links(islands, observers, _bridges(pairs, units, len(islands)))


def islands_of(visits: Iterable[Visit | Rating]) -> Links:
    """The same without looking for bridges, which takes one walk for each observer."""
    return Links(*_islands(*_graph(visits)))


def _graph(visits: Iterable[Visit | Rating]) -> tuple[list[tuple[str, str]], list[str]]:
    """Observers with the units they see, their own left out, and all units."""
    found = list(visits)
    pairs = sorted({(one.observer, one.unit) for one in found if not one.home or one.home != one.unit})
    return pairs, sorted({one.unit for one in found})


def _islands(pairs: list[tuple[str, str]], units: list[str]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    people = sorted({observer for observer, _unit in pairs})
    at = {unit: number for number, unit in enumerate(units)}
    row = {observer: len(units) + number for number, observer in enumerate(people)}
    size = len(units) + len(people)
    if not size:
        return (), ()
    ends = np.array([(row[observer], at[unit]) for observer, unit in pairs], np.int64).reshape(-1, 2)
    graph = sparse.coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (size, size))
    number, label = connected_components(graph, directed=False)
    islands = [tuple(unit for unit in units if label[at[unit]] == one) for one in range(number)]
    seen_by = [tuple(one for one in people if label[row[one]] == island) for island in range(number)]
    order = sorted(range(number), key=lambda one: islands[one])
    return tuple(islands[one] for one in order), tuple(seen_by[one] for one in order)


def _bridges(pairs: list[tuple[str, str]], units: list[str], islands: int) -> tuple[str, ...]:
    """Observers who leave more islands behind; only those who saw more than one unit can."""
    found = []
    for observer in sorted({observer for observer, _unit in pairs}):
        rest = [pair for pair in pairs if pair[0] != observer]
        if len(pairs) - len(rest) > 1 and len(_islands(rest, units)[0]) > islands:
            found.append(observer)
    return tuple(found)
