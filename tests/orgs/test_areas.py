"""One grid, one party group; joint groups are shown as joint; stairwells; who is quiet; whom a resident finds."""

from datetime import date

import pytest

from tests.orgs.conftest import DAY, TODAY
from tests.orgs.test_structure import nothing_written
from tests.world import MONDAY, OPENED
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import Refused, Unfit
from yinuo.orgs import actions
from yinuo.orgs.models import Gathering, Kind, ServiceArea
from yinuo.orgs.queries import coverage, group_of, groups_of, quiet_groups, quiet_since, who_at
from yinuo.orgs.words import SeatKind
from yinuo.places.models import Building, GridBuilding, Posting


def party_group(structure, name: str, **given):
    return structure.org(name, Kind.PARTY_GROUP, structure.branch, structure.world.community, **given)


def test_one_grid_has_one_own_group(structure):
    actions.serve(structure.group, HOUSE, at=MONDAY, grid=structure.grids[0])
    second = party_group(structure, "第二组")
    nothing_written(
        ServiceArea, lambda: actions.serve(second, HOUSE, at=MONDAY, grid=structure.grids[0]), "幸福一网格党小组"
    )
    nothing_written(
        ServiceArea, lambda: actions.serve(structure.group, HOUSE, at=MONDAY, grid=structure.grids[0]), "已经服务"
    )


def test_a_joint_group_covers_where_there_is_no_own_one_and_is_told_as_joint(structure):
    one, two, three = structure.grids
    assert coverage("419901", TODAY) == coverage(structure.world.community.code, TODAY)
    actions.serve(structure.group, HOUSE, at=MONDAY, grid=one)
    joint = party_group(structure, "联合小组")
    actions.serve(joint, HOUSE, at=MONDAY, grid=two)
    told = coverage("419901", TODAY)
    assert (told.own, told.joint, told.none, told.grids) == (2, 0, 1, 3)
    actions.serve(joint, HOUSE, at=MONDAY, grid=three)
    told = coverage("419901", TODAY)
    assert (told.own, told.joint, told.none) == (1, 2, 0)
    assert str(told.own_share) == "1/3"
    assert group_of(two, TODAY).is_joint
    assert not group_of(one, TODAY).is_joint
    actions.serve(joint, HOUSE, at=MONDAY, grid=one)
    assert group_of(one, TODAY).org == structure.group, "the own group comes first"
    assert coverage(one.code, TODAY).own == 1


def test_a_grid_of_another_community_or_no_grid_at_all_is_refused_in_words(structure):
    from yinuo.places import actions as mapping

    foreign = mapping.enter(None, HOUSE, at=MONDAY, code=f"{structure.world.other_community.code}001", name="外网格")
    for given, match in (
        ({"grid": foreign}, "不在党小组所在的社区"),
        ({"grid": structure.world.community}, "请选择党小组服务的网格"),
        ({}, "请选择党小组服务的网格"),
    ):
        nothing_written(ServiceArea, lambda g=given: actions.serve(structure.group, HOUSE, at=MONDAY, **g), match)
    with pytest.raises(Unfit, match="只有党小组"):
        actions.serve(structure.branch, HOUSE, at=MONDAY, grid=foreign)


def test_a_stairwell_has_one_group_and_a_text(structure):
    actions.serve(structure.stairwell, HOUSE, at=MONDAY, building=structure.building, stairwell=" 2单元 ")
    second = structure.org("另一个楼道组", Kind.STAIRWELL_GROUP, structure.branch, structure.world.community)
    for given, match in (
        ({"building": structure.building, "stairwell": "2单元"}, "1号楼楼道党小组"),
        ({"building": structure.building, "stairwell": " "}, "写明楼道"),
        ({"stairwell": "2单元"}, "选择楼道党小组所在的楼栋"),
    ):
        nothing_written(ServiceArea, lambda g=given: actions.serve(second, HOUSE, at=MONDAY, **g), match)
    actions.serve(second, HOUSE, at=MONDAY, building=structure.building, stairwell="1单元")
    assert ServiceArea.objects.get(org=structure.stairwell).stairwell == "2单元"


def test_what_is_no_longer_served_is_free_from_today_and_was_served_before(structure):
    area = actions.serve(structure.group, HOUSE, at=MONDAY, grid=structure.grids[0])
    later = MONDAY + 10 * DAY
    with pytest.raises(Unfit, match="不是"):
        actions.unserve(structure.branch, HOUSE, at=later, area=area)
    actions.unserve(structure.group, HOUSE, at=later, area=area)
    assert group_of(structure.grids[0], TODAY).org == structure.group
    assert group_of(structure.grids[0], later.date()) is None
    with pytest.raises(Unfit, match="已经结束"):
        actions.unserve(structure.group, HOUSE, at=later, area=area)


def test_a_meeting_is_a_day_and_a_topic(structure):
    group = structure.group
    actions.gather(group, structure.world.worker, at=MONDAY, held_on=TODAY, topic="楼前路灯怎么修")
    for given, match in (
        ({"held_on": TODAY + DAY, "topic": "议题"}, "不能晚于今天"),
        ({"held_on": TODAY, "topic": " "}, "议题"),
        ({"held_on": OPENED - DAY, "topic": "议题"}, "设立日期"),
    ):
        nothing_written(Gathering, lambda g=given: actions.gather(group, HOUSE, at=MONDAY, **g), match)
    with pytest.raises(Refused):
        actions.gather(group, structure.world.handler, at=MONDAY, held_on=TODAY, topic="议题")


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2026, 3, 2), date(2025, 7, 1)),
        (date(2026, 4, 1), date(2025, 10, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
    ],
)
def test_two_quarters_are_counted_in_whole_quarters(structure, day, since):
    assert quiet_since(day) == since


def test_a_group_is_quiet_without_a_meeting_or_a_solved_matter_for_two_quarters(structure):
    met, solved, young = party_group(structure, "开过会"), party_group(structure, "办成过事"), None
    actions.gather(met, HOUSE, at=MONDAY, held_on=date(2025, 7, 1), topic="议题")
    actions.gather(structure.group, HOUSE, at=MONDAY, held_on=date(2025, 6, 30), topic="太久以前")
    young = party_group(structure, "刚设立", valid_from=date(2025, 8, 1))
    quiet = quiet_groups("419901", TODAY, active={solved.pk})
    assert quiet == [structure.group, structure.stairwell]
    assert young not in quiet
    assert solved in quiet_groups("419901", TODAY)
    assert quiet_groups("419902", TODAY) == []


def test_a_resident_finds_posts_and_telephones_never_names(structure):
    world, grid = structure.world, structure.grids[0]
    actions.describe(
        world.community_office, HOUSE, at=MONDAY, phone="19900000088", address="幸福路1号", hours="8:00—18:00"
    )
    actions.serve(structure.group, HOUSE, at=MONDAY, grid=grid)
    actions.invite(structure.group, HOUSE, at=MONDAY, kind=SeatKind.GROUP_LEADER, post="社区副主任")
    actions.serve(structure.stairwell, HOUSE, at=MONDAY, building=structure.building, stairwell="1单元")
    GridBuilding.objects.create(building=structure.building, grid=grid, valid_from=OPENED)
    Posting.objects.create(
        grid=grid, contact="网格员", phone="19900000077", complaint_phone="19900000099", valid_from=OPENED
    )
    found = who_at(structure.building, TODAY)
    assert found.grid == grid
    assert (found.posting.contact, found.posting.phone) == ("网格员", "19900000077")
    assert (found.group.org, found.group.leader, found.group_phone) == (structure.group, "社区副主任", "19900000088")
    assert [(g.org, g.org.hours, g.areas[0].stairwell) for g in found.stairwells] == [
        (structure.stairwell, "工作日18:30—21:00，周末9:00—21:00", "1单元")
    ]
    assert (found.office.phone, found.office.address) == ("19900000088", "幸福路1号")
    assert who_at(grid, TODAY).group.org == structure.group
    assert who_at(world.community, TODAY).office == world.community_office
    assert who_at(world.other_community, TODAY).office == world.street_office, "without an own office: the street's"


def test_an_address_outside_every_grid_still_finds_the_community(structure):
    found = who_at(structure.building, TODAY)
    assert (found.grid, found.posting, found.group, list(found.stairwells)) == (None, None, None, [])
    assert found.office == structure.world.community_office


def test_lists_of_groups_cost_the_same_however_many(structure, django_assert_num_queries):
    for number in range(3, 9):
        with django_assert_num_queries(6):
            groups = groups_of(structure.world.community, TODAY)
            [(g.org.place.name, [grid.name for grid in g.grids], g.leader, g.members.full, g.met_on) for g in groups]
        with django_assert_num_queries(2):
            coverage("419901", TODAY)
        with django_assert_num_queries(2):
            [str(org.place) for org in quiet_groups("419901", TODAY, active={1})]
        group = party_group(structure, f"第{number}组")
        if number <= 5:
            actions.serve(group, HOUSE, at=MONDAY, grid=structure.grids[number - 3])
        structure.count(group, number)
        actions.gather(group, HOUSE, at=MONDAY, held_on=TODAY, topic="议题")


def test_finding_somebody_costs_the_same_however_many_groups(structure, django_assert_max_num_queries):
    GridBuilding.objects.create(building=structure.building, grid=structure.grids[0], valid_from=OPENED)
    for number in range(1, 4):
        group = structure.org(f"{number}单元组", Kind.STAIRWELL_GROUP, structure.branch, structure.world.community)
        actions.serve(group, HOUSE, at=MONDAY, building=structure.building, stairwell=f"{number}单元")
        building = Building.objects.select_related("community").get(pk=structure.building.pk)
        with django_assert_max_num_queries(12):
            who_at(building, TODAY)
