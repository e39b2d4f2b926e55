"""Acts, by theme."""

from .activities import (
    add_activity_photo,
    call_off_activity,
    follow_up_activity,
    hold_activity,
    name_demonstration,
    plan_activity,
    review_demonstration,
    sign_up,
    step_back,
    withdraw_demonstration,
)
from .life import add_meeting_photo, correct_meeting, record_meeting, settle_custom
from .listening import (
    add_opinion,
    announce_listening,
    call_off_listening,
    close_listening,
    move_listening,
    open_listening,
    plan_listening,
    report_last,
    tell_raiser,
)
from .online import (
    answer_letter,
    archive_discussion,
    begin_discussion,
    post_branch_notice,
    remind_dues,
    say_remark,
    write_to_branch,
)
from .opinions import answer_opinion
from .reports import (
    close_report,
    confirm_count,
    enter_count,
    finish_report_item,
    hold_hearing,
    plan_report_item,
    recount,
    settle_report,
    write_report,
)
from .topics import *  # noqa: F403

__all__ = [
    "add_activity_photo", "add_meeting_photo", "add_opinion", "announce_listening", "answer_letter", "answer_opinion",
    "archive_discussion", "begin_discussion", "call_off_activity", "call_off_listening", "close_listening",
    "close_report", "confirm_count", "correct_meeting", "enter_count", "finish_report_item", "follow_up_activity",
    "hold_activity", "hold_hearing", "move_listening", "name_demonstration", "open_listening", "plan_activity",
    "plan_listening", "plan_report_item", "post_branch_notice", "record_meeting", "recount", "remind_dues",
    "report_last", "review_demonstration", "say_remark", "settle_custom", "settle_report", "sign_up", "step_back",
    "tell_raiser", "withdraw_demonstration", "write_report", "write_to_branch",
]  # fmt: skip
