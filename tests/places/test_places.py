"""Places by official code, and the calendar as a table people may correct."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.calendar import CalendarMissing
from yinuo.kernel.errors import Refused, Unfit
from yinuo.places import actions
from yinuo.places.models import Place
from yinuo.places.queries import calendar, full_name

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "divisions"


def test_divisions_come_in_once_and_what_cannot_be_read_is_named(db):
    rows = [
        {"code": "419901", "name": "示例县"},
        {"code": "419901901", "name": "示例街道"},
        {"code": "419901", "name": "示例县"},
        {"code": "4199-x", "name": "不是代码"},
        {"code": "419901902", "name": " "},
    ]
    imported, known, rejected = actions.import_divisions(rows, HOUSE)
    assert (imported, known, len(rejected)) == (2, 1, 2)
    assert rejected[0].startswith("第5行：")
    assert actions.import_divisions(rows[:3], HOUSE)[:2] == (0, 3)
    assert Place.objects.get(code="419901901").level == "town"


def test_only_an_administrator_enters_divisions(world):
    with pytest.raises(Refused):
        actions.enter(None, world.worker, at=MONDAY, code="419901903", name="又一个街道")
    actions.enter(None, world.administrator, at=MONDAY, code="419901903", name="又一个街道")


@pytest.mark.slow
@pytest.mark.skipif(not REAL.exists(), reason="../shared is absent: no real divisions to read")
def test_the_real_divisions_of_a_prefecture_come_in_whole(db):
    total = 0
    for name in ("areas", "streets", "villages"):
        with open(REAL / f"{name}_4113.csv", encoding="utf-8") as file:
            imported, known, rejected = actions.import_divisions(csv.DictReader(file), HOUSE)
            assert (known, rejected) == (0, [])
            total += imported
    assert total == Place.objects.count() == 15 + 256 + 4994
    assert full_name(Place.objects.get(code="411302001001")) == "宛城区 东关街道 河街社区居民委员会"


def test_a_place_and_all_below_it_is_a_range(world):
    under = set(Place.objects.under("419901901").values_list("code", flat=True))
    assert under == {"419901901", "419901901901", "419901901902"}


def test_a_year_without_a_table_is_refused_and_a_confirmed_one_is_plain(world):
    with pytest.raises(CalendarMissing, match="2027"):
        calendar().is_working(date(2027, 1, 4))
    actions.confirm_year(None, HOUSE, at=MONDAY, year=2027, source="分管领导同意")
    assert calendar().is_working(date(2027, 1, 4))


def test_a_day_set_by_hand_counts_from_the_next_question_on_and_needs_its_document(world):
    before = calendar()
    with pytest.raises(Unfit, match="依据"):
        actions.override_day(None, HOUSE, at=MONDAY, day=date(2026, 3, 4), is_working=False, source=" ")
    actions.override_day(None, HOUSE, at=MONDAY, day=date(2026, 3, 4), is_working=False, source="县政府通知")
    after = calendar()
    assert (before.is_working(date(2026, 3, 4)), after.is_working(date(2026, 3, 4))) == (True, False)
    assert before.version != after.version


def test_a_due_told_before_keeps_the_calendar_it_was_told_by(world):
    matter = world.dispatched()
    told, version = matter.due_at, matter.calendar_version
    actions.override_day(None, HOUSE, at=MONDAY, day=date(2026, 3, 4), is_working=False, source="县政府通知")
    matter.refresh_from_db()
    assert (matter.due_at, matter.calendar_version) == (told, version)
    assert world.dispatched().due_at > told
