"""Shapes on the ground: reading the GeoJSON that people drew or exported, and measuring it in metres. Knows no Django."""

import math
import re
from dataclasses import dataclass

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from ..kernel.errors import Unfit
from ..kernel.words import _

AREAS = frozenset({"Polygon", "MultiPolygon"})
LINES = frozenset({"LineString", "MultiLineString"})
POINTS = frozenset({"Point"})
NAMES = {
    "Polygon": _("面"),
    "MultiPolygon": _("多个面"),
    "LineString": _("线"),
    "MultiLineString": _("多条线"),
    "Point": _("点"),
}
LONGEST = 5_000_000
MOST_POINTS = 20_000
WEST, SOUTH, EAST, NORTH = 73.0, 3.0, 136.0, 54.0
"""China, generously (degrees)."""

WORLD_SYSTEMS = re.compile(r"CRS84|4326|4490")
"""WGS 84 and CGCS 2000, which differ by centimetres."""

DIGITS = 6
SLIGHT_SHARE, SLIGHT_AREA = 0.01, 200.0
"""Borders drawn by hand may overlap by less than 1 % of the smaller area or 200 m²."""

SAME = 0.2
"""Metres along a border within which two drawings of it are the same; six digits are 0.1 m."""

TOLERANCE = 5.0
"""Metres that a point may lie beyond an outline."""

FLAWS = {
    "Self-intersection": _("边界线自己交叉了"),
    "Ring Self-intersection": _("边界线在一个点上碰到了自己"),
    "Hole lies outside shell": _("里面的洞画到了边界外面"),
    "Holes are nested": _("洞里面又画了洞"),
    "Interior is disconnected": _("里面的洞把图形切断了"),
    "Nested shells": _("一个面套在另一个面里"),
    "Duplicate Rings": _("同一圈边界画了两次"),
    "Too few points in geometry component": _("边界的点太少，围不成一块地方"),
}
SIDES = (_("东部"), _("东北部"), _("北部"), _("西北部"), _("西部"), _("西南部"), _("南部"), _("东南部"))


def _unfit(sentence: str, **facts) -> Unfit:
    return Unfit(sentence.format(**facts), "shape")


def read(text: str, kinds: frozenset[str] = AREAS) -> BaseGeometry:
    """A valid shape of one of these kinds in WGS 84 degrees, from a GeoJSON geometry, Feature or collection of one.

    Unfit (field `shape`) says in words what is wrong and where. Heights are dropped.
    """
    if not text.strip():
        raise _unfit(_("请在地图上画出图形，或者粘贴GeoJSON。"))
    if len(text) > LONGEST:
        raise _unfit(_("图形文件太大（超过5 MB）。请先简化边界，再导入。"))
    return checked(_geometry_in(parsed(text)), kinds)


def parsed(text: str | bytes) -> dict:
    """The JSON object of a text; Unfit when it is none."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise _unfit(_("这段文字不是GeoJSON：格式读不通。请从地图软件重新导出为GeoJSON。")) from None
    if not isinstance(found, dict):
        raise _unfit(_("这段文字不是GeoJSON：应该是一个带“type”的对象。请从地图软件重新导出为GeoJSON。"))
    check_system(found)
    return found


def check_system(found: dict) -> None:
    """Only degrees of WGS 84 or CGCS 2000 are read."""
    system = found.get("crs")
    if system and not WORLD_SYSTEMS.search(orjson.dumps(system).decode()):
        raise _unfit(_("这份图形用的不是经纬度坐标（WGS 84）。请在导出时选择WGS 84或CGCS2000经纬度。"))


def _geometry_in(found: dict) -> dict:
    """The one geometry of a geometry, a Feature or a FeatureCollection of one."""
    if found.get("type") == "FeatureCollection":
        features = found.get("features")
        if not isinstance(features, list) or len(features) != 1 or not isinstance(features[0], dict):
            number = len(features) if isinstance(features, list) else 0
            raise _unfit(_("这里只要一个图形，而文件里有{number}个。请只保留需要的那一个。"), number=number)
        found = features[0]
    if found.get("type") == "Feature":
        found = found.get("geometry") or {}
    return found if isinstance(found, dict) else {}


def checked(found: dict, kinds: frozenset[str] = AREAS) -> BaseGeometry:
    """A GeoJSON geometry as a shape that is of one of these kinds, on the ground of China, and valid."""
    kind = found.get("type")
    if kind not in kinds:
        wanted = _("或").join(NAMES[name] for name in sorted(kinds) if not name.startswith("Multi"))
        given = NAMES.get(kind, str(kind)[:20]) if kind else _("没有图形")
        raise _unfit(_("这里需要的是{wanted}，给出的是{given}。"), wanted=wanted, given=given)
    try:
        shape = shapely.force_2d(shapely.geometry.shape(found))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        raise _unfit(_("图形的坐标读不通：每个点应该是[经度, 纬度]，一块地方至少要有三个不同的点。")) from None
    if shape.is_empty:
        raise _unfit(_("图形里没有点。请重新画一次。"))
    if shapely.get_num_coordinates(shape) > MOST_POINTS:
        raise _unfit(_("图形的点太多（超过{most}个）。请先简化边界，再导入。"), most=MOST_POINTS)
    check_degrees(shape)
    _check_valid(shape)
    return shape


def check_degrees(shape: BaseGeometry) -> None:
    """Longitude and latitude in this order, within China."""
    points = shapely.get_coordinates(shape)
    east, north = points[:, 0], points[:, 1]
    if not all(math.isfinite(number) for number in points.ravel()):
        raise _unfit(_("图形里有读不出的坐标。请重新画一次。"))
    if _within(east, north):
        return
    where = f"{points[0][0]:.6g}, {points[0][1]:.6g}"
    if _within(north, east):
        raise _unfit(_("经度和纬度写反了（{where}）：经度在前，纬度在后。请对调之后再提交。"), where=where)
    if abs(points).max() > 360:
        raise _unfit(_("坐标（{where}）不是经纬度，可能是以米为单位的投影坐标。请导出为WGS 84经纬度。"), where=where)
    raise _unfit(_("图形不在中国境内（{where}）。请检查坐标。"), where=where)


def _within(east, north) -> bool:
    return bool(
        east.min() >= WEST and east.max() <= EAST and north.min() >= SOUTH and north.max() <= NORTH
    )  # fmt: skip


def _check_valid(shape: BaseGeometry) -> None:
    if shape.is_valid:
        return
    reason = shapely.is_valid_reason(shape)
    flaw = next((words for key, words in FLAWS.items() if reason.startswith(key)), _("图形画得不对"))
    found = re.search(r"\[([-\d.e]+) ([-\d.e]+)", reason)
    if not found:
        raise _unfit(_("{flaw}。请重新画一次。"), flaw=flaw)
    east, north = float(found[1]), float(found[2])
    raise _unfit(
        _("{flaw}：在图形的{side}，东经{east:.5f}°、北纬{north:.5f}°附近。请把那里的点挪开，再提交。"),
        flaw=flaw, side=side_of(shape, east, north), east=east, north=north,
    )  # fmt: skip


def side_of(shape: BaseGeometry, east: float, north: float) -> str:
    """In which part of a shape a point lies, in words (东北部)."""
    west, south, right, top = shape.bounds
    plane = Plane((west + right) / 2, (south + top) / 2)
    angle = math.atan2((north - plane.latitude) * plane.north, (east - plane.longitude) * plane.east)
    return SIDES[round(angle / (math.pi / 4)) % 8]


def stored(shape: dict) -> BaseGeometry:
    """A shape that was checked before it was stored."""
    return shapely.geometry.shape(shape)


def geojson(shape: BaseGeometry) -> dict:
    """The GeoJSON geometry, rounded to six digits (about 0.1 m)."""
    if shape.geom_type in AREAS:
        rounded = shapely.set_precision(shape, 10**-DIGITS)
        shape = shape if rounded.is_empty or rounded.geom_type not in AREAS else rounded
    found = shapely.geometry.mapping(shape)
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(numbers):
    if isinstance(numbers, list | tuple):
        return [_rounded(number) for number in numbers]
    return round(numbers, DIGITS)


@dataclass(frozen=True)
class Plane:
    """A flat plane in metres around a point in degrees; exact to centimetres within a county."""

    longitude: float
    latitude: float

    @classmethod
    def around(cls, *shapes: BaseGeometry) -> "Plane":
        """The plane around the middle of all these shapes."""
        west, south, east, north = shapely.total_bounds(shapely.GeometryCollection(list(shapes)))
        return cls(round(float(west + east) / 2, DIGITS), round(float(south + north) / 2, DIGITS))

    @property
    def east(self) -> float:
        """Metres in a degree of longitude."""
        angle = math.radians(self.latitude)
        return 111412.84 * math.cos(angle) - 93.5 * math.cos(3 * angle) + 0.118 * math.cos(5 * angle)

    @property
    def north(self) -> float:
        """Metres in a degree of latitude."""
        angle = math.radians(self.latitude)
        return 111132.954 - 559.822 * math.cos(2 * angle) + 1.175 * math.cos(4 * angle)

    def metres(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in degrees as one in metres."""
        middle, scale = (self.longitude, self.latitude), (self.east, self.north)
        return shapely.transform(shape, lambda points: (points - middle) * scale)

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in metres as one in degrees."""
        middle, scale = (self.longitude, self.latitude), (self.east, self.north)
        return shapely.transform(shape, lambda points: points / scale + middle)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A point in degrees as (x, y) in metres."""
        return (longitude - self.longitude) * self.east, (latitude - self.latitude) * self.north


@dataclass(frozen=True)
class Excess:
    """An area that should not be there: m², and its share of the smaller of the two shapes."""

    area: float
    share: float

    @property
    def is_none(self) -> bool:
        return self.area < 0.5

    @property
    def is_slight(self) -> bool:
        """What drawing by hand brings with it."""
        return self.share < SLIGHT_SHARE or self.area < SLIGHT_AREA


def area(shape: BaseGeometry) -> float:
    """Square metres."""
    return Plane.around(shape).metres(shape).area


def overlap(one: BaseGeometry, other: BaseGeometry) -> Excess:
    """How much of two areas both claim."""
    if not shapely.box(*one.bounds).intersects(shapely.box(*other.bounds)):
        return Excess(0.0, 0.0)
    plane = Plane.around(one, other)
    one, other = plane.metres(one), plane.metres(other)
    claimed = shapely.intersection(one, other).area
    return Excess(claimed, claimed / max(1.0, min(one.area, other.area)))


def outside(inner: BaseGeometry, outer: BaseGeometry) -> Excess:
    """How much of one area lies beyond another."""
    plane = Plane.around(inner, outer)
    inner, outer = plane.metres(inner), plane.metres(outer)
    beyond = shapely.difference(inner, outer).area
    return Excess(beyond, beyond / max(1.0, inner.area))


def is_same(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Whether two areas differ by less than rounding."""
    plane = Plane.around(one, other)
    one, other = plane.metres(one), plane.metres(other)
    return shapely.symmetric_difference(one, other).area < SAME * max(one.length, other.length)


def distance(shape: BaseGeometry, longitude: float, latitude: float) -> float:
    """Metres from a point to a shape; 0 for a point within."""
    plane = Plane(longitude, latitude)
    return shapely.distance(plane.metres(shape), shapely.Point(0, 0))


def is_within(shape: BaseGeometry, longitude: float, latitude: float) -> bool:
    """Whether a point lies in an area, up to the tolerance of drawing by hand."""
    return distance(shape, longitude, latitude) <= TOLERANCE


def inside_point(shape: BaseGeometry) -> tuple[float, float]:
    """(longitude, latitude) of a point surely within a shape."""
    point = shapely.point_on_surface(shape)
    return round(point.x, DIGITS), round(point.y, DIGITS)


def without_slivers(shape: BaseGeometry) -> BaseGeometry:
    """Only the areas of what an intersection left behind."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in AREAS and part.area > 0]
    return shapely.union_all(parts) if parts else shapely.Polygon()
