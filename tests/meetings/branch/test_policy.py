"""Who may do what in branch life, as a table that must be whole: every act of these modules × every kind of person."""

import pytest

from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, resident
from yinuo.meetings.models import (
    ActivitySignUp,
    BallotCount,
    BranchActivity,
    BranchDiscussion,
    BranchLetter,
    BranchMeeting,
    DemonstrationPost,
    ReportHearing,
    ReportItem,
    SecretaryReport,
)

MODULES = {f"yinuo.meetings.actions.{name}" for name in ("life", "online", "reports", "activities")}
PEOPLE = (
    "anyone", "house", "neighbour", "handler", "worker", "community_handler", "leader", "auditor", "administrator",
    "organiser", "street_organiser", "branch_secretary", "teller", "other_teller", "other_secretary",
)  # fmt: skip
KEEPER, PART = {"branch_secretary"}, {"branch_secretary", "teller", "other_teller"}
ABOVE = {"organiser", "street_organiser"}
OF = {
    "branch": (
        "settle_custom record_meeting post_branch_notice remind_dues begin_discussion plan_activity name_demonstration write_report",
        KEEPER,
    ),
    "meeting": ("correct_meeting add_meeting_photo", KEEPER),
    "discussion": ("archive_discussion", KEEPER),
    "talk": ("say_remark", PART),
    "members": ("write_to_branch", PART),
    "letter": ("answer_letter", KEEPER),
    "activity": ("hold_activity call_off_activity add_activity_photo follow_up_activity", KEEPER),
    "coming": ("sign_up", PART),
    "signed": ("step_back", {"teller"}),
    "post": ("review_demonstration withdraw_demonstration", KEEPER),
    "report": ("hold_hearing", KEEPER | ABOVE),
    "settled": ("settle_report close_report", ABOVE),
    "changed": ("plan_report_item", KEEPER),
    "item": ("finish_report_item", KEEPER),
    "hearing": ("enter_count", PART - KEEPER | ABOVE),
    "count": ("confirm_count", PART - KEEPER | ABOVE),
    "first": ("recount", {"teller"}),
}
TABLE = {f"meetings.{verb}": who for verbs, who in OF.values() for verb in verbs.split()}
SUBJECT = {f"meetings.{verb}": name for name, (verbs, _who) in OF.items() for verb in verbs.split()}


def test_the_table_is_whole():
    assert set(TABLE) == {name for name, one in ACTS.items() if one.fn.__module__ in MODULES}


@pytest.fixture
def crowd(made):
    people = {name: getattr(made, name) for name in PEOPLE if name in made.world.people}
    return people | {"anyone": resident(), "house": HOUSE}


@pytest.fixture
def subjects(made):
    branch, day = made.branch, MONDAY.date()
    report = SecretaryReport(
        branch=branch, year=2025, written_by=made.world.people["branch_secretary"], written_at=MONDAY
    )
    hearing = ReportHearing(report=report, audience="members", held_on=day, entitled=9, present=9, at=MONDAY)
    activity = BranchActivity(branch=branch, planned_on=day)
    talk = BranchDiscussion(branch=branch, ends_on=day)
    count = BallotCount(hearing=hearing, first=made.world.people["teller"], numbers={})
    return {
        "branch": branch, "members": branch, "meeting": BranchMeeting(branch=branch, held_on=day), "discussion": talk, "talk": talk,
        "letter": BranchLetter(branch=branch), "activity": activity, "coming": activity,
        "signed": ActivitySignUp(activity=activity, member=made.world.people["teller"]),
        "post": DemonstrationPost(branch=branch, named_on=day), "report": report, "settled": report, "changed": report,
        "item": ReportItem(report=report, due_on=day), "hearing": hearing, "count": count, "first": count,
    }  # fmt: skip


def test_everybody_may_do_what_the_table_says_and_nothing_else(crowd, subjects):
    assert set(crowd) == set(PEOPLE)
    wrong = []
    for name, allowed in TABLE.items():
        for who, actor in crowd.items():
            refusal = ACTS[name].may(actor, subjects[SUBJECT[name]])
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
            assert refusal is None or refusal.endswith("。")
    assert not wrong, "\n".join(wrong)


def test_only_branches_have_a_branch_life(made, crowd):
    for name in ("record_meeting", "write_to_branch"):
        assert "党支部" in ACTS[f"meetings.{name}"].may(crowd["community_handler"], made.world.community_office)
