"""Posts of party work, whose time two people confirm; appointments to villages, whose presence the town confirms."""

from datetime import date

import pytest

from tests.orgs.conftest import DAY, TODAY, person
from tests.orgs.test_structure import nothing_written
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE, Role
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs import actions
from yinuo.orgs.models import Appointment, Leave, Post, PostMonth
from yinuo.orgs.words import AppointmentState

MARCH = date(2026, 3, 1)


@pytest.fixture
def post(structure):
    return actions.open_post(structure.unit, HOUSE, at=MONDAY, title="党办专职副主任", is_full_time=True)


@pytest.fixture
def sent(structure):
    return actions.send(
        structure.world.community, structure.world.organiser, at=MONDAY, sender=structure.unit, post="第一书记",
        term_from=date(2026, 3, 1), term_to=date(2028, 2, 28), document="示组〔2026〕6号",
    )  # fmt: skip


@pytest.fixture
def serving(structure, sent):
    actions.arrive(sent, structure.world.coordinator, at=MONDAY)
    return sent


def test_the_holder_says_one_share_and_the_unit_the_other(structure, post):
    actions.confirm_time(post, structure.people["unit_member"], at=MONDAY, month=TODAY, own_share=90)
    row = actions.confirm_time(post, structure.people["unit_handler"], at=MONDAY, month=MARCH, unit_share=60)
    assert (row.month, row.own_share, row.unit_share) == (MARCH, 90, 60)
    assert post.months.count() == 1


def test_one_hand_never_writes_both_shares_of_a_month(structure, post):
    handler = structure.people["unit_handler"]
    actions.confirm_time(post, handler, at=MONDAY, month=MARCH, own_share=100)
    nothing_written(
        PostMonth,
        lambda: actions.confirm_time(post, handler, at=MONDAY, month=MARCH, unit_share=100),
        "另一个人",
        error=Refused,
    )
    other = person(structure.world, structure.unit, "second_handler", Role.HANDLER, over=structure.unit)
    actions.confirm_time(post, other, at=MONDAY, month=MARCH, unit_share=80)
    with pytest.raises(Refused, match="另一个人"):
        actions.confirm_time(post, other, at=MONDAY, month=MARCH, own_share=80)
    actions.confirm_time(post, handler, at=MONDAY, month=MARCH, own_share=70)
    assert post.months.get().own_share == 70, "one's own word may be corrected"
    later = MONDAY + 31 * DAY
    actions.confirm_time(post, handler, at=later, month=later.date(), unit_share=50)


def test_nobody_else_says_how_much_time_it_was(structure, post):
    for actor in (HOUSE, structure.world.other_handler, structure.world.organiser):
        with pytest.raises(Refused):
            actions.confirm_time(post, actor, at=MONDAY, month=MARCH, own_share=90)
    with pytest.raises(Refused, match="经办人"):
        actions.confirm_time(post, structure.people["unit_member"], at=MONDAY, month=MARCH, unit_share=90)


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"month": MARCH}, "一次只填一项"),
        ({"month": MARCH, "own_share": 50, "unit_share": 50}, "一次只填一项"),
        ({"month": MARCH, "own_share": 101}, "0到100"),
        ({"month": MARCH, "own_share": -1}, "0到100"),
        ({"month": date(2026, 4, 1), "own_share": 50}, "还没有到"),
        ({"month": date(2026, 2, 1), "own_share": 50}, "还没有设立"),
    ],
)
def test_a_share_that_cannot_be_leaves_nothing_behind(structure, post, given, match):
    handler = structure.people["unit_handler"]
    nothing_written(PostMonth, lambda: actions.confirm_time(post, handler, at=MONDAY, **given), match)


def test_a_closed_post_is_confirmed_no_more(structure, post):
    later = MONDAY + 10 * DAY
    actions.close_post(post, structure.world.organiser, at=later)
    assert list(Post.objects.on(TODAY)) == [post]
    assert not Post.objects.on(later.date()).exists()
    with pytest.raises(NotNow, match="撤销"):
        actions.confirm_time(post, structure.people["unit_handler"], at=later, month=MARCH, unit_share=9)
    with pytest.raises(NotNow, match="撤销"):
        actions.close_post(post, structure.world.organiser, at=later)


def test_somebody_is_sent_to_a_village_by_the_countys_organiser(structure, sent):
    assert sent.state == AppointmentState.APPOINTED
    with pytest.raises(Refused, match="组织员"):
        actions.send(
            structure.world.community, structure.people["street_organiser"], at=MONDAY, sender=structure.unit,
            post="队员", term_from=TODAY, term_to=TODAY + DAY,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"term_to": date(2026, 3, 1)}, "晚于开始日期"),
        ({"post": " "}, "不写姓名"),
        ({"post": "第一书记"}, "还在任期内"),
    ],
)
def test_an_appointment_that_cannot_be_leaves_nothing_behind(structure, sent, given, match):
    usual = {"sender": structure.unit, "post": "队员", "term_from": date(2026, 3, 1), "term_to": date(2028, 2, 28)}
    nothing_written(
        Appointment, lambda: actions.send(structure.world.community, HOUSE, at=MONDAY, **usual | given), match
    )


def test_somebody_is_sent_to_villages_only(structure):
    with pytest.raises(Unfit, match="村"):
        actions.send(
            structure.world.street,
            HOUSE,
            at=MONDAY,
            sender=structure.unit,
            post="队员",
            term_from=TODAY,
            term_to=TODAY + DAY,
        )


def test_the_town_says_that_somebody_has_come_never_the_sending_unit(structure, sent):
    with pytest.raises(Refused, match="乡镇"):
        actions.arrive(sent, structure.people["unit_handler"], at=MONDAY)
    actions.arrive(sent, structure.people["street_organiser"], at=MONDAY)
    assert sent.state == AppointmentState.SERVING


def test_the_town_grants_three_days_and_the_county_more(structure, serving):
    world = structure.world
    leave = {"from_on": date(2026, 3, 10), "to_on": date(2026, 3, 13)}
    nothing_written(
        Leave,
        lambda: actions.grant_leave(serving, world.coordinator, at=MONDAY, by=structure.streets, **leave),
        "最多批3天",
    )
    with pytest.raises(Refused, match="不能替"):
        actions.grant_leave(serving, world.coordinator, at=MONDAY, by=structure.root, **leave)
    actions.grant_leave(serving, world.organiser, at=MONDAY, by=structure.root, **leave)
    assert serving.state == AppointmentState.ON_LEAVE
    actions.come_back(serving, world.coordinator, at=MONDAY + 10 * DAY)
    short = {"from_on": date(2026, 4, 1), "to_on": date(2026, 4, 3)}
    actions.grant_leave(
        serving, structure.people["street_organiser"], at=MONDAY + 30 * DAY, by=structure.streets, **short
    )
    assert [leave.back_on for leave in serving.leaves.all()] == [None, TODAY + 10 * DAY]


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"to_on": date(2026, 3, 9)}, "不能早于开始"),
        ({"from_on": date(2026, 2, 27), "to_on": date(2026, 2, 28)}, "任期之内"),
        ({"to_on": date(2028, 3, 1)}, "任期之内"),
    ],
)
def test_a_leave_that_cannot_be_leaves_nothing_behind(structure, serving, given, match):
    usual = {"from_on": date(2026, 3, 10), "to_on": date(2026, 3, 11), "by": structure.root}
    nothing_written(Leave, lambda: actions.grant_leave(serving, HOUSE, at=MONDAY, **usual | given), match)


def test_leave_is_granted_by_an_office_above_the_village(structure, serving):
    with pytest.raises(Unfit, match="所在的乡镇"):
        actions.grant_leave(
            serving, HOUSE, at=MONDAY, from_on=date(2026, 3, 10), to_on=date(2026, 3, 11), by=structure.other_committee
        )


def test_an_early_end_says_why_and_ends_an_open_leave(structure, serving):
    world = structure.world
    actions.grant_leave(serving, world.coordinator, at=MONDAY, from_on=TODAY, to_on=TODAY + DAY, by=structure.streets)
    with pytest.raises(Unfit, match="原因"):
        actions.recall(serving, world.organiser, at=MONDAY)
    actions.recall(serving, world.organiser, at=MONDAY + DAY, note="岗位调整")
    assert (serving.state, serving.relieved_on) == (AppointmentState.RELIEVED, TODAY + DAY)
    assert serving.leaves.get().back_on == TODAY + DAY
