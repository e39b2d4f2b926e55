"""Mergers, splits, moves and closings: what goes over, what ends, what stays readable; a failure leaves nothing behind."""

import pytest

from tests.orgs.conftest import DAY, TERM, TODAY
from tests.orgs.test_structure import nothing_written
from tests.world import MONDAY, OPENED
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE, Role
from yinuo.kernel.errors import Refused
from yinuo.orgs import actions
from yinuo.orgs.models import Coverage, Kind, Organisation, Succession, Trust
from yinuo.orgs.queries import actor_for, group_of, members_in, name_on
from yinuo.orgs.words import Change, SeatKind, SeatState

LATER = MONDAY + 20 * DAY


@pytest.fixture
def two(structure):
    """Two branches with a section each, and a seat and a term in the second."""
    one, other = structure.org("一支部", Kind.BRANCH), structure.org("二支部", Kind.BRANCH)
    for branch, full in ((one, 4), (other, 6)):
        section = structure.org(f"{branch.name}所在科", Kind.SECTION)
        structure.count(section, full)
        actions.record_coverage(branch, HOUSE, at=MONDAY, unit=section, document="1号", valid_from=TODAY - DAY)
    seat = actions.invite(other, HOUSE, at=MONDAY, kind=SeatKind.SECRETARY, post="科长", **TERM)
    actions.seat(seat, HOUSE, at=MONDAY, **TERM)
    actions.begin_term(other, HOUSE, at=MONDAY, starts_on=TERM["term_from"], ends_on=TERM["term_to"])
    return one, other, seat


def test_a_merger_hands_over_units_and_ends_seats_and_terms(two):
    one, other, seat = two
    actions.absorb(one, HOUSE, at=LATER, other=other, document="示组〔2026〕9号")
    other.refresh_from_db()
    seat.refresh_from_db()
    assert other.valid_to == LATER.date() - DAY
    assert members_in(one, LATER.date()).full == 10
    assert members_in(other, LATER.date() - DAY).full == 6, "the past stays as it was"
    assert members_in(other, LATER.date()).counted_on is None
    assert seat.state == SeatState.LEFT
    assert seat.term_to == LATER.date()
    assert other.terms.get().ends_on == LATER.date() - DAY
    row = Succession.objects.get()
    assert (row.before, row.after, row.change, row.document) == (other, one, Change.MERGED, "示组〔2026〕9号")
    assert Entry.objects.filter(subject=f"seat:{seat.pk}", act="orgs.vacate").exists(), (
        "each seat's own record tells it"
    )


def test_members_counted_by_themselves_are_added_up(structure):
    one, other = structure.org("一支部", Kind.BRANCH), structure.org("二支部", Kind.BRANCH)
    structure.count(one, 4, 1)
    structure.count(other, 6)
    actions.absorb(one, HOUSE, at=LATER, other=other, document="1号")
    now = members_in(one, LATER.date())
    assert (now.full, now.probationary) == (10, 1)


def test_people_posts_and_areas_go_over_and_a_grid_is_not_served_twice(structure):
    one, other = (
        structure.org(f"{n}组", Kind.PARTY_GROUP, structure.branch, structure.world.community) for n in "甲乙"
    )
    actions.serve(one, HOUSE, at=MONDAY, grid=structure.grids[0])
    actions.serve(other, HOUSE, at=MONDAY, grid=structure.grids[1])
    post = actions.open_post(other, HOUSE, at=MONDAY, title="党务专干", is_full_time=True)
    member = actions.appoint(other, HOUSE, at=MONDAY, post="组长", valid_from=OPENED)
    actions.absorb(one, HOUSE, at=LATER, other=other, document="1号")
    member.refresh_from_db()
    post.refresh_from_db()
    assert member.org == one
    assert post.valid_to == LATER.date() - DAY
    assert one.posts.get().title == "党务专干"
    joint = group_of(structure.grids[1], LATER.date())
    assert joint.org == one
    assert joint.is_joint
    assert not group_of(structure.grids[1], LATER.date() - DAY).is_joint


def test_what_cannot_be_merged_is_a_sentence_and_nothing_is_half_done(structure, two):
    one, other, _seat = two
    structure.org("二支部一组", Kind.PARTY_GROUP, other)
    gone = structure.org("旧支部", Kind.BRANCH)
    actions.close_down(gone, HOUSE, at=MONDAY, document="1号")
    alone = structure.org("三支部", Kind.BRANCH)
    structure.count(alone, 3)
    young = structure.org("新支部", Kind.BRANCH, valid_from=LATER.date())
    for given, match in (
        ({"other": one, "document": "1号"}, "并入自己"),
        ({"other": gone, "document": "1号"}, "已经撤销"),
        ({"other": structure.unit, "document": "1号"}, "同类"),
        ({"other": other, "document": " "}, "文号"),
        ({"other": other, "document": "1号"}, "二支部一组"),
        ({"other": alone, "document": "1号"}, "单独登记"),
        ({"other": young, "document": "1号"}, "从2026-03-22起设立"),
        ({"other": alone, "document": "1号", "changed_on": LATER.date() + DAY}, "不能晚于今天"),
    ):
        nothing_written(Organisation, lambda g=given: actions.absorb(one, HOUSE, at=LATER, **g), match)
    assert not Succession.objects.exists()
    assert Coverage.objects.filter(valid_to=None).count() == 2


def test_an_organisation_that_others_follow_is_not_merged_away(structure, two):
    one, other, _seat = two
    actions.set_superior(structure.branch, HOUSE, at=MONDAY, superior=other)
    nothing_written(
        Organisation, lambda: actions.absorb(one, HOUSE, at=LATER, other=other, document="1号"), "幸福社区党支部"
    )


def test_a_unit_that_goes_leaves_its_seats_elsewhere(structure):
    seat = actions.invite(
        structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="院长", unit=structure.other_unit
    )
    actions.absorb(structure.unit, HOUSE, at=LATER, other=structure.other_unit, document="1号")
    seat.refresh_from_db()
    assert (seat.state, seat.note) == (SeatState.LEFT, "并入其他组织")
    assert seat.unit == structure.other_unit, "who sat there stays readable"


def test_a_split_leaves_the_old_one_and_founds_a_new_one_beside_it(structure):
    place = structure.world.community
    fresh = actions.split_off(
        structure.branch,
        HOUSE,
        at=LATER,
        name="幸福社区第二党支部",
        kind=Kind.BRANCH,
        place=place,
        document="示组〔2026〕4号",
    )
    assert fresh.path[:-4] == structure.branch.path[:-4]
    assert fresh.valid_from == LATER.date()
    assert structure.branch.valid_to is None
    assert Succession.objects.get(after=fresh).change == Change.SPLIT
    nothing_written(
        Organisation,
        lambda: actions.split_off(
            structure.branch, HOUSE, at=LATER, name="科", kind=Kind.SECTION, place=place, document="1号"
        ),
        "同类",
    )


def test_a_move_is_a_new_row_that_takes_everything_and_the_old_one_keeps_the_past(structure):
    unit, world = structure.unit, structure.world
    seat = actions.invite(structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="院长", unit=unit)
    actions.confirm(seat, structure.people["unit_handler"], at=MONDAY)
    structure.count(unit, 12)
    code = unit.credit_code
    fresh = actions.move_under(unit, HOUSE, at=LATER, parent=structure.root, document="示编〔2026〕7号")
    seat.refresh_from_db()
    unit.refresh_from_db()
    assert fresh.path.startswith(structure.root.path)
    assert fresh.path != unit.path
    assert (fresh.name, fresh.credit_code, fresh.valid_from) == (unit.name, code, LATER.date())
    assert unit.valid_to == LATER.date() - DAY
    assert (seat.unit, seat.state) == (fresh, SeatState.CONFIRMED), "the same body sits where it sat"
    assert members_in(fresh, LATER.date()).full == 12
    handler = actor_for(world.people["unit_handler"], channel="desk", day=LATER.date())
    assert handler.holds(Role.HANDLER, org=fresh.path)
    assert handler.holds(Role.HANDLER, org=unit.path), "what was done before can still be read"
    assert Trust.objects.filter(member=world.people["unit_handler"]).count() == 2
    assert name_on(unit, TODAY) == name_on(fresh, LATER.date())


def test_a_moved_branch_keeps_its_units_term_and_followers(structure, two):
    one, _other, _seat = two
    actions.begin_term(one, HOUSE, at=MONDAY, starts_on=TERM["term_from"], ends_on=TERM["term_to"])
    actions.set_superior(structure.branch, HOUSE, at=MONDAY, superior=one)
    fresh = actions.move_under(one, HOUSE, at=LATER, parent=structure.streets, document="1号")
    structure.branch.refresh_from_db()
    assert members_in(fresh, LATER.date()).full == 4
    assert fresh.terms.get().ends_on == TERM["term_to"]
    assert structure.branch.superior == fresh
    assert fresh.place == structure.world.street, "in a smaller area it serves that area"


def test_nothing_is_moved_into_itself_or_from_under_its_inferiors(structure):
    streets, office = structure.streets, structure.world.community_office
    for org, parent, match in (
        (streets, structure.world.office, "下面还有"),
        (streets, office, "绕成一个圈"),
        (streets, streets, "绕成一个圈"),
        (structure.unit, streets, "本来就在"),
    ):
        nothing_written(
            Organisation,
            lambda o=org, p=parent: actions.move_under(o, HOUSE, at=LATER, parent=p, document="1号"),
            match,
        )


def test_closing_names_what_must_go_first(structure, two):
    one, other, seat = two
    nothing_written(
        Organisation, lambda: actions.close_down(structure.branch, HOUSE, at=LATER, document="1号"), "一网格党小组"
    )
    nothing_written(Organisation, lambda: actions.close_down(one, HOUSE, at=LATER, document="1号"), "4名党员")
    nothing_written(
        Organisation, lambda: actions.close_down(structure.unit, HOUSE, at=LATER, document="1号"), "工作人员（.*岗"
    )
    section = other.covers.get().unit
    structure.count(section, 0)
    actions.close_down(other, HOUSE, at=LATER, document="1号")
    seat.refresh_from_db()
    assert seat.state == SeatState.LEFT
    assert not Coverage.objects.on(LATER.date()).filter(branch=other).exists()


def test_a_change_needs_a_say_over_what_stands_above(structure):
    organiser = structure.people["street_organiser"]
    with pytest.raises(Refused, match="上级"):
        actions.absorb(structure.streets, organiser, at=LATER, other=structure.world.office, document="1号")
    with pytest.raises(Refused, match="上级"):
        actions.absorb(structure.unit, organiser, at=LATER, other=structure.world.office, document="1号")
    with pytest.raises(Refused):
        actions.move_under(structure.unit, organiser, at=LATER, parent=structure.root, document="1号")
    actions.absorb(structure.unit, organiser, at=LATER, other=structure.other_unit, document="1号")
