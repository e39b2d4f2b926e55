"""Acts, by theme."""

from .findings import (
    ask_review,
    change_finding,
    list_finding,
    record_finding,
    reply_finding,
    review_finding,
    tell_finding,
    uphold_finding,
    withdraw_finding,
)
from .notices import answer_notice, close_talk, confirm_talk, follow_up, issue_notice, receipt_notice, record_talk
from .plans import (
    assign_units,
    close_plan,
    disband_team,
    draft_plan,
    form_team,
    join_team,
    leave_team,
    put_in_force,
    take_in,
)
from .reports import answer_likeness, compare_records, hand_in_report, prepare_review
from .visits import call_off_visit, conclude_visit, hold_visit, note_seen, plan_visit, report_visit

__all__ = [
    "answer_likeness", "answer_notice", "ask_review", "assign_units", "call_off_visit", "change_finding", "close_plan",
    "close_talk", "compare_records", "conclude_visit", "confirm_talk", "disband_team", "draft_plan", "follow_up", "form_team",
    "hand_in_report", "hold_visit", "issue_notice", "join_team", "leave_team", "list_finding", "note_seen", "plan_visit",
    "prepare_review", "put_in_force", "receipt_notice", "record_finding", "record_talk", "reply_finding", "report_visit",
    "review_finding", "take_in", "tell_finding", "uphold_finding", "withdraw_finding",
]  # fmt: skip
