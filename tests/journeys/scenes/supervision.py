"""The pages of supervision: address → looks; and the addresses without a page, each with the reason."""

from datetime import timedelta

from tests.inspection.scene import _rubric
from tests.journeys.looks import Look
from tests.supervision.scene import Scene, draft, planned, scene
from tests.world import MONDAY
from yinuo.evaluation.models import Rubric
from yinuo.supervision import actions
from yinuo.supervision.models import LikenessQuestion
from yinuo.supervision.words import Stand, Verdict, VisitKind

NO_PAGE: dict[str, str] = {"excel:notice_file": "a file", "excel:annual_file": "a file"}
PARTS = ("overview", "visits", "findings", "notices", "talks")


def looks(home) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    made = home.supervised = getattr(home, "supervised", None) or scene(home.world)
    if not hasattr(made, "notice"):
        furnish(made)
    plan, new, root, team = made.plan.pk, made.drafted.pk, made.root.pk, made.teams[0].pk
    return {
        "desk:supervision": [Look("organiser"), Look("handler"), Look("neighbour")],
        "desk:supervision_org_step": [
            Look("organiser", (root, "draft_plan")), Look("organiser", (root, "form_team")), Look("organiser", (root, "prepare_review")),
            Look("organiser", (root, "compare_records")), Look("handler", (made.units[0].pk, "hand_in_report")),
            Look("handler", (root, "draft_plan"), status=403),
        ],
        "desk:supervision_plan": [Look("organiser", (plan,), f"?part={part}") for part in PARTS]
        + [Look("organiser", (new,)), Look("handler", (plan,)), Look("handler", (plan,), "?part=findings")],
        "desk:supervision_plan_step": [
            Look("organiser", (new, "take_in")), Look("organiser", (new, "assign_units")), Look("organiser", (new, "put_in_force")),
            Look("inspector1", (plan, "plan_visit")), Look("organiser", (plan, "issue_notice")), Look("inspector1", (plan, "record_talk")),
            Look("organiser", (plan, "close_plan")), Look("organiser", (plan, "take_in"), status=409),
        ],
        "desk:supervision_team": [Look("organiser", (team,)), Look("inspector1", (team,))],
        "desk:supervision_team_step": [Look("organiser", (team, verb)) for verb in ("join_team", "leave_team", "disband_team")],
        "desk:supervision_visits": [Look("inspector1"), Look("handler", after="?state=planned")],
        "desk:supervision_visit": [
            Look("inspector1", (made.visit.pk,)), Look("handler", (made.visit.pk,)), Look("inspector1", (made.coming.pk,)),
        ],
        "desk:supervision_visit_step": [
            Look("inspector1", (made.visit.pk, verb)) for verb in ("note_seen", "report_visit", "record_finding")
        ] + [Look("inspector1", (made.coming.pk, "hold_visit")), Look("inspector1", (made.coming.pk, "call_off_visit"))],
        "desk:supervision_findings": [Look("inspector1"), Look("handler", after="?state=told"), Look("verifier")],
        "desk:finding": [Look("inspector1", (one.pk,)) for one in made.findings.values()] + [Look("handler", (made.findings["told"].pk,))],
        "desk:finding_step": finding_steps(made),
        "desk:rectification_notice": [Look("organiser", (made.notice.pk,)), Look("handler", (made.notice.pk,))],
        "desk:notice_step": [Look("handler", (made.notice.pk, "receipt_notice"))],
        "desk:accountability_talk": [Look("organiser", (made.talk.pk,)), Look("handler", (made.talk.pk,))],
        "desk:talk_step": [Look("handler", (made.talk.pk, "confirm_talk")), Look("inspector1", (made.talk.pk, "follow_up"))],
        "desk:monthly_reports": [Look("organiser"), Look("handler")],
        "desk:monthly_report": [Look("handler", (made.report.pk,)), Look("organiser", (made.report.pk,))],
        "desk:annual_reviews": [Look("organiser"), Look("neighbour")],
        "desk:annual_review": [Look("organiser", (made.review.pk,)), Look("handler", (made.review.pk,))],
        "desk:likeness_questions": [Look("handler"), Look("organiser")],
        "desk:likeness_step": [Look("handler", (made.question.pk, "answer_likeness"))],
    }  # fmt: skip


def finding_steps(made: Scene) -> list[Look]:
    found = made.findings
    return [
        Look("inspector1", (found["recorded"].pk, "tell_finding")), Look("handler", (found["told"].pk, "reply_finding")),
        Look("inspector1", (found["replied"].pk, "uphold_finding")), Look("inspector1", (found["replied"].pk, "change_finding")),
        Look("verifier", (found["disputed"].pk, "withdraw_finding")), Look("inspector1", (found["disputed"].pk, "uphold_finding"), status=403),
        Look("handler", (found["upheld"].pk, "ask_review")), Look("second_organiser", (found["asked"].pk, "review_finding")),
        Look("organiser", (found["upheld"].pk, "list_finding")),
    ]  # fmt: skip


def furnish(made: Scene) -> None:
    """A finding in every state, a notice, a talk, a month, a year, a question, a visit to come, a plan in drafting."""
    world = made.world
    made.findings = found = {
        "recorded": made.found(fact="党费收缴没有按月登记，只有季度合计。"),
        "told": made.told(fact="支部委员会连续两个月没有召开会议。"),
        "replied": made.replied(fact="责任清单照抄上年，任务没有对应到人。"),
        "disputed": made.replied(Stand.DISPUTED, fact="领导干部没有参加所在支部的组织生活会。"),
        "upheld": made.upheld(fact="要求社区周报、日报叠加报送同一组数字。"),
        "asked": made.disputed_and_upheld(fact="书记没有向党员大会述职。"),
        "confirmed": made.disputed_and_upheld(fact="专职党务人员长期被抽调到其他岗位。"),
        "listed": made.upheld(),
        "gone": made.replied(Stand.DISPUTED, fact="联合支部覆盖七个单位，没有说明理由。"),
    }
    for one in ("asked", "confirmed"):
        actions.ask_review(found[one], world.handler, at=MONDAY, text="请再看一次原件。")
    actions.review_finding(
        found["confirmed"], world.second_organiser, at=MONDAY, verdict=Verdict.KEPT, review="看了考勤和分工文件，维持。"
    )
    actions.withdraw_finding(found["gone"], world.verifier, at=MONDAY, decision="有上级批复，撤销。")
    made.notice = made.noticed(found["listed"])
    made.talk = actions.record_talk(
        made.plan, world.organiser, at=MONDAY, unit=made.units[0], held_on=MONDAY.date(), by_post="县直机关工委书记",
        with_post="党支部书记", issues="组织生活记录不实，整改推进慢。", steps="一个月内自查全年记录，月底报进展。",
    )  # fmt: skip
    actions.note_seen(
        made.visit, made.actor("inspector1"), at=MONDAY, topic="三会一课", text="看了1月、2月的会议记录。"
    )
    made.coming = planned(made, 1, kind=VisitKind.UNANNOUNCED)
    made.drafted = draft(world, made.root, name="基层减负专项督查")
    actions.take_in(made.drafted, world.organiser, at=MONDAY, units=made.units[:2])
    made.report = actions.hand_in_report(
        made.units[0], world.handler, at=MONDAY, year=2026, month=2, text="支部自查了会议记录，发现的问题已经改正。"
    )
    made.review = actions.prepare_review(
        made.root,
        world.organiser,
        at=MONDAY,
        year=2026,
        name="2026年机关党建年度评议",
        rubric=Rubric.objects.filter(org=made.root, state="frozen").first() or _rubric(world, made.root),
    )
    words = "本月围绕组织生活如实记录开展自查，支部书记逐本核对会议记录，发现议题照抄的当场重写。"
    made.question = LikenessQuestion.objects.create(
        org=made.root, unit=made.units[0], other=made.units[1], kind="月报告", record="monthlyreport:1", other_record="monthlyreport:2",
        text=words, other_text=words, percent=96, asked_at=MONDAY, alone_until=MONDAY.date() + timedelta(days=14),
    )  # fmt: skip
    made.fresh()
