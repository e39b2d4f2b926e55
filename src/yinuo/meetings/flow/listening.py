"""The life of a listening day as a table (REFERENCE M14). An opinion has none of its own: its matter has."""

from ...kernel.flow import Flow
from ..words.listening import DAY_STATES, DayState

D = DayState

LISTENING_DAY = Flow(
    name="listening_day",
    states=DayState,
    start=D.PLANNED,
    ends=frozenset({D.CALLED_OFF}),
    labels=DAY_STATES,
    steps={
        "announce_listening": (frozenset({D.PLANNED}), (D.ANNOUNCED,)),
        "move_listening": (frozenset({D.PLANNED, D.ANNOUNCED}), (D.PLANNED,)),
        "call_off_listening": (frozenset({D.PLANNED, D.ANNOUNCED}), (D.CALLED_OFF,)),
        "open_listening": (frozenset({D.ANNOUNCED, D.OPEN}), (D.OPEN,)),
        "report_last": (frozenset({D.OPEN}), ()),
        "add_opinion": (frozenset({D.OPEN, D.CLOSED}), ()),
        "close_listening": (frozenset({D.OPEN}), (D.CLOSED,)),
    },
)
"""After closing, only opinions of the day after it are still taken; they re-open nothing."""
