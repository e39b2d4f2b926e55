"""What can be done to campaigns and their items."""

from .checking import draw_sample, hold_item, make_normal, rebound_item, reject_item, sell_off, take_check
from .doing import ask_more_time, decide_more_time, promise_item, report_done, report_period, work_on
from .listing import amend_item, end_campaign, list_item, merge_item, start_campaign, strike_out
from .weekly import correct_week, draft_week, issue_week, redraft_week

__all__ = [
    "amend_item", "ask_more_time", "correct_week", "decide_more_time", "draft_week", "draw_sample", "end_campaign",
    "hold_item", "issue_week", "list_item", "make_normal", "merge_item", "promise_item", "rebound_item", "redraft_week",
    "reject_item", "report_done", "report_period", "sell_off", "start_campaign", "strike_out", "take_check", "work_on",
]  # fmt: skip
