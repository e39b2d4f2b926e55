"""The lives of a matter (REFERENCE §1.1) and of a neighbour's request to a stairwell group (M11), each as one table."""

from ..kernel.flow import Flow
from .words import ASK_STATES, STATES, AskState, State

S = State
NEW = frozenset({S.RECEIVED, S.REGISTERED, S.ACCEPTED})
WITH_OFFICE = frozenset({S.DISPATCHED, S.IN_PROGRESS})
ENDS = frozenset({S.CLOSED, S.WITHDRAWN, S.NOT_ACCEPTED})
OPEN = frozenset(S) - ENDS
DONE = frozenset({S.RESOLVED, S.VERIFIED, S.FEEDBACK_GIVEN, S.CLOSED})
"""The office says it is done (办结)."""

MATTER = Flow(
    name="matter",
    states=State,
    start=S.RECEIVED,
    ends=ENDS,
    labels=STATES,
    steps={
        "register": (frozenset({S.RECEIVED}), (S.REGISTERED,)),
        "accept": (frozenset({S.REGISTERED, S.TRANSFERRED}), (S.ACCEPTED,)),
        "decline": (frozenset({S.REGISTERED}), (S.NOT_ACCEPTED,)),
        "answer": (NEW | WITH_OFFICE | {S.TRANSFERRED}, (S.RESOLVED,)),
        "redirect": (NEW, (S.REDIRECTED,)),
        "transfer": (NEW, (S.TRANSFERRED,)),
        "merge": (NEW | WITH_OFFICE | {S.REFUSED}, (S.MERGED,)),
        "split": (frozenset({S.ACCEPTED, S.DISPATCHED, S.IN_PROGRESS}), ()),
        "dispatch": (frozenset({S.ACCEPTED, S.REFUSED}), (S.DISPATCHED,)),
        "refuse": (frozenset({S.DISPATCHED}), (S.REFUSED, S.ADJUDICATING)),
        "adjudicate": (frozenset({S.ADJUDICATING, S.REFUSED}), (S.DISPATCHED,)),
        "escalate": (WITH_OFFICE | {S.ESCALATED}, (S.ESCALATED,)),
        "assign": (frozenset({S.ESCALATED}), (S.DISPATCHED,)),
        "promise": (WITH_OFFICE, (S.IN_PROGRESS,)),
        "ask_extension": (frozenset({S.IN_PROGRESS}), ()),
        "decide_extension": (frozenset({S.IN_PROGRESS, S.WAITING}), ()),
        "work": (WITH_OFFICE, (S.IN_PROGRESS,)),
        "finish_stage": (frozenset({S.IN_PROGRESS}), ()),
        "pause": (frozenset({S.IN_PROGRESS}), (S.WAITING,)),
        "resume": (frozenset({S.WAITING}), (S.IN_PROGRESS,)),
        "resolve": (frozenset({S.IN_PROGRESS}), (S.RESOLVED,)),
        "verify": (frozenset({S.RESOLVED}), (S.VERIFIED, S.FEEDBACK_GIVEN)),
        "send_back": (frozenset({S.RESOLVED}), (S.IN_PROGRESS, S.ACCEPTED)),
        "rate": (
            frozenset({S.RESOLVED, S.VERIFIED, S.FEEDBACK_GIVEN, S.MERGED}),
            (S.FEEDBACK_GIVEN, S.RESOLVED, S.MERGED),
        ),
        "call_back": (frozenset({S.VERIFIED, S.MERGED}), (S.VERIFIED, S.FEEDBACK_GIVEN, S.MERGED)),
        "ask_reopen": (
            frozenset({S.VERIFIED, S.FEEDBACK_GIVEN, S.CLOSED, S.NOT_ACCEPTED, S.REDIRECTED}),
            (S.REOPEN_ASKED,),
        ),
        "reopen": (frozenset({S.REOPEN_ASKED}), (S.IN_PROGRESS, S.ACCEPTED)),
        "keep_closed": (frozenset({S.REOPEN_ASKED}), (S.CLOSED, S.NOT_ACCEPTED)),
        "close": (frozenset({S.VERIFIED, S.FEEDBACK_GIVEN, S.REDIRECTED, S.MERGED}), (S.CLOSED,)),
        "look_back": (frozenset({S.CLOSED}), ()),
        "rebound": (frozenset({S.CLOSED}), (S.IN_PROGRESS, S.ACCEPTED)),
        "withdraw": (OPEN - {S.MERGED}, (S.WITHDRAWN,)),
    },
)
"""Acts that stand outside the flow (attach, urge, publish, unmask, forget, reissue, inherit) are possible in every state."""

A = AskState
TALKING = frozenset({A.ASKED, A.TALKED, A.UNSOLVED})
"""The group still has it."""

ASK = Flow(
    name="ask",
    states=AskState,
    start=A.ASKED,
    ends=frozenset({A.SOLVED, A.REFERRED, A.CALLED_OFF}),
    labels=ASK_STATES,
    steps={
        "talk": (TALKING, (A.TALKED,)),
        "settle": (frozenset({A.TALKED}), (A.SOLVED, A.UNSOLVED)),
        "refer": (TALKING, (A.REFERRED,)),
        "call_off": (TALKING, (A.CALLED_OFF,)),
    },
)
