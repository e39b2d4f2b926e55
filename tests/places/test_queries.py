"""What stands where on a day, on the map and by address; never more queries for more of it."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.places.ground import HOME, at, box, degrees, line, rows
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.places import actions
from yinuo.places.importing import import_buildings
from yinuo.places.models import Building, GridBuilding
from yinuo.places.queries import (
    barriers_in,
    buildings_in,
    feature_collection,
    find_buildings,
    find_grid,
    grid_of,
    grids_in,
    grids_of,
)
from yinuo.places.words import BarrierKind

DAY = MONDAY.date()
WEEK = timedelta(days=7)


def grid(world, number, west, east):
    code = f"{world.community.code}{number:03}"
    place = actions.enter(None, HOUSE, at=MONDAY, code=code, name=f"第{number}网格")
    actions.draw(place, HOUSE, at=MONDAY, shape=box(west, 0, east, 1000))
    here = Building.objects.filter(
        community=world.community, longitude__gte=degrees(west, 0)[0], longitude__lt=degrees(east, 0)[0]
    )
    GridBuilding.objects.bulk_create(GridBuilding(building=one, grid=place, valid_from=DAY) for one in here)
    return place


@pytest.fixture
def town(world):
    """Forty buildings, two grids, a river and a posting."""
    actions.draw(world.community, HOUSE, at=MONDAY, shape=HOME)
    import_buildings(world.community, rows(8, 5), HOUSE, at=MONDAY)
    world.grids = [grid(world, 1, 0, 400), grid(world, 2, 400, 1000)]
    actions.lay_barrier(
        world.community, HOUSE, at=MONDAY, kind=BarrierKind.RIVER, name="梅溪河", shape=line((400, 0), (400, 1000))
    )
    actions.post(
        world.grids[0], HOUSE, at=MONDAY, contact="第1网格网格员", phone="0377-63000000", complaint_phone="12345"
    )
    return world


def queries_of(ask) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def test_grids_stand_with_their_buildings_outline_and_posting(town):
    one, two = grids_in(town.community, DAY, band=(300, 800))
    assert (one.place, one.households, one.members, len(one.buildings)) == (town.grids[0], 800, 40, 20)
    assert (one.is_in_band, one.posting.phone, one.outline.place) == (True, "0377-63000000", town.grids[0])
    assert (two.posting, two.households) == (None, 800)
    assert grids_in(town.community, DAY)[0].is_in_band is None
    assert [found.place for found in grids_in(town.county, DAY)] == town.grids
    assert grids_in(town.community, DAY - WEEK)[0].buildings == []


def test_what_is_demolished_counts_until_its_last_day(town):
    gone = Building.objects.get(code="001")
    actions.demolish(gone, HOUSE, at=MONDAY + WEEK)
    assert grids_in(town.community, DAY)[0].households == 800
    assert grids_in(town.community, DAY + WEEK)[0].households == 760
    assert gone in buildings_in(town.community, DAY)
    assert gone not in buildings_in(town.community, DAY + WEEK)


def test_a_point_and_a_building_know_their_grid(town):
    assert find_grid(*reversed(degrees(100, 100)), DAY) == town.grids[0]
    assert find_grid(*reversed(degrees(900, 100)), DAY) == town.grids[1]
    assert find_grid(*reversed(degrees(2900, 100)), DAY) is None
    assert find_grid(*reversed(degrees(100, 100)), DAY - WEEK) is None
    building = Building.objects.get(code="001")
    assert grid_of(building, DAY) == town.grids[0]
    assert grid_of(building, DAY - WEEK) is None
    assert len(grids_of(Building.objects.all(), DAY)) == 40


def test_buildings_are_found_by_words_within_a_place(town):
    actions.enter_building(
        town.community,
        HOUSE,
        at=MONDAY,
        code="X",
        name="解放路12号院3号楼",
        households=1,
        compound="解放家园",
        **at(990, 990),
    )
    assert [one.code for one in find_buildings("解放 3号楼", town.county.code, DAY)] == ["X"]
    assert [one.code for one in find_buildings("ｘ", town.street.code, DAY)] == ["X"]
    assert [one.name for one in find_buildings("第1号楼", "", DAY)] == ["第1号楼"]
    assert find_buildings("第1号楼", town.other_community.code, DAY) == []
    assert [one.code for one in find_buildings("第1号楼", town.grids[0].code, DAY)] == ["001"]
    assert find_buildings("第1号楼", town.grids[1].code, DAY) == []
    assert find_buildings("  ", "", DAY) == []
    assert find_buildings("%", "", DAY) == []
    assert len(find_buildings("号楼", "", DAY, limit=7)) == 7


def test_the_map_holds_everything_and_is_plain_json(town):
    found = json.loads(json.dumps(feature_collection(town.community, DAY, (300, 500))))
    whats = [one["properties"]["what"] for one in found["features"]]
    assert {what: whats.count(what) for what in whats} == {"outline": 1, "grid": 2, "building": 40, "barrier": 1}
    grid, building = found["features"][1]["properties"], found["features"][3]["properties"]
    assert (grid["households"], grid["is_in_band"], grid["buildings"]) == (800, False, 20)
    assert (building["code"], building["grid"]) == ("001", town.grids[0].code)


def test_questions_about_the_ground_cost_the_same_however_much_stands_on_it(town):
    def ask_all():
        return (
            queries_of(lambda: [grid.households for grid in grids_in(town.community, DAY)]),
            queries_of(lambda: feature_collection(town.community, DAY)),
            queries_of(lambda: [one.community.name for one in find_buildings("号楼", "", DAY)]),
            queries_of(lambda: list(barriers_in(town.community, DAY))),
            queries_of(lambda: find_grid(33.0001, 112.5001, DAY)),
        )

    before = ask_all()
    assert before == (4, 7, 1, 1, 1)
    import_buildings(town.community, rows(10, 10, start=500), HOUSE, at=MONDAY)
    for number in range(3, 6):
        place = actions.enter(None, HOUSE, at=MONDAY, code=f"{town.community.code}{number:03}", name=f"第{number}网格")
        one = Building.objects.get(code=f"{500 + number}")
        GridBuilding.objects.create(building=one, grid=place, valid_from=DAY)
    assert ask_all() == before
