"""The pages of branch life: address → looks; and the addresses without a page, each with the reason."""

from datetime import date, timedelta

from tests.journeys.looks import Look
from tests.meetings.branch.scene import lived, scene
from tests.world import MONDAY
from yinuo.meetings import actions
from yinuo.meetings.models import BranchMeeting
from yinuo.meetings.words.life import MeetingKind
from yinuo.meetings.words.reports import Audience

NO_PAGE: dict[str, str] = {"desk:branch_photo": "a picture"}
PARTS = ("year", "meetings", "online", "activities", "reports")
SHOWN = (MeetingKind.THEME_DAY, MeetingKind.GROUP, MeetingKind.REVIEW, MeetingKind.DUAL_LIFE)


def looks(home) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    made = home.life = getattr(home, "life", None) or lived(scene(home.world))
    if not hasattr(made, "topic"):
        furnish(made)
    branch, other = made.branch.pk, made.other.pk
    kinds = [Look("branch_secretary", (branch, "record_meeting"), f"?kind={kind}") for kind in SHOWN]
    return {
        "desk:branch_life": [Look("street_organiser", after="?year=2025"), Look("organiser"), Look("neighbour")],
        "desk:branch": [Look("branch_secretary", (branch,), f"?part={part}") for part in PARTS]
        + [Look("branch_secretary", (branch,), "?year=2025"), Look("other_secretary", (other,)), Look("teller", (branch,), "?part=online")]
        + [Look("other_secretary", (other,), "?part=activities")],
        "desk:branch_step": [
            *kinds, Look("branch_secretary", (branch, "record_meeting")), Look("branch_secretary", (branch, "settle_custom")),
            Look("branch_secretary", (branch, "begin_discussion")), Look("branch_secretary", (branch, "post_branch_notice")),
            Look("branch_secretary", (branch, "remind_dues")), Look("teller", (branch, "write_to_branch")),
            Look("branch_secretary", (branch, "plan_activity")), Look("branch_secretary", (branch, "name_demonstration")),
            Look("branch_secretary", (branch, "write_report")), Look("street_organiser", (branch, "record_meeting"), status=403),
        ],
        "desk:branch_meeting": [Look("street_organiser", (made.warned.pk,)), Look("branch_secretary", (made.late.pk,))],
        "desk:branch_meeting_step": [
            Look("branch_secretary", (made.late.pk, "correct_meeting")), Look("branch_secretary", (made.late.pk, "add_meeting_photo")),
        ],
        "desk:discussion": [Look("teller", (made.topic.pk,)), Look("branch_secretary", (made.put_away.pk,))],
        "desk:discussion_step": [
            Look("teller", (made.topic.pk, "say_remark")), Look("branch_secretary", (made.topic.pk, "archive_discussion")),
            Look("teller", (made.put_away.pk, "say_remark"), status=409),
        ],
        "desk:branch_letter_step": [Look("branch_secretary", (made.letter.pk, "answer_letter"))],
        "desk:activity": [
            Look("teller", (made.activity.pk,)), Look("street_organiser", (made.held.pk,)), Look("branch_secretary", (made.off.pk,)),
        ],
        "desk:activity_step": [
            Look("branch_secretary", (made.activity.pk, "hold_activity")), Look("other_teller", (made.activity.pk, "sign_up")),
            Look("branch_secretary", (made.activity.pk, "call_off_activity")), Look("branch_secretary", (made.held.pk, "follow_up_activity")),
            Look("branch_secretary", (made.held.pk, "add_activity_photo")),
        ],
        "desk:sign_up_step": [Look("teller", (made.signed.pk, "step_back"))],
        "desk:demonstration_step": [
            Look("branch_secretary", (made.post.pk, "review_demonstration")), Look("branch_secretary", (made.post.pk, "withdraw_demonstration")),
        ],
        "desk:secretary_report": [Look("branch_secretary", (made.told.pk,)), Look("street_organiser", (made.waiting.pk,))],
        "desk:secretary_report_step": [
            Look("street_organiser", (made.waiting.pk, "hold_hearing")), Look("branch_secretary", (made.told.pk, "plan_report_item")),
            Look("street_organiser", (made.told.pk, "close_report")),
            Look("street_organiser", (made.waiting.pk, "settle_report")),
        ],
        "desk:hearing_step": [Look("teller", (made.uncounted.pk, "enter_count"))],
        "desk:count_step": [
            Look("other_teller", (made.half.pk, "confirm_count")), Look("teller", (made.half.pk, "recount")),
        ],
        "desk:report_item_step": [Look("branch_secretary", (made.item.pk, "finish_report_item"))],
    }  # fmt: skip


def furnish(made) -> None:
    """Online talk, activities in every state, a report that is told and one that waits."""
    today = MONDAY.date()
    made.late = BranchMeeting.objects.filter(is_late=True).first()
    made.warned = made.record(kind=MeetingKind.MEMBERS, entitled=14, present=6)
    made.record(kind=MeetingKind.REVIEW, entitled=15, present=15, excellent=4, qualified=10, probationary=1)

    def talk(title):
        return actions.begin_discussion(
            made.branch,
            made.branch_secretary,
            at=MONDAY,
            title=title,
            text="说说想法。",
            ends_on=today + timedelta(days=5),
        )

    made.topic, made.put_away = talk("四月办什么"), talk("活动室几点开门")
    actions.say_remark(made.topic, made.teller, at=MONDAY, text="去二号楼收拾楼道。")
    actions.archive_discussion(made.put_away, made.branch_secretary, at=MONDAY, summary="工作日中午也开门。")
    actions.post_branch_notice(made.branch, made.branch_secretary, at=MONDAY, title="换地方", text="活动室搬到二楼。")
    made.letter = actions.write_to_branch(made.branch, made.teller, at=MONDAY, text="在外地怎么学习？", where="苏州")
    made.activity, made.held, made.off = made.planned(), made.planned(title="清河道"), made.planned(title="送戏")
    made.signed = actions.sign_up(made.activity, made.teller, at=MONDAY)
    actions.hold_activity(
        made.held, made.branch_secretary, at=MONDAY, held_on=today, participants=9, outcome="清了四百米河岸，发现两处排污口。",
        next_step="排污口下月回头看", next_due=today + timedelta(days=30),
    )  # fmt: skip
    actions.call_off_activity(made.off, made.branch_secretary, at=MONDAY, why="连着下雨。")
    made.post = actions.name_demonstration(
        made.branch, made.branch_secretary, at=MONDAY, post="二号窗口", criteria="一次说清要带什么。", decision="党员大会",
        named_on=date(2025, 3, 10),
    )  # fmt: skip
    made.told = made.report()
    for audience in Audience:
        made.counted(made.heard(made.told, audience))
    actions.settle_report(made.told, made.organiser, at=MONDAY)
    made.item = actions.plan_report_item(
        made.told,
        made.branch_secretary,
        at=MONDAY,
        text="每季度联系",
        post="组织委员",
        due_on=today + timedelta(days=9),
    )
    made.waiting = made.report(year=2024)
    made.uncounted = made.heard(made.waiting, Audience.MEMBERS)
    made.half = _half(made)


def _half(made):
    """A count that waits for its second teller, of a third report."""
    hearing = made.heard(made.report(year=2023), Audience.MEMBERS)
    return actions.enter_count(hearing, made.teller, at=MONDAY, handed_out=9, good=9, fairly=0, average=0, poor=0)
