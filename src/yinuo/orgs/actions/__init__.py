"""What can be done to organisations, their structure, their members and posts."""

from .areas import serve, unserve
from .chains import lay_chain
from .changes import absorb, close_down, move_under, split_off
from .counting import count, transfer
from .establishing import establish
from .posts import (
    arrive,
    close_post,
    come_back,
    confirm_time,
    grant_leave,
    open_post,
    recall,
    send,
)
from .seats import confirm, decline, invite, prolong, seat, vacate
from .staffing import appoint, dismiss, drop_filter, entrust, move_member, relieve, save_filter
from .structure import begin_term, characterise, describe, gather, record_coverage, rename, set_superior

__all__ = [
    "absorb", "appoint", "arrive", "begin_term", "characterise", "close_down", "close_post", "come_back", "confirm",
    "confirm_time", "count", "decline", "describe", "dismiss", "drop_filter", "entrust", "establish", "gather",
    "grant_leave", "invite", "lay_chain", "move_member", "move_under", "open_post", "prolong", "recall",
    "record_coverage", "relieve", "rename", "save_filter", "seat", "send", "serve", "set_superior", "split_off",
    "transfer", "unserve", "vacate",
]  # fmt: skip
