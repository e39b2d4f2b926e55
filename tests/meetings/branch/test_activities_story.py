"""Activities count by what came of them; a demonstration post is about the post and can be taken back (M40)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.world import MONDAY
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.meetings import actions
from yinuo.meetings.models import ActivitySignUp
from yinuo.meetings.queries.life_figures import activities_sentence
from yinuo.meetings.rules.activities import review_due

TODAY = MONDAY.date()
OUTCOME = "给十二户独居老人送去米和油，定下两户每周有人上门。"


def hold(made, activity, **given):
    said = {"held_on": TODAY, "participants": 9, "outcome": OUTCOME} | given
    actions.hold_activity(activity, made.branch_secretary, at=MONDAY, **said)


def test_an_activity_is_planned_signed_up_for_held_and_followed_up(made):
    activity = made.planned(seats=2)
    signed = actions.sign_up(activity, made.teller, at=MONDAY)
    assert actions.sign_up(activity, made.teller, at=MONDAY) == signed
    actions.sign_up(activity, made.other_teller, at=MONDAY)
    with pytest.raises(NotNow, match="报满"):
        actions.sign_up(activity, made.branch_secretary, at=MONDAY)
    actions.step_back(signed, made.teller, at=MONDAY)
    actions.sign_up(activity, made.branch_secretary, at=MONDAY)
    hold(
        made,
        activity,
        cost=Decimal("860.50"),
        help_given="米12袋、油12桶",
        next_step="两户每周上门",
        next_due=TODAY + timedelta(days=30),
    )
    actions.follow_up_activity(activity, made.branch_secretary, at=MONDAY, text="两户都排了班，到今天没有断过。")
    activity.refresh_from_db()
    assert activity.state == "activity_followed_up"


def test_stepping_back_needs_no_reason_and_is_ones_own(made):
    signed = actions.sign_up(made.planned(), made.teller, at=MONDAY)
    with pytest.raises(Refused):
        actions.step_back(signed, made.branch_secretary, at=MONDAY)
    actions.step_back(signed, made.teller, at=MONDAY)
    assert {field.name for field in ActivitySignUp._meta.fields} == {"id", "activity", "member", "state", "at"}


@pytest.mark.parametrize("outcome", ["", "圆满成功。", "活动取得圆满成功，反响热烈，深受好评，意义重大！"])
def test_phrases_are_no_outcome(made, outcome):
    activity = made.planned()
    with pytest.raises(Unfit) as told:
        hold(made, activity, outcome=outcome)
    assert told.value.field == "outcome"
    activity.refresh_from_db()
    assert activity.state == "activity_planned"


def test_a_next_step_has_a_day(made):
    with pytest.raises(Unfit, match="到哪天"):
        hold(made, made.planned(), next_step="再去看一次")


def test_only_held_activities_are_counted(made):
    held = made.planned()
    hold(made, held)
    made.planned(title="还没办的")
    off = made.planned(title="不办了的")
    actions.call_off_activity(off, made.branch_secretary, at=MONDAY, why="下大雨。")
    assert activities_sentence("419901", TODAY) == "近一年党建活动1种1次，每次都写有结果：“献爱心、送温暖”1次"
    assert activities_sentence("419902", TODAY) == ""


def test_a_demonstration_post_is_looked_at_yearly_and_can_be_taken_back(made):
    post = actions.name_demonstration(
        made.branch, made.branch_secretary, at=MONDAY, post="便民大厅二号窗口", criteria="一次说清要带什么；超时的当天回话。",
        decision="2025年2月党员大会", named_on=date(2025, 2, 20),
    )  # fmt: skip
    assert review_due(post.named_on, []) == date(2026, 2, 20)
    actions.review_demonstration(post, made.branch_secretary, at=MONDAY, text="一年里超时11件，都当天回了话。")
    with pytest.raises(NotNow, match="已经看过"):
        actions.review_demonstration(post, made.branch_secretary, at=MONDAY, text="再看一次，还是这样。")
    actions.withdraw_demonstration(post, made.branch_secretary, at=MONDAY, why="窗口合并，岗位没有了。")
    post.refresh_from_db()
    assert post.state == "demonstration_withdrawn"
    assert review_due(date(2024, 2, 29), []) == date(2025, 2, 28)
