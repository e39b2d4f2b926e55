"""The lives of an item, a campaign and a weekly list as tables (REFERENCE §1.2, M31–M33)."""

from ...kernel.flow import Flow
from ..words.rectification import (
    CAMPAIGN_STATES,
    ITEM_STATES,
    WEEK_STATES,
    CampaignState,
    ItemState,
    WeekState,
)

S = ItemState
ENDS = frozenset({S.NORMAL, S.STRUCK_OUT, S.MERGED})
WITH_OFFICE = frozenset({S.PROMISED, S.IN_PROGRESS, S.REJECTED, S.REBOUNDED})
"""The office works on it, and its promised day runs."""
CHECKED = frozenset({S.SOLD_OFF, S.CONFIRMED})
"""Somebody else has seen that it is done: only these count as put right."""
OPEN = frozenset(S) - ENDS - CHECKED

ITEM = Flow(
    name="item",
    states=ItemState,
    start=S.LISTED,
    ends=ENDS,
    labels=ITEM_STATES,
    steps={
        "amend_item": (frozenset({S.LISTED}), ()),
        "promise_item": (frozenset({S.LISTED}), (S.PROMISED,)),
        "work_on": (WITH_OFFICE | {S.DONE_THIS_PERIOD}, (S.IN_PROGRESS,)),
        "ask_more_time": (WITH_OFFICE, ()),
        "decide_more_time": (WITH_OFFICE, ()),
        "report_done": (WITH_OFFICE, (S.SELF_REPORTED,)),
        "report_period": (WITH_OFFICE | {S.DONE_THIS_PERIOD}, (S.DONE_THIS_PERIOD,)),
        "take_check": (frozenset({S.SELF_REPORTED}), (S.VERIFYING,)),
        "sell_off": (frozenset({S.VERIFYING}), (S.SOLD_OFF,)),
        "reject_item": (frozenset({S.VERIFYING}), (S.REJECTED,)),
        "hold_item": (frozenset({S.SOLD_OFF}), (S.CONFIRMED,)),
        "rebound_item": (CHECKED, (S.REBOUNDED,)),
        "make_normal": (frozenset({S.DONE_THIS_PERIOD}), (S.NORMAL,)),
        "strike_out": (OPEN, (S.STRUCK_OUT,)),
        "merge_item": (OPEN, (S.MERGED,)),
    },
)
"""There is no way from a promise, or from the doing office's own word, to `sold_off`, and none for long-term items."""

CAMPAIGN = Flow(
    name="campaign",
    states=CampaignState,
    start=CampaignState.RUNNING,
    ends=frozenset({CampaignState.ENDED}),
    labels=CAMPAIGN_STATES,
    steps={
        "draw_sample": (frozenset({CampaignState.RUNNING}), ()),
        "end_campaign": (frozenset({CampaignState.RUNNING}), (CampaignState.ENDED,)),
    },
)

WEEK = Flow(
    name="weeklylist",
    states=WeekState,
    start=WeekState.DRAFTED,
    ends=frozenset({WeekState.CORRECTED}),
    labels=WEEK_STATES,
    steps={
        "redraft_week": (frozenset({WeekState.DRAFTED}), ()),
        "issue_week": (frozenset({WeekState.DRAFTED}), (WeekState.ISSUED,)),
        "correct_week": (frozenset({WeekState.ISSUED}), (WeekState.CORRECTED,)),
    },
)
