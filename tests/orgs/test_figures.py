"""The figures a page prints, counted from rows: a small town by hand, and every id of the page's figures of structure."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.orgs.conftest import DAY, TODAY
from tests.orgs.test_chains import FIVE, THREE
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.orgs import actions
from yinuo.orgs.figures import FIGURES, chain_sentence, grid_sentence, joint_sentence, post_sentence
from yinuo.orgs.words import SeatKind, UnitLevel

PAGE = Path("/work/shared/domain/data/page_figures.json")


def value(name: str, code: str = "419901", day: date = TODAY):
    figure = FIGURES[name](code, day)
    return figure and figure.value


@pytest.mark.skipif(not PAGE.exists(), reason="the page's figures are not here")
def test_every_figure_of_structure_on_the_page_is_counted():
    areas = ("grid.", "joint_committee.", "linkage.", "staff.")
    assert {row["id"] for row in json.loads(PAGE.read_text()) if row["id"].startswith(areas)} == set(FIGURES)


def test_communities_and_grids_are_those_of_the_day(structure):
    assert grid_sentence("419901", TODAY) == "1个社区、3个网格"
    grid = structure.grids[2]
    grid.valid_to = TODAY - DAY
    grid.save()
    assert grid_sentence("419901", TODAY) == "1个社区、2个网格"
    assert value("grid.grids", day=TODAY - DAY) == 3
    assert value("grid.communities", "419902") == 0


def fill(structure, body, street: int) -> None:
    for kind, number in ((SeatKind.STREET_MEMBER, street), (SeatKind.FULL_TIME_MEMBER, 1)):
        for _place in range(number):
            actions.invite(body, HOUSE, at=MONDAY, kind=kind, post="委员")


def test_seven_one_and_x_is_printed_from_seats_and_only_confirmed_units_count(structure):
    for body in (structure.committee, structure.other_committee):
        fill(structure, body, 7)
    seats = [
        actions.invite(structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="书记", unit=unit)
        for unit in (structure.unit, structure.other_unit)
    ]
    actions.confirm(seats[0], structure.people["unit_handler"], at=MONDAY)
    assert joint_sentence("419901", TODAY) == "2个街道、7+1+X、1个单位"
    actions.confirm(seats[1], HOUSE, at=MONDAY, reply="1号")
    assert joint_sentence("419901", TODAY) == "2个街道、7+1+X、2个单位"
    actions.describe(structure.other_unit, HOUSE, at=MONDAY, unit_level=UnitLevel.COUNTY)
    assert value("joint_committee.units") == 1, "市级以上 only"
    assert joint_sentence("419902", TODAY) == ""


def test_where_the_committees_differ_no_number_is_made_up(structure):
    fill(structure, structure.committee, 7)
    fill(structure, structure.other_committee, 6)
    assert value("joint_committee.members") is None
    assert value("joint_committee.full_time") == 1
    assert joint_sentence("419901", TODAY) == "2个街道、委员人数各街道不一、0个单位"


def test_levels_are_those_of_the_chain_that_was_laid(structure):
    assert (value("linkage.levels_3"), value("linkage.levels_5"), chain_sentence("419901", TODAY)) == (0, 0, "")
    actions.lay_chain(structure.world.county, HOUSE, at=MONDAY, name="五级联动", levels=FIVE)
    assert (value("linkage.levels_3"), value("linkage.levels_5")) == (0, 5)
    assert value("linkage.levels_5", structure.world.street.code) == 5, "a street is under its county's chain"
    assert chain_sentence("419901", TODAY) == (
        "县党建工作领导小组、街道党建协调指导委员会、社区党建工作部、社区党支部（总支）、居民小区党小组（支部）五级"
    )
    later = MONDAY + 9 * DAY
    actions.lay_chain(structure.world.county, HOUSE, at=later, name="三级联动", levels=THREE)
    assert value("linkage.levels_3", day=later.date()) == 3


def test_only_full_time_posts_that_exist_are_counted(structure):
    for title, is_full_time in (("专职副书记", True), ("兼职干事", False), ("组织干事", True)):
        post = actions.open_post(structure.unit, HOUSE, at=MONDAY, title=title, is_full_time=is_full_time)
    assert post_sentence("419901", TODAY) == "2名专职党务工作人员"
    actions.close_post(post, HOUSE, at=MONDAY + DAY)
    assert value("staff.full_time", day=TODAY + DAY) == 1


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_costs_few_queries(structure, name, django_assert_max_num_queries):
    fill(structure, structure.committee, 7)
    with django_assert_max_num_queries(2):
        FIGURES[name]("419901", TODAY)
