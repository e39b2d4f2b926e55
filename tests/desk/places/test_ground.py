"""The list of communities, one community, one building, the file of a map."""

import json
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.places import made
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.orgs.rulebook import load
from yinuo.places import actions

SIGNED_IN = 4


def page_of(answer) -> str:
    return answer.content.decode()


def test_a_worker_sees_the_communities_of_his_area_and_no_other(desk, world):
    page = page_of(desk.worker.get("/desk/ground/"))
    assert "幸福社区" in page
    assert "和平社区" not in page
    assert "和平社区" in page_of(desk.coordinator.get("/desk/ground/"))
    assert desk.worker.get(f"/desk/ground/{world.other_community.code}/").status_code == 404


def test_an_organiser_over_an_office_sees_the_area_of_that_office(desk):
    assert "和平社区" in page_of(desk.organiser.get("/desk/ground/"))


def test_the_list_counts_buildings_and_households(desk, world):
    made.built(world)
    buildings = world.community.buildings.all()
    page = page_of(desk.coordinator.get("/desk/ground/"))
    assert f">{sum(one.households for one in buildings)}<" in page
    assert f">{len(buildings)}<" in page


def test_the_list_is_filtered_by_name_street_and_what_is_missing(desk, world):
    made.built(world)
    client = desk.coordinator
    assert "和平社区" not in page_of(client.get("/desk/ground/", {"words": "幸福"}))
    assert "幸福社区" in page_of(client.get("/desk/ground/", {"street": world.street.code}))
    assert "没有符合的" in page_of(client.get("/desk/ground/", {"show": "planned"}))
    assert "幸福社区" in page_of(client.get("/desk/ground/", {"show": "unplanned"}))
    for show in ("out_of_band", "unposted"):
        assert client.get("/desk/ground/", {"show": show}).status_code == 200


def test_what_nobody_asked_for_is_no_error(desk):
    for asked in ({"page": "-1"}, {"page": "999"}, {"page": "x"}, {"show": "'"}, {"street": "%"}, {"words": "\0"}):
        assert desk.coordinator.get("/desk/ground/", asked).status_code == 200, asked


def test_the_list_costs_the_same_for_two_and_for_fifty(desk, world):
    load(at=MONDAY)
    counts = []
    for number in (2, 50):
        for n in range(number):
            code = f"419901901{100 + number + n}"
            actions.enter(None, HOUSE, at=MONDAY, code=code, name=f"第{code[-3:]}社区")
            actions.enter(None, HOUSE, at=MONDAY, code=f"{code}001", name="第1网格")
        with CaptureQueriesContext(connection) as captured:
            assert desk.coordinator.get("/desk/ground/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= SIGNED_IN + 8


def test_a_community_shows_map_and_table_of_the_same(desk, world):
    made.built(world)
    page = page_of(desk.worker.get(f"/desk/ground/{world.community.code}/"))
    building = world.community.buildings.order_by("code").first()
    assert '<svg class="map-drawing"' in page
    assert page.count(building.name) >= 2
    assert "还没有划入" not in page, "nothing lies outside a grid where there are no grids"
    assert "人民路" in page


def test_a_community_without_anything_says_how_to_begin(desk, world):
    page = page_of(desk.worker.get(f"/desk/ground/{world.community.code}/"))
    assert "先画社区边界，再导入楼栋" in page


def test_a_community_costs_the_same_however_much_stands_there(desk, world):
    load(at=MONDAY)
    made.outlined(world)
    counts = []
    for rows in (3, 60):
        made.import_buildings(world.community, made.rows_and_roads()[0][:rows], world.worker, at=MONDAY)
        with CaptureQueriesContext(connection) as captured:
            assert desk.worker.get(f"/desk/ground/{world.community.code}/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= SIGNED_IN + 10


def test_buildings_are_found_by_name_compound_and_code(desk, world):
    made.built(world)
    one = world.community.buildings.order_by("code").last()
    for words in (one.name, one.compound, one.code):
        page = page_of(desk.worker.get(f"/desk/ground/{world.community.code}/", {"words": words}))
        assert f"/buildings/{one.pk}/" in page
    assert "没有这样的楼栋" in page_of(desk.worker.get(f"/desk/ground/{world.community.code}/", {"words": "无此楼"}))


def test_the_file_of_the_map_has_counts_and_nothing_about_households(desk, world):
    made.built(world)
    answer = desk.worker.get(f"/desk/ground/{world.community.code}/map.geojson")
    assert answer["Content-Type"].startswith("application/geo+json")
    assert "attachment" in answer["Content-Disposition"]
    features = json.loads(answer.content)["features"]
    kinds = {one["properties"]["what"] for one in features}
    assert kinds == {"outline", "building", "barrier"}
    building = next(one["properties"] for one in features if one["properties"]["what"] == "building")
    allowed = {"what", "code", "name", "households", "members", "compound", "block", "grid"}
    assert set(building) <= allowed


def test_a_building_is_corrected_and_demolished(desk, world):
    made.built(world)
    one = world.community.buildings.order_by("code").first()
    address = f"/desk/ground/{world.community.code}/buildings/{one.pk}/"
    page = page_of(desk.worker.get(address))
    assert "住在这里，找谁" in page
    given = {"name": one.name, "households": 77, "members": 3, "latitude": one.latitude, "longitude": one.longitude}
    assert desk.worker.post(address, given).status_code == 302
    one.refresh_from_db()
    assert (one.households, one.members) == (77, 3)
    refused = desk.worker.post(address, given | {"latitude": "40.0"})
    assert refused.status_code == 422
    assert "边界外面" in page_of(refused)
    assert desk.worker.post(f"{address}demolish/").status_code == 302
    assert "已拆除" in page_of(desk.worker.get(address)) or one.valid_to is None
    one.refresh_from_db()
    assert one.valid_to is not None


def test_a_leader_looks_and_changes_nothing(desk, world):
    made.built(world)
    page = page_of(desk.leader.get(f"/desk/ground/{world.community.code}/"))
    assert "导入楼栋" not in page
    assert desk.leader.get(f"/desk/ground/{world.community.code}/draw/").status_code == 403
    one = world.community.buildings.first()
    assert desk.leader.post(f"/desk/ground/{world.community.code}/buildings/{one.pk}/demolish/").status_code == 403


def test_a_building_of_another_community_is_not_reached_through_mine(desk, world):
    other = actions.enter_building(
        world.other_community,
        HOUSE,
        at=MONDAY,
        code="1",
        name="和平路1号楼",
        households=20,
        latitude=Decimal("33.1"),
        longitude=Decimal("112.6"),
    )
    assert desk.worker.get(f"/desk/ground/{world.community.code}/buildings/{other.pk}/").status_code == 404
