"""Rules made, improved and abolished for named problems (M35)."""

from datetime import date, timedelta

import pytest

from tests.duties.works.scene import days
from tests.world import MONDAY
from yinuo.duties import actions
from yinuo.duties.queries.regulations import regulations_of, regulations_sentence
from yinuo.duties.rules.regulations import counted_words, next_review, problem_of
from yinuo.duties.words.regulations import RegulationState
from yinuo.kernel.errors import NotNow, Refused, Unfit

S = RegulationState


def test_a_rule_without_a_problem_is_not_made(made):
    for problem, why in (("", "不建"), ("2026-9999999-9", "校验位|没有编号"), ("大家都觉得有必要", "请填编号")):
        with pytest.raises(Unfit, match=why) as told:
            actions.propose_regulation(
                made.world.office, made.handler, at=MONDAY, name="某办法", problem=problem, reason="好看"
            )
        assert told.value.field == "problem"


def test_a_number_that_no_matter_has_is_refused(made):
    from yinuo.kernel.codes import matter_number

    with pytest.raises(Unfit, match="没有编号为"):
        actions.propose_regulation(
            made.world.office,
            made.handler,
            at=MONDAY,
            name="某办法",
            problem=matter_number(2026, 8888888),
            reason="好看",
        )


def test_a_rule_is_proposed_enacted_revised_and_abolished(made):
    rule = made.regulation
    assert rule.problem == rule.matter.number
    actions.enact_regulation(rule, made.handler, at=MONDAY, document="示城管〔2026〕3号", effective_on=days(7).date())
    assert (rule.state, rule.review_on) == (S.EFFECTIVE, date(2027, 3, 9))
    actions.review_regulation(rule, made.handler, at=days(30), note="巡查路线合适，先不改。")
    actions.revise_regulation(
        rule, made.handler, at=days(60), reason="冬天天黑得早，巡查要提前。", text="冬季18时起巡查。"
    )
    assert (rule.state, rule.text) == (S.REVISED, "冬季18时起巡查。")
    actions.abolish_regulation(rule, made.handler, at=days(200), reason="路灯换成自动报修，不用人巡查了。")
    assert (rule.state, rule.review_on) == (S.ABOLISHED, None)
    with pytest.raises(NotNow):
        actions.revise_regulation(rule, made.handler, at=days(201), reason="再改")
    assert [one.kind for one in rule.changes.all()] == ["made", "improved", "abolished"]


def test_abolishing_counts_like_making_and_an_old_rule_counts_as_made_by_nobody(made):
    old = actions.enter_regulation(
        made.world.office, made.handler, at=MONDAY, name="每日报表制度", problem="整改2026-07", reason="报表重复",
        document="示城管〔2019〕8号", effective_on=date(2019, 5, 1),
    )  # fmt: skip
    assert regulations_sentence("419901", days(1).date()) == ""
    actions.abolish_regulation(old, made.handler, at=days(1), reason="和台账重复，取消。")
    actions.enact_regulation(made.regulation, made.handler, at=days(1), document="1号", effective_on=days(1).date())
    assert regulations_sentence("419901", days(2).date()) == "制度：一年来建立1项、完善0项、精简1项。"
    assert regulations_sentence("419901", days(400).date()) == ""
    assert counted_words(["made", "improved", "improved", "abolished"]) == "建立1项、完善2项、精简1项"


def test_a_review_lies_ahead(made):
    with pytest.raises(Unfit, match="施行以后"):
        actions.enact_regulation(
            made.regulation,
            made.handler,
            at=MONDAY,
            document="1号",
            effective_on=days(7).date(),
            review_on=days(7).date(),
        )
    assert next_review(date(2024, 2, 29)) == date(2025, 2, 28)


def test_whose_rules_they_are(made):
    with pytest.raises(Refused):
        actions.enact_regulation(
            made.regulation, made.other_handler, at=MONDAY, document="1", effective_on=days(1).date()
        )
    assert regulations_of(made.handler).exists()
    assert not regulations_of(made.neighbour).exists(), "proposed rules of another office are not his"
    actions.propose_regulation(made.root, made.organiser, at=MONDAY, name="减负清单", problem="整改3", reason="表太多")
    rule = regulations_of(made.organiser).get(name="减负清单")
    assert not regulations_of(made.neighbour).filter(pk=rule.pk).exists()
    actions.enact_regulation(rule, made.organiser, at=MONDAY, document="2号", effective_on=MONDAY.date())
    assert regulations_of(made.neighbour).get() == rule, "what binds him he may read"


def test_what_stands_in_the_field_of_the_problem(made):
    assert problem_of(" 2026—07 项 ") == ("", "2026—07 项")
    number, other = problem_of(made.regulation.matter.number.replace("-", ""))
    assert (number, other) == (made.regulation.matter.number, "")
    actions.set_aside_regulation(made.regulation, made.handler, at=MONDAY + timedelta(days=1), reason="已有上级办法")
    assert made.regulation.state == S.SET_ASIDE
