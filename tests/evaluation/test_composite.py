"""Counting as tables of cases: trimming, sources, correction, bands, ties; and the published rules of E11."""

from decimal import Decimal
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.evaluation.exports import ballot, export, row, whole
from yinuo.evaluation.rules import composite
from yinuo.evaluation.rules.composite import Terms, compute, problems, result_bytes
from yinuo.evaluation.rules.rubric import half_up
from yinuo.kernel.errors import Unfit


@pytest.mark.parametrize(
    ("totals", "mean", "dropped"),
    [
        ([80, 80, 80, 80], None, 0),
        ([70, 80, 85, 90, 100], "85.00", 2),
        ([70, 80, 80, 90, 100, 100], "87.50", 2),
        ([0, 90, 90, 90, 90], "90.00", 2),
        ([80, 80, 80, 80, 80], "80.00", 2),
        (["80.01", "80.01", "80.02", "80.02", "80.02"], "80.02", 2),
        (["80.00", "80.00", "80.00", "80.01", "80.01"], "80.00", 2),
        ([80, 81, 81, 83, 90, 99], "83.75", 2),
    ],
)
def test_one_highest_and_one_lowest_are_dropped_and_fewer_than_five_ballots_give_no_score(totals, mean, dropped):
    found = row(compute(export({"甲": totals})), "甲")
    assert (found["mean"], found["dropped"]) == (mean, dropped)
    assert found["note"] == ("" if mean else "样本不足，不评分")
    assert (found["total"] is None) == (found["band"] == "") == (mean is None)


@pytest.mark.parametrize(
    ("number", "trim", "least", "dropped"),
    [(3, 1, 1, 0), (4, 1, 1, 0), (5, 1, 5, 1), (5, 2, 5, 1), (6, 2, 5, 1), (7, 2, 5, 2), (7, 0, 5, 0), (12, 5, 5, 4)],
)  # fmt: skip
def test_three_always_remain(number, trim, least, dropped):
    assert composite.trimmed(number, Terms(least_ballots=least, trim=trim)) == dropped


def test_who_was_dropped_is_named_and_the_mean_can_be_checked_by_hand():
    found = row(compute(export({"甲": [88, 92.5, 79, 85, 90]})), "甲")
    (source,) = found["sources"]
    told = {one["judge"]: (one["value"], one["dropped"]) for one in source["values"]}
    assert told == {
        "01": ("88.00", ""), "02": ("92.50", "highest"), "03": ("79.00", "lowest"), "04": ("85.00", ""), "05": ("90.00", ""),
    }  # fmt: skip
    kept = [Decimal(value) for value, dropped in told.values() if not dropped]
    assert source["mean"] == f"{half_up(sum(kept) / 3)}" == "87.67"


def test_parts_of_one_judge_are_one_value():
    file = export({"甲": [80, 80, 80, 80, 80]})
    file["ballots"][0]["part"] = "s1"
    file["ballots"].append(ballot("9", "01", "甲", 91, part="s2"))
    found = row(compute(file), "甲")
    assert found["sources"][0]["values"][0]["value"] == "85.50"
    assert (found["ballots"], found["judges"], found["cast"]) == (6, 5, 6)


def invalid(file: dict) -> dict[str, str]:
    return {one["id"]: one["reason"] for one in compute(file)["invalid"]}


def test_a_ballot_that_does_not_count_is_listed_with_its_reason():
    file = export({"甲": [80] * 7, "乙": [80] * 7})
    file["conflicts"] = [["01", "甲", "own_unit"]]
    file["excluded"] = [{"id": "200002", "why": "1号异议成立，漏看台账"}]
    file["judges"].append({"code": "30", "panel": 1, "source": "群众", "unit": "x"})
    file["ballots"] += [
        ballot("a", "01", "丙", 90), ballot("b", "99", "甲", 90), ballot("c", "03", "甲", 90, at="2021-09-28T11:00:00+00:00"),
        ballot("d", "04", "甲", 90, at="2021-09-28T11:00:00+00:00"), ballot("e", "05", "甲", 101, part="s"), ballot("f", "30", "甲", 90),
        ballot("g", "06", "甲", 90, part="s") | {"marks": None},
    ]  # fmt: skip
    result = compute(file)
    found = {one["id"]: one["reason"] for one in result["invalid"]}
    assert found == {
        "200001": "conflict", "200002": "excluded", "a": "subject", "b": "judge", "c": "repeated", "d": "repeated",
        "e": "marks", "f": "source", "g": "marks",
    }  # fmt: skip
    assert result["counts"]["cast"] == result["counts"]["valid"] + result["counts"]["invalid"] == 21
    assert "漏看台账" in result_bytes(result).decode()
    assert row(result, "甲")["invalid"] == {
        "conflict": 1, "excluded": 1, "judge": 1, "repeated": 2, "marks": 2, "source": 1,
    }  # fmt: skip
    assert (row(result, "甲")["cast"], row(result, "甲")["judges"]) == (13, 5)


def test_of_two_ballots_the_first_counts_and_every_later_one_does_not():
    file = export({"甲": [80] * 5})
    file["ballots"].append(ballot("9", "01", "甲", 99, at="2021-09-28T09:00:00+00:00"))
    file["ballots"].append(ballot("8", "01", "甲", 99, at="2021-09-28T19:00:00+08:00"))
    assert invalid(file) == {"100001": "repeated", "8": "repeated"}, "19:00 in China is after 10:00 UTC"


def panels(**given) -> dict:
    """Two panels of five judges: A marks 甲乙丙, severely; B marks 丁戊己."""
    judges = [{"code": f"{n:02}", "panel": 1 + n // 6, "source": "judges", "unit": "x"} for n in range(1, 11)]
    totals = {"甲": 70, "乙": 75, "丙": 80, "丁": 80, "戊": 85, "己": 90}
    subjects = [{"key": key, "name": key, "panel": 1 + (n > 2)} for n, key in enumerate(totals)]
    ballots = [
        ballot(f"{unit['key']}{judge['code']}", judge["code"], unit["key"], totals[unit["key"]])
        for unit in subjects
        for judge in judges
        if judge["panel"] == unit["panel"]
    ]
    return whole({"judges": judges, "subjects": subjects, "ballots": ballots}, terms=given)


def test_panels_that_saw_different_units_are_not_compared_without_correction():
    result = compute(panels())
    assert result["order"] == []
    assert result["orders"] == [
        {"panel": 1, "order": [["丙"], ["乙"], ["甲"]]},
        {"panel": 2, "order": [["己"], ["戊"], ["丁"]]},
    ]
    assert row(result, "丙")["correction"] is None


def test_the_median_correction_takes_off_what_a_panel_is_more_lenient():
    result = compute(panels(correction="median"))
    assert result["panels"] == [
        {"panel": 1, "median": "75.00", "correction": "5.00"},
        {"panel": 2, "median": "85.00", "correction": "-5.00"},
    ]
    assert {one["key"]: one["total"] for one in result["subjects"]} == {
        "甲": "75.00", "乙": "80.00", "丙": "85.00", "丁": "75.00", "戊": "80.00", "己": "85.00",
    }  # fmt: skip
    assert [set(keys) for keys in result["order"]] == [{"丙", "己"}, {"乙", "戊"}, {"甲", "丁"}]
    assert "校正" in result["formula"]


def test_a_weak_correction_is_said():
    file = panels(correction="median")
    file["ballots"] = [one for one in file["ballots"] if one["subject"] != "甲"]
    assert any("第1组只有2个单位" in note for note in compute(file)["notes"])


def test_ballots_of_another_panel_link_and_do_not_count():
    file = panels()
    file["ballots"].append(ballot("link", "10", "甲", 99, part="shared"))
    result = compute(file)
    assert (row(result, "甲")["mean"], row(result, "甲")["linking"]) == ("70.00", 1)
    assert [one["id"] for one in result["linking"]] == ["link"]


def test_bonuses_and_penalties_are_listed_by_rule_and_capped():
    file = export({"甲": [80] * 5, "乙": [80] * 5, "丙": [80] * 5, "丁": [80] * 4}, terms={"award_cap": "3"})
    file["adjustments"] = [
        {"subject": "甲", "points": "2.5", "rule": "省级表扬"}, {"subject": "甲", "points": "2", "rule": "承办现场会"},
        {"subject": "乙", "points": "-8", "rule": "被通报"}, {"subject": "丙", "points": "1", "rule": "甲"}, {"subject": "丁", "points": "1", "rule": "乙"},
    ]  # fmt: skip
    result = compute(file)
    found = {
        key: (row(result, key)["total"], row(result, key)["awarded"], row(result, key)["is_capped"])
        for key in "甲乙丙丁"
    }
    assert found == {
        "甲": ("83.00", "3", True), "乙": ("77.00", "-3", True), "丙": ("81.00", "1", False), "丁": (None, "1", False),
    }  # fmt: skip
    assert [one["rule"] for one in row(result, "甲")["awards"]] == ["承办现场会", "省级表扬"]


@pytest.mark.parametrize(
    ("total", "band"),
    [
        ("90", "优秀"),
        ("89.99", "良好"),
        ("80", "良好"),
        ("79.99", "达标"),
        ("60", "达标"),
        ("59.99", "整改"),
        ("0", "整改"),
    ],
)
def test_bands_by_points_stand_before_anybody_sets_out(total, band):
    assert row(compute(export({"甲": [total] * 5})), "甲")["band"] == band


def test_bands_are_shares_of_the_full_points():
    found = compute(export({"甲": ["13.5"] * 5, "乙": ["13.49"] * 5}, of="15"))
    assert [row(found, key)["band"] for key in "甲乙"] == ["优秀", "良好"]


# E11: nine communities, fifteen points, prizes 2/2/5
PRIZES = {"bands_by": "places", "bands": [["一等奖", 2], ["二等奖", 2], ["三等奖", 5]]}
NINE = [f"社区{n}" for n in range(1, 10)]


def prizes(totals) -> dict[str, list[str]]:
    result = compute(
        export({name: [total] * 5 for name, total in zip(NINE, totals, strict=True)}, of="15", terms=PRIZES)
    )
    found: dict[str, list[str]] = {"notes": result["notes"]}
    for one in result["subjects"]:
        found.setdefault(one["band"], []).append(one["name"][-1])
    return found


def test_nine_communities_share_prizes_of_two_two_and_five():
    found = prizes([14.5, 14, 13.5, 13, 12, 11, 10, 9, 8])
    assert found == {"一等奖": ["1", "2"], "二等奖": ["3", "4"], "三等奖": list("56789"), "notes": []}


def test_who_ties_at_the_border_gets_the_better_prize_and_it_is_said():
    found = prizes([14.5, 14, 14, 13, 12, 11, 10, 9, 8])
    assert (found["一等奖"], found["二等奖"], found["三等奖"]) == (list("123"), ["4"], list("56789"))
    (note,) = found["notes"]
    assert "社区2、社区3总分相同" in note
    assert "多出1个" in note


def test_a_tie_inside_a_prize_needs_no_word():
    assert prizes([14, 14, 13, 13, 12, 12, 12, 9, 8])["notes"] == []


def test_all_equal_all_first():
    found = prizes([14] * 9)
    assert found["一等奖"] == list("123456789")


def test_who_comes_after_the_last_place_is_in_no_band():
    terms = {"bands_by": "places", "bands": [["一等奖", 1]]}
    result = compute(export({"甲": [14] * 5, "乙": [13] * 5}, of="15", terms=terms))
    assert [one["band"] for one in sorted(result["subjects"], key=lambda one: one["total"])] == ["", "一等奖"]


def test_eighty_two_villages_and_eleven_inspectors_trimmed_mean():
    random = Random(82)
    given = {f"村{n:02}": [random.randint(140, 200) / 2 for _judge in range(11)] for n in range(82)}
    result = compute(export(given))
    for village, totals in given.items():
        kept = sorted(map(Decimal, map(str, totals)))[1:-1]
        assert row(result, village)["total"] == f"{half_up(mean(kept))}"
        assert len(kept) == 9
    assert sum(len(keys) for keys in result["order"]) == 82
    assert result["counts"] == {"cast": 902, "valid": 902, "invalid": 0, "reasons": {}}


def test_forty_is_twenty_four_of_the_committee_and_sixteen_of_the_own_unit():
    committee, own = ["90", "92", "94", "96", "98"], ["70", "80", "80", "80", "100", "80"]
    judges = [{"code": f"C{n}", "panel": 1, "source": "全委会成员", "unit": "x"} for n in range(len(committee))]
    judges += [{"code": f"U{n}", "panel": 1, "source": "本单位干部", "unit": "x"} for n in range(len(own))]
    ballots = [
        ballot(one["code"], one["code"], "甲", total) for one, total in zip(judges, committee + own, strict=True)
    ]
    terms = {"sources": [["全委会成员", 24], ["本单位干部", 16]]}
    people = {"judges": judges, "subjects": [{"key": "甲", "name": "甲", "panel": 1}]}
    result = compute(whole(people | {"ballots": ballots}, terms=terms))
    found = row(result, "甲")
    assert [(one["source"], one["mean"], one["weighted"]) for one in found["sources"]] == [
        ("全委会成员", "94.00", "22.56"), ("本单位干部", "80.00", "12.80"),
    ]  # fmt: skip
    assert (found["total"], result["full"], found["band"]) == ("35.36", "40", "良好"), "88.4 % of forty"
    assert "24+16" in result["formula"]
    few = compute(whole(people | {"ballots": ballots[:-2]}, terms=terms))
    assert row(few, "甲")["note"] == "样本不足，不评分", "five of each source"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "x"}, "不是评价导出的文件"),
        ({"rubric_digest": "0" * 64}, "细则在冻结以后被改过"),
        ({"terms_digest": "0" * 64}, "计分规则在冻结以后被改过"),
        ({"ballots": None}, "不完整"),
        ({"ballots": [{"id": 1}]}, "不完整"),
        ({"judges": [{"code": "01", "panel": 1, "source": "judges"}] * 2}, "重复"),
        ({"judges": [{"code": "01", "panel": "1", "source": "judges"}]}, "不完整"),
        ({"adjustments": [{"subject": "丙", "points": "1", "rule": "x"}]}, "不在评价名单"),
        ({"adjustments": [{"subject": "甲", "points": "一", "rule": "x"}]}, "应当是一个数"),
        ({"ballots": [ballot("1", "01", "甲", 80)] * 2}, "编号重复"),
        ({"ballots": [ballot("1", "01", "甲", 80, at="昨天")]}, "不完整"),
    ],
)
def test_a_file_that_cannot_be_counted_says_why(change, said):
    with pytest.raises(Unfit, match=said):
        compute(export({"甲": [80] * 5}) | change)
    with pytest.raises(Unfit):
        compute([])


def test_a_rubric_changed_by_one_point_is_noticed():
    file = export({"甲": [80] * 5})
    file["rubric"]["items"][0]["points"] = "99"
    with pytest.raises(Unfit, match="细则在冻结以后被改过"):
        compute(file)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        (PRIZES, ""),
        ({"least_ballots": 0}, "最少票数"),
        ({"trim": 6}, "去掉的最高"),
        ({"places": 5}, "小数位数"),
        ({"sources": [["a", 0]]}, "权重"),
        ({"sources": [["a", 1], ["a", 2]]}, "不能重名"),
        ({"correction": "magic"}, "组间校正"),
        ({"award_cap": "-1"}, "上限"),
        ({"bands": [["a", 90], ["b", 90], ["c", 0]]}, "从高到低"),
        ({"bands": [["a", 90], ["b", 60]]}, "从高到低"),
        ({"bands": [["a", 90], ["a", 0]]}, "不能重名"),
        ({"bands_by": "places", "bands": [["a", "1.5"]]}, "整数"),
        ({"bands_by": "luck"}, "按分数还是按名额"),
    ],
)
def test_terms_that_cannot_be_counted_by_say_why(given, said):
    found = problems(Terms.of(given))
    assert (len(found), said in "".join(found)) == (bool(said), True)


@pytest.mark.parametrize(
    "data", [None, [], {"least_ballots": "x"}, {"trim": 1.5}, {"bands": [["a"]]}, {"award_cap": "x"}]
)
def test_what_are_no_terms_is_unfit(data):
    with pytest.raises(Unfit):
        Terms.of(data)


def test_terms_come_back_from_their_record_in_their_order():
    terms = Terms(sources=(("b", Decimal(24)), ("a", Decimal(16))), trim=2)
    assert Terms.of(terms.as_data()) == terms


totals = some.lists(some.integers(0, 200).map(lambda n: Decimal(n) / 2), min_size=3, max_size=9)


@settings(max_examples=20, deadline=None)
@given(given=some.dictionaries(some.sampled_from("甲乙丙"), totals, min_size=1), seed=some.integers(0, 99))
def test_whatever_the_order_of_rows_the_bytes_are_the_same(given, seed):
    random = Random(seed)
    file = export(given, terms=random.choice([{}, {"correction": "median"}, PRIZES]))
    shuffled = file | {name: random.sample(file[name], len(file[name])) for name in ("ballots", "judges", "subjects")}
    assert result_bytes(compute(file)) == result_bytes(compute(shuffled)) == result_bytes(compute(file))


@settings(max_examples=40, deadline=None)
@given(given=totals, trim=some.integers(0, 5))
def test_a_mean_lies_between_the_values_that_are_kept_and_the_rest_add_up(given, trim):
    found = row(compute(export({"甲": given}, terms={"trim": trim})), "甲")
    (source,) = found["sources"]
    kept = [Decimal(one["value"]) for one in source["values"] if not one["dropped"]]
    assert len(kept) + found["dropped"] == found["judges"] == len(given)
    if source["mean"] is not None:
        assert min(kept) <= Decimal(source["mean"]) <= max(kept)
        assert len(kept) >= 3
