"""Plans of grids on small communities: proposed, changed by hand, adopted, planned anew after growth."""

from datetime import timedelta
from uuid import uuid4

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.places.ground import at, line, rows, scattered
from tests.places.planned import of_grids, plan, sentences
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.optimise.grids import Terms
from yinuo.places import actions, geometry
from yinuo.places.importing import import_buildings
from yinuo.places.models import Building, GridBuilding, GridPlan, Outline, Place
from yinuo.places.plan_words import TERMS
from yinuo.places.queries import find_grid, grid_of, grids_in
from yinuo.places.words import BarrierKind, PlanMode, PlanState

DAY = MONDAY.date()
WEEK = timedelta(days=7)


def adopted(world, moment=MONDAY, **given):
    made = plan(world, moment=moment, **given)
    actions.adopt(made, world.coordinator, at=moment)
    return made


def codes(world, day=DAY):
    return {grid.place.code[-3:]: {one.code for one in grid.buildings} for grid in grids_in(world.community, day)}


def assert_grids_tile(world, day):
    home = geometry.stored(Outline.objects.on(day).get(place=world.community).shape)
    shapes = [geometry.stored(grid.outline.shape) for grid in grids_in(world.community, day)]
    assert geometry.is_same(shapely.union_all(shapes), home)
    for index, one in enumerate(shapes):
        assert all(geometry.overlap(one, other).area < 50 for other in shapes[index + 1 :])
    for grid in grids_in(world.community, day):
        for one in grid.buildings:
            assert geometry.is_within(geometry.stored(grid.outline.shape), one.longitude, one.latitude)


def test_a_plan_is_a_draft_and_changes_nothing(settle):
    world = settle(rows(8, 5))
    made = plan(world)
    assert (made.state, len(made.grids), made.moved, made.moves) == (PlanState.DRAFT, 4, 0, [])
    assert sorted(code for grid in made.grids for code in grid["buildings"]) == sorted(
        row["code"] for row in rows(8, 5)
    )
    assert all(300 <= grid["households"] <= 500 for grid in made.grids)
    assert set(made.grids[0]["costs"]) == set(TERMS)
    assert made.cost == pytest.approx(sum(sum(grid["costs"].values()) for grid in made.grids), abs=0.1)
    assert not Place.objects.filter(level="grid").exists()
    assert not GridBuilding.objects.exists()
    actions.drop(made, world.worker, at=MONDAY)
    with pytest.raises(NotNow, match="已放弃"):
        actions.adopt(made, world.coordinator, at=MONDAY)


def test_an_adopted_plan_is_numbered_from_the_north_west_and_tiles_the_community(settle):
    world = settle(rows(8, 5))
    made = adopted(world)
    assert (made.state, made.adopted_on) == (PlanState.ADOPTED, DAY)
    grids = grids_in(world.community, DAY, band=(300, 500))
    assert [grid.place.code[-3:] for grid in grids] == ["001", "002", "003", "004"]
    assert grids[0].place.name == "幸福社区第1网格"
    assert all(grid.is_in_band for grid in grids)
    west_and_north = [(grid.place.longitude, grid.place.latitude) for grid in grids]
    assert west_and_north[0][0] < west_and_north[1][0]
    assert west_and_north[0][1] > west_and_north[-1][1]
    assert_grids_tile(world, DAY)
    one = Building.objects.get(code="001")
    assert grid_of(one, DAY) == find_grid(one.latitude, one.longitude, DAY)
    assert verify().is_true


def test_a_border_follows_the_river_and_nothing_crosses_it(settle):
    river = line((452, -20), (452, 1020))
    world = settle(rows(8, 5), (BarrierKind.RIVER, river))
    made = adopted(world)
    west = {row["code"] for row in rows(8, 5) if row["longitude"] < at(452, 0)["longitude"]}
    for grid in made.grids:
        inside = set(grid["buildings"])
        assert inside <= west or not inside & west
    assert any("按画出的道路、河流和铁路把社区分成2块" in said for said in sentences(made))
    shape = geometry.read(river, geometry.LINES)
    for grid in grids_in(world.community, DAY):
        assert shapely.intersection(shape, geometry.stored(grid.outline.shape).buffer(-1e-5)).length < 1e-4
    assert_grids_tile(world, DAY)


def test_only_the_street_adopts(settle):
    world = settle(rows(8, 5))
    made = plan(world)
    with pytest.raises(Refused, match="街道"):
        actions.adopt(made, world.worker, at=MONDAY)
    assert not Place.objects.filter(level="grid").exists()


def test_the_ledger_knows_the_terms_and_a_form_sent_twice_plans_once(settle):
    world = settle(rows(8, 5))
    key = uuid4()
    first = plan(world, key=key)
    assert plan(world, key=key) == first
    given = Entry.objects.get(act="places.plan_grids").given
    assert given["terms"] == Terms().reference
    assert given["mode"] == "fresh"
    assert GridPlan.objects.get().terms == {**first.terms}
    assert Terms(**first.terms) == Terms()


def test_a_plan_of_yesterday_is_not_adopted_today(settle):
    world = settle(rows(8, 5))
    first, second = plan(world), plan(world, seed=2)
    actions.adopt(first, world.coordinator, at=MONDAY)
    before = codes(world)
    with pytest.raises(NotNow, match="网格已经变过了"):
        actions.adopt(second, world.coordinator, at=MONDAY)
    third = plan(world, PlanMode.KEEP)
    actions.enter_building(world.community, HOUSE, at=MONDAY, code="N", name="新楼", households=30, **at(900, 900))
    with pytest.raises(NotNow, match="新增1栋，减少0栋"):
        actions.adopt(third, world.coordinator, at=MONDAY)
    with pytest.raises(NotNow, match="新增1栋"):
        actions.move(third, world.worker, at=MONDAY, buildings=["001"], number=2)
    second.refresh_from_db()
    assert second.state == PlanState.DRAFT
    assert codes(world) == before


def test_after_growth_few_households_move_and_codes_stay(settle):
    given = scattered(90, seed=3)
    world = settle(given)
    adopted(world)
    before = codes(world)
    total = sum(row["households"] for row in given)
    later = MONDAY + WEEK
    grown = scattered(7, seed=9, start=500, households=(30, 50))
    assert import_buildings(world.community, given + grown, HOUSE, at=later).fresh == 7
    made = adopted(world, later, mode=PlanMode.FEWEST_MOVES)
    assert made.moved <= total * 0.03
    assert sum(1 for _code, old, _number in made.moves if not old) == 7
    after = codes(world, later.date())
    assert set(before) <= set(after)
    for number, buildings in before.items():
        assert len(after[number] & buildings) >= len(buildings) * 0.6
    assert codes(world, DAY) == before
    assert_grids_tile(world, later.date())
    assert_grids_tile(world, DAY)


def test_grids_that_look_as_before_are_not_drawn_again(settle):
    world = settle(rows(8, 5))
    adopted(world)
    drawn = Outline.objects.count()
    adopted(world, MONDAY + WEEK, mode=PlanMode.KEEP)
    assert Outline.objects.count() == drawn
    assert not GridBuilding.objects.exclude(valid_to=None).exists()


def test_two_plans_are_adopted_on_one_day_and_the_last_one_stands(settle):
    world = settle(rows(8, 5))
    adopted(world)
    made = adopted(world, count=5)
    assert len(made.grids) == 5
    assert len(codes(world)) == 5
    assert sum(len(grid.buildings) for grid in grids_in(world.community, DAY)) == 40
    assert_grids_tile(world, DAY)
    adopted(world, count=4)
    assert len(codes(world)) == 4
    assert_grids_tile(world, DAY)


def test_a_grid_that_vanishes_ends_with_what_belongs_to_it_and_its_number_is_not_used_again(settle):
    world = settle(rows(8, 5))
    adopted(world)
    for place in Place.objects.filter(level="grid"):
        actions.post(place, HOUSE, at=MONDAY, contact="网格员", phone="12345", complaint_phone="12345")
    later, last = MONDAY + WEEK, MONDAY + 2 * WEEK
    made = plan(world, moment=later, count=3)
    gone = [note for note in made.notes if note["rule"] == "dissolved"]
    assert len(gone) == 1
    assert any("采用这个方案后撤销" in said for said in sentences(made))
    actions.adopt(made, world.coordinator, at=later)
    place = Place.objects.get(code=gone[0]["facts"]["code"])
    assert place.valid_to == later.date() - timedelta(days=1)
    assert place.outlines.get().valid_to == place.postings.get().valid_to == place.valid_to
    assert not place.grid_buildings.filter(valid_to=None).exists()
    adopted(world, last, count=4)
    assert place.code[-3:] not in codes(world, last.date())
    assert "005" in codes(world, last.date())
    with pytest.raises(Unfit, match="不能更早"):
        actions.adopt(plan(world, moment=last), world.coordinator, at=last, valid_from=DAY)


def test_grids_that_were_only_numbers_are_filled(settle):
    world = settle(rows(8, 5))
    for number in (1, 2, 3):
        actions.enter(
            None,
            HOUSE,
            at=MONDAY,
            code=f"{world.community.code}{number:03}",
            name=f"老网格{number}",
            **at(300 * number, 250),
        )
    made = adopted(world)
    assert set(codes(world)) == {"001", "002", "003", "004"}
    assert [grid["code"][-3:] for grid in made.grids] == ["001", "002", "003", ""]
    assert grids_in(world.community, DAY)[0].place.name == "老网格1"
    assert made.moved == 0


def test_the_present_grids_are_the_start_of_a_plan_by_hand(settle):
    world = settle(rows(8, 5))
    first = plan(world, PlanMode.BY_HAND)
    assert (len(first.grids), first.grids[0]["households"]) == (1, 1600)
    assert any("1600户，不在300–500户之间" in said for said in of_grids(first))
    adopted(world)
    before = codes(world)
    actions.enter_building(world.community, HOUSE, at=MONDAY, code="N", name="新楼", households=30, **at(970, 970))
    made = plan(world, PlanMode.BY_HAND)
    assert {f"{grid['number']:03}": set(grid["buildings"]) - {"N"} for grid in made.grids} == before
    assert next(move for move in made.moves if move[0] == "N")[1] == ""
    assert made.moved == 0


def test_buildings_are_moved_by_hand_and_the_plan_says_what_that_costs(settle):
    world = settle(rows(8, 5))
    adopted(world)
    made = plan(world, PlanMode.KEEP)
    cost = made.cost
    home = {code: grid["number"] for grid in made.grids for code in grid["buildings"]}
    north_east = home["040"]
    other = next(number for number in home.values() if number not in (north_east, home["001"]))
    actions.move(made, world.worker, at=MONDAY, buildings=["040"], number=home["001"])
    made.refresh_from_db()
    assert made.cost > cost
    assert made.moves == [["040", f"{world.community.code}{north_east:03}", home["001"]]]
    assert made.moved == 40
    assert "手工调整" in sentences(made)[0]
    assert any("没有连成一片，分成了2块" in said for said in of_grids(made))
    actions.move(made, world.worker, at=MONDAY, buildings=["001", "002"], number=9)
    assert {grid["number"] for grid in made.grids} == {1, 2, 3, 4, 9}
    assert next(grid for grid in made.grids if grid["number"] == 9)["code"] == ""
    actions.adopt(made, world.coordinator, at=MONDAY)
    assert codes(world)["009"] == {"001", "002"}
    assert other in home.values()
    with pytest.raises(NotNow, match="已采用"):
        actions.move(made, world.worker, at=MONDAY, buildings=["001"], number=1)


@pytest.mark.parametrize(
    ("buildings", "number", "said"),
    [([], 1, "请选择要移动的楼栋"), (["999"], 1, "999"), (["001"], 0, "不能用"), (["001"], 1000, "不能用")],
)
def test_a_move_that_cannot_be_leaves_the_plan_as_it_was(settle, buildings, number, said):
    world = settle(rows(8, 5))
    made = plan(world)
    before = made.grids
    with pytest.raises(Unfit, match=said):
        actions.move(made, world.worker, at=MONDAY, buildings=buildings, number=number)
    made.refresh_from_db()
    assert made.grids == before


@pytest.mark.parametrize("lines", [2, 9])
def test_planning_and_adopting_cost_the_same_queries_however_large(settle, lines):
    world = settle(rows(8, lines, households=60))
    for moment in (MONDAY, MONDAY + WEEK):
        with CaptureQueriesContext(connection) as asked:
            made = plan(world, moment=moment)
        assert len(asked) <= 10
        with CaptureQueriesContext(connection) as asked:
            actions.adopt(made, world.coordinator, at=moment)
        assert len(asked) <= 19
        import_buildings(world.community, rows(8, lines, households=40, start=200, west=95), HOUSE, at=MONDAY)
