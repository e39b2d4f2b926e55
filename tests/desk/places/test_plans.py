"""Plans of grids at the desk: made, compared, changed by hand, adopted; and what is posted about a grid."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.places import made
from tests.world import MONDAY
from yinuo.orgs.rulebook import load
from yinuo.places import actions
from yinuo.places.models import GridPlan, Place
from yinuo.places.words import PlanMode, PlanState

SIGNED_IN = 4


def page_of(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def town(world):
    made.built(world)
    return world


@pytest.fixture
def draft(town) -> GridPlan:
    return made.planned(town)


def test_a_plan_is_made_with_the_band_of_the_rules(desk, town):
    load(at=MONDAY)
    address = f"/desk/ground/{town.community.code}/plan/"
    form = desk.worker.get(address).context["form"]
    assert form["low"].value() == 300
    assert "GB/T" in form.fields["low"].help_text or "依据" in form.fields["low"].help_text
    assert [value for value, _word in form.fields["mode"].choices] == ["fresh"]
    given = {"mode": "fresh", "low": 300, "target": 400, "high": 500, "members": 3}
    answer = desk.worker.post(address, given)
    plan = GridPlan.objects.get()
    assert answer["Location"] == f"/desk/plans/{plan.pk}/"
    assert (plan.terms["low"], plan.terms["high"]) == (300, 500)
    assert not Place.objects.filter(level="grid").exists(), "nothing changes before somebody adopts it"


def test_the_band_may_be_set_for_one_plan_but_not_upside_down(desk, town):
    address = f"/desk/ground/{town.community.code}/plan/"
    given = {"mode": "fresh", "low": 500, "target": 400, "high": 300, "members": 3}
    refused = desk.worker.post(address, given)
    assert refused.status_code == 422
    assert "最少 ≤ 最好 ≤ 最多" in page_of(refused)
    assert desk.worker.post(address, given | {"low": 200, "target": 250, "high": 300}).status_code == 302
    assert GridPlan.objects.get().terms["target"] == 250


def test_a_number_of_grids_that_cannot_be_is_told(desk, town):
    given = {"mode": "fresh", "low": 300, "target": 400, "high": 500, "members": 3, "count": 99}
    answer = desk.worker.post(f"/desk/ground/{town.community.code}/plan/", given)
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert "不在" in page_of(desk.worker.get(answer["Location"]))


def test_a_community_without_buildings_is_told_what_to_do_first(desk, world):
    given = {"mode": "fresh", "low": 300, "target": 400, "high": 500, "members": 3}
    answer = desk.worker.post(f"/desk/ground/{world.community.code}/plan/", given)
    assert answer.status_code == 422
    assert "请先导入或者登记楼栋" in page_of(answer)


def test_a_plan_shows_every_grid_on_map_and_in_the_table_with_its_terms(desk, draft):
    answer = desk.worker.get(f"/desk/plans/{draft.pk}/")
    page = page_of(answer)
    kinds = [one["properties"]["kind"] for one in answer.context["map"].features]
    assert kinds.count("draft") == len(draft.grids)
    assert kinds.count("building") == sum(len(grid["buildings"]) for grid in draft.grids)
    for row in answer.context["rows"]:
        assert f">{row.number}</span>" in page
        assert row.cost == pytest.approx(sum(points for _word, points in row.terms_told))
    assert "小区被分开" in page


def test_a_building_moved_by_hand_is_priced_anew(desk, draft):
    first, second = draft.grids[0], draft.grids[1]
    moved = first["buildings"][0]
    given = {"buildings": [moved], "number": second["number"]}
    assert desk.worker.post(f"/desk/plans/{draft.pk}/move/", given).status_code == 302
    cost = draft.cost
    draft.refresh_from_db()
    assert moved in next(grid for grid in draft.grids if grid["number"] == second["number"])["buildings"]
    assert draft.cost != cost


def test_nothing_ticked_is_told_and_the_page_stays(desk, draft):
    answer = desk.worker.post(f"/desk/plans/{draft.pk}/move/", {"number": draft.grids[0]["number"]})
    assert answer.status_code == 422
    assert "请先在地图上点" in page_of(answer)


def test_a_refused_move_keeps_what_was_ticked(desk, draft):
    code = draft.grids[0]["buildings"][0]
    answer = desk.worker.post(f"/desk/plans/{draft.pk}/move/", {"buildings": [code], "number": 777})
    assert answer.status_code == 422
    assert f'value="{code}" data-households' in page_of(answer)
    assert page_of(answer).count(" checked") == 1


def test_a_worker_draws_and_a_coordinator_adopts(desk, town, draft):
    assert "报给街道协调员" in page_of(desk.worker.get(f"/desk/plans/{draft.pk}/"))
    assert desk.worker.post(f"/desk/plans/{draft.pk}/adopt/").status_code == 403
    assert desk.coordinator.post(f"/desk/plans/{draft.pk}/adopt/").status_code == 302
    grids = Place.objects.filter(level="grid", code__startswith=town.community.code)
    assert grids.count() == len(draft.grids)
    page = page_of(desk.worker.get(f"/desk/ground/{town.community.code}/"))
    assert "未公示" in page
    assert all(grid.name in page for grid in grids)
    again = desk.coordinator.post(f"/desk/plans/{draft.pk}/adopt/")
    assert again.status_code == 409


def test_a_dropped_plan_stays_in_the_list(desk, town, draft):
    assert desk.worker.post(f"/desk/plans/{draft.pk}/drop/").status_code == 302
    draft.refresh_from_db()
    assert draft.state == PlanState.DROPPED
    assert "已放弃" in page_of(desk.worker.get(f"/desk/ground/{town.community.code}/plans/"))
    page = page_of(desk.worker.get(f"/desk/plans/{draft.pk}/"))
    assert "采用这个方案" not in page


def test_a_plan_made_for_other_buildings_cannot_be_adopted_and_says_why(desk, town, draft):
    one = town.community.buildings.first()
    actions.demolish(one, town.worker, at=MONDAY)
    page = page_of(desk.coordinator.get(f"/desk/plans/{draft.pk}/"))
    assert "楼栋有了变化" in page
    assert "采用这个方案" not in page
    answer = desk.coordinator.post(f"/desk/plans/{draft.pk}/adopt/")
    assert answer.status_code == 409
    assert "请重新生成一个方案" in page_of(answer)


def test_a_plan_stands_beside_the_present_grids_and_another_draft(desk, town, draft):
    actions.adopt(draft, town.coordinator, at=MONDAY)
    one = town.community.buildings.first()
    actions.amend_building(one, town.worker, at=MONDAY, households=one.households + 180)
    fewest = made.planned(town, mode=PlanMode.FEWEST_MOVES)
    fresh = made.planned(town, mode=PlanMode.FRESH, seed=5)
    answer = desk.worker.get(f"/desk/plans/{fewest.pk}/", {"with": fresh.pk})
    assert [one.word for one in answer.context["columns"]][:2] == ["这个方案", "现在的网格"]
    assert len(answer.context["columns"]) == 3
    words = [word for word, _cells in answer.context["lines"]]
    assert words[0] == "网格个数"
    assert words[-1].startswith("合计")
    page = page_of(answer)
    if fewest.moved:
        assert f"共 {fewest.moved} 户换网格" in page


def test_a_plan_page_costs_the_same_however_many_grids(desk, town, draft):
    with CaptureQueriesContext(connection) as few:
        desk.worker.get(f"/desk/plans/{draft.pk}/")
    more = made.planned(town, count=20)
    with CaptureQueriesContext(connection) as many:
        desk.worker.get(f"/desk/plans/{more.pk}/")
    assert abs(len(many) - len(few)) <= 1
    assert len(many) <= SIGNED_IN + 10


def test_a_grid_is_posted_by_post_and_office_telephone(desk, world):
    grid = made.gridded(world, posted=False)[0].place
    address = f"/desk/grids/{grid.code}/"
    assert "还没有公示" in page_of(desk.worker.get(address))
    given = {"contact": "第一网格网格员", "phone": "0377-60000001", "complaint_phone": "12345"}
    assert desk.worker.post(f"{address}post/", given).status_code == 302
    page = page_of(desk.worker.get(address))
    assert "第一网格网格员" in page
    assert "0377-60000001" in page
    refused = desk.worker.post(f"{address}post/", given | {"phone": "没有"})
    assert refused.status_code == 422
    assert "没有" in page_of(refused)


def test_a_joint_group_is_shown_as_joint_and_a_quiet_one_as_not_running(desk, world, monday):
    load(at=MONDAY)
    grids = made.gridded(world)
    page = page_of(desk.worker.get(f"/desk/grids/{grids[0].place.code}/"))
    assert "联合" in page
    assert "运行中" in page
    monday.shift(366 * 24 * 3600)
    desk.sign_in()
    page = page_of(desk.worker.get(f"/desk/grids/{grids[0].place.code}/"))
    assert "未运行" in page
    assert "未运行" in page_of(desk.worker.get(f"/desk/ground/{world.community.code}/"))
    assert f'<span class="worse">{len(grids) - 1}</span>' in page_of(desk.worker.get("/desk/ground/"))


def test_a_grid_costs_the_same_however_many_buildings(desk, world):
    load(at=MONDAY)
    grids = made.gridded(world)
    counts = set()
    for one in (grids[0], grids[3]):
        with CaptureQueriesContext(connection) as captured:
            desk.worker.get(f"/desk/grids/{one.place.code}/")
        counts.add(len(captured))
    assert max(counts) - min(counts) <= 1
    assert max(counts) <= SIGNED_IN + 16


def test_the_outline_of_a_grid_is_drawn_by_hand(desk, world):
    grid = made.gridded(world)[0]
    address = f"/desk/ground/{grid.place.code}/draw/"
    answer = desk.worker.get(address)
    assert json.loads(answer.context["form"]["shape"].value())["type"] in ("Polygon", "MultiPolygon")
    assert desk.worker.post(address, {"shape": json.dumps(grid.outline.shape)}).status_code == 302
    whole = desk.worker.post(address, {"shape": json.dumps(made.quarter().shape)})
    assert whole.status_code == 422
    assert any(one["properties"]["kind"] == "wrong" for one in whole.context["map"].features)
