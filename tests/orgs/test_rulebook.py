"""The structure rulebook: read as a whole, every error a sentence naming the entry; versions that never reach back."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE, resident
from yinuo.kernel.errors import Refused, Unfit
from yinuo.orgs import actions, rulebook
from yinuo.orgs.models import Threshold
from yinuo.orgs.queries import thresholds
from yinuo.orgs.rulebooks import STRUCTURE, read, read_text

SHIPPED = STRUCTURE.read_text()
TODAY = MONDAY.date()
DAY = timedelta(days=1)


def changed(**values) -> str:
    """The shipped book with other values: `branch__full_min=5`, `version="2026.2"`."""
    text = SHIPPED
    for name, value in values.items():
        if "__" in name:
            key = re.escape(name.replace("__", "."))
            text, made = re.subn(rf"(\[{key}\]\nvalue = )\S+", rf"\g<1>{value}", text)
        else:
            text, made = re.subn(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
        assert made == 1, name
    return text


def later(day=TODAY + 30 * DAY, version="2026.2", **values):
    return read_text(changed(version=f'"{version}"', valid_from=day.isoformat(), **values))


def test_the_shipped_book_says_every_number_and_where_it_stands():
    written = read()
    assert len(written.thresholds) == 26
    assert all(row.article for row in written.thresholds)
    numbers = {row.key: row.value for row in written.thresholds}
    assert numbers["branch.full_min"] == 3
    assert numbers["term.community_years"] == 5
    assert numbers["grid.households_max"] == 500
    assert numbers["staff.full_time_share_min"] == Decimal("0.01")


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (SHIPPED.replace("[branch.full_min]", "[branch.fullmin]"), r"“branch\.fullmin”：没有这一项，请检查拼写"),
        (SHIPPED.replace("[branch.full_min]\nvalue = 3", "[branch.full_min]\nvalues = 3"), "不认识“values”"),
        (SHIPPED.replace("[branch.full_min]\nvalue = 3\n", "[branch.full_min]\n"), r"“branch\.full_min”：缺少“value”"),
        (changed(branch__full_min='"三"'), r"“branch\.full_min”：“value”的值不对"),
        (changed(branch__full_min="true"), r"“branch\.full_min”：“value”的值不对"),
        (changed(branch__full_min="-3"), r"“branch\.full_min”：“-3”要写成零或者大于零的数"),
        (changed(branch__full_min="2.5"), r"“branch\.full_min”：“2\.5”要写成不超过十万的整数"),
        (changed(branch__full_min="nan"), "“NaN”要写成零或者大于零的数"),
        (changed(staff__full_time_share_min="1.5"), "要写成0到1之间"),
        (changed(staff__full_time_share_min="0.015"), "最多两位小数"),
        (changed(branch__full_min="8"), r"“branch\.full_min”：8不能大于“branch\.committee_from”的7"),
        (changed(grid__households_min="450"), r"“grid\.households_min”：450不能大于“grid\.households_target”的400"),
        (SHIPPED.replace("[leave.town_days]\nvalue = 3", ""), "写法不对"),
        (SHIPPED[: SHIPPED.index("[post.unconfirmed_months]")], r"少了“post\.unconfirmed_months”"),
        (changed(name='"结构"'), "name 和 version 只能用小写字母"),
        (changed(version="2026"), "开头：“version”的值不对"),
        (changed(valid_from='"2018-10-28"'), "开头：“valid_from”的值不对"),
        (SHIPPED.replace('name = "structure"\n', ""), "开头：缺少“name”"),
        (SHIPPED.replace("valid_from = 2018-10-28", "valid_from = 2018-10-28\nauthor = 1"), "开头：不认识“author”"),
        (SHIPPED + "\n[[branch.full_min]]\n", "写法不对"),
        (SHIPPED.replace("value = 3", "value = ", 1), "第12行第9列写法不对"),
        (SHIPPED.replace("[warn.days]", "[warn]\ndays = 90\n[warn.other]"), r"“warn\.days”：要单独写"),
        (
            SHIPPED.replace("[warn.days]", "[warn.days]\nvalid_from = 2018-10-27"),
            r"“warn\.days”：生效日期不能早于整本规则的生效日期（2018-10-28）",
        ),
        (SHIPPED.replace("本软件的提醒天数", "长" * 201), r"“warn\.days”：依据太长了"),
    ],
)
def test_a_book_that_is_wrong_is_refused_with_the_entry_named(text, match):
    with pytest.raises(Unfit, match=match) as refused:
        read_text(text)
    assert refused.value.field == "rulebook"


def test_a_book_not_in_utf8_is_refused(tmp_path):
    path = tmp_path / "book.toml"
    path.write_bytes(SHIPPED.encode("gbk"))
    with pytest.raises(Unfit, match="UTF-8"):
        read(path)


def test_a_file_that_is_no_book_at_all_is_refused_by_its_size(tmp_path):
    path = tmp_path / "book.toml"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(Unfit, match="太大"):
        read(path)


def test_line_ends_and_a_mark_of_a_windows_editor_change_nothing(tmp_path):
    path = tmp_path / "book.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SHIPPED.replace("\n", "\r\n").encode())
    assert read(path) == read()


def test_loading_twice_changes_nothing(db):
    assert rulebook.load(at=MONDAY) == 26
    assert rulebook.load(at=MONDAY) == 0
    assert Threshold.objects.count() == 26
    assert Entry.objects.filter(act="orgs.load_thresholds").count() == 1


def test_the_ledger_names_the_book_by_its_hash(db):
    rulebook.load(at=MONDAY)
    entry = Entry.objects.get(act="orgs.load_thresholds")
    assert entry.given["written"] == {"rulebook": "structure 2026.1", "sha256": read().sha256}


def test_a_later_version_ends_the_earlier_rows_the_day_before_and_never_reaches_back(db):
    rulebook.load(at=MONDAY)
    day = TODAY + 30 * DAY
    actions.load_thresholds(None, HOUSE, at=MONDAY, written=later(day, branch__members_max=60))
    assert thresholds(day - DAY).whole("branch.members_max") == 50
    assert thresholds(day).whole("branch.members_max") == 60
    assert set(Threshold.objects.filter(version="2026.1").values_list("valid_to", flat=True)) == {day - DAY}


def test_one_number_may_begin_later_than_its_book(db):
    rulebook.load(at=MONDAY)
    day = TODAY + 30 * DAY
    text = changed(version='"2026.2"', valid_from=day.isoformat(), branch__members_max=60)
    text = text.replace("[branch.members_max]", f"[branch.members_max]\nvalid_from = {day + 10 * DAY}")
    actions.load_thresholds(None, HOUSE, at=MONDAY, written=read_text(text))
    assert thresholds(day + 9 * DAY).whole("branch.members_max") == 50
    assert thresholds(day + 10 * DAY).whole("branch.members_max") == 60


@pytest.mark.parametrize(
    ("written", "match"),
    [
        (lambda: later(TODAY), "要晚于今天"),
        (lambda: later(date(2018, 10, 28)), "也要晚于上一个版本"),
        (lambda: read_text(changed(branch__members_max=60)), "请给改过的规则换一个版本号"),
        (lambda: read_text(changed(name='"local"')), r"已经由规则“structure 2026\.1”规定"),
    ],
)
def test_a_version_that_cannot_be_leaves_nothing_behind(db, written, match):
    rulebook.load(at=MONDAY)
    with pytest.raises(Unfit, match=match):
        actions.load_thresholds(None, HOUSE, at=MONDAY, written=written())
    assert Threshold.objects.filter(valid_to=None).count() == Threshold.objects.count() == 26


def test_only_administrators_load_rulebooks(world):
    with pytest.raises(Refused):
        rulebook.load(actor=world.organiser, at=MONDAY)
    with pytest.raises(Refused):
        rulebook.load(actor=resident(), at=MONDAY)
    assert rulebook.load(actor=world.administrator, at=MONDAY) == 26


def test_the_shipped_book_comes_with_the_first_administrator_and_never_over_another_one(db):
    assert rulebook.load_where_none(at=MONDAY) == 26
    actions.load_thresholds(None, HOUSE, at=MONDAY, written=later())
    assert rulebook.load_where_none(at=MONDAY) == 0
