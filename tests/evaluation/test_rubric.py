"""Rubrics and marks as tables of cases: the kinds of published rubrics (E12), and every refusal in words."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from yinuo.evaluation.rules.rubric import (
    Item,
    ItemKind,
    Level,
    Mark,
    Part,
    Rubric,
    digest,
    half_up,
    mark_problems,
    of_tasks,
    problems,
    read_marks,
    score,
    with_total,
)  # fmt: skip
from yinuo.kernel.errors import Unfit

TASKS = Path(__file__).parents[3] / "shared" / "domain" / "data" / "inspection_tasks.json"


def part(text: str, points: str, below: bool = False) -> Part:
    return Part(text, Decimal(points), below)


def item(no: str, kind: str = "points", points: str = "5", **given) -> Item:
    return Item(no, f"任务{no}", ItemKind(kind), Decimal(points), **given)


def rubric(*items: Item, **given) -> Rubric:
    total = sum((one.points for one in items if one.kind in ("points", "deduct", "level")), Decimal(0))
    return Rubric("考评细则", "1", items, **{"total": total, "reasons_at": ()} | given)


def worth(one: Item, mark: dict) -> str:
    """What a mark of this item is worth in a rubric that has only it (and five points that are always given)."""
    whole = rubric(one, item("Z"))
    found = score(whole, read_marks(whole, {one.no: mark, "Z": {"points": "0"}}))
    return str(found.items[one.no])


# E12: 社区党组织建设工作考评细则, “单项分值扣完为止”, “应建而未建…出现一例扣2分”
DEDUCT = item("A", "deduct", "4", deductions=(part("应建而未建", "2"), part("台账不全", "0.5")))
LOSING = item("A", deductions=(part("超50人未说明", "0.5"),), veto="只有文件、牌子")
BELOW = item("A", points="4", deductions=(part("把登录率作业绩", "1", below=True), part("未反馈", "0.5")))


@pytest.mark.parametrize(
    ("one", "mark", "value"),
    [
        (item("A"), {"points": "4.5"}, "4.5"),
        (item("A"), {"points": 4.5}, "4.5"),
        (item("A"), {"points": 0}, "0"),
        (DEDUCT, {}, "4"),
        (DEDUCT, {"deducted": [0, 1]}, "3.5"),
        (DEDUCT, {"deducted": [1, 0]}, "2"),
        (DEDUCT, {"deducted": [2]}, "0"),
        (DEDUCT, {"deducted": [3, 7]}, "0"),
        (item("A", "level", "6"), {"level": "A"}, "6"),
        (item("A", "level", "6"), {"level": "B"}, "3.96"),
        (item("A", "level", "6"), {"level": "C"}, "1.98"),
        (item("A", "level", "6"), {"level": "C#"}, "0"),
        (LOSING, {"points": "5", "deducted": [1]}, "4.5"),
        (LOSING, {"points": "0.5", "deducted": [3]}, "0"),
        (LOSING, {"vetoed": True, "reason": "只有牌子"}, "0"),
        (BELOW, {"points": "4", "deducted": [1, 0]}, "3"),
        (BELOW, {"points": "0", "deducted": [1, 4]}, "-1"),
    ],
)
def test_what_a_mark_is_worth(one, mark, value):
    assert Decimal(worth(one, mark)) == Decimal(value)


VETO, NARROW = item("V", "veto", "0"), item("V", "veto", "0", vetoes="item:A")
VETOED = {"vetoed": True, "reason": "以亲属株连推进"}


@pytest.mark.parametrize(
    ("veto", "mark", "total"),
    [
        (VETO, {"vetoed": False}, "9.00"),
        (VETO, VETOED, "0.00"),
        (NARROW, VETOED, "4.00"),
        (NARROW, {"vetoed": False}, "9.00"),
    ],
)
def test_a_veto_empties_the_ballot_or_the_item_it_names(veto, mark, total):
    whole = rubric(item("A"), item("B"), veto)
    marks = read_marks(whole, {"A": {"points": "5"}, "B": {"points": "4"}, "V": mark})
    assert str(score(whole, marks).total) == total
    assert score(whole, marks).is_vetoed == (total == "0.00")


def test_a_veto_prevails_over_not_applicable():
    whole = rubric(item("A", may_skip=True), item("B"), NARROW)
    marks = read_marks(whole, {"A": {"skipped": True, "reason": "无"}, "B": {"points": "5"}, "V": VETOED})
    assert (score(whole, marks).total, score(whole, marks).skipped) == (Decimal("5.00"), ())


def test_bonuses_are_capped_together_and_a_penalty_below_zero_stops_at_nothing_for_the_whole():
    whole = rubric(item("A"), item("P", "bonus", "2"), item("Q", "bonus", "2"), bonus_cap=Decimal(3))
    found = score(whole, read_marks(whole, {"A": {"points": "5"}, "P": {"points": "2"}, "Q": {"points": "2"}}))
    assert (found.total, found.base, found.bonus) == (Decimal("8.00"), Decimal(5), Decimal(3))
    lonely = rubric(BELOW)
    assert score(lonely, read_marks(lonely, {"A": {"points": "0", "deducted": [3]}})).total == 0


@pytest.mark.parametrize(
    ("skipped", "given", "total"),
    [
        ((), {"A": "4", "B": "3", "C": "2"}, "9.00"),
        (("C",), {"A": "4", "B": "3"}, "10.50"),
        (("B", "C"), {"A": "4"}, "12.00"),
        (("A",), {"B": "0", "C": "5"}, "7.50"),
    ],
)
def test_what_does_not_apply_is_left_out_and_the_rest_weighs_more(skipped, given, total):
    whole = rubric(*(item(no, may_skip=True) for no in "ABC"))
    marks = {no: {"points": points} for no, points in given.items()}
    marks |= {no: {"skipped": True, "reason": "没有这项工作"} for no in skipped}
    found = score(whole, read_marks(whole, marks))
    assert (str(found.total), found.skipped) == (total, skipped)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("2.345", "2.35"),
        ("2.344999", "2.34"),
        ("2.5", "2.50"),
        ("-2.345", "-2.35"),
        ("0.005", "0.01"),
        ("1E+2", "100.00"),
    ],
)
def test_half_up_as_on_paper(value, rounded):
    assert str(half_up(Decimal(value))) == rounded


FULL = rubric(
    item("A", deductions=(part("每件", "0.5"),), veto="签约未落地"), item("B", "level", "6", may_skip=True), DEDUCT.__class__(
        "C", "扣分项", ItemKind.DEDUCT, Decimal(4), deductions=(part("每例", "2"),)
    ), VETO, item("P", "bonus", "2"), bonus_cap=Decimal(2), reasons_at=("full", "zero", "bonus"),
)  # fmt: skip
GOOD = {
    "A": {"points": "4.5"},
    "B": {"level": "B"},
    "C": {"deducted": [1]},
    "V": {"vetoed": False},
    "P": {"points": "0"},
}


def test_a_good_ballot_has_no_problem_and_is_read():
    assert mark_problems(FULL, GOOD) == {}
    marks = read_marks(FULL, GOOD | {"A": {"points": "5", "reason": " 逐项核对 ", "deducted": [1]}})
    assert marks["A"] == Mark(Decimal(5), deducted=(1,), reason="逐项核对")
    assert marks["B"] == Mark(level="B")


@pytest.mark.parametrize(
    ("no", "mark", "said"),
    [
        ("A", None, "还没有评"),
        ("A", "4", "读不出来"),
        ("A", {}, "还没有给分"),
        ("A", {"points": ""}, "还没有给分"),
        ("A", {"points": "五"}, "应当是一个数"),
        ("A", {"points": "４"}, "应当是一个数"),
        ("A", {"points": True}, "应当是一个数"),
        ("A", {"points": "1e1"}, "应当是一个数"),
        ("A", {"points": "NaN"}, "应当是一个数"),
        ("A", {"points": [4]}, "应当是一个数"),
        ("A", {"points": "5.5"}, "在0到5之间"),
        ("A", {"points": "-0.5"}, "在0到5之间"),
        ("A", {"points": "4.2"}, "以0.5分为间隔"),
        ("A", {"points": "5"}, "是满分，请写明理由"),
        ("A", {"points": "5", "reason": " 　"}, "是满分，请写明理由"),
        ("A", {"points": "0"}, "没有得分，请写明理由"),
        ("A", {"points": "0.5", "deducted": [1]}, "没有得分，请写明理由"),
        ("A", {"points": "4", "reason": 5}, "请用文字写"),
        ("A", {"points": "4", "reason": "长" * 501}, "不超过500字"),
        ("A", {"points": "4", "deducted": [1, 0]}, "和细则对不上"),
        ("A", {"points": "4", "deducted": "1"}, "和细则对不上"),
        ("A", {"points": "4", "deducted": [-1]}, "整数"),
        ("A", {"points": "4", "deducted": [1.5]}, "整数"),
        ("A", {"points": "4", "deducted": [True]}, "整数"),
        ("A", {"points": "4", "deducted": [1000]}, "整数"),
        ("A", {"skipped": True, "reason": "无"}, "不能记作不适用"),
        ("A", {"vetoed": True}, "一票否决，请写明理由"),
        ("B", {"level": "D"}, "请从A、B、C、C#中选"),
        ("B", {"points": "4"}, "请从A、B、C、C#中选"),
        ("B", {"level": "A"}, "是满分"),
        ("B", {"level": "C#"}, "没有得分"),
        ("B", {"skipped": True}, "记作不适用，请写明理由"),
        ("B", {"skipped": True, "vetoed": True, "reason": "无"}, "既不适用又被否决"),
        ("B", {"vetoed": True, "reason": "无"}, "没有一票否决的情形"),
        ("C", {"deducted": [2]}, "没有得分"),
        ("V", {}, "请回答有没有出现"),
        ("V", {"vetoed": True}, "请写明理由"),
        ("V", {"skipped": True, "reason": "无"}, "不能记作不适用"),
        ("P", {"points": "2"}, "加了分，请写明理由"),
        ("P", {"points": "2.5", "reason": "省级表扬"}, "在0到2之间"),
        ("X", {"points": "1"}, "没有“X”这一项"),
    ],
)
def test_a_bad_mark_is_named_with_its_item(no, mark, said):
    marks = GOOD | {no: mark}
    found = mark_problems(FULL, marks)
    assert list(found) == [no]
    assert said in found[no]
    with pytest.raises(Unfit) as refusal:
        read_marks(FULL, marks)
    assert (refusal.value.field, refusal.value.sentence) == (no, found[no])


def test_all_problems_are_told_at_once():
    assert list(mark_problems(FULL, {"X": {}})) == ["A", "B", "C", "V", "P", "X"]
    assert mark_problems(FULL, None) == mark_problems(FULL, [1]) == {"": "评分票的内容读不出来。"}


def test_a_deduct_item_without_deductions_needs_no_reason_for_full_marks():
    assert mark_problems(FULL, GOOD | {"C": {}}) == {}


def test_not_everything_can_be_not_applicable():
    whole = rubric(item("A", may_skip=True), item("B", may_skip=True))
    skip = {"skipped": True, "reason": "没有"}
    assert list(mark_problems(whole, {"A": skip, "B": skip})) == ["A"]


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (FULL, ""),
        (Rubric("空", "1"), "还没有计分的项目"),
        (rubric(item("A"), item("A")), "用了2次"),
        (rubric(item("A"), total=Decimal(6)), "和总分6分不一致"),
        (rubric(item("A", parts=(part("x", "2"), part("y", "2")))), "要点相加是4分"),
        (rubric(item("A", points="5.2")), "不是0.5分的整数倍"),
        (rubric(item("A", points="0")), "要大于0"),
        (rubric(item("A", step=Decimal(0))), "间隔要大于0"),
        (rubric(item("A", points="5.005", step=Decimal("0.005"))), "两位小数"),
        (rubric(item("A", "deduct")), "请列出扣分的情形"),
        (rubric(item("A", deductions=(part("x", "0"),))), "大于0的分数"),
        (rubric(item("A", "level", levels=(Level("A", Decimal(120)),))), "百分比在0到100"),
        (rubric(item("A"), item("V", "veto", "1")), "不占分值"),
        (rubric(item("A"), item("V", "veto", "0", vetoes="item:Q")), "没有这个计分项"),
        (rubric(item("A"), item("P", "bonus", "2")), "加分合计最多多少分"),
        (rubric(item("A"), reasons_at=("often",)), "没有“often”"),
        (rubric(item("A"), Item("B", "", points=Decimal(1))), "没有写全"),
    ],
)
def test_a_rubric_that_cannot_be_used_says_why(whole, said):
    found = problems(whole)
    assert (len(found), said in "".join(found)) == (bool(said), True), found


def test_a_rubric_comes_back_from_its_record_and_its_hash_is_of_what_it_says():
    data = FULL.as_data()
    assert Rubric.of(data) == FULL
    assert Rubric.of(json.loads(json.dumps(data))).as_data() == data
    assert digest(data) == digest(dict(reversed(data.items()))) != digest(data | {"total": "16"})
    assert len(digest(data)) == 64
    assert with_total(data | {"total": "1"})["total"] == "15"


def test_other_spellings_of_a_record_are_read():
    data = {"name": "n", "version": "1", "items": [
        {"no": "A", "title": "a", "points": 5, "penalties": [{"text": "x", "points": 1, "below": True}]},
        {"no": "B", "title": "b", "kind": "level", "points": "6.0", "levels": [{"name": "好", "percent": 100}]},
        {"no": "V", "title": "v", "kind": "veto", "vetoes": "A"}, {"no": "W", "title": "w", "kind": "veto", "vetoes": ""},
    ]}  # fmt: skip
    found = Rubric.of(data)
    assert found.total == 11
    assert found.items[0].penalties == found.items[0].losses == (part("x", "1", below=True),)
    assert found.items[1].levels == (Level("好", Decimal(100)),)
    assert [one.vetoes for one in found.items[2:]] == ["item:A", "all"]


@pytest.mark.parametrize(
    "data",
    [
        None, [], {}, {"name": "n", "version": "1"}, {"name": "n", "version": "1", "items": [1]},
        {"name": "n", "version": "1", "items": [{"no": "A"}]}, {"name": 1, "version": "1", "items": []},
        {"name": "n", "version": "1", "items": [{"no": "A", "title": "a", "points": "x"}]},
        {"name": "n", "version": "1", "items": [{"no": "A", "title": "a", "kind": "luck"}]},
        {"name": "n", "version": "1", "items": [{"no": "A", "title": "a", "parts": [["x", 1]]}]},
    ],
)  # fmt: skip
def test_what_is_no_rubric_is_unfit(data):
    with pytest.raises(Unfit):
        Rubric.of(data)


@pytest.mark.skipif(not TASKS.exists(), reason="the reference data lies beside the checkout only where it was written")
def test_the_twenty_tasks_are_read_and_come_to_a_hundred():
    found = of_tasks(json.loads(TASKS.read_text(encoding="utf-8")), "二十项重点任务")
    assert (len(found.items), found.total, problems(found)) == (20, 100, [])
    assert all(sum(one.points for one in task.parts) == task.points for task in found.items)
    by_no = {task.no: task for task in found.items}
    assert by_no["T19"].veto == "以签约速度、亲属株连推进"
    assert by_no["T03"].losses == (part("超50人未说明", "0.5"),)
    assert by_no["T10"].losses == (part("未反馈提出人每件", "0.5"),)
    assert by_no["T17"].losses[0].is_below
    assert {no for no, task in by_no.items() if task.veto} == {"T01", "T06", "T19", "T20"}
    assert by_no["T12"].not_counted == "不看面积豪华、不看上墙制度"


def test_a_row_without_points_is_named():
    task = {"no": "T01", "task": "x", "points": "5", "scoring_points": "建立；有办结2分"}
    with pytest.raises(Unfit, match="“建立”没有写分值") as refusal:
        of_tasks([task])
    assert refusal.value.field == "T01"
    assert of_tasks([task | {"scoring_points": "全部1个网格3分；公示2"}]).items[0].parts[0] == part("全部1个网格", "3")


half_points = some.integers(0, 10).map(lambda n: {"points": str(Decimal(n) / 2), "reason": "x"})
skipped = some.just({"skipped": True, "reason": "x"})


@settings(max_examples=60, deadline=None)
@given(marks=some.lists(half_points | skipped, min_size=3, max_size=8))
def test_reweighting_never_exceeds_the_total_nor_changes_full_marks(marks):
    whole = rubric(*(item(f"T{n}", may_skip=True) for n in range(len(marks))))
    data = {f"T{n}": mark for n, mark in enumerate(marks)}
    if mark_problems(whole, data):
        assert all(mark.get("skipped") for mark in marks)
        return
    found = score(whole, read_marks(whole, data))
    assert 0 <= found.total <= whole.total
    best = {no: mark if mark.get("skipped") else {"points": "5", "reason": "x"} for no, mark in data.items()}
    assert score(whole, read_marks(whole, best)).total == whole.total
