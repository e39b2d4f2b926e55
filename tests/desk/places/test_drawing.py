"""Drawing at the desk: outlines, roads, buildings; what is refused is said, marked on the map, and not lost."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.places import made
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.places import actions
from yinuo.places.queries import outline_on

SQUARE = made.quarter().shape
CROSSED = {
    "type": "Polygon",
    "coordinates": [[[112.52, 32.99], [112.53, 33.0], [112.53, 32.99], [112.52, 33.0], [112.52, 32.99]]],
}


@pytest.fixture
def address(world):
    return f"/desk/ground/{world.community.code}/draw/"


def features_of(answer) -> list[dict]:
    return answer.context["map"].features


def test_a_drawn_outline_is_kept(desk, world, address):
    assert "data-draw" in desk.worker.get(address).content.decode()
    assert desk.worker.post(address, {"shape": json.dumps(SQUARE), "source": "民政界线图"}).status_code == 302
    assert outline_on(world.community, MONDAY.date()).shape["type"] == "Polygon"


def test_without_a_script_a_file_does_the_same(desk, world, address):
    feature = {"type": "Feature", "properties": {}, "geometry": SQUARE}
    file = SimpleUploadedFile("area.geojson", json.dumps(feature).encode())
    assert desk.worker.post(address, {"file": file}).status_code == 302
    assert outline_on(world.community, MONDAY.date())


def test_a_crossing_outline_is_refused_marked_and_kept_as_typed(desk, world, address):
    answer = desk.worker.post(address, {"shape": json.dumps(CROSSED), "source": "手画"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "交叉" in page
    assert "手画" in page
    assert "112.52" in answer.context["form"]["shape"].value()
    marks = [one for one in features_of(answer) if one["properties"]["kind"] == "wrong"]
    assert marks[0]["geometry"]["coordinates"] == pytest.approx([112.525, 32.995])
    assert outline_on(world.community, MONDAY.date()) is None


def test_a_refused_file_shows_its_shape_in_the_form(desk, address):
    answer = desk.worker.post(address, {"file": SimpleUploadedFile("a.geojson", json.dumps(CROSSED).encode())})
    assert answer.status_code == 422
    assert json.loads(answer.context["form"]["shape"].value()) == CROSSED


def test_an_overlap_is_named_and_marked(desk, world, address):
    actions.draw(world.other_community, HOUSE, at=MONDAY, shape=json.dumps(SQUARE))
    answer = desk.worker.post(address, {"shape": json.dumps(SQUARE)})
    assert answer.status_code == 422
    assert "和平社区" in str(answer.context["form"].errors)
    assert any(one["properties"]["name"] == "和和平社区重叠" for one in features_of(answer))


@pytest.mark.parametrize(
    "text",
    ["", "不是图形", "{}", '{"type": "Point", "coordinates": [112.5, 33.0]}', "[1,2]", '{"type":"FeatureCollection"}',
     '{"type":"FeatureCollection","features":[1]}', '{"type":"Polygon","coordinates":[]}',
     '{"type":"Polygon","coordinates":[[[500,500],[501,500],[501,501],[500,500]]]}',
     '{"type":"Feature","geometry":null}'],
)  # fmt: skip
def test_what_is_no_outline_is_told_in_a_sentence(desk, world, address, text):
    answer = desk.worker.post(address, {"shape": text})
    assert answer.status_code == 422
    assert answer.context["form"].errors["shape"]
    assert outline_on(world.community, MONDAY.date()) is None


def test_buildings_left_outside_are_shown(desk, world, address):
    made.built(world)
    small = {
        "type": "Polygon",
        "coordinates": [
            [[112.522, 32.992], [112.526, 32.992], [112.526, 32.996], [112.522, 32.996], [112.522, 32.992]]
        ],
    }
    answer = desk.worker.post(address, {"shape": json.dumps(small)})
    assert answer.status_code == 422
    assert "落到" in answer.content.decode()
    assert sum(one["properties"]["kind"] == "wrong" for one in features_of(answer)) > 10


def test_a_road_is_laid_and_lifted(desk, world):
    place = made.outlined(world)
    address = f"/desk/ground/{place.code}/barriers/"
    line = {"type": "LineString", "coordinates": [[112.525, 32.990], [112.525, 32.999]]}
    given = {"kind": "river", "name": "温凉河", "shape": json.dumps(line)}
    assert desk.worker.post(address, given).status_code == 302
    river = place.barriers.get(name="温凉河")
    assert "温凉河" in desk.worker.get(f"/desk/ground/{place.code}/").content.decode()
    assert desk.worker.post(f"{address}{river.pk}/lift/").status_code == 302
    assert "温凉河" not in desk.worker.get(f"/desk/ground/{place.code}/").context["map"].title
    far = json.dumps({"type": "LineString", "coordinates": [[113.5, 33.5], [113.6, 33.5]]})
    assert desk.worker.post(address, given | {"shape": far}).status_code == 422


def test_a_building_is_entered_by_point_or_by_outline(desk, world):
    place = made.outlined(world)
    address = f"/desk/ground/{place.code}/buildings/enter/"
    given = {"code": "B-1", "name": "人民路9号楼", "households": 48, "members": 2}
    missing = desk.worker.post(address, given)
    assert missing.status_code == 422
    assert desk.worker.post(address, given | {"latitude": "32.995", "longitude": "112.525"}).status_code == 302
    twice = desk.worker.post(address, given | {"latitude": "32.995", "longitude": "112.525"})
    assert twice.status_code == 422
    assert twice.context["form"].errors["code"]
    for wrong in ("NaN", "x", "1e400", "-91"):
        assert desk.worker.post(address, given | {"latitude": wrong, "longitude": "112.5"}).status_code == 422, wrong


def test_a_form_sent_twice_is_one_building(desk, world):
    place = made.outlined(world)
    address = f"/desk/ground/{place.code}/buildings/enter/"
    key = desk.worker.get(address).context["form"]["key"].value()
    given = {"code": "B-1", "name": "人民路9号楼", "households": 48, "members": 2, "key": str(key)}
    given |= {"latitude": "32.995", "longitude": "112.525"}
    for _again in range(2):
        assert desk.worker.post(address, given).status_code == 302
    assert place.buildings.filter(code="B-1").count() == 1
