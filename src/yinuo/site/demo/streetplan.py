"""Draws a made-up town: communities as a net of quadrangles, roads, compounds and buildings with counts, no households."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

COLUMNS = 8
STEP_LONGITUDE, STEP_LATITUDE = 0.0112, 0.0094
"""About 1,050 m each way at 33° north."""

JITTER = 0.12
EDGE = 0.04
"""Share of a community's side that stays free along its border."""

TOWERS, WALK_UPS, LANES = (90, 0.25), (36, 0.55), (6, 0.20)
"""Mean households of a building, and how often a compound is of that kind (prototypes/README §3)."""

MEMBERS_PER_HOUSEHOLD = 0.035

Point = tuple[float, float]


@dataclass(frozen=True)
class Quarter:
    """One community on the ground: its four corners (longitude, latitude), from the south-west against the clock."""

    corners: tuple[Point, Point, Point, Point]

    def at(self, across: float, up: float) -> Point:
        """The point at a share of the way from west to east and from south to north."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.corners
        low, high = (1 - across) * (1 - up), across * (1 - up)
        far, near = across * up, (1 - across) * up
        return low * ax + high * bx + far * cx + near * dx, low * ay + high * by + far * cy + near * dy

    @property
    def centre(self) -> Point:
        return self.at(0.5, 0.5)

    @property
    def shape(self) -> dict:
        """Its outline as GeoJSON."""
        ring = [[round(x, 6), round(y, 6)] for x, y in (*self.corners, self.corners[0])]
        return {"type": "Polygon", "coordinates": [ring]}


def quarters(count: int, middle: Point, random: Random) -> list[Quarter]:
    """So many communities side by side around a middle, without gaps and overlaps."""
    rows = -(-count // COLUMNS)
    west, south = middle[0] - COLUMNS / 2 * STEP_LONGITUDE, middle[1] - rows / 2 * STEP_LATITUDE

    def node(column: int, row: int) -> Point:
        return (
            west + (column + random.uniform(-JITTER, JITTER)) * STEP_LONGITUDE,
            south + (row + random.uniform(-JITTER, JITTER)) * STEP_LATITUDE,
        )

    nodes = [[node(column, row) for column in range(COLUMNS + 1)] for row in range(rows + 1)]
    cells = ((row, column) for row in range(rows) for column in range(COLUMNS))
    return [
        Quarter((nodes[row][column], nodes[row][column + 1], nodes[row + 1][column + 1], nodes[row + 1][column]))
        for row, column in list(cells)[:count]
    ]


@dataclass(frozen=True)
class Road:
    name: str
    shape: dict


@dataclass
class Town:
    """Fills quarters with roads, compounds and buildings."""

    random: Random
    compounds: list[str]
    lanes: list[str]
    roads: list[str]

    def fill(self, quarter: Quarter, households: int, *, members: float = MEMBERS_PER_HOUSEHOLD) -> tuple[list, list]:
        """(rows of buildings, roads) with about so many households."""
        columns, rows = self.random.choice([(3, 3), (3, 2), (2, 3)])
        names = self.random.sample(self.compounds, len(self.compounds))
        buildings = list(self._blocks(quarter, households / (columns * rows), columns, rows, names, members))
        roads = list(self._roads(quarter, columns, rows))
        factor = households / sum(row["households"] for row in buildings)
        for number, row in enumerate(buildings, 1):
            row["code"] = f"{number:03}"
            row["households"] = max(1, round(row["households"] * factor))
        return buildings, roads

    def _roads(self, quarter: Quarter, columns: int, rows: int) -> Iterator[Road]:
        """The streets between the blocks: one main road each way."""
        names = self.random.sample(self.roads, 2)
        across, up = round(columns / 2) / columns, round(rows / 2) / rows
        for name, ends in ((names[0], ((across, 0.0), (across, 1.0))), (names[1], ((0.0, up), (1.0, up)))):
            line = [[round(x, 6), round(y, 6)] for x, y in (quarter.at(*end) for end in ends)]
            yield Road(name, {"type": "LineString", "coordinates": line})

    def _blocks(self, quarter, share: float, columns: int, rows: int, names: list[str], members: float):
        width, height = (1 - 2 * EDGE) / columns, (1 - 2 * EDGE) / rows
        for column in range(columns):
            for row in range(rows):
                block = f"{column * rows + row + 1}号街坊"
                corner = EDGE + column * width, EDGE + row * height
                for west, size in self._cuts(corner[0] + width * 0.08, width * 0.84):
                    part = share * size / (width * 0.84) * self.random.uniform(0.6, 1.4)
                    area = west, corner[1] + height * 0.08, size * 0.94, height * 0.84
                    yield from self._compound(quarter, area, part, block, names, members)

    def _cuts(self, west: float, width: float) -> Iterator[tuple[float, float]]:
        """A block in one to three compounds from west to east."""
        count = self.random.randint(1, 3)
        ends = [0.0, *(n / count + self.random.uniform(-0.08, 0.08) for n in range(1, count)), 1.0]
        for start, end in itertools.pairwise(ends):
            yield west + start * width, (end - start) * width

    def _compound(self, quarter, area, households: float, block: str, names: list[str], members: float):
        kinds = (TOWERS, WALK_UPS, LANES)
        mean, _often = self.random.choices(kinds, [often for _mean, often in kinds])[0]
        is_lane = mean == LANES[0]
        name = self.random.choice(self.lanes) if is_lane else (names.pop() if names else "散居楼")
        count = max(2, min(24, round(households / mean)))
        for number in range(1, count + 1):
            x, y = quarter.at(
                area[0] + self.random.random() * area[2],
                area[1] + self.random.random() * area[3],
            )
            here = max(1, round(self.random.gauss(mean, mean * 0.25)))
            yield {
                "name": f"{name}{number}号" if is_lane else f"{name}{number}号楼",
                "compound": f"{name}（{block}）",
                "block": block,
                "households": here,
                "members": self._poisson(here * members),
                "longitude": Decimal(f"{x:.6f}"),
                "latitude": Decimal(f"{y:.6f}"),
            }

    def _poisson(self, mean: float) -> int:
        """How many of something rare: arrivals until a unit of time is over."""
        count, time = 0, self.random.expovariate(1)
        while time < mean:
            count, time = count + 1, time + self.random.expovariate(1)
        return count
