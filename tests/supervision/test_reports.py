"""Months handed in without a number typed, the year's facts, and questions about records that read alike."""

from datetime import date, timedelta

import pytest

from tests.inspection.scene import _rubric
from tests.supervision.scene import DAY, draft
from tests.world import MONDAY
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.supervision import actions, queries
from yinuo.supervision.models import LikenessQuestion, MonthlyReport
from yinuo.supervision.queries import facts, records
from yinuo.supervision.rules.likeness import Record, alike
from yinuo.supervision.words import Stand

APRIL = MONDAY.replace(month=4, day=2)
WORDS = "本月围绕组织生活如实记录开展自查，支部书记逐本核对会议记录，发现议题照抄的当场重写，并在支部大会上作了说明。"


def hand_in(made, who="handler", unit=0, *, at=APRIL, text=WORDS, month=3):
    return actions.hand_in_report(made.units[unit], made.actor(who), at=at, year=2026, month=month, text=text)


# The month


def test_the_numbers_of_a_month_come_from_rows(made):
    finding = made.upheld()
    made.noticed(finding)
    finding.refresh_from_db()
    made.done(finding)
    made.verified(finding)
    told = {key: number for key, _word, number in hand_in(made).facts}
    assert told == {
        "matters": 0, "verified": 0, "found": 1, "standing": 1, "withdrawn": 0, "listed": 1, "sold_off": 1, "rebounded": 0, "meetings": 0,
    }  # fmt: skip


def test_other_areas_hang_their_counts_in(made, monkeypatch):
    held = lambda units, first, last: [("meetings", "开过的会", {units[0].pk: 4})]  # noqa: E731
    monkeypatch.setattr(facts, "BEYOND", [held])
    assert hand_in(made).facts[-1] == ["meetings", "开过的会", 4]


@pytest.mark.parametrize("text", ["本月开会5次。", "整改问题3项。", "参加党员120余名。"])
def test_no_number_of_things_is_typed(made, text):
    with pytest.raises(Unfit, match="不用手写") as caught:
        hand_in(made, text=text)
    assert caught.value.field == "text"


def test_days_may_be_told_in_words(made):
    assert hand_in(made, text="3月16日补开了支部大会。").text == "3月16日补开了支部大会。"


def test_a_month_is_handed_in_once_after_its_end_and_late_ones_are_late(made):
    with pytest.raises(NotNow, match="还没有过完"):
        hand_in(made, at=MONDAY)
    report = hand_in(made)
    assert (report.due_on, report.is_late) == (date(2026, 4, 8), False)
    with pytest.raises(NotNow, match="已经交过"):
        hand_in(made)
    assert hand_in(made, "other_handler", 1, at=APRIL + 7 * DAY).is_late


def test_a_unit_in_no_plan_hands_in_nothing(made):
    with pytest.raises(NotNow, match="不用报"):
        actions.hand_in_report(
            made.world.community_office, made.world.community_handler, at=APRIL, year=2026, month=3, text=WORDS
        )
    with pytest.raises(Refused):
        hand_in(made, "other_handler")


def test_who_oversees_sees_which_units_are_to_hand_in(made):
    span = date(2026, 3, 1), date(2026, 3, 31)
    assert set(queries.reporting_units(made.world.organiser, *span)) == set(made.units)
    assert list(queries.reporting_units(made.world.handler, *span)) == [made.units[0]]
    assert not queries.reporting_units(made.world.neighbour, *span)


# The year


def test_the_yearly_review_takes_in_every_unit_with_its_facts(made):
    finding = made.upheld()
    made.noticed(finding)
    rubric = _rubric(made.world, made.root)
    given = {"year": 2026, "name": "2026年机关党建年度评议", "rubric": rubric}
    review = actions.prepare_review(made.root, made.world.organiser, at=MONDAY + 300 * DAY, **given)
    assert {one.org for one in review.assessment.subjects.all()} == set(made.units)
    sheet = review.sheets.get(unit=made.units[0])
    assert {"found": 1, "listed": 1, "sold_off": 0}.items() <= {key: n for key, _w, n in sheet.facts}.items()
    assert review in queries.reviews_of(made.world.handler)
    assert review not in queries.reviews_of(made.world.community_handler)
    with pytest.raises(NotNow, match="已经准备过"):
        actions.prepare_review(made.root, made.world.organiser, at=MONDAY + 301 * DAY, **given)
    with pytest.raises(Unfit, match="没有单位可以评议"):
        actions.prepare_review(made.root, made.world.organiser, at=MONDAY, **(given | {"year": 2025}))


# Records that read alike


def record(key: str, org: int, day: int, text: str) -> Record:
    return Record(key, org, "月报告", date(2026, 3, day), text)


def test_alike_records_of_different_branches_are_paired_and_the_later_one_is_asked():
    found = alike(
        [
            record("a", 1, 3, WORDS),
            record("b", 2, 5, WORDS.replace("逐本", "逐项").replace("本月", "3月")),
            record("c", 1, 9, WORDS),
            record("d", 3, 9, "本月到企业党支部走访，帮助协调两处供水管道接口，商户当天恢复营业，后续由经办人回访。"),
            record("e", 4, 9, "已按要求完成。"),
            record("f", 5, 9, "已按要求完成。"),
        ]
    )
    assert [(one.later.key, one.earlier.key) for one in found] == [("b", "a"), ("c", "b")]
    assert all(one.percent >= 85 for one in found)


@pytest.fixture
def asked(made) -> LikenessQuestion:
    """Two offices handed in the same month."""
    hand_in(made)
    hand_in(made, "other_handler", 1, at=APRIL + DAY)
    actions.compare_records(made.root, made.world.organiser, at=APRIL + 2 * DAY)
    return LikenessQuestion.objects.get()


def test_the_branch_alone_sees_the_question_until_it_has_answered(made, asked):
    day = (APRIL + 3 * DAY).date()
    assert (asked.unit, asked.other, asked.percent) == (made.units[1], made.units[0], 100)
    seen_by = lambda: {  # noqa: E731
        who for who in ("handler", "other_handler", "organiser", "leader", "inspector1", "auditor", "verifier")
        if queries.likeness_of(made.actor(who), day).exists()
    }  # fmt: skip
    assert seen_by() == {"other_handler"}
    with pytest.raises(Refused):
        actions.answer_likeness(asked, made.world.organiser, at=APRIL + 3 * DAY, answer="抄的。")
    actions.answer_likeness(
        asked, made.world.other_handler, at=APRIL + 3 * DAY, answer="两个单位一起学习，共用了提纲。"
    )
    assert seen_by() == {"other_handler", "organiser", "leader", "auditor"}


def test_or_until_ten_working_days_have_passed(made, asked):
    assert asked.alone_until == date(2026, 4, 20)
    assert not queries.likeness_of(made.world.organiser, date(2026, 4, 20)).exists()
    assert queries.likeness_of(made.world.organiser, date(2026, 4, 21)).exists()


def test_a_question_is_asked_once_and_is_no_verdict(made, asked):
    actions.compare_records(made.root, made.world.organiser, at=APRIL + 5 * DAY)
    assert LikenessQuestion.objects.count() == 1
    assert not [f.name for f in LikenessQuestion._meta.fields if f.name in ("verdict", "state", "score", "result")]


def test_replies_and_months_are_read_and_others_can_hang_in(made, monkeypatch):
    made.replied(Stand.ACCEPTED)
    hand_in(made)
    since = MONDAY.date() - timedelta(days=1)
    kinds = [one.kind for one in records.records_under(made.root, since)]
    assert sorted(kinds) == ["对问题的回复", "月报告"]
    more = lambda org, _since: [record("x", org.pk, 1, "台账")]  # noqa: E731
    monkeypatch.setattr(records, "SOURCES", [*records.SOURCES, more])
    assert len(list(records.records_under(made.root, since))) == 3


def test_a_plan_that_is_only_drafted_asks_for_no_month(made):
    plan = draft(made.world, made.root, name="另一份计划")
    actions.take_in(plan, made.world.organiser, at=MONDAY, units=[made.world.community_office])
    assert made.world.community_office not in queries.reporting_units(
        made.world.organiser, date(2026, 3, 1), date(2026, 3, 31)
    )
    assert MonthlyReport.objects.count() == 0


def test_branch_life_is_read_where_the_house_hangs_it_in():
    from yinuo.site.supervised import branch_records, meetings_held

    assert [meetings_held] == facts.BEYOND
    assert branch_records in records.SOURCES
