"""Acts, by theme."""

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
from .opinions import answer_opinion

__all__ = [
    "add_opinion",
    "announce_listening",
    "answer_opinion",
    "call_off_listening",
    "close_listening",
    "move_listening",
    "open_listening",
    "plan_listening",
    "report_last",
    "tell_raiser",
]
