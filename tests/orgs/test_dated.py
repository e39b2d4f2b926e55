"""Days that do not fit: what is entered late, twice on one day, or about ground that is gone is never counted twice."""

from datetime import timedelta

import pytest

from tests.orgs.conftest import DAY, TODAY
from tests.orgs.test_structure import nothing_written
from tests.world import MONDAY, OPENED
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Unfit
from yinuo.orgs import actions
from yinuo.orgs.models import Coverage, Headcount, Kind, Organisation, ServiceArea, Succession
from yinuo.orgs.queries import coverage, group_of, groups_of, members_in, members_of, party_line, who_at
from yinuo.places import actions as mapping
from yinuo.places.models import GridBuilding, Place

LATER = MONDAY + 20 * DAY


def covered_twice(structure, days) -> bool:
    """Whether some unit counts for two branches on one of these days."""
    for day in days:
        units = list(Coverage.objects.on(day).values_list("unit", flat=True))
        if len(units) != len(set(units)):
            return True
    return False


def test_a_late_entry_does_not_put_a_unit_into_two_branches_in_the_past(structure):
    one, other = structure.org("一支部", Kind.BRANCH), structure.org("二支部", Kind.BRANCH)
    section = structure.org("某科", Kind.SECTION)
    actions.record_coverage(one, HOUSE, at=MONDAY, unit=section, valid_from=TODAY - 60 * DAY)
    Coverage.objects.update(valid_to=TODAY - 10 * DAY)
    nothing_written(
        Coverage,
        lambda: actions.record_coverage(other, HOUSE, at=MONDAY, unit=section, valid_from=TODAY - 30 * DAY),
        "一支部",
    )
    actions.record_coverage(other, HOUSE, at=MONDAY, unit=section, valid_from=TODAY - 9 * DAY)
    assert not covered_twice(structure, [TODAY - n * DAY for n in range(60)])


def test_a_branch_covers_nothing_before_either_was_there(structure):
    branch = structure.org("新支部", Kind.BRANCH, valid_from=TODAY - 5 * DAY)
    section = structure.org("某科", Kind.SECTION)
    with pytest.raises(Unfit) as unfit:
        actions.record_coverage(branch, HOUSE, at=MONDAY, unit=section, valid_from=TODAY - 6 * DAY)
    assert unfit.value.field == "valid_from"


def test_a_department_and_its_own_section_are_not_counted_in_two_branches(structure):
    one, other = structure.org("一支部", Kind.BRANCH), structure.org("二支部", Kind.BRANCH)
    department = structure.org("某局", Kind.DEPARTMENT)
    section = structure.org("某局办公室", Kind.SECTION, department)
    actions.record_coverage(one, HOUSE, at=MONDAY, unit=department)
    nothing_written(Coverage, lambda: actions.record_coverage(other, HOUSE, at=MONDAY, unit=section), "重复计算")
    Coverage.objects.all().delete()
    actions.record_coverage(one, HOUSE, at=MONDAY, unit=section)
    nothing_written(Coverage, lambda: actions.record_coverage(other, HOUSE, at=MONDAY, unit=department), "重复计算")


def test_a_number_that_would_not_count_is_refused_and_told_where_it_counts(structure):
    branch, section = structure.org("一支部", Kind.BRANCH), structure.org("某科", Kind.SECTION)
    actions.record_coverage(branch, HOUSE, at=MONDAY, unit=section)
    nothing_written(Headcount, lambda: structure.count(branch, 9), "按所覆盖的单位、科室统计")
    structure.count(section, 9)
    assert members_in(branch, TODAY).full == 9


def test_a_late_entry_does_not_give_a_grid_two_groups_of_its_own(structure):
    world, grid = structure.world, structure.grids[0]
    one = structure.group
    other = structure.org("另一党小组", Kind.PARTY_GROUP, structure.branch, world.community)
    actions.serve(one, HOUSE, at=MONDAY, grid=grid, valid_from=TODAY - 5 * DAY)
    nothing_written(
        ServiceArea,
        lambda: actions.serve(other, HOUSE, at=MONDAY, grid=grid, valid_from=TODAY - 30 * DAY),
        "已经有自己的党小组",
    )
    stairs = {"building": structure.building, "stairwell": "1单元"}
    more = structure.org("另一楼道党小组", Kind.STAIRWELL_GROUP, structure.branch, world.community)
    actions.serve(structure.stairwell, HOUSE, at=MONDAY, valid_from=TODAY - 5 * DAY, **stairs)
    nothing_written(
        ServiceArea, lambda: actions.serve(more, HOUSE, at=MONDAY, valid_from=TODAY - 9 * DAY, **stairs), "已经由"
    )


def test_a_group_serves_no_ground_that_is_gone(structure):
    Place.objects.filter(pk=structure.grids[2].pk).update(valid_to=TODAY - DAY)
    gone = Place.objects.get(pk=structure.grids[2].pk)
    with pytest.raises(Unfit):
        actions.serve(structure.group, HOUSE, at=MONDAY, grid=gone)
    mapping.demolish(structure.building, HOUSE, at=MONDAY)
    with pytest.raises(Unfit):
        actions.serve(structure.stairwell, HOUSE, at=MONDAY, building=structure.building, stairwell="1单元")


def test_what_a_group_served_ends_with_the_grid_and_the_building(structure):
    """A new plan lets a grid vanish: a group left with one grid is its own again, and nobody is sent to the dead one."""
    world = structure.world
    for grid in structure.grids[:2]:
        actions.serve(structure.group, HOUSE, at=MONDAY, grid=grid)
    actions.serve(structure.stairwell, HOUSE, at=MONDAY, building=structure.building, stairwell="1单元")
    GridBuilding.objects.create(building=structure.building, grid=structure.grids[0], valid_from=TODAY)
    assert (coverage(world.community.code, TODAY).own, coverage(world.community.code, TODAY).joint) == (0, 2)
    Place.objects.filter(pk=structure.grids[1].pk).update(valid_to=TODAY)
    day = TODAY + DAY
    assert (coverage(world.community.code, day).own, coverage(world.community.code, day).joint) == (1, 0)
    groups = {group.org: group for group in groups_of(world.community, day)}
    assert groups[structure.group].grids == [structure.grids[0]]
    assert not group_of(structure.grids[0], day).is_joint
    assert group_of(structure.grids[1], day) is None
    assert [group.org for group in who_at(structure.building, day).stairwells] == [structure.stairwell]
    mapping.demolish(structure.building, HOUSE, at=MONDAY, valid_to=TODAY)
    assert {g.org: g.areas for g in groups_of(world.community, day)}[structure.stairwell] == []
    assert coverage(world.community.code, TODAY).joint == 2, "the past stays as it was"


@pytest.fixture
def pair(structure):
    """Two sections with members of their own."""
    one, other = structure.org("一科", Kind.SECTION), structure.org("二科", Kind.SECTION)
    structure.count(one, 4)
    structure.count(other, 6)
    return one, other


def test_a_merger_does_not_reach_back_behind_what_was_entered_since(structure, pair):
    one, other = pair
    actions.count(one, HOUSE, at=MONDAY + 10 * DAY, counted_on=TODAY + 10 * DAY, full=5)
    with pytest.raises(Unfit) as unfit:
        actions.absorb(one, HOUSE, at=LATER, other=other, document="1号", changed_on=TODAY + 5 * DAY)
    assert unfit.value.field == "changed_on"
    assert not Succession.objects.exists()
    actions.absorb(one, HOUSE, at=LATER, other=other, document="1号", changed_on=TODAY + 10 * DAY)
    total = sum(members.full for members in members_of(pair, LATER.date()).values())
    assert total == 11


def test_what_began_after_the_day_of_a_change_is_not_left_with_the_dead(structure):
    world = structure.world
    one, other = (structure.org(f"{n}组", Kind.PARTY_GROUP, structure.branch, world.community) for n in "甲乙")
    since = MONDAY + 10 * DAY
    actions.serve(other, HOUSE, at=since, grid=structure.grids[1])
    for change in (
        lambda day: actions.absorb(one, HOUSE, at=LATER, other=other, document="1号", changed_on=day),
        lambda day: actions.move_under(other, HOUSE, at=LATER, parent=structure.root, document="1号", changed_on=day),
        lambda day: actions.close_down(other, HOUSE, at=LATER, document="1号", changed_on=day),
    ):
        with pytest.raises(Unfit) as unfit:
            change(TODAY + 5 * DAY)
        assert unfit.value.field == "changed_on"
    actions.absorb(one, HOUSE, at=LATER, other=other, document="1号", changed_on=since.date())
    assert group_of(structure.grids[1], LATER.date()).org == one


def test_nobody_takes_over_before_he_was_there(structure):
    old = structure.org("老科", Kind.SECTION)
    young = structure.org("新科", Kind.SECTION, valid_from=TODAY)
    with pytest.raises(Unfit):
        actions.absorb(young, HOUSE, at=MONDAY, other=old, document="1号", changed_on=TODAY - DAY)
    with pytest.raises(Unfit):
        actions.move_under(old, HOUSE, at=MONDAY, parent=young, document="1号", changed_on=TODAY - DAY)


def test_moving_leads_the_party_line_round_in_no_circle(structure):
    """乙 follows 甲 by name; 甲 moved below 乙 would follow 乙 by its place in the tree."""
    first = structure.org("甲党委", Kind.COMMITTEE_ORG)
    second = structure.org("乙党委", Kind.COMMITTEE_ORG)
    actions.set_superior(second, HOUSE, at=MONDAY, superior=first)
    with pytest.raises(Unfit, match="圈"):
        actions.move_under(first, HOUSE, at=LATER, parent=second, document="1号")
    assert [org.name for org in party_line(Organisation.objects.get(pk=second.pk), LATER.date())] == [
        "乙党委",
        "甲党委",
    ]


def test_taking_a_superior_away_leads_round_in_no_circle(structure):
    above = structure.org("上级党委", Kind.COMMITTEE_ORG)
    outside = structure.org("外面党委", Kind.COMMITTEE_ORG)
    between = structure.org("中间党委", Kind.COMMITTEE_ORG)
    below = structure.org("下级党委", Kind.COMMITTEE_ORG, above)
    actions.set_superior(below, HOUSE, at=MONDAY, superior=outside)
    actions.set_superior(between, HOUSE, at=MONDAY, superior=below)
    actions.set_superior(above, HOUSE, at=MONDAY, superior=between)
    below.refresh_from_db()
    with pytest.raises(Unfit, match="圈"):
        actions.set_superior(below, HOUSE, at=MONDAY, superior=None)


def test_a_unit_that_was_merged_sits_once(structure):
    """Both units sat in other committees; the successor keeps its own seat only."""
    from yinuo.orgs.models import Seat
    from yinuo.orgs.words import SeatKind, SeatState

    for unit, body in ((structure.unit, structure.committee), (structure.other_unit, structure.other_committee)):
        seat = actions.invite(body, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="书记", unit=unit)
        actions.confirm(seat, HOUSE, at=MONDAY, reply="1号")
    actions.absorb(structure.unit, HOUSE, at=LATER, other=structure.other_unit, document="1号")
    assert Seat.objects.filter(state=SeatState.CONFIRMED).get().body == structure.committee


def test_a_leap_day_ends_terms_and_begins_them(structure):
    from datetime import date

    leap = date(2028, 2, 29)
    actions.begin_term(structure.committee, HOUSE, at=MONDAY, starts_on=date(2024, 2, 29), ends_on=leap)
    actions.begin_term(
        structure.committee, HOUSE, at=MONDAY, starts_on=leap + timedelta(days=1), ends_on=date(2033, 2, 28)
    )
    assert structure.committee.terms.count() == 2


def test_nothing_is_done_to_what_has_ended(structure):
    gone = structure.org("旧科", Kind.SECTION)
    actions.close_down(gone, HOUSE, at=LATER, document="1号")
    for act in (
        lambda: actions.appoint(gone, HOUSE, at=LATER, post="干事", valid_from=OPENED),
        lambda: actions.count(gone, HOUSE, at=LATER, counted_on=TODAY, full=1),
    ):
        with pytest.raises(NotNow):
            act()
