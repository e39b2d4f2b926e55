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
SPIRAL = 0.001
"""Metres between buildings on the same spot, so that they can be told apart."""


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
    """Delaunay edges int[e, 2], the smaller position first; along the line where all buildings lie on one."""
    if len(points) < 2:
        return np.zeros((0, 2), int)
    places = _spread(points - points.mean(0))
    try:
        corners = Delaunay(places).simplices
    except (QhullError, ValueError):
        line = np.lexsort(places.T)
        return np.unique(np.sort(np.c_[line[:-1], line[1:]], axis=1), axis=0)
    edges = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    # Qhull leaves out a place that lies almost on another; it would be an island for no reason
    left = np.setdiff1d(np.arange(len(places)), corners)
    if len(left):
        edges = np.vstack([edges, np.c_[left, cKDTree(places).query(places[left], k=2)[1][:, 1]]])
    return np.unique(np.sort(edges, axis=1), axis=0)


def _spread(places: np.ndarray) -> np.ndarray:
    """The places, with those on the same spot laid out on a spiral of some millimetres."""
    _spots, of = np.unique(places, axis=0, return_inverse=True)
    order = np.argsort(of.ravel(), kind="stable")
    first = np.searchsorted(of.ravel()[order], of.ravel()[order])
    turn = np.zeros(len(places))
    turn[order] = np.arange(len(places)) - first
    angle = turn * np.pi * (3 - np.sqrt(5))
    return places + (SPIRAL * np.sqrt(turn))[:, None] * np.c_[np.cos(angle), np.sin(angle)]


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
