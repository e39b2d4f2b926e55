"""A year of supervision, in the words of those who plan it, visit, are visited, decide and review."""

from datetime import date, timedelta

import pytest

from tests.supervision.scene import DAY, FACT, FOUND, TOPICS, draft, person, planned
from tests.world import MONDAY
from yinuo.duties import actions as duties
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters.words import Method
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind
from yinuo.supervision import actions, figures, queries
from yinuo.supervision.models import Finding, RectificationNotice, SupervisionVisit
from yinuo.supervision.rules.counting import Counts, sentence
from yinuo.supervision.words import FindingState, Stand, TalkState, Verdict, VisitKind, VisitState

F = FindingState
LATER = MONDAY + 40 * DAY


def unfit(run, *given, **words) -> Unfit:
    with pytest.raises(Unfit) as caught:
        run(*given, **words)
    return caught.value


# Plan and teams


def test_a_member_never_supervises_his_own_unit_nor_one_above_or_below_it(made):
    lamps, organiser = made.units[0], made.world.organiser
    branch = staffing.establish(
        lamps, organiser, at=MONDAY, name="县城市管理局第一党支部", kind=Kind.BRANCH, place=lamps.place, valid_from=date(2020, 1, 1)
    )  # fmt: skip
    for number, home in enumerate((lamps, branch, made.root)):
        member = person(made.world, f"insider{number}", home, "干事")
        refusal = unfit(actions.join_team, made.teams[0], organiser, at=MONDAY, member=member)
        assert "县城市管理局" in refusal.sentence
        assert str(member) in refusal.sentence
        assert "本人所在的单位，或者它的上级、下级" in refusal.sentence
        assert refusal.field == "member"


def test_an_assignment_in_conflict_is_refused_and_names_it(made):
    plan = draft(made.world, made.root, name="另一份计划")
    actions.take_in(plan, made.world.organiser, at=MONDAY, units=[made.world.callers])
    refusal = unfit(
        actions.assign_units, plan, made.world.organiser, at=MONDAY, team=made.teams[0], units=[made.world.callers]
    )
    assert "第一督查组的“县督查回访中心 督查员”不能督查“县督查回访中心”" in refusal.sentence


def test_groups_of_neighbours_and_units_of_others_are_never_supervised(made):
    plan = draft(made.world, made.root, name="另一份计划")
    group = staffing.establish(
        made.world.community_office, made.world.organiser, at=MONDAY, name="3号楼楼道党小组", kind=Kind.STAIRWELL_GROUP,
        place=made.world.community, valid_from=date(2020, 1, 1),
    )  # fmt: skip
    assert "不到居民" in unfit(actions.take_in, plan, made.world.organiser, at=MONDAY, units=[group]).sentence
    assert "只能督查下级" in unfit(actions.take_in, plan, made.world.organiser, at=MONDAY, units=[made.root]).sentence


def test_no_plan_comes_into_force_with_a_unit_without_a_team_or_a_team_of_one(made):
    organiser = made.world.organiser
    plan = draft(made.world, made.root, name="另一份计划")
    assert "请先列入" in unfit(actions.put_in_force, plan, organiser, at=MONDAY).sentence
    actions.take_in(plan, organiser, at=MONDAY, units=made.units[:1])
    assert "没有督查组" in unfit(actions.put_in_force, plan, organiser, at=MONDAY).sentence
    actions.assign_units(plan, organiser, at=MONDAY, team=made.teams[0], units=made.units[:1])
    actions.leave_team(made.teams[0], organiser, at=MONDAY, member=made.world.people["inspector2"])
    assert "至少两人" in unfit(actions.put_in_force, plan, organiser, at=MONDAY).sentence


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"topics": []}, "topics"),
        ({"topics": ["题"] + [f"第{n}题" for n in range(12)]}, "topics"),
        ({"ends_on": date(2027, 1, 2)}, "ends_on"),
        ({"ends_on": date(2025, 1, 2)}, "ends_on"),
        ({"kind": "quarter"}, "ends_on"),
        ({"name": "联系13800138000"}, "name"),
        ({"basis": " "}, "basis"),
    ],
)
def test_a_plan_that_is_none(made, given, field):
    assert unfit(draft, made.world, made.root, **given).field == field


# Visits


def test_a_second_visit_in_the_quarter_is_refused_naming_the_first_unless_it_was_approved(made):
    refusal = unfit(planned, made, at=MONDAY + 9 * DAY)
    assert refusal.field == "document"
    assert "3月2日已经安排示例县政务服务中心的第一督查组督查这个单位" in refusal.sentence
    again = planned(made, at=MONDAY + 9 * DAY, document="示组〔2026〕9号")
    assert again.document == "示组〔2026〕9号"
    assert planned(made, at=MONDAY + 40 * DAY).document == "", "the next quarter has its own visit"


def test_two_organisations_do_not_come_in_the_same_quarter(made):
    street = made.units[2]
    other = draft(made.world, made.root, name="作风建设督查")
    actions.take_in(other, made.world.organiser, at=MONDAY, units=[street])
    actions.assign_units(other, made.world.organiser, at=MONDAY, team=made.teams[0], units=[street])
    actions.put_in_force(other, made.world.organiser, at=MONDAY)
    planned(made, 2, who="teacher1")
    words = {"kind": VisitKind.UNANNOUNCED, "planned_on": MONDAY.date(), "topics": [TOPICS[1]]}
    refusal = unfit(actions.plan_visit, other, made.world.organiser, at=MONDAY, unit=street, **words)
    assert "第二督查组" in refusal.sentence


def test_a_visit_called_off_does_not_stand_in_the_way(made):
    first = planned(made, 1)
    actions.call_off_visit(first, made.actor("inspector1"), at=MONDAY, reason="单位当天有防汛任务。")
    assert planned(made, 1).state == VisitState.PLANNED


def test_the_scope_is_not_widened(made):
    assert "不能扩大督查范围" in unfit(planned, made, 1, topics=["财务"]).sentence
    assert "不能扩大范围" in unfit(made.found, topic=TOPICS[1]).sentence
    assert (
        "没有“责任落实”"
        in unfit(
            actions.note_seen, made.visit, made.actor("inspector1"), at=MONDAY, topic=TOPICS[1], text="看了。"
        ).sentence
    )
    with pytest.raises(NotNow):
        actions.take_in(made.plan, made.world.organiser, at=MONDAY, units=[made.world.community_office])


def test_a_team_visits_its_own_units_only(made):
    with pytest.raises(Refused, match="由第二督查组督查"):
        planned(made, 2, who="inspector1")
    with pytest.raises(Refused):
        actions.report_visit(made.visit, made.actor("teacher1"), at=MONDAY, report="看过了。")


def test_an_unannounced_visit_is_seen_by_the_unit_only_when_it_was_held(made):
    visit = planned(made, 1, kind=VisitKind.UNANNOUNCED)
    seen = queries.visits_of(made.world.other_handler)
    assert visit not in seen
    actions.hold_visit(visit, made.actor("inspector2"), at=MONDAY)
    assert visit in queries.visits_of(made.world.other_handler)
    assert visit not in queries.visits_of(made.world.handler)


@pytest.mark.parametrize(
    "text", ["3号楼2单元501室的老人说没见过支部的人。", "有一户是孕妇。", "豫R12345停在门口。", "电话13800138000"]
)
def test_what_was_looked_at_is_about_offices_and_never_about_residents(made, text):
    given = {"at": MONDAY, "topic": TOPICS[0], "text": text}
    assert unfit(actions.note_seen, made.visit, made.actor("inspector1"), **given).field == "text"


def test_a_visit_is_reported_topic_by_topic_and_concluded_when_nothing_is_undecided(made):
    team = made.actor("inspector1")
    with pytest.raises(NotNow, match="还没有记看了什么"):
        actions.report_visit(made.visit, team, at=MONDAY, report="总体较好。")
    actions.note_seen(made.visit, team, at=MONDAY, topic=TOPICS[0], text="看了1月、2月的会议记录和签到。")
    finding = made.told()
    actions.report_visit(made.visit, team, at=MONDAY, report="发现一个问题，已经告知。")
    with pytest.raises(NotNow, match="还有1个问题"):
        actions.conclude_visit(made.visit, team, at=MONDAY, conclusion="基本规范。")
    actions.reply_finding(finding, made.world.handler, at=MONDAY, stand=Stand.ACCEPTED, reply="属实。")
    actions.uphold_finding(finding, team, at=MONDAY, decision="成立。")
    actions.conclude_visit(made.visit, team, at=MONDAY, conclusion="会议制度基本落实，记录要如实。")
    seen = queries.visits_of(made.world.handler).get(pk=made.visit.pk)
    assert seen.conclusion == "会议制度基本落实，记录要如实。"


def test_nobody_says_he_was_there_before_the_day(made):
    visit = planned(made, 1, planned_on=(MONDAY + 3 * DAY).date())
    with pytest.raises(NotNow, match="3月5日"):
        actions.hold_visit(visit, made.actor("inspector1"), at=MONDAY)


# Findings and the right to reply


def test_the_unit_hears_a_finding_only_when_it_is_told_and_has_five_working_days(made):
    finding = made.found()
    assert finding not in queries.findings_of(made.world.handler)
    actions.tell_finding(finding, made.actor("inspector1"), at=MONDAY)
    assert finding.reply_due_on == date(2026, 3, 9)
    assert finding in queries.findings_of(made.world.handler)
    assert finding not in queries.findings_of(made.world.other_handler)


def test_nothing_is_upheld_before_the_unit_could_reply(made):
    finding = made.told()
    with pytest.raises(NotNow, match="3月9日以前回复"):
        actions.uphold_finding(finding, made.actor("inspector1"), at=MONDAY + 7 * DAY, decision="成立。")
    actions.uphold_finding(finding, made.actor("inspector1"), at=MONDAY + 8 * DAY, decision="期限内没有回复，成立。")
    assert finding.state == F.UPHELD


def test_a_reply_after_the_clock_is_not_taken_but_a_review_is_still_open(made):
    finding = made.told()
    with pytest.raises(NotNow, match="期限到3月9日，已经过了。核定以后还可以申请复核"):
        actions.reply_finding(finding, made.world.handler, at=MONDAY + 8 * DAY, stand=Stand.DISPUTED, reply="不对。")


def test_disputed_facts_are_decided_by_somebody_who_was_not_there(made):
    finding = made.replied(Stand.DISPUTED)
    for who in ("inspector1", "inspector2"):
        with pytest.raises(Refused, match="没有参加这次督查的人"):
            actions.uphold_finding(finding, made.actor(who), at=MONDAY, decision="成立。")
    with pytest.raises(Refused, match="不能核定自己"):
        actions.withdraw_finding(finding, made.world.handler, at=MONDAY, decision="没有的事。")
    actions.uphold_finding(finding, made.world.verifier, at=MONDAY, decision="核对了原件，成立。")
    assert finding.state == F.UPHELD


def test_a_finding_in_other_words_keeps_what_was_told_first(made):
    finding = made.replied()
    actions.change_finding(
        finding, made.actor("inspector2"), at=MONDAY, fact="两次会议的议题一样，发言摘要不同。", decision="按原件更正。"
    )
    assert (finding.fact, finding.text) == (FACT, "两次会议的议题一样，发言摘要不同。")


def test_a_review_is_asked_within_thirty_days_and_decided_by_none_of_the_original_people(made):
    finding = made.disputed_and_upheld()
    with pytest.raises(NotNow, match="期限到4月1日"):
        actions.ask_review(finding, made.world.handler, at=MONDAY + 31 * DAY, text="还是不对。")
    actions.ask_review(finding, made.world.handler, at=MONDAY + 30 * DAY, text="请看另一本记录。")
    assert finding.review_due_on == (MONDAY + 60 * DAY).date()
    given = {"at": MONDAY + 31 * DAY, "verdict": Verdict.KEPT, "review": "另一本记录是事后补的，维持。"}
    refused = {
        "inspector1": "参加这次督查",
        "inspector2": "参加这次督查",
        "verifier": "原来核定",
        "handler": "自己的问题",
        "leader": "没有参加",
    }
    for who, why in refused.items():
        with pytest.raises(Refused, match=why):
            actions.review_finding(finding, made.actor(who), **given)
    actions.review_finding(finding, made.world.organiser, **given)
    assert finding.state == F.CONFIRMED
    with pytest.raises(NotNow):
        actions.ask_review(finding, made.world.handler, at=MONDAY + 32 * DAY, text="再复核一次。")


def test_who_has_left_the_team_still_does_not_review_what_it_found(made):
    person(made.world, "third", made.world.callers, "督查员")
    member = made.world.people["third"]
    actions.join_team(made.teams[0], made.world.organiser, at=MONDAY, member=member)
    finding = made.disputed_and_upheld()
    actions.ask_review(finding, made.world.handler, at=MONDAY, text="请再看。")
    actions.leave_team(made.teams[0], made.world.organiser, at=MONDAY, member=member)
    with pytest.raises(Refused, match="参加这次督查"):
        actions.review_finding(finding, made.actor("third"), at=MONDAY, verdict=Verdict.KEPT, review="维持。")


def test_a_finding_withdrawn_at_review_leaves_the_list_in_the_open(made):
    finding = made.disputed_and_upheld()
    made.noticed(finding)
    finding.refresh_from_db()
    actions.ask_review(finding, made.world.handler, at=MONDAY + DAY, text="两次会议的原件在档案室。")
    actions.review_finding(
        finding, made.world.second_organiser, at=MONDAY + 2 * DAY, verdict=Verdict.WITHDRAWN, review="原件齐全，撤销。"
    )
    finding.item.refresh_from_db()
    assert (finding.state, finding.item.state) == (F.WITHDRAWN, "struck_out")
    assert figures.counts("419901", LATER.date()) == Counts()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"fact": ""}, "fact"), ({"severity": "awful"}, "severity"), ({"basis": " "}, "basis"), ({"measures": "x" * 301}, "measures"),
        ({"fact": "支部委员13800138000没有到会。"}, "fact"),
    ],
)  # fmt: skip
def test_a_finding_that_is_none(made, given, field):
    assert unfit(made.found, **given).field == field


# Notices, rectification and the one sentence


def test_notices_are_numbered_within_the_year_without_gaps(made):
    first = made.noticed(made.upheld())
    with pytest.raises(Unfit):
        made.noticed(made.found(fact="领导班子成员没有参加所在支部的会议。"))
    second = made.noticed(made.upheld(fact="支部委员会连续两个月没有召开会议。"))
    assert [str(one) for one in (first, second)] == ["〔2026〕1号", "〔2026〕2号"]
    assert list(RectificationNotice.objects.values_list("number", flat=True)) == [2, 1]


def test_a_finding_becomes_an_item_that_the_unit_promises_and_another_office_verifies(made):
    finding = made.upheld()
    notice = made.noticed(finding)
    finding.refresh_from_db()
    assert (finding.item.problem, finding.item.office, finding.notice) == (FACT, made.units[0], notice)
    actions.receipt_notice(notice, made.world.handler, at=MONDAY, post="党支部书记")
    with pytest.raises(NotNow, match="还有1个问题没有报告已整改"):
        actions.answer_notice(notice, made.world.handler, at=MONDAY, answer="都改好了。")
    made.done(finding)
    for who in ("handler", "own_verifier"):
        with pytest.raises(Refused):
            duties.take_check(finding.item, made.actor(who), at=MONDAY + 2 * DAY)
    actions.answer_notice(notice, made.world.handler, at=MONDAY + DAY, answer="补开了会议，更正了记录。")
    made.verified(finding)
    assert figures.counts("419901", LATER.date()) == Counts(1, 1, 0)


def test_the_sentence_says_put_right_only_when_all_that_was_found_is_verified(made):
    day = LATER.date()
    one, other = made.upheld(), made.upheld(fact="支部委员会连续两个月没有召开会议。")
    gone = made.replied(Stand.DISPUTED, fact="责任清单照抄上年。")
    made.noticed(one, other)
    for finding in (one, other):
        finding.refresh_from_db()
        made.done(finding)
    told = "组建2支机关党建督查组，"
    assert figures.supervision_sentence("419901", day) == f"{told}发现3项，已验收销号0项，复查反弹0项"
    made.verified(one)
    made.verified(other)
    assert figures.supervision_sentence("419901", day) == f"{told}发现3项，已验收销号2项，复查反弹0项"
    assert figures.findings("419901", day) is None
    actions.withdraw_finding(gone, made.world.verifier, at=MONDAY + 3 * DAY, decision="清单有七处不同，撤销。")
    assert figures.supervision_sentence("419901", day) == f"{told}发现并整改2项"
    duties.rebound_item(
        one.item, made.world.verifier, at=MONDAY + 35 * DAY, method=Method.SITE_CHECK, note="3月的记录又一样。"
    )
    assert figures.supervision_sentence("419901", day) == f"{told}发现2项，已验收销号1项，复查反弹1项"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(320, 320, 0), "发现并整改320项"),
        (Counts(320, 319, 1), "发现320项，已验收销号319项，复查反弹1项"),
        (Counts(320, 0, 0), "发现320项，已验收销号0项，复查反弹0项"),
        (Counts(), ""),
    ],
)
def test_the_sentence(counts, said):
    assert sentence(counts) == said


# Talks


def test_a_talk_is_not_over_before_both_sides_confirmed_it_and_something_follows(made):
    finding, organiser = made.upheld(), made.world.organiser
    talk = actions.record_talk(
        made.plan, organiser, at=MONDAY, unit=made.units[0], held_on=MONDAY.date(), by_post="县直机关工委书记",
        with_post="党支部书记", issues="组织生活记录不实。", steps="一个月内自查全年记录。",
    )  # fmt: skip
    actions.confirm_talk(talk, organiser, at=MONDAY)
    assert talk.state == TalkState.TALKED
    with pytest.raises(NotNow):
        actions.close_talk(talk, organiser, at=MONDAY)
    actions.confirm_talk(talk, made.world.handler, at=MONDAY)
    assert talk.state == TalkState.AGREED
    with pytest.raises(NotNow, match="约谈不能代替解决问题"):
        actions.close_talk(talk, organiser, at=MONDAY)
    made.noticed(finding)
    finding.refresh_from_db()
    actions.follow_up(talk, organiser, at=MONDAY, item=finding.item)
    actions.close_talk(talk, organiser, at=MONDAY)
    assert talk.state == TalkState.CLOSED


def test_an_item_of_another_unit_follows_from_nothing(made):
    finding = made.upheld()
    made.noticed(finding)
    finding.refresh_from_db()
    talk = actions.record_talk(
        made.plan, made.world.organiser, at=MONDAY, unit=made.units[1], held_on=MONDAY.date(), by_post="书记", with_post="支部书记",
        issues="推进不力。", steps="按月报进展。",
    )  # fmt: skip
    assert unfit(actions.follow_up, talk, made.world.organiser, at=MONDAY, item=finding.item).field == "item"


def test_a_plan_is_closed_when_every_visit_has_its_conclusion(made):
    with pytest.raises(NotNow, match="还有1次督查"):
        actions.close_plan(made.plan, made.world.organiser, at=MONDAY)
    assert SupervisionVisit.objects.count() == 1
    assert Finding.objects.count() == 0
    assert FOUND["topic"] == TOPICS[0]
    assert timedelta(days=1) == DAY
