"""Residents find their grid and the people of it: by community and building, by a position, on the community's page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.places import made
from tests.portal.conftest import text_of
from tests.world import MONDAY
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind
from yinuo.orgs.rulebook import load


@pytest.fixture
def grids(world):
    load(at=MONDAY)
    return made.gridded(world)


def test_a_grid_shows_what_must_be_posted(somebody, grids):
    first = grids[0]
    page = text_of(somebody.get(f"/g/{first.place.code}/"))
    assert '<svg class="map-drawing"' in page
    assert f"{first.households} 户" in page
    for said in ("第1网格网格员", "0377-60000001", "投诉电话", "12345", "联合党小组"):
        assert said in page
    assert f"/raise/?place={first.place.code}" in page


def test_nothing_about_buildings_but_their_names_is_public(somebody, grids):
    answer = somebody.get(f"/g/{grids[2].place.code}/")
    told = [one["properties"] for one in answer.context["map"].features if one["properties"]["kind"] == "building"]
    assert told
    assert all(set(one) == {"kind", "name", "key", "hue"} for one in told)
    assert "党员" not in re.sub(r"党员干部", "", text_of(answer).split("<main")[1].split("</main>")[0])


def test_a_grid_not_yet_posted_names_the_community_instead(somebody, grids):
    page = text_of(somebody.get(f"/g/{grids[-1].place.code}/"))
    assert "还没有公示，先找社区" in page
    assert "幸福社区居委会" in page


@pytest.mark.parametrize("code", ["419901901901999", "419901901999001", "999999999999999"])
def test_a_grid_that_is_none_is_not_found(somebody, grids, code):
    assert somebody.get(f"/g/{code}/").status_code == 404


def test_stairwell_groups_show_their_hours(somebody, world, grids):
    building = grids[0].buildings[0]
    group = staffing.establish(
        world.community_office, world.organiser, at=MONDAY, name="2单元党小组", kind=Kind.STAIRWELL_GROUP,
        place=world.community, valid_from=MONDAY.date(),
    )  # fmt: skip
    staffing.describe(group, world.organiser, at=MONDAY, hours="工作日19:00—21:00")
    staffing.serve(group, world.organiser, at=MONDAY, building=building, stairwell="2单元")
    page = text_of(somebody.get(f"/g/{grids[0].place.code}/"))
    assert "工作日19:00—21:00" in page
    assert "2单元党小组" in text_of(somebody.get("/who/", {"place": world.community.code, "at": building.pk}))


def test_by_the_name_of_a_building_one_learns_whom_to_find(somebody, world, grids):
    building = grids[0].buildings[0]
    page = text_of(somebody.get("/who/", {"place": world.community.code, "at": building.pk}))
    for said in (building.name, "第1网格网格员", "0377-60000001", "联合党小组", "党小组组长", "幸福社区居委会"):
        assert said in page


def test_several_buildings_are_offered_and_one_is_answered_at_once(somebody, world, grids):
    building = grids[0].buildings[0]
    several = somebody.get("/who/", {"place": world.community.code, "building": building.compound.split("（")[0]})
    assert len(several.context["found"]) > 1
    assert "是哪一栋" in text_of(several)
    one = somebody.get("/who/", {"place": world.community.code, "building": building.code})
    assert one.context["chosen"] == building
    assert "没有找到" in text_of(somebody.get("/who/", {"place": world.community.code, "building": "无此楼"}))


def test_a_position_is_answered_by_the_grid_it_lies_in(somebody, grids):
    one = grids[3].buildings[0]
    answer = somebody.post("/who/", {"latitude": one.latitude, "longitude": one.longitude})
    assert answer.context["who"].grid == grids[3].place
    assert "第4网格网格员" in text_of(answer)


def test_a_position_outside_every_grid_is_answered_by_the_nearest_communities(somebody, world, grids):
    answer = somebody.post("/who/", {"latitude": "33.05", "longitude": "112.55"})
    assert answer.status_code == 200
    assert [place for place, _line in answer.context["choice"].options] == [world.community]
    for wrong in (
        {},
        {"latitude": "x", "longitude": "1"},
        {"latitude": "nan", "longitude": "nan"},
        {"latitude": "99", "longitude": "0"},
    ):
        assert somebody.post("/who/", wrong).status_code == 422, wrong


def test_a_position_never_stands_in_an_address(somebody, grids):
    page = text_of(somebody.get("/who/"))
    form = page.split("data-here")[0].rsplit("<form", 1)[1]
    assert 'method="post"' in form


def test_the_page_of_a_community_lists_its_grids(somebody, world, grids):
    page = text_of(somebody.get(f"/community/{world.community.code}/"))
    assert all(f"/g/{one.place.code}/" in page for one in grids)
    assert "找网格员" in page
    assert "/g/" not in text_of(somebody.get(f"/community/{world.other_community.code}/"))


def test_a_matter_is_raised_with_the_grid_chosen(somebody, world, grids):
    code = grids[1].place.code
    page = text_of(somebody.get("/raise/", {"place": code}))
    assert f'value="{world.community.code}"' in page
    assert f'<option value="{code}" selected>' in page
    refused = somebody.post("/raise/", {"words": "", "place": world.community.code, "grid": code})
    assert f'<option value="{code}" selected>' in text_of(refused), "the grid is not lost with the rest"


@pytest.mark.parametrize("asked", [{"place": "x"}, {"place": "4199"}, {"at": "9"}, {"words": "\0"}, {"under": "'"}])
def test_what_nobody_asked_for_is_no_error(somebody, grids, asked):
    assert somebody.get("/who/", asked).status_code == 200


def test_a_building_of_elsewhere_is_not_found(somebody, world, grids):
    building = grids[0].buildings[0]
    asked = {"place": world.other_community.code, "at": building.pk}
    assert somebody.get("/who/", asked).status_code == 404
    assert somebody.get("/who/", {"place": world.community.code, "at": "99999999999"}).status_code == 404


def test_a_grid_costs_few_queries(somebody, world, grids):
    counts = set()
    for one in (grids[0], grids[2]):
        with CaptureQueriesContext(connection) as captured:
            somebody.get(f"/g/{one.place.code}/")
        counts.add(len(captured))
    assert len(counts) == 1
    assert counts.pop() <= 12
