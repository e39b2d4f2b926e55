"""Minutes of driving between named places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

KM_LATITUDE = 111.2
"""Kilometres of one degree of latitude."""

TOWN_KM = 12.0
"""So far a journey runs at the speed of a town, beyond that at the speed of the road."""


class Holes(ValueError):
    """Journeys without minutes; `pairs` (from, to) names them all."""

    def __init__(self, pairs: Iterable[tuple[str, str]]):
        self.pairs = tuple(pairs)
        named = ", ".join(f"{one} → {other}" for one, other in self.pairs[:5])
        super().__init__(f"{len(self.pairs)} journeys have no minutes: {named}{' …' if len(self.pairs) > 5 else ''}")


@dataclass(frozen=True, eq=False)
class Travel:
    """`minutes` int64[n, n] from each of the `keys` (row) to each (column); below 0 where nobody knows."""

    keys: tuple[str, ...]
    minutes: np.ndarray

    @classmethod
    def of(cls, keys: Iterable[str], matrix) -> "Travel":
        """Minutes as somebody measured them, rounded up; they may differ there and back. Holes if one is missing."""
        keys = tuple(keys)
        given = np.asarray(matrix, float)
        if given.shape != (len(keys), len(keys)) or len(set(keys)) < len(keys):
            raise ValueError(f"{len(keys)} different keys need a square of minutes, not {given.shape}")
        known = np.isfinite(given) & (given >= 0)
        minutes = np.where(known, np.ceil(np.where(known, given, 0)), -1).astype(np.int64)
        np.fill_diagonal(minutes, 0)
        travel = cls(keys, minutes)
        if missing := travel.holes():
            raise Holes(missing)
        return travel

    @classmethod
    def straight(cls, points: Mapping[str, tuple[float, float]], **speeds) -> "Travel":
        """An estimate from (latitude, longitude) in degrees; `speeds` as in `across`."""
        degrees = np.array(list(points.values()), float).reshape(-1, 2)
        if not np.isfinite(degrees).all():
            raise ValueError("a place has no position")
        middle = np.cos(np.radians(degrees[:, 0].mean())) if len(degrees) else 1.0
        flat = degrees * KM_LATITUDE * np.array([1.0, middle])
        apart = np.sqrt(((flat[:, None] - flat[None]) ** 2).sum(-1))
        return cls.across(tuple(points), apart, **speeds)

    @classmethod
    def across(
        cls, keys: Sequence[str], kilometres: np.ndarray, *, factor=1.3, kmh_town=30.0, kmh_road=62.0, boarding=4.0
    ) -> "Travel":
        """An estimate from kilometres in a straight line, float[n, n]: times `factor` for the road, `boarding` minutes
        for getting in and out, the first TOWN_KM at `kmh_town`; never longer than over a third place."""
        road = np.asarray(kilometres, float) * factor
        town = np.minimum(road, TOWN_KM)
        minutes = np.ceil(town / kmh_town * 60 + boarding + (road - town) / kmh_road * 60).astype(np.int64)
        np.fill_diagonal(minutes, 0)
        return cls(tuple(keys), closed(minutes))

    def holes(self) -> tuple[tuple[str, str], ...]:
        """Journeys (from, to) without minutes."""
        rows, columns = np.nonzero(self.minutes < 0)
        return tuple((self.keys[row], self.keys[column]) for row, column in zip(rows, columns, strict=True))

    @cached_property
    def place(self) -> dict[str, int]:
        """Key → row."""
        return {key: at for at, key in enumerate(self.keys)}

    def between(self, one: str, other: str) -> int:
        """Minutes from one place to the other."""
        return int(self.minutes[self.place[one], self.place[other]])


def closed(minutes: np.ndarray) -> np.ndarray:
    """The minutes, int64[n, n], over any places in between where that is shorter."""
    shortest = minutes.copy()
    for over in range(len(shortest)):
        shortest = np.minimum(shortest, shortest[:, over : over + 1] + shortest[over : over + 1])
    return shortest
