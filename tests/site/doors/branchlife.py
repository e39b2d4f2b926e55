"""Who may enter the pages of branch life: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.world import MONDAY, OPENED
from yinuo.kernel.actor import HOUSE, Role
from yinuo.meetings import actions
from yinuo.meetings.words.activities import ActivityKind
from yinuo.meetings.words.life import MeetingKind
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind
from yinuo.orgs.queries import actor_for

NOT_THEIRS = dict.fromkeys(
    ["worker", "coordinator", "handler", "verifier", "auditor", "administrator", "neighbour"], 404
)  # fmt: skip
SEES = NOT_THEIRS | {"leader": 200, "organiser": 200, "auditor": 200}
SEES_ONLY = NOT_THEIRS | {"leader": 403, "organiser": 403, "auditor": 403}
TABLE: dict[str, str | dict[str, int]] = {
    "desk:branch_life": "members",
    "desk:branch": SEES,
    "desk:branch_meeting": SEES,
    "desk:activity": SEES,
    "desk:branch_step": SEES_ONLY,
    "desk:branch_meeting_step": SEES_ONLY,
    "desk:activity_step": SEES_ONLY,
}
SEEN_ELSEWHERE: set[str] = {
    "desk:branch_photo", "desk:discussion", "desk:discussion_step", "desk:branch_letter_step", "desk:sign_up_step",
    "desk:demonstration_step", "desk:secretary_report", "desk:secretary_report_step", "desk:hearing_step", "desk:count_step",
    "desk:report_item_step",
}  # fmt: skip
"""tests/desk/branchlife asks them."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    branch = staffing.establish(
        world.community_office,
        HOUSE,
        at=MONDAY,
        name="第一党支部",
        kind=Kind.BRANCH,
        place=world.community,
        valid_from=OPENED,
    )
    member = staffing.appoint(branch, HOUSE, at=MONDAY, post="支部书记", valid_from=OPENED)
    staffing.entrust(member, HOUSE, at=MONDAY, role=Role.HANDLER, org=branch, valid_from=OPENED)
    secretary = actor_for(member, channel="desk", day=MONDAY.date())
    meeting = actions.record_meeting(
        branch, secretary, at=MONDAY, kind=MeetingKind.THEME_DAY, held_on=MONDAY.date(), entitled=9, present=8, topic="学习",
        outcome="定下每人联系一个楼道。",
    )  # fmt: skip
    activity = actions.plan_activity(
        branch, secretary, at=MONDAY, kind=ActivityKind.OTHER, title="清河道", place="河边", planned_on=MONDAY.date()
    )
    return {
        "desk:branch": {"pk": branch.pk},
        "desk:branch_step": {"pk": branch.pk, "verb": "record_meeting"},
        "desk:branch_meeting": {"pk": meeting.pk},
        "desk:branch_meeting_step": {"pk": meeting.pk, "verb": "correct_meeting"},
        "desk:activity": {"pk": activity.pk},
        "desk:activity_step": {"pk": activity.pk, "verb": "hold_activity"},
    }
