"""Limits and duties as the rulebook gives them: the closest row wins, a community has its list."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.world import CHINA, MONDAY, OPENED
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.calendar import CalendarMissing
from yinuo.kernel.clock import Unit
from yinuo.matters import actions, limits, rulebook, rulebooks
from yinuo.matters.models import Category, Duty, LimitRule, Matter
from yinuo.matters.words import Urgency
from yinuo.orgs.models import Kind as OrgKind
from yinuo.places import actions as mapping

pytestmark = pytest.mark.django_db


def china(month: int, day: int, hour: int = 18, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


@pytest.fixture
def shipped():
    """The shipped rulebook and the calendars of two years, without a town."""
    for year in (2025, 2026):
        mapping.load_year(None, HOUSE, at=MONDAY, year=year)
    rulebook.load(at=MONDAY)


@pytest.fixture
def bare(shipped):
    """Calendars and categories, but no limit and no duty."""
    LimitRule.objects.all().delete()
    Duty.objects.all().delete()


def about(name: str = "", urgency: Urgency = Urgency.NORMAL, place: str = "419901901901") -> Matter:
    """A matter as far as limits look at it."""
    category = Category.objects.get(full_name=name) if name else None
    return Matter(category=category, urgency=urgency, place_code=place)


def rule(amount=5, unit=Unit.WORKING_DAY, **given) -> LimitRule:
    given = {"source": "测试", "version": "test", "valid_from": OPENED} | given
    return LimitRule.objects.create(amount=Decimal(amount), unit=unit, **given)


def dues(name: str, urgency: Urgency = Urgency.NORMAL, at: datetime = MONDAY) -> list[tuple[str, datetime]]:
    return list(limits.standard(about(name, urgency), at).stages)


# The shipped rows


@pytest.mark.parametrize(("name", "at", "due_at"), [
    ("公用设施/路灯", MONDAY, china(3, 9)),
    ("教育/入学", MONDAY, china(3, 9)),
    ("", MONDAY, china(3, 9)),
    ("市容环境/暴露垃圾", MONDAY, china(3, 3)),
    ("市场秩序/缺斤短两", MONDAY, china(3, 11)),
    ("房屋管理/漏水", MONDAY, china(3, 23)),
    ("公用设施/路灯", china(3, 7, 10), china(3, 13)),
    ("公用设施/路灯", china(9, 30, 9), china(10, 13)),
])  # fmt: skip
def test_a_normal_matter_is_due_by_its_category_in_working_days(shipped, name, at, due_at):
    assert limits.standard(about(name), at).due_at == due_at


@pytest.mark.parametrize("name", ["公用设施/路灯", "房屋管理/漏水", "市容环境/暴露垃圾"])
def test_urgent_hours_run_through_nights_and_days_off(shipped, name):
    friday_evening = china(3, 6, 20)
    assert limits.standard(about(name, Urgency.URGENT), friday_evening).due_at == china(3, 7, 20)
    assert limits.standard(about(name, Urgency.EMERGENCY), friday_evening).due_at == china(3, 7, 0)


@pytest.mark.parametrize("name", ["公用设施/井盖", "供水/管道破裂"])
def test_a_manhole_is_fenced_mended_and_made_good_one_after_the_other(shipped, name):
    assert dues(name) == [
        ("围护", china(3, 2, 12)),
        ("修复", china(3, 2, 20)),
        ("恢复", china(3, 9)),
    ]
    assert limits.standard(about(name), MONDAY).due_at == china(3, 9)


@pytest.mark.parametrize("urgency", [Urgency.URGENT, Urgency.EMERGENCY])
def test_an_urgent_manhole_keeps_its_stages(shipped, urgency):
    assert dues("公用设施/井盖", urgency) == dues("公用设施/井盖")


def test_an_illegal_shed_is_stopped_fined_and_taken_down(shipped):
    assert dues("市容环境/私搭乱建") == [
        ("停工", china(3, 2, 15)),
        ("处罚", china(3, 11)),
        ("拆除", china(4, 9)),
    ]


def test_a_standard_names_its_source_and_its_calendar(shipped):
    standard = limits.standard(about("公用设施/路灯"), MONDAY)
    assert "示例" in standard.source
    assert standard.calendar_version.startswith("table-")
    assert standard.stages == ()


def test_a_year_without_a_calendar_is_not_guessed(shipped):
    with pytest.raises(CalendarMissing, match="2027"):
        limits.standard(about("公用设施/路灯"), china(12, 30, 9))


# Which row is the closest


def test_without_any_rule_it_is_said_that_one_is_missing(bare):
    with pytest.raises(limits.NoRule, match="管理员"):
        limits.standard(about("公用设施/路灯"), MONDAY)


def amount_for(matter: Matter, day: date = date(2026, 3, 2)) -> int:
    """The one row of the rule, found by the query and by the book alike."""
    found, read = limits.rules_for(matter, day), limits.book().rules_for(matter, day)
    assert found == read
    (row,) = found
    return int(row.amount)


def test_the_longest_category_wins(bare):
    rule(1)
    rule(2, category="01")
    rule(3, category="0102")
    assert amount_for(about("公用设施/路灯")) == 3
    assert amount_for(about("公用设施/供电")) == 2
    assert amount_for(about("教育/入学")) == 1
    assert amount_for(about()) == 1


def test_the_longest_region_wins_among_equal_categories(bare):
    rule(1)
    rule(2, region="4199")
    rule(3, region="419901")
    rule(4, region="419902")
    rule(5, category="01")
    assert amount_for(about("教育/入学")) == 3
    assert amount_for(about("教育/入学", place="419903001001")) == 2
    assert amount_for(about("教育/入学", place="410101001001")) == 1
    assert amount_for(about("公用设施/路灯")) == 5


def test_a_grid_lies_in_the_region_of_its_community(bare):
    rule(1)
    rule(2, region="419901901901")
    assert amount_for(about(place="419901901901003-12")) == 2


def test_the_own_urgency_wins_over_a_rule_for_all(bare):
    rule(5)
    rule(6, category="0102")
    rule(1, urgency="urgent")
    assert amount_for(about("教育/入学", Urgency.URGENT)) == 1
    assert amount_for(about("公用设施/路灯", Urgency.URGENT)) == 1
    assert amount_for(about("公用设施/路灯")) == 6
    assert amount_for(about("教育/入学", Urgency.EMERGENCY)) == 5


def test_the_category_with_the_own_urgency_wins_over_all(bare):
    rule(6, category="0102")
    rule(1, urgency="urgent")
    rule(2, urgency="urgent", category="0102")
    assert amount_for(about("公用设施/路灯", Urgency.URGENT)) == 2


def test_rows_hold_from_their_first_to_their_last_day(bare):
    rule(1, valid_to=date(2026, 3, 31))
    rule(2, valid_from=date(2026, 4, 1))
    assert amount_for(about(), date(2026, 3, 31)) == 1
    assert amount_for(about(), date(2026, 4, 1)) == 2
    assert limits.rules_for(about(), OPENED - timedelta(days=1)) == []


def test_a_matter_dispatched_before_a_new_version_keeps_its_stages(shipped, tmp_path):
    before = dues("公用设施/井盖")
    text = rulebooks.DEFAULT.read_text(encoding="utf-8")
    later = tmp_path / "later.toml"
    later.write_text(
        text.replace('version = "2026.1"', 'version = "2026.2"')
        .replace("valid_from = 2015-01-01", "valid_from = 2026-03-03")
        .replace("围护 3个紧急工作时", "围护 1个紧急工作时"),
        encoding="utf-8",
    )
    rulebook.load(later, at=MONDAY)
    assert dues("公用设施/井盖") == before
    assert dues("公用设施/井盖", at=china(3, 3, 9))[0] == ("围护", china(3, 3, 10))


def test_half_an_hour_is_not_lost(bare):
    rule("1.5", Unit.WORKING_HOUR)
    assert limits.standard(about(), MONDAY).due_at == china(3, 2, 10, 30)


# Pauses and days


def test_a_pause_moves_a_normal_due_by_office_time_and_an_urgent_one_by_every_hour(shipped):
    friday, monday = china(3, 6, 17), china(3, 9, 9, 30)
    assert limits.moved(china(3, 9), about(), friday, monday) == china(3, 10, 10, 30)
    urgent = about("", Urgency.URGENT)
    assert limits.moved(china(3, 7, 17), urgent, friday, monday) == china(3, 10, 9, 30)


def test_a_promise_for_a_day_ends_when_offices_close(shipped):
    assert limits.end_of(date(2026, 3, 5)) == china(3, 5)
    assert limits.working_days(MONDAY, 3) == china(3, 5)


# Duties


def duty(category: str, **given) -> Duty:
    given = {"basis": "测试", "version": "test", "valid_from": OPENED} | given
    return Duty.objects.create(category=category, **given)


def test_the_duty_of_the_longest_region_then_category_names_the_office(world):
    matter = Matter(category=world.category, place_code="419901901901")
    assert limits.office_for(matter, MONDAY.date()) == world.office
    duty("01", region="419901901", org=world.street_office)
    assert limits.office_for(matter, MONDAY.date()) == world.street_office
    duty("0102", region="419901901", org=world.other_office)
    assert limits.office_for(matter, MONDAY.date()) == world.other_office
    matter.place_code = "419902001001"
    assert limits.office_for(matter, MONDAY.date()) is None
    assert limits.office_for(Matter(place_code="419901901901"), MONDAY.date()) is None


def test_a_community_may_be_given_only_what_is_on_its_list(world):
    day = MONDAY.date()
    matter = Matter(category=world.category, place_code="419901901901")
    assert world.community_office.kind == OrgKind.COMMUNITY
    assert not limits.may_be_given(matter, world.community_office, day)
    assert limits.may_be_given(matter, world.office, day)
    duty("01", region="419902", org_kind=OrgKind.COMMUNITY)
    assert not limits.may_be_given(matter, world.community_office, day)
    duty("01", region="419901", org_kind=OrgKind.COMMUNITY)
    assert limits.may_be_given(matter, world.community_office, day)
    assert not limits.may_be_given(Matter(place_code="419901901901"), world.community_office, day)


def test_a_list_that_has_ended_gives_a_community_nothing(world):
    matter = Matter(category=world.category, place_code="419901901901")
    duty("0102", org_kind=OrgKind.COMMUNITY, valid_to=MONDAY.date() - timedelta(days=1))
    assert not limits.may_be_given(matter, world.community_office, MONDAY.date())


def test_the_shipped_list_lets_a_community_mediate_but_not_mend_manholes(world):
    LimitRule.objects.all().delete()
    Duty.objects.all().delete()
    rulebook.load(at=MONDAY)

    def may(name: str) -> bool:
        matter = Matter(category=Category.objects.get(full_name=name), place_code="419901901901")
        return limits.may_be_given(matter, world.community_office, MONDAY.date())

    assert all(map(may, ["社区服务/邻里调解", "公共安全/楼道杂物", "噪声/邻里", "文体服务/活动室"]))
    assert not any(map(may, ["公用设施/井盖", "市容环境/私搭乱建", "市场秩序/食品安全", "公共安全/消防通道"]))


def test_a_dispatch_takes_the_standard_of_the_shipped_rulebook(world):
    LimitRule.objects.all().delete()
    rulebook.load(at=MONDAY)
    matter = world.accepted(category=Category.objects.get(full_name="市容环境/暴露垃圾"))
    actions.dispatch(matter, world.coordinator, at=MONDAY, office=world.office)
    assert matter.standard_due_at == matter.first_due_at == matter.due_at == china(3, 3)
