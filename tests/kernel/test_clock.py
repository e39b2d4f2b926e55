"""The five clocks: cases from the sample records, pauses, stages, extensions, and properties."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from yinuo.kernel.calendar import CalendarMissing, OfficeHours, seed
from yinuo.kernel.clock import (
    CHINA,
    PETITION_CLOCKS,
    Cause,
    Due,
    Limit,
    Pause,
    Stage,
    Unit,
    due,
    extend,
    kept,
    kept_first,
    merged,
    push,
    read_limit,
    remaining,
    spent,
    stages,
)
from yinuo.kernel.errors import NotNow, Unfit

CALENDAR = seed(range(2018, 2027)).with_hours(
    OfficeHours(date(2020, 6, 1), date(2020, 9, 30), ((time(8), time(12)), (time(15), time(18, 30))))
)
TUESDAY = datetime(2019, 12, 17, 10, tzinfo=CHINA)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def pause(since: str, until: str | None, cause: Cause = Cause.WAITING_FOR_RAISER) -> Pause:
    return Pause(at(since), until and at(until), cause)


def ends(start: str, limit: str, *pauses: Pause) -> str:
    return due(at(start), read_limit(limit), CALENDAR, pauses).at.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("3紧急工作时", "2019-12-17 13:00"),
        ("24小时", "2019-12-18 10:00"),
        ("1个工作日", "2019-12-18 18:00"),
        ("5个工作日", "2019-12-24 18:00"),
        ("7个工作日", "2019-12-26 18:00"),
        ("10个工作日", "2019-12-31 18:00"),
        ("15个工作日", "2020-01-08 18:00"),
        ("0日", "2019-12-17 23:59"),
    ],
)
def test_the_sample_records_end_as_their_promises_say(limit, expected):
    assert ends("2019-12-17 10:00", limit) == expected


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2019-12-17 14:00", "4工作时", "2019-12-17 18:00"),
        ("2019-12-17 08:30", "3.5工作时", "2019-12-17 12:00"),
        ("2019-12-17 11:00", "1.5工作时", "2019-12-17 14:30"),
        ("2019-12-17 12:30", "1工作时", "2019-12-17 15:00"),
        ("2019-12-20 17:00", "2工作时", "2019-12-23 09:30"),
        ("2019-12-21 03:00", "1工作时", "2019-12-23 09:30"),
        ("2019-09-30 17:00", "2工作时", "2019-10-08 09:30"),
        ("2020-05-29 17:30", "1工作时", "2020-06-01 08:30"),
        ("2019-12-17 03:00", "0工作时", "2019-12-17 03:00"),
        ("2019-09-30 22:00", "8紧急工作时", "2019-10-01 06:00"),
        ("2019-09-30 22:00", "2紧急工作日", "2019-10-02 23:59"),
        ("2019-12-17 10:00", "0.5工作日", "2019-12-18 14:15"),
        ("2019-12-21 10:00", "0工作日", "2019-12-23 18:00"),
        ("2019-12-17 19:00", "0工作日", "2019-12-18 18:00"),
        ("2019-12-17 09:00", "0工作日", "2019-12-17 18:00"),
        ("2019-12-16 09:00", "15日", "2019-12-31 23:59"),
        ("2019-12-17 09:00", "15日", "2020-01-02 23:59"),
        ("2019-12-17 09:00", "60日", "2020-02-17 23:59"),
    ],
)
def test_each_unit_counts_in_its_own_way(start, limit, expected):
    assert ends(start, limit) == expected


def test_natural_days_do_not_roll_where_the_rule_says_so():
    stays = due(at("2019-12-17 09:00"), Limit(15, Unit.NATURAL_DAY, rolls=False), CALENDAR)
    assert stays.at.date() == date(2020, 1, 1)


def test_a_due_keeps_the_version_of_its_calendar():
    assert due(TUESDAY, read_limit("5工作日"), CALENDAR).calendar_version == CALENDAR.version


def test_a_moment_of_another_time_zone_is_read_on_chinese_clocks():
    assert due(datetime.fromisoformat("2019-12-16T16:30:00+00:00"), read_limit("1工作日"), CALENDAR).at == at(
        "2019-12-18 18:00"
    )


def test_a_moment_without_a_time_zone_is_an_error_of_the_programmer():
    with pytest.raises(ValueError, match="time zone"):
        due(datetime(2019, 12, 17, 10), read_limit("1工作日"), CALENDAR)


@pytest.mark.parametrize("limit", ["5工作日", "40工作时", "10日"])
def test_a_limit_that_reaches_an_unloaded_year_is_refused(limit):
    with pytest.raises(CalendarMissing, match="2027年"):
        due(at("2026-12-30 10:00"), read_limit(limit), CALENDAR)


def test_hours_through_the_night_need_no_calendar():
    assert due(at("2027-01-01 10:00"), read_limit("24小时"), CALENDAR).at == at("2027-01-02 10:00")


@pytest.mark.parametrize(
    ("limit", "pauses", "expected"),
    [
        ("5工作日", [pause("2019-12-18 14:00", "2019-12-20 14:00")], "2019-12-26 18:00"),
        ("5工作日", [pause("2019-12-18 08:30", "2019-12-18 14:15")], "2019-12-25 14:15"),
        ("5工作日", [pause("2019-12-17 11:00", "2019-12-17 17:00")], "2019-12-24 18:00"),
        ("5工作日", [pause("2019-12-21 00:00", "2019-12-22 23:00")], "2019-12-24 18:00"),
        ("5工作日", [pause("2019-12-24 18:00", "2019-12-28 18:00")], "2019-12-24 18:00"),
        ("4工作时", [pause("2019-12-17 11:00", "2019-12-17 15:00")], "2019-12-17 18:00"),
        ("4工作时", [pause("2019-12-17 18:00", "2019-12-18 03:00")], "2019-12-17 16:00"),
        ("8小时", [pause("2019-12-17 12:00", "2019-12-17 14:00"), pause("2019-12-17 13:00", "2019-12-17 15:00")],
         "2019-12-17 21:00"),
        ("30日", [pause("2019-12-20 00:00", "2019-12-25 00:00")], "2020-01-21 23:59"),
        ("30日", [pause("2019-12-17 00:00", "2019-12-18 10:00"), pause("2019-12-20 10:00", "2019-12-20 11:00")],
         "2020-01-17 23:59"),
    ],
)  # fmt: skip
def test_a_pause_moves_the_end_by_the_time_it_took(limit, pauses, expected):
    assert ends("2019-12-17 10:00", limit, *pauses) == expected


def test_a_pause_in_the_days_a_limit_rolls_over_is_waited_for():
    sunday_to_wednesday = pause("2019-12-22 12:00", "2019-12-25 09:00")
    assert ends("2019-12-17 10:00", "4日") == "2019-12-23 23:59"
    assert ends("2019-12-17 10:00", "4日", sunday_to_wednesday) == "2019-12-25 23:59"


def test_an_open_pause_stops_the_clock_and_a_stopped_clock_cannot_be_missed():
    stopped = due(TUESDAY, read_limit("5工作日"), CALENDAR, [pause("2019-12-19 14:15", None)])
    assert stopped.is_stopped
    assert stopped.stopped_since == at("2019-12-19 14:15")
    assert kept(stopped, at("2020-03-01 10:00"))
    assert remaining(stopped, at("2020-03-01 10:00"), CALENDAR) == Decimal("3.50")


def test_an_open_pause_after_the_end_stops_nothing():
    ended = due(TUESDAY, read_limit("1工作日"), CALENDAR, [pause("2019-12-18 18:00", None)])
    assert not ended.is_stopped
    assert not kept(ended, at("2019-12-19 10:00"))


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(Unfit, match="暂停的结束时间"):
        pause("2019-12-19 10:00", "2019-12-19 09:00")


def test_spent_and_remaining_add_up_to_the_limit():
    five = due(TUESDAY, read_limit("5工作日"), CALENDAR)
    now = at("2019-12-19 12:00")
    used = spent(TUESDAY, now, Unit.WORKING_DAY, CALENDAR)
    assert used == Decimal("1.47")
    assert used + remaining(five, now, CALENDAR) == 5


def test_remaining_is_negative_once_the_due_has_passed():
    five = due(TUESDAY, read_limit("5工作日"), CALENDAR)
    assert remaining(five, at("2019-12-26 18:00"), CALENDAR) == -2


def test_time_in_a_pause_is_not_spent():
    pauses = [pause("2019-12-17 11:00", "2019-12-17 15:00"), pause("2019-12-17 16:00", None)]
    assert spent(TUESDAY, at("2019-12-19 10:00"), Unit.WORKING_HOUR, CALENDAR, pauses) == 2


def test_a_promise_done_by_the_closing_of_offices_is_kept():
    one = due(TUESDAY, read_limit("1工作日"), CALENDAR)
    assert kept(one, at("2019-12-18 18:00"))
    assert not kept(one, at("2019-12-18 18:01"))


def test_an_extension_before_expiry_moves_the_due_and_keeps_the_first():
    five = due(TUESDAY, read_limit("5工作日"), CALENDAR)
    later = extend(five, read_limit("5工作日"), asked_at=at("2019-12-24 17:59"), calendar=CALENDAR)
    assert later.at == at("2019-12-31 18:00")
    assert later.first_at == five.at
    assert kept(later, at("2019-12-30 09:00"))
    assert not kept_first(later, at("2019-12-30 09:00"))


def test_an_extension_to_a_named_day_ends_with_its_office_hours():
    five = due(TUESDAY, read_limit("5工作日"), CALENDAR)
    assert extend(five, date(2020, 1, 3), asked_at=TUESDAY, calendar=CALENDAR).at == at("2020-01-03 18:00")
    with pytest.raises(Unfit, match="不是工作日"):
        extend(five, date(2020, 1, 4), asked_at=TUESDAY, calendar=CALENDAR)


def test_an_extension_after_expiry_is_not_now():
    five = due(TUESDAY, read_limit("5工作日"), CALENDAR)
    with pytest.raises(NotNow, match="期限已经过了"):
        extend(five, read_limit("5工作日"), asked_at=at("2019-12-24 18:01"), calendar=CALENDAR)


def test_an_extension_that_is_not_later_is_unfit():
    five = due(TUESDAY, read_limit("5工作日"), CALENDAR)
    with pytest.raises(Unfit, match="晚于现在的期限"):
        extend(five, date(2019, 12, 23), asked_at=TUESDAY, calendar=CALENDAR)


def test_pauses_after_an_extension_move_it_and_those_before_do_not():
    asked = at("2019-12-23 10:00")
    later = extend(due(TUESDAY, read_limit("5工作日"), CALENDAR), date(2020, 1, 3), asked_at=asked, calendar=CALENDAR)
    pauses = [pause("2019-12-18 10:00", "2019-12-20 10:00"), pause("2019-12-25 14:00", "2019-12-27 14:00")]
    assert push(later, pauses, since=asked, calendar=CALENDAR).at == at("2020-01-07 18:00")
    assert push(later, [], since=asked, calendar=CALENDAR) == later
    assert push(later, [pause("2019-12-25 14:00", None)], since=asked, calendar=CALENDAR).is_stopped


WATER = [
    Stage("围护", read_limit("3紧急工作时")),
    Stage("修复", read_limit("8紧急工作时")),
    Stage("恢复", read_limit("5工作日")),
]


def test_stages_follow_each_other_and_are_provisional_until_the_one_before_is_done():
    expected = stages(TUESDAY, WATER, CALENDAR)
    assert [s.due.at for s in expected] == [at("2019-12-17 13:00"), at("2019-12-17 21:00"), at("2019-12-24 18:00")]
    assert [s.is_provisional for s in expected] == [False, True, True]


def test_a_stage_done_early_starts_the_next_one_early():
    begun = stages(TUESDAY, WATER, CALENDAR, done={"围护": at("2019-12-17 11:00")})
    assert begun[1].due.at == at("2019-12-17 19:00")
    assert [s.is_provisional for s in begun] == [False, False, True]


def test_stages_may_run_from_the_start_or_from_a_named_stage():
    rows = [
        Stage("停工", read_limit("4工作时"), "start"),
        Stage("处罚", read_limit("7工作日"), "start"),
        Stage("拆除", read_limit("20工作日"), "停工"),
    ]
    done = {"停工": at("2019-12-18 09:00")}
    assert [s.due.at.date() for s in stages(TUESDAY, rows, CALENDAR, done=done)] == [
        date(2019, 12, 17),
        date(2019, 12, 26),
        date(2020, 1, 16),
    ]


def test_a_stage_that_runs_from_an_unknown_event_is_unfit():
    with pytest.raises(Unfit, match="起算点"):
        stages(TUESDAY, [Stage("恢复", read_limit("5工作日"), "修复")], CALENDAR)


def test_the_petition_clocks_are_those_of_the_regulation():
    table = {c.name: (c.limit.amount, c.limit.unit, c.article) for c in PETITION_CLOCKS}
    assert table["decide"] == (60, Unit.NATURAL_DAY, 34)
    assert table["object"] == (5, Unit.WORKING_DAY, 23)
    assert {amount for amount, _unit, _article in table.values()} == {5, 15, 30, 60}


@pytest.mark.parametrize("text", ["", "尽快", "5", "-5工作日", "1.5日", "五个工作日"])
def test_a_limit_that_cannot_be_read_is_unfit(text):
    with pytest.raises(Unfit):
        read_limit(text)


@given(some.integers(0, 400), some.sampled_from(Unit))
def test_a_limit_survives_printing_and_reading(amount, unit):
    assert read_limit(str(Limit(amount, unit))) == Limit(amount, unit)


moments = some.integers(0, 4 * 365 * 1440).map(lambda minutes: at("2019-02-01 00:00") + timedelta(minutes=minutes))
limits = some.builds(Limit, some.integers(0, 60), some.sampled_from(Unit))


@some.composite
def pauses_near(draw, start: datetime, count: int = 4) -> list[Pause]:
    pairs = some.tuples(some.integers(-2000, 40000), some.integers(0, 20000))
    drawn = draw(some.lists(pairs, max_size=count))
    return [Pause(start + timedelta(minutes=a), start + timedelta(minutes=a + b), Cause.DISASTER) for a, b in drawn]


@given(moments, some.integers(0, 20000), limits)
def test_a_later_start_never_ends_earlier(start, minutes, limit):
    assert due(start, limit, CALENDAR).at <= due(start + timedelta(minutes=minutes), limit, CALENDAR).at


@given(moments, limits, some.integers(0, 30))
def test_a_longer_limit_never_ends_earlier(start, limit, more):
    longer = Limit(limit.amount + more, limit.unit)
    assert start <= due(start, limit, CALENDAR).at <= due(start, longer, CALENDAR).at


@given(some.data(), moments, limits)
def test_a_further_pause_never_ends_earlier(data, start, limit):
    pauses = data.draw(pauses_near(start))
    further = data.draw(pauses_near(start, count=1))
    some_end = due(start, limit, CALENDAR, pauses)
    assert some_end.first_at == due(start, limit, CALENDAR).at <= some_end.at
    assert some_end.at <= due(start, limit, CALENDAR, pauses + further).at


@given(some.data(), moments)
def test_merged_pauses_are_apart_and_in_order(data, start):
    spans = merged(data.draw(pauses_near(start, count=8)))
    assert all(a[1] < b[0] for a, b in pairwise(spans))


@given(some.data(), moments, limits)
def test_what_is_spent_at_the_due_is_the_limit(data, start, limit):
    if limit.unit is Unit.NATURAL_DAY:
        limit = Limit(limit.amount, limit.unit, rolls=False)
    if limit.unit is Unit.WORKING_DAY and limit.amount == 0:
        return  # “today” may roll to the next working day
    pauses = data.draw(pauses_near(start))
    end = due(start, limit, CALENDAR, pauses).at
    used = spent(start, end, limit.unit, CALENDAR, pauses)
    if limit.unit in (Unit.NATURAL_DAY, Unit.URGENT_DAY):
        assert limit.amount <= used <= limit.amount + 1 + len(pauses)  # each pause may leave a part of a day
    else:
        assert used == limit.amount


@given(some.data(), moments, limits.filter(lambda limit: limit.amount > 0))
def test_no_end_falls_inside_a_pause(data, start, limit):
    pauses = data.draw(pauses_near(start))
    end = due(start, limit, CALENDAR, pauses).at
    assert not any(p.since < end < p.until for p in pauses)


def is_open(moment: datetime) -> bool:
    """Whether the minute that begins here is office time, said as naively as possible."""
    if not CALENDAR.is_working(moment.date()):
        return False
    return any(a <= moment.time() < b for a, b in CALENDAR.spans_on(moment.date()))


@settings(deadline=None)
@given(some.data(), some.integers(0, 12 * 1440), some.integers(1, 200).map(lambda n: 3 * n))
def test_working_hours_agree_with_counting_minutes(data, begins, minutes):
    start = at("2020-05-27 00:00") + timedelta(minutes=begins)  # summer hours begin within the window
    pauses = data.draw(pauses_near(start, count=3))
    now, left = start, minutes
    while left:
        paused = any(p.since <= now < p.until for p in pauses)
        left -= is_open(now) and not paused
        now += timedelta(minutes=1)
    assert due(start, Limit(Decimal(minutes) / 60, Unit.WORKING_HOUR), CALENDAR, pauses).at == now


def test_a_due_read_back_from_a_database_in_utc_counts_in_chinese_time():
    calendar = seed([2026])
    since, until = datetime(2026, 3, 3, 9, tzinfo=CHINA), datetime(2026, 3, 4, 9, tzinfo=CHINA)
    at = datetime(2026, 3, 5, 18, tzinfo=CHINA).astimezone(UTC)
    held = Due(since.astimezone(UTC), Limit(0, Unit.WORKING_HOUR), at, at, "")
    moved = push(held, [Pause(since, until, Cause.WAITING_FOR_RAISER)], since=since, calendar=calendar)
    assert moved.at == datetime(2026, 3, 6, 18, tzinfo=CHINA)
