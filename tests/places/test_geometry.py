"""Reading shapes that people drew, and measuring them; every refusal says where and what to do."""

import json
import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as some

from tests.places.ground import CORNER, HOME, NEXT_DOOR, box, degrees, line, polygon
from yinuo.kernel.errors import Unfit
from yinuo.places import geometry

SQUARE = json.loads(HOME)


def feature(shape):
    return {"type": "Feature", "properties": {}, "geometry": shape}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize("wrapped", [SQUARE, feature(SQUARE), collection(feature(SQUARE))])
def test_a_geometry_a_feature_and_a_collection_of_one_are_read_alike(wrapped):
    assert geometry.read(json.dumps(wrapped)).equals(shapely.geometry.shape(SQUARE))


def test_a_hole_is_allowed_and_not_counted():
    hole = [degrees(*p) for p in ((400, 400), (600, 400), (600, 600), (400, 600), (400, 400))]
    shape = {"type": "Polygon", "coordinates": [*SQUARE["coordinates"], hole]}
    assert geometry.area(geometry.read(json.dumps(shape))) == pytest.approx(960_000, rel=1e-4)


def test_heights_are_dropped_and_open_rings_are_closed():
    ring = [[*point, 120.5] for point in SQUARE["coordinates"][0][:-1]]
    assert geometry.read(json.dumps({"type": "Polygon", "coordinates": [ring]})).has_z is False


ring = SQUARE["coordinates"][0]
BAD = {
    "nothing": ("  ", "画出图形"),
    "no json": ("{type: Polygon", "格式读不通"),
    "a list": ("[1, 2]", "带“type”的对象"),
    "not a number": ('{"type": "Polygon", "coordinates": [[[NaN, 33], [112, 33], [112, 34]]]}', "格式读不通"),
    "very deep": ("[" * 5000 + "]" * 5000, "格式读不通"),
    "two features": (json.dumps(collection(feature(SQUARE), feature(SQUARE))), "有2个"),
    "no features": (json.dumps(collection()), "有0个"),
    "features of nothing": (json.dumps(collection(None)), "有1个"),
    "an empty feature": (json.dumps({"type": "Feature", "geometry": None}), "没有图形"),
    "a point": (json.dumps({"type": "Point", "coordinates": degrees(1, 1)}), "需要的是面，给出的是点"),
    "a line": (line((0, 0), (1, 1)), "给出的是线"),
    "two corners": (json.dumps({"type": "Polygon", "coordinates": [ring[:2]]}), "三个不同的点"),
    "words for numbers": ('{"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"]]]}', "坐标读不通"),
    "no coordinates": ('{"type": "Polygon"}', "坐标读不通"),
    "no rings": ('{"type": "Polygon", "coordinates": []}', "没有点"),
    "latitude first": (
        json.dumps({"type": "Polygon", "coordinates": [[[y, x] for x, y in ring]]}), "经度和纬度写反了",
    ),
    "metres": (json.dumps({"type": "Polygon", "coordinates": [[[x * 5000, y * 9999] for x, y in ring]]}), "不是经纬度"),
    "in Paris": (json.dumps({"type": "Polygon", "coordinates": [[[x - 110, y + 15] for x, y in ring]]}), "不在中国境内"),
    "another system": (json.dumps(SQUARE | {"crs": {"properties": {"name": "EPSG:3857"}}}), "WGS 84"),
    "crossing itself": (polygon((0, 0), (1000, 1000), (1000, 0), (0, 1000)), "边界线自己交叉了：在图形的"),
    "a hole outside": (
        json.dumps({"type": "Polygon", "coordinates": [ring, json.loads(box(2000, 0, 2100, 100))["coordinates"][0]]}), "洞",
    ),
    "too long": ('{"type":' + " " * 5_000_001, "超过5 MB"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_an_outline_is_refused_in_a_sentence(text, said):
    with pytest.raises(Unfit, match=said) as problem:
        geometry.read(text)
    assert problem.value.field == "shape"
    assert problem.value.sentence.endswith("。")


def test_a_crossing_is_told_with_the_part_of_the_shape_where_it_is():
    bow = polygon((0, 0), (1000, 0), (1000, 900), (800, 1000), (1000, 1000), (800, 900), (0, 900))
    with pytest.raises(Unfit, match=r"东北部，东经112\.509") as problem:
        geometry.read(bow)
    assert "北纬33.008" in problem.value.sentence


@pytest.mark.parametrize(
    ("x", "y", "side"),
    [(990, 500, "东部"), (500, 990, "北部"), (10, 500, "西部"), (500, 10, "南部"), (10, 10, "西南部")],
)
def test_a_side_is_named_as_on_the_map(x, y, side):
    assert geometry.side_of(shapely.geometry.shape(SQUARE), *degrees(x, y)) == side


def test_too_many_corners_are_refused():
    corners = [(500 + 400 * math.cos(i / 4000), 500 + 400 * math.sin(i / 4000)) for i in range(20_100)]
    with pytest.raises(Unfit, match="点太多"):
        geometry.read(polygon(*corners))


def test_the_plane_measures_metres():
    square = geometry.read(HOME)
    assert geometry.area(square) == pytest.approx(1_000_000, rel=1e-3)
    longitude, latitude = degrees(1100, 500)
    assert geometry.distance(square, longitude, latitude) == pytest.approx(100, abs=1)
    assert geometry.is_within(square, *degrees(1004, 500))
    assert not geometry.is_within(square, *degrees(1006, 500))


@given(some.floats(-20_000, 20_000), some.floats(-20_000, 20_000))
def test_metres_and_back_is_the_same_point(x, y):
    point = CORNER.degrees(shapely.Point(x, y))
    assert CORNER.metres(point).distance(shapely.Point(x, y)) < 1e-6
    assert CORNER.point(point.x, point.y) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize(
    ("other", "square_metres", "is_slight"),
    [
        (NEXT_DOOR, 0, True),
        (box(999.8, 0, 2000, 1000), 200, True),
        (box(995, 0, 2000, 1000), 5_000, True),
        (box(980, 0, 2000, 1000), 20_000, False),
        (box(400, 400, 410, 410), 100, True),
        (box(400, 400, 420, 420), 400, False),
        (box(3000, 0, 4000, 1000), 0, True),
    ],
)
def test_overlaps_count_in_square_metres_and_in_the_share_of_the_smaller(other, square_metres, is_slight):
    excess = geometry.overlap(geometry.read(HOME), geometry.read(other))
    assert excess.area == pytest.approx(square_metres, abs=max(100, square_metres * 0.02))
    assert excess.is_slight is is_slight


def test_what_is_written_out_has_six_digits_and_is_still_valid():
    shape = CORNER.degrees(shapely.Point(500, 500).buffer(333.33))
    written = geometry.geojson(shape)
    assert all(len(str(number).partition(".")[2]) <= 6 for point in written["coordinates"][0] for number in point)
    assert geometry.read(json.dumps(written)).is_valid
    assert geometry.area(geometry.stored(written)) == pytest.approx(geometry.area(shape), rel=1e-4)


def test_a_line_is_read_where_a_line_is_wanted():
    assert geometry.read(line((0, 0), (500, 500)), geometry.LINES).geom_type == "LineString"
    with pytest.raises(Unfit, match="需要的是线，给出的是面"):
        geometry.read(HOME, geometry.LINES)


def test_an_inside_point_lies_inside_even_of_a_hook():
    hook = geometry.read(polygon((0, 0), (1000, 0), (1000, 1000), (900, 1000), (900, 100), (0, 100)))
    assert hook.covers(shapely.Point(geometry.inside_point(hook)))
