"""The working-day calendar: the examples of REFERENCE §4.9, and that nothing is guessed."""

from datetime import date, time

import pytest

from yinuo.kernel.calendar import CalendarMissing, OfficeHours, seed
from yinuo.kernel.errors import Unfit

CALENDAR = seed(range(2018, 2028))

SUMMER = OfficeHours(date(2026, 6, 1), date(2026, 9, 30), ((time(8), time(12)), (time(15), time(18, 30))))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2019, 9, 27), date(2019, 10, 10)),
        (date(2019, 12, 27), date(2020, 1, 6)),
        (date(2020, 1, 20), date(2020, 2, 4)),
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2019, 12, 17), date(2019, 12, 24)),
    ],
)
def test_five_working_days_end_where_the_reference_says(start, expected):
    assert CALENDAR.add_working_days(start, 5) == expected


@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_make_up_weekends_of_2026_are_working_days(day):
    assert CALENDAR.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2020-01-31", "2020-02-01", "2020-02-02"])
def test_the_extended_spring_festival_of_2020_is_off(day):
    assert not CALENDAR.is_working(date.fromisoformat(day))


def test_the_year_of_an_ordinary_calendar_has_about_250_working_days():
    counted = [len(seed([year]).working_time.days) for year in range(2018, 2027)]
    assert all(247 <= number <= 252 for number in counted), counted


def test_a_year_without_announced_make_up_days_is_refused_in_words():
    with pytest.raises(CalendarMissing, match="2027年的节假日安排还没有载入") as refusal:
        CALENDAR.is_working(date(2027, 3, 1))
    assert isinstance(refusal.value, Unfit)
    assert refusal.value.year == 2027


def test_counting_across_the_end_of_the_loaded_years_is_refused():
    with pytest.raises(CalendarMissing):
        CALENDAR.add_working_days(date(2026, 12, 31), 1)


def test_counting_across_a_gap_between_loaded_years_is_refused():
    with pytest.raises(CalendarMissing, match="2020年"):
        seed([2019, 2026]).add_working_days(date(2019, 12, 27), 5)


def test_a_confirmed_year_counts_monday_to_friday():
    confirmed = CALENDAR.confirm(2027)
    assert confirmed.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert not confirmed.is_working(date(2027, 1, 2))
    assert confirmed.version != CALENDAR.version
    assert not CALENDAR.knows(2027)


def test_an_override_makes_a_new_version_and_leaves_the_old_one():
    closed = CALENDAR.override(date(2026, 7, 20), working=False, source="防汛停工通知")
    assert not closed.is_working(date(2026, 7, 20))
    assert CALENDAR.is_working(date(2026, 7, 20))
    assert closed.version != CALENDAR.version
    assert closed.overrides[0].source == "防汛停工通知"


def test_the_last_override_of_a_day_wins_and_versions_repeat_for_the_same_content():
    day = date(2026, 7, 18)
    once = CALENDAR.override(day, working=True, source="通知一")
    back = once.override(day, working=False, source="通知二")
    assert once.is_working(day)
    assert not back.is_working(day)
    assert len(back.overrides) == 1
    assert once.version == CALENDAR.override(day, working=True, source="通知一").version
    assert once.version != back.version


def test_an_override_without_a_source_is_unfit():
    with pytest.raises(Unfit, match="依据"):
        CALENDAR.override(date(2026, 7, 20), working=False, source=" ")


def test_summer_hours_are_in_force_only_between_their_days():
    calendar = CALENDAR.with_hours(SUMMER)
    assert calendar.closing(date(2026, 6, 1)) == time(18, 30)
    assert calendar.closing(date(2026, 5, 29)) == time(18)
    assert calendar.closing(date(2026, 10, 8)) == time(18)
    assert calendar.version != CALENDAR.version


def test_a_later_row_of_office_hours_wins_over_an_earlier_one():
    half_day = OfficeHours(date(2026, 7, 1), date(2026, 7, 1), ((time(8), time(12)),))
    assert CALENDAR.with_hours(SUMMER).with_hours(half_day).closing(date(2026, 7, 1)) == time(12)


def test_office_hours_that_overlap_are_unfit():
    with pytest.raises(Unfit, match="不能重叠"):
        OfficeHours(date(2026, 6, 1), None, ((time(8), time(12)), (time(11), time(18))))
