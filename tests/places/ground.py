"""A piece of ground for tests: a community of one square kilometre and what stands on it, in metres from its corner."""

import json
from decimal import Decimal
from random import Random

from yinuo.places.geometry import Plane

CORNER = Plane(112.5, 33.0)
"""The south-west corner of 幸福社区."""


def degrees(x: float, y: float) -> list[float]:
    return [round(CORNER.longitude + x / CORNER.east, 6), round(CORNER.latitude + y / CORNER.north, 6)]


def polygon(*points) -> str:
    """GeoJSON of an outline through these points (metres)."""
    ring = [degrees(*point) for point in (*points, points[0])]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def box(west: float, south: float, east: float, north: float) -> str:
    return polygon((west, south), (east, south), (east, north), (west, north))


def line(*points) -> str:
    return json.dumps({"type": "LineString", "coordinates": [degrees(*point) for point in points]})


HOME = box(0, 0, 1000, 1000)
NEXT_DOOR = box(1000, 0, 2000, 1000)


def at(x: float, y: float) -> dict[str, Decimal]:
    """The arguments of a point."""
    longitude, latitude = degrees(x, y)
    return {"longitude": Decimal(str(longitude)), "latitude": Decimal(str(latitude))}


def rows(
    columns: int, lines: int, households: int = 40, members: int = 2, *, start: int = 1, west: float = 50
) -> list[dict]:
    """Buildings in a net of 100 m, as rows of an import; every four columns are a compound."""
    return [
        {
            "code": f"{start + line * columns + column:03}",
            "name": f"第{start + line * columns + column}号楼",
            "households": households,
            "members": members,
            "compound": f"小区{line}-{column // 4}",
            **at(west + 100 * column, 50 + 100 * line),
        }
        for line in range(lines)
        for column in range(columns)
    ]


def scattered(number: int, seed: int = 1, *, start: int = 1, households=(10, 70)) -> list[dict]:
    """Buildings anywhere in the community."""
    random = Random(seed)
    return [
        {
            "code": f"{start + index:03}",
            "name": f"散楼{start + index}号",
            "households": random.randint(*households),
            "members": random.randint(0, 4),
            "compound": f"院{random.randint(1, number // 4 + 1)}",
            **at(random.uniform(20, 980), random.uniform(20, 980)),
        }
        for index in range(number)
    ]
