"""What can be done to organisations, their structure, their members and posts."""

from .areas import serve, unserve
from .chains import lay_chain
from .changes import absorb, close_down, move_under, split_off
from .counting import count, transfer
from .establishing import establish
from .passes import lend_pass, withdraw_pass
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
from .rulebook import load_thresholds
from .seats import confirm, decline, invite, prolong, seat, vacate
from .setup import (
    DraftBranch,
    adjust,
    approve,
    dissolve,
    explain,
    merge,
    propose,
    return_,
    set_up,
    withdraw,
)
from .staffing import appoint, dismiss, drop_filter, entrust, move_member, relieve, save_filter
from .structure import begin_term, characterise, describe, gather, record_coverage, rename, set_superior

__all__ = [
    "DraftBranch", "absorb", "adjust", "appoint", "approve", "arrive", "begin_term", "characterise", "close_down",
    "close_post", "come_back", "confirm", "confirm_time", "count", "decline", "describe", "dismiss", "dissolve",
    "drop_filter", "entrust", "establish", "explain", "gather", "grant_leave", "invite", "lay_chain", "lend_pass", "load_thresholds",
    "merge", "move_member", "move_under", "open_post", "prolong", "propose", "recall", "record_coverage", "relieve",
    "rename", "return_", "save_filter", "seat", "send", "serve", "set_superior", "set_up", "split_off", "transfer",
    "unserve", "vacate", "withdraw", "withdraw_pass",
]  # fmt: skip
