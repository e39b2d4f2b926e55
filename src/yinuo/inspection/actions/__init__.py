"""What can be done in inspection tours."""

from .learning import (
    add_photo,
    call_meeting,
    drop_gap,
    hold_meeting,
    invite_speaker,
    keep_gap,
    plan_gap,
    review_gap,
    rewrite_note,
    say_none,
    take_note,
)  # fmt: skip
from .rounds import (
    archive,
    call_off,
    close_site,
    come_back,
    draw,
    hold_visit,
    lead_group,
    list_site,
    miss_visit,
    order,
    set_out,
    set_travel,
    share_sites,
    withdraw_site,
)  # fmt: skip
from .routing import adopt, ask_routes, deliver, rearrange, replace, take

__all__ = [
    "add_photo", "adopt", "archive", "ask_routes", "call_meeting", "call_off", "close_site", "come_back", "deliver", "draw", "drop_gap",
    "hold_meeting", "hold_visit", "invite_speaker", "keep_gap", "lead_group", "list_site", "miss_visit", "order", "plan_gap",
    "rearrange", "replace", "review_gap", "rewrite_note", "say_none", "set_out", "set_travel", "share_sites", "take",
    "take_note", "withdraw_site",
]  # fmt: skip
