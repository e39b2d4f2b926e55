"""Maps: features for a script to show, and the same drawn as SVG for pages without one. WGS 84, degrees, longitude first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import cos, hypot, radians

from django.conf import settings
from django.utils.translation import gettext as _
from shapely.geometry import shape as shapely_shape

HUES = 6
"""Colours tell neighbouring grids apart and mean nothing; the number is what counts."""

METRES = 111_320.0
"""Metres of one degree of latitude."""

WIDTH = 720
"""Units of a drawing from west to east."""

MARGIN = 18
LOWEST, TALLEST = 300, 720
BARS = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)
MARKS = ("other", "moved")
"""What a shape may be besides its kind: a neighbour's, or a building that changes grid."""

ORDER = ("community", "grid", "draft", "barrier", "route", "building", "stop", "wrong")
NUMBERED = {"grid": "map-number", "draft": "map-number", "stop": "map-stop-number"}
"""Kinds whose number stands on the map, and its dress."""

Point = tuple[float, float]


def feature(kind: str, shape: dict, name: str, **said) -> dict:
    """One GeoJSON feature: `kind` of ORDER, its name, and what a map may show of it.

    `number` (label), `hue` (0..HUES-1), `day` (0..3, of a route), `key` (its code), `url`, `lines` (pairs of a word and its value), `is_` + MARKS.
    """
    told = {word: value for word, value in said.items() if value not in (None, "", [])}
    return {"type": "Feature", "geometry": shape, "properties": {"kind": kind, "name": name} | told}


def spot(latitude: float, longitude: float) -> dict:
    """A GeoJSON point."""
    return {"type": "Point", "coordinates": [longitude, latitude]}


def hues(centres: dict[str, Point]) -> dict[str, int]:
    """A colour for each grid, so that it differs from those of its nearest neighbours; the same for the same grids."""
    given: dict[str, int] = {}
    for key in sorted(centres):
        near = sorted(given, key=lambda other: _apart(centres[key], centres[other]))[: HUES - 1]
        taken = [given[one] for one in near]
        free = [hue for hue in range(HUES) if hue not in taken]
        given[key] = free[0] if len(free) == 1 else min(free, key=lambda hue: list(given.values()).count(hue))
    return given


def middle(shape: dict) -> Point:
    """A point inside the shape, longitude first; for its label."""
    inside = shapely_shape(shape).representative_point()
    return inside.x, inside.y


def _apart(one: Point, other: Point) -> float:
    return hypot((one[0] - other[0]) * cos(radians(one[1])), one[1] - other[1])


@dataclass(frozen=True)
class Drawn:
    """One shape of a drawing: a path, or a dot where `path` is empty."""

    dress: str
    title: str
    path: str = ""
    x: float = 0
    y: float = 0


@dataclass(frozen=True)
class Label:
    """Words at a place of a drawing."""

    x: float
    y: float
    word: str
    dress: str = "map-number"


@dataclass(frozen=True)
class Picture:
    """A drawing of `width` × `height` units, with a bar that is `bar_word` long on the ground."""

    width: int
    height: int
    shapes: list[Drawn]
    labels: list[Label]
    bar: float
    bar_word: str

    @property
    def foot(self) -> int:
        """Where the bar lies."""
        return self.height - 10

    @property
    def bar_path(self) -> str:
        return f"M{MARGIN} {self.foot - 5}v5h{self.bar:.1f}v-5"


@dataclass(frozen=True)
class GroundMap:
    """A map of a page: what it is called and its features; partials/map.html shows it."""

    title: str
    features: list[dict]
    key: str = "ground"
    legend: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of a dress and what it stands for."""

    start: tuple[float, float, int] | None = None
    """Latitude, longitude and zoom of a map to draw on, for when there is nothing on it yet."""

    @property
    def collection(self) -> dict:
        """All features as GeoJSON."""
        return {"type": "FeatureCollection", "features": self.features}

    @cached_property
    def picture(self) -> Picture | None:
        """The drawing; None when there is nothing to draw."""
        return drawn(self.features)

    @property
    def is_shown(self) -> bool:
        """Whether there is something to see, or to draw on."""
        return self.picture is not None or self.start is not None

    @property
    def start_words(self) -> str:
        """The start for the script."""
        return ",".join(str(one) for one in self.start or ())

    @property
    def scripts_key(self) -> str:
        """The id of the features in the page."""
        return f"{self.key}-features"

    @property
    def tiles(self) -> str:
        """Where map tiles come from; empty unless the city has such a server."""
        return settings.YINUO_TILES_URL

    @property
    def credit(self) -> str:
        """Whose tiles they are."""
        return settings.YINUO_TILES_CREDIT


class _Frame:
    """Degrees to units of the drawing."""

    def __init__(self, points: list[Point]):
        east, north = zip(*points, strict=True)
        self.left, self.top = min(east), max(north)
        self.wide = cos(radians((min(north) + max(north)) / 2))
        across = max((max(east) - self.left) * self.wide, 1e-4)
        down = max(self.top - min(north), 1e-4)
        room = WIDTH - 2 * MARGIN
        self.scale = min(room / across, (TALLEST - 2 * MARGIN - 24) / down)
        self.height = max(LOWEST, round(down * self.scale) + 2 * MARGIN + 24)
        self.shift = (room - across * self.scale) / 2
        self.fall = (self.height - 2 * MARGIN - 24 - down * self.scale) / 2

    def at(self, point: Point) -> Point:
        x = (point[0] - self.left) * self.wide * self.scale + MARGIN + self.shift
        y = (self.top - point[1]) * self.scale + MARGIN + self.fall
        return round(x, 1), round(y, 1)

    def bar(self) -> tuple[float, int]:
        """Units and metres of a bar of about a quarter of the width."""
        metre = self.scale / METRES
        length = max((one for one in BARS if one * metre <= WIDTH / 3), default=BARS[0])
        return length * metre, length


def drawn(features: Iterable[dict]) -> Picture | None:
    """The features as a drawing, what lies below first."""
    features = sorted(features, key=lambda one: ORDER.index(one["properties"]["kind"]))
    sound = [one for one in features if one["properties"]["kind"] != "wrong"]  # a wrong row may lie in another county
    points = [point for one in sound or features for line, _closed in _lines(one["geometry"]) for point in line]
    if not points:
        return None
    frame = _Frame(points)
    units, metres = frame.bar()
    word = _("{n} 米").format(n=metres) if metres < 1000 else _("{n} 公里").format(n=metres // 1000)
    labels = [label for one in features if (label := _label(one, frame))]
    return Picture(WIDTH, frame.height, [_shape(one, frame) for one in features], labels, units, word)


def dress_of(properties: dict) -> str:
    """The classes of a shape, the same for the drawing and for the script."""
    hue = properties.get("hue")
    words = [f"map-{properties['kind']}", "" if hue is None else f"hue-{hue}"]
    words += [f"day-{properties['day']}"] if "day" in properties else []
    words += [f"is-{mark}" for mark in MARKS if properties.get(f"is_{mark}")]
    return " ".join(word for word in words if word)


def _shape(one: dict, frame: _Frame) -> Drawn:
    said, shape = one["properties"], one["geometry"]
    title = " ".join([said["name"], *(f"{word} {value}" for word, value in said.get("lines", []))])
    if shape["type"] == "Point":
        x, y = frame.at(tuple(shape["coordinates"][:2]))
        return Drawn(dress_of(said), title, x=x, y=y)
    return Drawn(dress_of(said), title, path="".join(_path(line, closed, frame) for line, closed in _lines(shape)))


def _path(line: list[Point], closed: bool, frame: _Frame) -> str:
    spots = [frame.at(point) for point in line]
    kept = [spots[0]] + [after for before, after in pairwise(spots) if before != after]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + ("Z" if closed else "")


def _label(one: dict, frame: _Frame) -> Label | None:
    said = one["properties"]
    if "number" not in said or said["kind"] not in NUMBERED:
        return None
    x, y = frame.at(tuple(said["centre"]) if "centre" in said else middle(one["geometry"]))
    return Label(x, y, str(said["number"]), NUMBERED[said["kind"]])


def _lines(shape: dict) -> Iterator[tuple[list[Point], bool]]:
    """Every line of a GeoJSON geometry, and whether it closes."""
    given, kind = shape["coordinates"], shape["type"]
    if kind == "Point":
        yield [tuple(given[:2])], False
    elif kind == "LineString":
        yield [tuple(one[:2]) for one in given], False
    elif kind == "MultiLineString":
        yield from (([tuple(one[:2]) for one in line], False) for line in given)
    elif kind == "Polygon":
        yield from (([tuple(one[:2]) for one in ring], True) for ring in given)
    elif kind == "MultiPolygon":
        yield from (([tuple(one[:2]) for one in ring], True) for part in given for ring in part)
