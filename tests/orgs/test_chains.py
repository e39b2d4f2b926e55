"""Three, four or five levels as data: who stands at each for a place, and where a matter goes when it is beyond somebody."""

import pytest

from tests.orgs.conftest import DAY, TODAY
from tests.orgs.test_structure import nothing_written
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.orgs import actions
from yinuo.orgs.models import Chain, Kind
from yinuo.orgs.queries import chain_bodies, chain_of, next_up

FIVE = [
    "leading_group 县党建工作领导小组",
    "coordination_committee 街道党建协调指导委员会",
    "community_party_office 社区党建工作部",
    "branch 社区党支部（总支）",
    "party_group 居民小区党小组（支部）",
]
THREE = ["leading_group 区委党建领导小组", "street_grand_committee 街道大工委", "community_grand_committee 社区大党委"]


@pytest.fixture
def chained(structure):
    world = structure.world
    actions.lay_chain(world.county, HOUSE, at=MONDAY, name="五级联动", levels=FIVE)
    structure.guiding = structure.org("示例街道协调委", Kind.COORDINATION_COMMITTEE, structure.streets, world.street)
    structure.office = structure.org(
        "幸福社区党建部", Kind.COMMUNITY_PARTY_OFFICE, world.community_office, world.community
    )
    structure.org("县直机关支部", Kind.BRANCH, world.office, world.county)
    actions.serve(structure.group, HOUSE, at=MONDAY, grid=structure.grids[0])
    return structure


def names(place_code: str) -> list[str]:
    return [str(body or "—") for _level, body in chain_bodies(place_code, TODAY)]


def test_the_chain_of_five_stands_in_its_order_for_a_grid(chained):
    assert [level.title for level in chain_of(chained.grids[0].code, TODAY)] == [line.split()[1] for line in FIVE]
    assert names(chained.grids[0].code) == [
        "县党建工作领导小组", "示例街道协调委", "幸福社区党建部", "幸福社区党支部", "幸福一网格党小组",
    ]  # fmt: skip


def test_where_a_level_has_no_body_there_is_none_and_no_department_stands_in(chained):
    assert names(chained.grids[1].code)[-1] == "—", "no group serves this grid"
    assert names(chained.world.community.code)[-1] == "—", "no one group stands for a whole community"
    assert names(chained.world.other_community.code) == ["县党建工作领导小组", "示例街道协调委", "—", "—", "—"]


def test_a_matter_goes_up_level_by_level_and_passes_over_gaps(chained):
    grid = chained.grids[0].code
    up = [chained.group]
    while up[-1] is not None:
        up.append(next_up(up[-1], grid, TODAY))
    assert [str(body) for body in up[1:-1]] == [
        "幸福社区党支部",
        "幸福社区党建部",
        "示例街道协调委",
        "县党建工作领导小组",
    ]
    elsewhere = chained.org("和平一组", Kind.PARTY_GROUP, place=chained.world.other_community)
    assert next_up(elsewhere, chained.world.other_community.code, TODAY) == chained.guiding


def test_an_office_that_is_no_level_counts_as_the_level_of_its_place(chained):
    world, grid = chained.world, chained.grids[0].code
    assert next_up(world.community_office, grid, TODAY) == chained.branch
    assert next_up(world.street_office, grid, TODAY) == chained.guiding
    assert next_up(world.office, grid, TODAY) == chained.leading
    assert next_up(chained.stairwell, grid, TODAY) == chained.group


def test_without_a_chain_it_is_the_parent_on_the_path(structure):
    assert chain_of(structure.world.community.code, TODAY) == []
    assert next_up(structure.world.community_office, structure.world.community.code, TODAY) == structure.streets
    assert next_up(structure.root, structure.world.community.code, TODAY) is None


def test_a_general_branch_may_stand_for_the_communitys_branch(chained):
    world = chained.world
    general = chained.org("和平社区党总支", Kind.GENERAL_BRANCH, chained.streets, world.other_community)
    assert chain_bodies(world.other_community.code, TODAY)[3][1] == general


def test_a_later_chain_ends_the_earlier_one_the_day_before(chained):
    later = MONDAY + 40 * DAY
    actions.lay_chain(chained.world.county, HOUSE, at=later, name="三级联动", levels=THREE)
    code = chained.world.community.code
    assert len(chain_of(code, TODAY)) == len(chain_of(code, later.date() - DAY)) == 5
    assert len(chain_of(code, later.date())) == 3


def test_no_chain_reaches_back_behind_the_one_in_force(chained):
    given = {"name": "三级联动", "levels": THREE, "valid_from": TODAY - DAY}
    nothing_written(Chain, lambda: actions.lay_chain(chained.world.county, HOUSE, at=MONDAY, **given), "从2026-03-02起")


def test_a_chain_of_the_county_goes_before_one_of_the_city(chained):
    from yinuo.places.models import Place

    actions.lay_chain(Place.objects.get(code="4199"), HOUSE, at=MONDAY, name="三级联动", levels=THREE)
    assert len(chain_of(chained.world.street.code, TODAY)) == 5
    assert len(chain_of("419902001", TODAY)) == 3


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"name": "二级", "levels": THREE[:2]}, "这里有2级"),
        ({"name": "六级", "levels": [*FIVE, "committee_org 党委"]}, "这里有6级"),
        ({"name": "三级", "levels": [*THREE[:2], THREE[0]]}, "出现了两次"),
        ({"name": "三级", "levels": [*THREE[:2], "community_grand_committee 街道大工委"]}, "出现了两次"),
        ({"name": "三级", "levels": [*THREE[:2], "section 科室"]}, "看不懂"),
        ({"name": "三级", "levels": [*THREE[:2], ""]}, "看不懂"),
        ({"name": " ", "levels": THREE}, "起个名字"),
    ],
)
def test_a_chain_that_cannot_be_leaves_nothing_behind(structure, given, match):
    nothing_written(Chain, lambda: actions.lay_chain(structure.world.county, HOUSE, at=MONDAY, **given), match)


def test_a_street_has_no_chain_of_its_own(structure):
    nothing_written(
        Chain, lambda: actions.lay_chain(structure.world.street, HOUSE, at=MONDAY, name="三级", levels=THREE), "县"
    )


def test_bodies_cost_the_same_however_many_there_are(chained, django_assert_num_queries):
    for number in range(3):
        with django_assert_num_queries(3):
            [(level.title, body and body.place.name) for level, body in chain_bodies(chained.grids[0].code, TODAY)]
        with django_assert_num_queries(3):
            next_up(chained.group, chained.grids[0].code, TODAY)
        chained.org(f"第{number}支部", Kind.BRANCH, chained.streets, chained.world.community)
