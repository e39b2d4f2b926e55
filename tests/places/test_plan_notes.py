"""What cannot hold is said in a sentence, and the nearest plan is given all the same."""

import pytest

from tests.places.ground import HOME, at, line, rows
from tests.places.planned import of_grids, plan, sentences
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import Unfit
from yinuo.optimise.grids import TERMS as OPTIMISED
from yinuo.optimise.grids import Terms
from yinuo.places import actions
from yinuo.places.plan_words import TERMS, note_sentence, term_label
from yinuo.places.words import BarrierKind, PlanMode


def whole(made, given):
    """Every building is in one grid."""
    inside = sorted(code for grid in made.grids for code in grid["buildings"])
    return inside == sorted(row["code"] for row in given)


def everything(made):
    return " ".join(sentences(made) + of_grids(made))


def test_every_term_of_the_price_has_a_name():
    assert set(OPTIMISED) == set(TERMS)
    assert term_label("compound") == "小区被分开"


def test_a_community_smaller_than_one_grid_is_one_grid(settle):
    given = rows(3, 2, households=20)
    made = plan(settle(given))
    assert whole(made, given)
    assert len(made.grids) == 1
    assert "整个社区只有120户，不到一个网格的下限300户" in everything(made)


def test_a_community_of_empty_buildings_is_told_to_count_them_first(settle):
    given = rows(3, 2, households=0)
    made = plan(settle(given))
    assert whole(made, given)
    assert "一共0户" in everything(made)


def test_buildings_without_households_lie_in_some_grid_too(settle):
    given = rows(8, 5)
    for row in given[::5]:
        row["households"] = 0
    assert whole(plan(settle(given)), given)


def test_a_tower_above_the_band_is_named(settle):
    given = rows(6, 4)
    given[7] |= {"households": 700}
    made = plan(settle(given))
    assert whole(made, given)
    assert "008一栋楼就超过了上限" in everything(made)


def test_a_compound_above_the_band_is_named_and_shared(settle):
    given = [row | {"compound": "大院"} for row in rows(6, 4)]
    assert "小区“大院”有960户，超过一个网格的上限" in everything(plan(settle(given)))


def test_households_that_no_number_of_grids_can_hold_are_told(settle):
    given = rows(7, 2)
    made = plan(settle(given))
    assert whole(made, given)
    assert "整个社区的户数不论分成几个网格都做不到全部合规" in everything(made)


def test_a_number_of_grids_that_does_not_fit_is_planned_as_asked_and_told(settle):
    made = plan(settle(rows(8, 5)), count=8)
    assert len(made.grids) == 8
    assert "指定的网格数放不下这些户数" in everything(made)


def test_few_members_lead_to_a_joint_group(settle):
    given = rows(8, 5, members=0)
    given[0]["members"] = 2
    made = plan(settle(given))
    assert "建联合党小组" in everything(made)


def test_a_lonely_building_is_tied_to_the_nearest_and_told(settle):
    given = rows(8, 3)
    given.append({"code": "L", "name": "孤楼", "households": 5, "members": 0, **at(500, 900)})
    made = plan(settle(given))
    assert whole(made, given)
    assert "L（5户）和别的楼不相连，已按最近的一处" in everything(made)


def test_an_island_across_the_river_that_is_large_enough_is_planned_by_itself(settle):
    given = rows(8, 5)
    made = plan(settle(given, (BarrierKind.RAILWAY, line((452, -20), (452, 1020)))))
    assert whole(made, given)
    assert "和别的楼不相连，只能自成网格" in everything(made)
    with pytest.raises(Unfit, match="隔成2片"):
        actions.plan_grids(made.community, HOUSE, at=MONDAY, mode=PlanMode.FRESH, terms=Terms(), count=1)


def test_a_main_road_cuts_blocks_but_may_be_crossed_when_nothing_else_helps(settle):
    given = rows(4, 2, households=60)
    made = plan(settle(given, (BarrierKind.ROAD, line((200, -20), (200, 1020)))))
    assert len(made.grids) == 1
    assert made.grids[0]["costs"]["road"] == pytest.approx(Terms().road)
    assert "分成2块来算" in everything(made)


def test_a_small_community_is_solved_to_the_end(settle):
    assert "已经算到底" in everything(plan(settle(rows(5, 3, households=55))))


@pytest.mark.parametrize(
    ("mode", "given", "said"),
    [
        (PlanMode.FRESH, {"count": 0}, "网格数应该在1和楼栋数"),
        (PlanMode.FRESH, {"count": 41}, "网格数应该在1和楼栋数"),
        (PlanMode.FEWEST_MOVES, {}, "还没有网格"),
    ],
)
def test_what_cannot_be_planned_is_refused_and_no_draft_is_left(settle, mode, given, said):
    world = settle(rows(8, 5))
    with pytest.raises(Unfit, match=said):
        plan(world, mode, **given)
    assert not world.community.grid_plans.exists()


def test_a_community_without_buildings_is_told_to_register_them(world):
    actions.draw(world.community, HOUSE, at=MONDAY, shape=HOME)
    with pytest.raises(Unfit, match="还没有登记楼栋"):
        plan(world)
    with pytest.raises(Unfit, match="先选社区"):
        actions.plan_grids(world.street, HOUSE, at=MONDAY, mode=PlanMode.FRESH, terms=Terms())


BAND = {"households": 600, "low": 300.0, "high": 500.0}
NOTES = [
    ({"rule": "outside", "facts": BAND | {"cause": "dearer", "extra": 12.34}}, "多付12.3分"),
    ({"rule": "outside", "facts": BAND | {"cause": "island", "buildings": ["1", "2"], "total": 600}}, "1、2，共600户"),
    ({"rule": "outside", "facts": BAND | {"cause": "not_found"}}, "再算一次"),
    ({"rule": "outside", "facts": BAND | {"cause": "something new"}}, "600户，不在300–500户之间。"),
    ({"rule": "short", "facts": {"members": 1, "needed": 3.0, "cause": "dearer", "extra": 3}}, "不够3名"),
    ({"rule": "unassigned", "facts": {"buildings": list("abcdefg")}}, "a、b、c、d、e等7栋"),
    (
        {"rule": "disconnected", "grid": 3, "facts": {"parts": [["1"], ["2", "3"]]}},
        "第3网格：楼栋没有连成一片，分成了2块：1；2、3。",
    ),
]


@pytest.mark.parametrize(("note", "said"), NOTES)
def test_every_note_is_a_sentence(note, said):
    assert said in note_sentence(note)
    assert note_sentence(note).endswith("。")
