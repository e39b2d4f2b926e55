"""Acts, by theme."""

from .rectification import (
    amend_item,
    ask_more_time,
    correct_week,
    decide_more_time,
    draft_week,
    draw_sample,
    end_campaign,
    hold_item,
    issue_week,
    list_item,
    make_normal,
    merge_item,
    promise_item,
    rebound_item,
    redraft_week,
    reject_item,
    report_done,
    report_period,
    sell_off,
    start_campaign,
    strike_out,
    take_check,
    work_on,
)

__all__ = [
    "amend_item", "ask_more_time", "correct_week", "decide_more_time", "draft_week", "draw_sample", "end_campaign",
    "hold_item", "issue_week", "list_item", "make_normal", "merge_item", "promise_item", "rebound_item", "redraft_week",
    "reject_item", "report_done", "report_period", "sell_off", "start_campaign", "strike_out", "take_check", "work_on",
]  # fmt: skip
