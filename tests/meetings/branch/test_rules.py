"""The rulebook of branch life and a year worked out from it, as tables of cases."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinuo.kernel.errors import NotNow, Unfit
from yinuo.meetings.rulebooks import branch_life
from yinuo.meetings.rules import life
from yinuo.meetings.words.life import MEETING_KINDS, Cadence, MeetingKind, Standing

BOOK = branch_life()[0]
BORN = date(2015, 1, 1)


def line(kind, held=(), year=2025, today=date(2025, 12, 31), **shape):
    lines = life.year_of(BOOK, life.Branch(**({"since": BORN} | shape)), held, year, today)
    return next((one for one in lines if one.kind == kind), None)


def test_every_kind_has_its_rule_and_its_article():
    assert set(BOOK.kinds) == set(MEETING_KINDS)
    assert all("《" in rule.article for rule in BOOK.kinds.values())
    assert BOOK.kinds[MeetingKind.MEMBERS].quorum == Fraction(1, 2)


def test_a_book_in_force_later_is_not_used_before():
    later = life.Book("2", date(2027, 1, 1), BOOK.kinds, BOOK.election, BOOK.excellent, "", "", 7, "")
    assert life.book_on((BOOK, later), date(2026, 12, 31)) is BOOK
    assert life.book_on((BOOK, later), date(2027, 1, 1)) is later
    with pytest.raises(NotNow):
        life.book_on((BOOK,), date(2018, 1, 1))


def test_a_book_without_a_kind_is_refused():
    with pytest.raises(Unfit):
        life.read_books({"book": [{"version": "1"}]})


@pytest.mark.parametrize(
    ("kind", "present", "entitled", "fits"),
    [
        (MeetingKind.MEMBERS, 7, 14, False), (MeetingKind.MEMBERS, 8, 14, True), (MeetingKind.COMMITTEE, 2, 5, False),
        (MeetingKind.COMMITTEE, 3, 5, True), (MeetingKind.THEME_DAY, 1, 14, True),
    ],
)  # fmt: skip
def test_quorums(kind, present, entitled, fits):
    assert (life.findings(BOOK, kind, present, entitled) == []) is fits


@pytest.mark.parametrize(("excellent", "others", "fits"), [(5, 10, True), (6, 9, False), (1, 1, False), (0, 3, True)])
def test_excellent_is_a_third_rounded_down(excellent, others, fits):
    bands = life.Bands(excellent=excellent, qualified=others, probationary=9)
    assert (life.findings(BOOK, MeetingKind.REVIEW, 15, 15, bands=bands) == []) is fits


def test_months_quarters_and_years():
    assert len(life.periods(Cadence.MONTH, 2024)) == 12
    assert life.periods(Cadence.MONTH, 2024)[1] == (date(2024, 2, 1), date(2024, 2, 29))
    assert life.periods(Cadence.QUARTER, 2025)[3] == (date(2025, 10, 1), date(2025, 12, 31))
    assert life.periods(Cadence.YEAR, 2025) == [(date(2025, 1, 1), date(2025, 12, 31))]


def test_nothing_is_asked_of_a_branch_before_it_was():
    found = line(MeetingKind.THEME_DAY, since=date(2025, 6, 15))
    assert [cell.standing for cell in found.cells] == [Standing.NOT_ASKED] * 6 + [Standing.MISSING] * 5 + [Standing.DUE]


def test_every_group_has_to_meet():
    groups = ((1, BORN), (2, BORN))
    held = [life.Held(MeetingKind.GROUP, date(2025, 1, 8), 1), life.Held(MeetingKind.GROUP, date(2025, 1, 9), 1)]
    cell = line(MeetingKind.GROUP, held, groups=groups).cells[0]
    assert (cell.standing, cell.kept, cell.asked) == (Standing.MISSING, 1, 2)
    cell = line(MeetingKind.GROUP, [*held, life.Held(MeetingKind.GROUP, date(2025, 1, 31), 2)], groups=groups).cells[0]
    assert cell.standing == Standing.KEPT


def test_the_theme_day_is_due_on_the_branchs_fixed_day():
    cell = line(MeetingKind.THEME_DAY, today=date(2025, 3, 2), theme_day=8).cells[2]
    assert (cell.standing, cell.due_on) == (Standing.DUE, date(2025, 3, 8))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.dates(date(2025, 1, 1), date(2025, 12, 31)), max_size=30), st.dates(date(2025, 1, 1), date(2026, 6, 1))
)
def test_every_period_stands_somewhere_and_what_is_held_is_kept(days, today):
    held = [life.Held(MeetingKind.THEME_DAY, day) for day in days]
    found = line(MeetingKind.THEME_DAY, held, today=today)
    assert found.count(Standing.KEPT) == len({day.month for day in days})
    assert sum(found.count(one) for one in Standing) == 12
    assert life.summed([found]).kept <= life.summed([found]).over
