"""Supervision at the desk: what teams, units and overseers see and do there; forms keep what was typed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.inspection.conftest import said, send, text
from tests.inspection.scene import _rubric
from tests.supervision.scene import DAY, FACT, FOUND, TOPICS, person, planned
from tests.world import MONDAY
from yinuo.channels.desk.supervision import forms
from yinuo.channels.desk.supervision.verbs import VERBS
from yinuo.supervision import actions
from yinuo.supervision.models import (
    AccountabilityTalk,
    Finding,
    MonthlyReport,
    RectificationNotice,
    SupervisionPlan,
    SupervisionVisit,
)
from yinuo.supervision.words import FindingState, Stand, VisitKind

ALL = {
    name for table in (
        forms.ORG_FORMS, forms.PLAN_FORMS, forms.TEAM_FORMS, forms.VISIT_FORMS, forms.FINDING_FORMS, forms.NOTICE_FORMS,
        forms.TALK_FORMS, forms.LIKENESS_FORMS,
    ) for name in table
}  # fmt: skip
SIGNED_IN = 4


def url(kind: str, pk: int, verb: str = "") -> str:
    return f"/desk/supervision/{kind}/{pk}/{verb + '/' if verb else ''}"


def test_every_verb_has_a_form_and_a_word():
    assert set(VERBS) == ALL


def test_no_form_has_a_field_for_a_number():
    tables = (forms.ORG_FORMS, forms.FINDING_FORMS, forms.NOTICE_FORMS)
    typed = [field for table in tables for form in table.values() for field in form.base_fields.values()]
    assert not [
        one
        for one in typed
        if "Integer" in type(one).__name__ or "Decimal" in type(one).__name__
        if not one.widget.is_hidden
    ]


def test_a_plan_from_its_draft_to_the_first_visit(made):
    organiser = made.desk.organiser
    answer = send(
        organiser, url("offices", made.root.pk, "draft_plan"), name="作风督查", kind="quarter", starts_on="2026-03-02",
        ends_on="2026-03-31", topics="三会一课\n基层减负", basis="示组〔2026〕8号",
    )  # fmt: skip
    plan = SupervisionPlan.objects.get(name="作风督查")
    assert answer.url == url("plans", plan.pk)
    assert plan.topics == ["三会一课", "基层减负"]
    send(organiser, url("plans", plan.pk, "take_in"), units=[str(made.units[1].pk)])
    refused = send(organiser, url("plans", plan.pk, "put_in_force"))
    assert (refused.status_code, "没有督查组" in text(refused)) == (422, True)
    send(organiser, url("plans", plan.pk, "assign_units"), team=made.teams[0].pk, units=[str(made.units[1].pk)])
    send(organiser, url("plans", plan.pk, "put_in_force"))
    team = made.desk.inspector1
    answer = send(
        team, url("plans", plan.pk, "plan_visit"), unit=made.units[1].pk, kind="unannounced", planned_on="2026-03-02", topics=["三会一课"]
    )  # fmt: skip
    visit = SupervisionVisit.objects.get(plan=plan)
    assert answer.url == url("visits", visit.pk)
    assert made.desk.other_handler.get(url("visits", visit.pk)).status_code == 404, "unannounced"


def test_a_member_in_conflict_is_refused_at_the_field_and_what_was_typed_stays(made):
    member = person(made.world, "insider", made.units[0], "干事")
    answer = send(made.desk.organiser, url("teams", made.teams[0].pk, "join_team"), member=member.pk, leads="on")
    assert answer.status_code == 422
    assert "不能督查“县城市管理局”" in answer.context["form"].errors["member"][0]


def test_a_second_visit_is_refused_at_the_document(made):
    fields = {"unit": made.units[0].pk, "kind": "announced", "planned_on": "2026-03-20", "topics": [TOPICS[0]]}
    answer = send(made.desk.inspector1, url("plans", made.plan.pk, "plan_visit"), **fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["document"])
    answer = send(made.desk.inspector1, url("plans", made.plan.pk, "plan_visit"), **fields, document="示组〔2026〕9号")
    assert answer.status_code == 302


def test_a_finding_goes_from_the_team_to_the_unit_and_back(made):
    team, unit = made.desk.inspector1, made.desk.handler
    send(team, url("visits", made.visit.pk, "record_finding"), **FOUND)
    finding = Finding.objects.get()
    assert unit.get(url("findings", finding.pk)).status_code == 404, "not told yet"
    send(team, url("findings", finding.pk, "tell_finding"))
    page = said(unit.get(url("findings", finding.pk)))
    assert FACT in page
    assert "回复" in page
    answer = send(unit, url("findings", finding.pk, "reply_finding"), stand="disputed", reply="电话13800138000")
    assert (answer.status_code, "13800138000" in text(answer)) == (422, True), "kept what was typed"
    send(unit, url("findings", finding.pk, "reply_finding"), stand="disputed", reply="两次记录不同，请看原件。")
    assert team.get(url("findings", finding.pk, "uphold_finding")).status_code == 403
    send(made.desk.verifier, url("findings", finding.pk, "uphold_finding"), decision="看了原件，成立。")
    finding.refresh_from_db()
    assert finding.state == FindingState.UPHELD


def test_a_reply_after_the_clock_is_told_so_with_what_was_typed(made, monday):
    finding = made.told()
    address = url("findings", finding.pk, "reply_finding")
    monday.shift(timedelta(days=8))
    made.desk.sign_in()
    answer = send(made.desk.handler, address, stand="disputed", reply="不是这样的。")
    assert answer.status_code == 409
    assert "不是这样的。" in text(answer)
    assert "已经过了" in text(answer)


def test_a_notice_is_issued_receipted_and_answered(made):
    finding = made.upheld()
    answer = send(
        made.desk.organiser, url("plans", made.plan.pk, "issue_notice"), findings=[str(finding.pk)], measures="逐项整改。",
        due_on="2026-03-30", feedback="书面反馈。",
    )  # fmt: skip
    notice = RectificationNotice.objects.get()
    assert answer.url == url("notices", notice.pk)
    assert "整改通知书〔2026〕1号" in said(made.desk.handler.get(url("notices", notice.pk)))
    assert made.desk.other_handler.get(url("notices", notice.pk)).status_code == 404
    send(made.desk.handler, url("notices", notice.pk, "receipt_notice"), post="党支部书记")
    early = send(made.desk.handler, url("notices", notice.pk, "answer_notice"), answer="都改了。")
    assert (early.status_code, "没有报告已整改" in text(early)) == (409, True)


def test_a_talk_needs_both_and_something_that_follows(made):
    address = url("plans", made.plan.pk, "record_talk")
    fields = {
        "unit": made.units[0].pk, "held_on": "2026-03-02", "by_post": "工委书记", "with_post": "支部书记", "issues": "记录不实。", "steps": "自查。",
    }  # fmt: skip
    send(made.desk.inspector1, address, **fields)
    talk = AccountabilityTalk.objects.get()
    send(made.desk.inspector1, url("talks", talk.pk, "confirm_talk"))
    send(made.desk.handler, url("talks", talk.pk, "confirm_talk"))
    refused = send(made.desk.inspector1, url("talks", talk.pk, "close_talk"))
    assert (refused.status_code, "约谈不能代替解决问题" in text(refused)) == (409, True)
    finding = made.upheld()
    made.noticed(finding)
    finding.refresh_from_db()
    send(made.desk.inspector1, url("talks", talk.pk, "follow_up"), item=finding.item_id)
    assert send(made.desk.inspector1, url("talks", talk.pk, "close_talk")).status_code == 302


def test_months_are_handed_in_in_words_and_late_units_are_shown(made, monday):
    monday.shift(timedelta(days=40))
    made.desk.sign_in()
    page = said(made.desk.organiser.get("/desk/supervision/months/?month=2026-03"))
    assert "应报3个单位" in page
    assert "过了日子没有报" in page
    address = url("offices", made.units[0].pk, "hand_in_report")
    refused = send(made.desk.handler, address, span="2026-03", text="开会5次。")
    assert (refused.status_code, "不用手写" in text(refused)) == (422, True)
    send(made.desk.handler, address, span="2026-03", text="支部自查了会议记录。")
    report = MonthlyReport.objects.get()
    assert "系统数出来的" in said(made.desk.handler.get(url("months", report.pk)))
    assert "迟报" in said(made.desk.organiser.get("/desk/supervision/months/?month=2026-03"))
    assert made.desk.other_handler.get(url("months", report.pk)).status_code == 404


def test_a_question_about_records_is_seen_by_the_unit_alone(made, monday):
    monday.shift(timedelta(days=31))
    made.desk.sign_in()
    words = "本月围绕组织生活如实记录开展自查，支部书记逐本核对会议记录，发现议题照抄的当场重写。"
    for who, unit in (("handler", made.units[0]), ("other_handler", made.units[1])):
        send(getattr(made.desk, who), url("offices", unit.pk, "hand_in_report"), span="2026-03", text=words)
    send(made.desk.organiser, url("offices", made.root.pk, "compare_records"))
    page = "/desk/supervision/questions/"
    assert "没有询问" in said(made.desk.organiser.get(page))
    (asked,) = [
        who for who in ("handler", "other_handler") if "请说明为什么" in said(getattr(made.desk, who).get(page))
    ]
    client = getattr(made.desk, asked)
    pk = re.search(r"questions/(\d+)/answer_likeness", text(client.get(page)))[1]
    send(client, url("questions", int(pk), "answer_likeness"), answer="两个支部一起学习，共用提纲。")
    assert "共用提纲" in said(made.desk.organiser.get(page))


def test_the_year_is_prepared_and_each_unit_sees_its_own_sheet(made):
    rubric = _rubric(made.world, made.root)
    made.upheld()
    answer = send(
        made.desk.organiser, url("offices", made.root.pk, "prepare_review"), span="2026", name="2026年年度评议", rubric=rubric.pk
    )  # fmt: skip
    everybody = said(made.desk.organiser.get(answer.url))
    assert "县住房和城乡建设局" in everybody
    own = said(made.desk.handler.get(answer.url))
    assert "县城市管理局" in own
    assert "县住房和城乡建设局" not in own
    assert made.desk.neighbour.get(answer.url).status_code == 404


def test_what_waits_stands_on_the_first_page(made):
    made.told()
    disputed = made.replied(Stand.DISPUTED, fact="责任清单照抄上年。")
    planned(made, 1, kind=VisitKind.ANNOUNCED)
    home = {
        who: said(getattr(made.desk, who).get("/desk/")) for who in ("handler", "inspector1", "verifier", "organiser")
    }
    assert "等本单位回复的问题" in home["handler"]
    assert "该去的督查" in home["inspector1"]
    assert "等核实的异议" in home["verifier"]
    assert "等核实的异议" not in home["inspector1"]
    made.actor("organiser")
    actions.uphold_finding(disputed, made.world.organiser, at=MONDAY, decision="成立。")
    actions.ask_review(disputed, made.world.handler, at=MONDAY, text="请复核。")
    assert "等复核的问题" in said(made.desk.verifier.get("/desk/"))
    assert "等复核的问题" not in said(made.desk.organiser.get("/desk/")), "who decided does not review"


# Costs


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


PAGES = [
    "/desk/supervision/", "/desk/supervision/visits/", "/desk/supervision/findings/", "/desk/supervision/months/",
    "/desk/supervision/plans/{plan}/", "/desk/supervision/plans/{plan}/?part=visits",
    "/desk/supervision/plans/{plan}/?part=findings", "/desk/supervision/plans/{plan}/?part=notices",
    "/desk/supervision/visits/{visit}/", "/desk/supervision/findings/{finding}/", "/desk/supervision/notices/{notice}/",
]  # fmt: skip


def test_pages_cost_the_same_with_more_rows(made):
    finding = made.upheld()
    notice = made.noticed(finding)
    words = {"plan": made.plan.pk, "visit": made.visit.pk, "finding": finding.pk, "notice": notice.pk}
    addresses = [one.format(**words) for one in PAGES]
    before = {one: queries(made.desk.organiser, one) for one in addresses}
    for number in range(8):
        one = made.upheld(fact=f"第{number}处台账没有写明责任人和期限，无法核对。")
        Finding.objects.filter(pk=one.pk).update(notice=notice)
        planned(made, 1, at=MONDAY + number * DAY, document="示组〔2026〕9号")
    after = {one: queries(made.desk.organiser, one) for one in addresses}
    assert after == before
    assert max(before.values()) <= SIGNED_IN + 10, before


@pytest.mark.parametrize("who", ["organiser", "handler", "inspector1"])
def test_one_act_asks_no_more_than_ten_questions(made, who, django_assert_max_num_queries):
    if who == "inspector1":
        finding = made.found()
        with django_assert_max_num_queries(12):
            actions.tell_finding(finding, made.actor(who), at=MONDAY)
    elif who == "handler":
        finding = made.told()
        with django_assert_max_num_queries(10):
            actions.reply_finding(finding, made.actor(who), at=MONDAY, stand=Stand.ACCEPTED, reply="属实。")
    else:
        finding = made.replied()
        with django_assert_max_num_queries(12):
            actions.uphold_finding(finding, made.actor(who), at=MONDAY, decision="成立。")
