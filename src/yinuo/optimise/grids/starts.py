"""Where the search starts: grids grown from far-apart seeds, or the previous grids made whole again."""

from heapq import heapify, heappop, heappush

import numpy as np

from .ground import Ground, near_of


def grown(ground: Ground, inside: np.ndarray, count: int) -> np.ndarray:
    """Labels 0 to count − 1 for the buildings of a connected set, int[n], −1 outside; the lightest grid grows next."""
    labels = np.full(len(ground.x), -1, np.int64)
    for label, seed in enumerate(_seeds(ground, np.flatnonzero(inside), count)):
        labels[seed] = label
    return filled(ground, np.where(inside, labels, -2))


def filled(ground: Ground, labels: np.ndarray) -> np.ndarray:
    """Gives every building labelled −1 to a grid beside it, nearest building of the lightest grid first.

    −2 stays out and becomes −1. Needs at least one label in every connected part.
    """
    labels = labels.copy()
    count = int(labels.max()) + 1
    loads = np.bincount(labels[labels >= 0], ground.weight[labels >= 0], minlength=count)
    queues: list[list[tuple[float, int]]] = [[] for _ in range(count)]
    for at in np.flatnonzero(labels >= 0):
        _queue_beside(ground, labels, queues[labels[at]], at)
    waiting = [(load, label) for label, load in enumerate(loads)]
    heapify(waiting)
    while waiting:
        load, label = heappop(waiting)
        while queues[label] and labels[queues[label][0][1]] != -1:
            heappop(queues[label])
        if not queues[label]:
            continue
        _distance, at = heappop(queues[label])
        labels[at] = label
        _queue_beside(ground, labels, queues[label], at)
        heappush(waiting, (load + ground.weight[at], label))
    return np.maximum(labels, -1)


def kept(ground: Ground, count: int) -> np.ndarray:
    """`count` grids that keep as much as they can of `ground.old`, whose numbers must be below `count` or ELSEWHERE.

    Of a grid that does not hang together the heaviest part stays; new buildings and loose parts go to a grid beside
    them; a grid without buildings is cut out of the heaviest.
    """
    labels = np.where(ground.old < count, ground.old, -1)
    for label in range(count):
        parts = connected_parts(ground, labels == label)
        for part in sorted(parts, key=lambda part: -ground.weight[part].sum())[1:]:
            labels[part] = -1
    if (labels < 0).all():
        return grown(ground, labels < 0, count)
    labels = filled(ground, labels)
    for label in range(count):
        if not (labels == label).any():
            loads = np.bincount(labels, ground.weight * (np.bincount(labels)[labels] > 1), minlength=count)
            heaviest = int(np.argmax(loads))
            labels[grown(ground, labels == heaviest, 2) == 1] = label
    return labels


def connected_parts(ground: Ground, inside: np.ndarray) -> list[list[int]]:
    """The parts that hang together of a set of buildings, bool[n]."""
    left, parts = set(np.flatnonzero(inside).tolist()), []
    while left:
        part = [min(left)]
        left.remove(part[0])
        for at in part:
            beside = [int(one) for one in near_of(ground, at) if int(one) in left]
            part += beside
            left.difference_update(beside)
        parts.append(part)
    return parts


def _seeds(ground: Ground, inside: np.ndarray, count: int) -> list[int]:
    """Buildings far from each other, the first one farthest from the middle."""
    x, y = ground.x[inside], ground.y[inside]
    far = (x - x.mean()) ** 2 + (y - y.mean()) ** 2
    chosen: list[int] = []
    for _ in range(count):
        best = int(np.argmax(far))
        distance = (x - x[best]) ** 2 + (y - y[best]) ** 2
        far = np.minimum(far, distance) if chosen else distance
        far[[best, *chosen]] = -1
        chosen.append(best)
    return [int(inside[at]) for at in chosen]


def _queue_beside(ground: Ground, labels: np.ndarray, queue: list, at: int) -> None:
    for beside in near_of(ground, at):
        if labels[beside] == -1:
            distance = (ground.x[beside] - ground.x[at]) ** 2 + (ground.y[beside] - ground.y[at]) ** 2
            heappush(queue, (float(distance), int(beside)))
