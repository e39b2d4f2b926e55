"""Rulebooks: the shipped one is whole, a wrong one is refused by its entry, a new version never reaches back."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.world import CHINA, MONDAY
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE, Actor, Grant, Role, resident
from yinuo.kernel.clock import Unit
from yinuo.kernel.errors import Refused, Unfit
from yinuo.matters import rulebook
from yinuo.matters.models import Category, Duty, LimitRule, Rulebook
from yinuo.matters.rulebooks import read, read_text
from yinuo.orgs.models import Kind

MATTERS = Path(__file__).resolve().parents[3] / "shared/domain/data/matters.json"

HEAD = 'name = "town"\nversion = "1"\nvalid_from = 2015-01-01\n'
CATEGORY = '[[categories]]\ncode = "01"\nname = "公用设施"\nminors = ["01 井盖", "02 路灯"]\n'
LIMIT = '[[limits]]\nlimit = "5个工作日"\nsource = "本地规定"\n'


# The shipped rulebook


def test_the_shipped_rulebook_has_a_rule_for_every_category_and_urgency():
    written = read()
    majors = [row for row in written.categories if len(row.code) == 2]
    assert len(majors) >= 14
    for major in majors:
        minors = [row for row in written.categories if len(row.code) == 4 and row.code.startswith(major.code)]
        assert len(minors) >= 5, major.name
    assert {row.urgency for row in written.limits if row.category == ""} == {"", "urgent", "emergency"}


def test_the_shipped_rulebook_covers_the_matters_of_the_domain_by_the_same_names():
    if not MATTERS.exists():
        pytest.skip("../shared is absent: the matters of the domain cannot be compared")
    names = {name for row in read().categories for name in (row.name, row.full_name)}
    assert {row["category"] for row in json.loads(MATTERS.read_text())} <= names


def test_the_staged_limits_are_those_of_the_reference():
    staged = {}
    for row in read().limits:
        if row.stage and row.urgency == "urgent":
            staged.setdefault(row.category, []).append((row.order, row.stage, row.amount, row.unit))
    repair = [
        (1, "围护", Decimal(3), Unit.URGENT_HOUR),
        (2, "修复", Decimal(8), Unit.URGENT_HOUR),
        (3, "恢复", Decimal(5), Unit.WORKING_DAY),
    ]
    codes = {row.full_name: row.code for row in read().categories}
    assert staged[codes["公用设施/井盖"]] == staged[codes["供水/管道破裂"]] == repair
    assert staged[codes["市容环境/私搭乱建"]] == [
        (1, "停工", Decimal(4), Unit.WORKING_HOUR),
        (2, "处罚", Decimal(7), Unit.WORKING_DAY),
        (3, "拆除", Decimal(20), Unit.WORKING_DAY),
    ]


def test_every_row_says_where_it_comes_from_and_which_are_ours():
    written = read()
    for row in written.limits:
        assert "可配置" in row.source
        assert "示例" in row.source or "地方做法" in row.source
    assert all("示例" in row.basis for row in written.duties)


def test_the_community_list_names_only_what_a_community_can_do():
    names = {row.code: row.full_name for row in read().categories}
    allowed = {names[row.category] for row in read().duties}
    assert {"公共安全/楼道杂物", "公共安全/飞线充电", "文体服务/活动室", "社区服务"} <= allowed
    assert not allowed & {"市容环境/私搭乱建", "市容环境/占道经营", "市场秩序/食品安全", "公用设施/井盖"}


# Reading


WRONG = {
    "a broken line": (HEAD + 'x = "open\n', "第4行"),
    "a key twice": (HEAD + 'name = "again"\n', "第4行"),
    "no version": ('name = "town"\nvalid_from = 2015-01-01\n', "开头：缺少“version”"),
    "a day in quotes": ('name = "town"\nversion = "1"\nvalid_from = "2015-01-01"\n', "valid_from"),
    "a name with spaces": ('name = "my town"\nversion = "1"\nvalid_from = 2015-01-01\n', "小写字母"),
    "an unknown section": (HEAD + "[colours]\nred = 1\n", "不认识“colours”"),
    "an unknown key": (HEAD + CATEGORY + LIMIT + 'colour = "red"\n', "时限第1条（全部分类）：不认识“colour”"),
    "a limit without a source": (HEAD + '[[limits]]\nlimit = "5个工作日"\n', "时限第1条（全部分类）：缺少“source”"),
    "a source that is empty": (HEAD + '[[limits]]\nlimit = "5个工作日"\nsource = ""\n', "source"),
    "a unit nobody knows": (HEAD + '[[limits]]\nlimit = "5个星期"\nsource = "x"\n', "看不懂时限“5个星期”"),
    "half a calendar day": (HEAD + '[[limits]]\nlimit = "1.5日"\nsource = "x"\n', "整数"),
    "no time at all": (HEAD + '[[limits]]\nlimit = "0个工作日"\nsource = "x"\n', "大于零"),
    "a limit as a number": (HEAD + '[[limits]]\nlimit = 5\nsource = "x"\n', "limit"),
    "neither limit nor stages": (HEAD + '[[limits]]\nsource = "x"\n', "limit 和 stages"),
    "limit and stages": (HEAD + LIMIT + 'stages = ["围护 3个工作时", "修复 8个工作时"]\n', "limit 和 stages"),
    "one stage": (HEAD + '[[limits]]\nstages = ["围护 3个工作时"]\nsource = "x"\n', "至少要有两个阶段"),
    "a stage twice": (HEAD + '[[limits]]\nstages = ["修 3个工作时", "修 8个工作时"]\nsource = "x"\n', "写了两次"),
    "a stage without a limit": (HEAD + '[[limits]]\nstages = ["围护", "修复 8个工作时"]\nsource = "x"\n', "看不懂时限"),
    "a stage as a number": (HEAD + '[[limits]]\nstages = [1, 2]\nsource = "x"\n', "加引号"),
    "an urgency nobody knows": (HEAD + LIMIT + 'urgencies = ["soon"]\n', "urgencies"),
    "an urgency twice": (HEAD + LIMIT + 'urgencies = ["urgent", "urgent"]\n', "urgencies"),
    "two rules for one case": (HEAD + LIMIT + LIMIT, "时限第2条（全部分类）：和第1条"),
    "a category nobody defined": (HEAD + CATEGORY + LIMIT + 'category = "公用设施/喷泉"\n', "没有“公用设施/喷泉”"),
    "a region that is none": (HEAD + LIMIT + 'region = "41130"\n', "区划代码"),
    "a code of three digits": (HEAD + '[[categories]]\ncode = "001"\nname = "x"\n', "两位数字"),
    "a minor without a name": (HEAD + '[[categories]]\ncode = "01"\nname = "x"\nminors = ["01"]\n', "两位数字"),
    "a minor of one digit": (HEAD + '[[categories]]\ncode = "01"\nname = "x"\nminors = ["1 井盖"]\n', "两位数字"),
    "a code twice": (HEAD + CATEGORY + '[[categories]]\ncode = "01"\nname = "供水"\n', "“01”重复了"),
    "a name twice": (HEAD + CATEGORY + '[[categories]]\ncode = "02"\nname = "公用设施"\n', "“公用设施”重复了"),
    "a minor twice": (HEAD + '[[categories]]\ncode = "01"\nname = "x"\nminors = ["01 a", "01 b"]\n', "“0101”重复了"),
    "a list that overlaps": (HEAD + CATEGORY + '[community_list]\nbasis = "x"\nallowed = ["01", "0101"]\n', "重叠"),
    "a duty twice": (HEAD + CATEGORY + '[[duties]]\ncategory = "01"\noffice = "0001"\nbasis = "x"\n' * 2, "职责第2条"),
    "categories in one table": (HEAD + "[categories]\na = 1\n", "categories"),
    "categories as words": (HEAD + 'categories = ["a"]\n', "categories"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_rulebook_is_refused_by_its_entry(what):
    text, why = WRONG[what]
    with pytest.raises(Unfit, match=why) as refused:
        read_text(text)
    assert refused.value.field == "rulebook"


def test_comments_and_line_ends_do_not_make_another_rulebook():
    text = HEAD + CATEGORY + LIMIT
    assert read_text(text).sha256 == read_text("# 说明\n" + text.replace("\n", "\r\n")).sha256
    assert read_text(text).sha256 != read_text(text.replace("5个", "6个")).sha256


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "town.toml"
    file.write_bytes((HEAD + CATEGORY).encode("gb18030"))
    with pytest.raises(Unfit, match="UTF-8"):
        read(file)


# Loading


@pytest.fixture
def book(tmp_path):
    """Write a rulebook file: the text without its head, under a name, a version and a first day."""

    def write(body: str, version: str = "1", first: str = "2015-01-01", name: str = "town") -> Path:
        file = tmp_path / f"{name}-{version}.toml"
        file.write_text(f'name = "{name}"\nversion = "{version}"\nvalid_from = {first}\n{body}', encoding="utf-8")
        return file

    return write


@pytest.mark.django_db
def test_loading_the_shipped_rulebook_twice_writes_it_once():
    counts = rulebook.load(at=MONDAY)
    assert (counts.categories, counts.limits, counts.duties) == (
        Category.objects.count(),
        LimitRule.objects.count(),
        Duty.objects.count(),
    )
    assert min(counts.categories, counts.limits, counts.duties) > 0
    assert rulebook.load(at=MONDAY) == rulebook.Counts()
    assert LimitRule.objects.count() == counts.limits
    entry = Entry.objects.get(act="matters.load_rulebook")
    loaded = Rulebook.objects.get()
    assert entry.given["written"] == {"rulebook": "default 2026.1", "sha256": loaded.sha256}
    assert (entry.county, loaded.loaded_at) == ("000000", MONDAY)
    row = Category.objects.get(code="0101")
    assert (row.full_name, row.valid_from, row.valid_to) == ("公用设施/井盖", date(2015, 1, 1), None)
    assert set(Duty.objects.values_list("org_kind", "org")) == {(Kind.COMMUNITY, None)}


@pytest.mark.django_db
def test_only_administrators_load_rulebooks():
    worker = Actor("desk", member=1, grants=(Grant(Role.COORDINATOR),))
    for actor in (resident(), worker):
        with pytest.raises(Refused):
            rulebook.load(actor=actor, at=MONDAY)
    assert not Rulebook.objects.exists()
    rulebook.load(actor=Actor("desk", member=1, grants=(Grant(Role.ADMINISTRATOR),)), at=MONDAY)
    assert Rulebook.objects.count() == 1


@pytest.mark.django_db
def test_a_new_version_ends_the_old_rows_the_day_before(book):
    rulebook.load(book(CATEGORY + LIMIT + '[community_list]\nbasis = "x"\nallowed = ["01"]\n'), at=MONDAY)
    changed = CATEGORY.replace(', "02 路灯"', ', "03 供电"').replace("井盖", "窨井盖") + LIMIT.replace("5个", "3个")
    rulebook.load(book(changed, "2", "2026-04-01"), at=MONDAY)
    rows = LimitRule.objects.order_by("valid_from").values_list("version", "amount", "valid_from", "valid_to")
    assert list(rows) == [
        ("town 1", Decimal(5), date(2015, 1, 1), date(2026, 3, 31)),
        ("town 2", Decimal(3), date(2026, 4, 1), None),
    ]
    assert Duty.objects.get().valid_to == date(2026, 3, 31)
    categories = {row.code: (row.full_name, row.valid_to) for row in Category.objects.all()}
    assert categories == {
        "01": ("公用设施", None),
        "0101": ("公用设施/窨井盖", None),
        "0102": ("公用设施/路灯", date(2026, 3, 31)),
        "0103": ("公用设施/供电", None),
    }


@pytest.mark.django_db
def test_a_category_that_comes_back_is_in_force_again(book):
    without = CATEGORY.replace(', "02 路灯"', "")
    for version, first, text in [
        ("1", "2015-01-01", CATEGORY),
        ("2", "2026-04-01", without),
        ("3", "2026-05-01", CATEGORY),
    ]:
        rulebook.load(book(text, version, first), at=MONDAY)
    assert Category.objects.get(code="0102").valid_to is None


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["2014-01-01", "2015-01-01", "2026-03-01", "2026-03-02"])
def test_a_later_version_does_not_reach_back(book, first):
    rulebook.load(book(LIMIT), at=MONDAY)
    with pytest.raises(Unfit, match="生效日期"):
        rulebook.load(book(LIMIT.replace("5个", "3个"), "2", first), at=MONDAY)
    assert LimitRule.objects.get().valid_to is None


@pytest.mark.django_db
def test_a_changed_file_needs_a_new_version(book):
    rulebook.load(book(LIMIT), at=MONDAY)
    with pytest.raises(Unfit, match="换一个版本号"):
        rulebook.load(book(LIMIT.replace("5个", "3个")), at=MONDAY)
    assert LimitRule.objects.get().amount == 5


@pytest.mark.django_db
def test_two_rulebooks_may_stand_beside_each_other_but_not_rule_one_case(book):
    rulebook.load(book(CATEGORY + LIMIT), at=MONDAY)
    local = LIMIT + 'region = "419901"\n'
    rulebook.load(book(local, name="county"), at=MONDAY)
    assert set(LimitRule.objects.filter(valid_to=None).values_list("version", flat=True)) == {"town 1", "county 1"}
    assert not Category.objects.exclude(valid_to=None).exists()
    with pytest.raises(Unfit, match="town 1"):
        rulebook.load(book(LIMIT, name="third"), at=MONDAY)


@pytest.mark.django_db
def test_duties_name_offices_and_one_that_does_not_exist_leaves_nothing_behind(world, book):
    duty = '[[duties]]\ncategory = "公用设施/路灯"\nregion = "419901"\noffice = "{path}"\nbasis = "三定规定"\n'
    with pytest.raises(Unfit, match="不存在"):
        rulebook.load(book(CATEGORY + duty.format(path="99990001")), at=MONDAY)
    assert not Rulebook.objects.exists()
    rulebook.load(book(CATEGORY + duty.format(path=world.office.path)), at=MONDAY)
    row = Duty.objects.get(version="town 1")
    assert (row.org, row.org_kind, row.region) == (world.office, "", "419901")


@pytest.mark.django_db
def test_the_house_loads_without_being_told_the_moment():
    rulebook.load(actor=HOUSE)
    assert Rulebook.objects.get().loaded_at > datetime(2026, 1, 1, tzinfo=CHINA)
