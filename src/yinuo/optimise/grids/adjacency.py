"""Which buildings are next to each other: Delaunay edges that are short and cross no barrier."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, QhullError, cKDTree

from .terms import Building

Edges = list[tuple[int, int]]
Polyline = Sequence[tuple[float, float]]
Cut = Callable[[int, int], bool] | Iterable[Polyline]


def neighbours(
    buildings: Sequence[Building], reach: float = 220.0, cut: Cut | None = None, *, join: bool = False
) -> tuple[Edges, list[list[int]]]:
    """Edges between positions in `buildings`, and the islands: positions that hang together, largest island first.

    `reach` in metres. `cut` takes edges away: a function of two positions, or barriers (rivers, trunk roads) as
    polylines in metres; an edge that crosses or touches one between its buildings goes. Buildings on the same spot are
    neighbours. With `join`, islands are joined by their nearest pairs, whatever lies between; the islands returned are
    those before joining, so that they can be told. ValueError for a coordinate that is not a number.
    """
    points = np.array([(one.x, one.y) for one in buildings], float).reshape(-1, 2)
    if not np.isfinite(points).all():
        raise ValueError("a coordinate is not a number")
    spanning = _pairs(points)
    lengths = np.hypot(*(points[spanning[:, 0]] - points[spanning[:, 1]]).T)
    pairs = spanning[lengths <= reach]
    if callable(cut):
        pairs = pairs[[not cut(int(one), int(other)) for one, other in pairs]] if len(pairs) else pairs
    elif cut is not None:
        pairs = pairs[~_crossing(points, pairs, cut)]
    edges = [(int(one), int(other)) for one, other in pairs]
    islands = islands_of(len(points), edges)
    if join:
        edges += _joins(islands, spanning[np.argsort(lengths, kind="stable")])
    return edges, islands


def islands_of(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Positions that hang together over the edges, largest island first, then by the first position."""
    pairs = np.array(list(edges), int).reshape(-1, 2)
    graph = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _number, labels = connected_components(graph, directed=False)
    found: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        found.setdefault(int(label), []).append(at)
    return sorted(found.values(), key=lambda island: (-len(island), island[0]))


def _joins(islands: list[list[int]], pairs: np.ndarray) -> Edges:
    """The edges that tie the islands together, from pairs in order of length; Delaunay edges hold the nearest ones."""
    island_of = {at: number for number, island in enumerate(islands) for at in island}
    group = list(range(len(islands)))
    made = []
    for one, other in pairs:
        first, last = _root(group, island_of[int(one)]), _root(group, island_of[int(other)])
        if first != last:
            group[last] = first
            made.append((int(one), int(other)))
    return made


def _root(group: list[int], at: int) -> int:
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at


def _pairs(points: np.ndarray) -> np.ndarray:
    """Delaunay edges int[e, 2], the smaller position first; those on the same spot hang on the first of them."""
    if not len(points):
        return np.zeros((0, 2), int)
    places, first, of = np.unique(points, axis=0, return_index=True, return_inverse=True)
    found = first[_triangulated(places)]
    doubled = np.flatnonzero(first[of.ravel()] != np.arange(len(points)))
    found = np.vstack([found, np.c_[first[of.ravel()[doubled]], doubled]])
    return np.unique(np.sort(found, axis=1), axis=0)


def _triangulated(places: np.ndarray) -> np.ndarray:
    """Edges between different places; along the line where all of them lie on one."""
    line = np.lexsort(places.T)
    if len(places) < 2:
        return np.zeros((0, 2), int)
    try:
        corners = Delaunay(places - places.mean(0)).simplices
    except (QhullError, ValueError):
        return np.c_[line[:-1], line[1:]]
    edges = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    # Qhull leaves out a place that lies almost on another; it would be an island for no reason
    left = np.setdiff1d(np.arange(len(places)), corners)
    if len(left):
        _far, near = cKDTree(places).query(places[left], k=2)
        edges = np.vstack([edges, np.c_[left, near[:, 1]]])
    return edges


def _crossing(points: np.ndarray, pairs: np.ndarray, barriers: Iterable[Polyline]) -> np.ndarray:
    """Which edges cross a barrier, bool[e]."""
    crossing = np.zeros(len(pairs), bool)
    one, other = points[pairs[:, 0]], points[pairs[:, 1]]
    for barrier in barriers:
        line = np.array(barrier, float).reshape(-1, 2)
        for start, end in pairwise(line):
            apart = _side(start, end, one) * _side(start, end, other) < 0
            crossing |= apart & (_side(one, other, start) * _side(one, other, end) <= 0)
    return crossing


def _side(start: np.ndarray, end: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Whether the point lies left (1), right (−1) or on (0) the line."""
    along, away = end - start, point - start
    return np.sign(along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0])
