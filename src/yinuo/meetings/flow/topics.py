"""The lives of a topic, of a sitting and of a claim, as tables; what a track leaves out is said by its profile (REFERENCE §1.3)."""

from ...kernel.flow import Flow
from ..words.topics import (
    CLAIM_STATES,
    SITTING_STATES,
    TOPIC_STATES,
    ClaimState,
    SittingState,
    TopicState,
)

T, S, C = TopicState, SittingState, ClaimState
BEFORE = frozenset({T.PROPOSED, T.SCREENED, T.CIRCULATED, T.MET})
"""Nothing has been decided and nobody else has been asked to decide."""

TOPIC = Flow(
    name="topic",
    states=TopicState,
    start=T.PROPOSED,
    ends=frozenset({T.CLOSED, T.NOT_TAKEN, T.WITHDRAWN}),
    labels=TOPIC_STATES,
    steps={
        "screen_topic": (frozenset({T.PROPOSED}), (T.SCREENED,)),
        "decline_topic": (frozenset({T.PROPOSED}), (T.NOT_TAKEN,)),
        "circulate_topic": (frozenset({T.SCREENED}), (T.CIRCULATED,)),
        "answer_topic": (frozenset({T.CIRCULATED, T.MET}), ()),
        "claim_need": (frozenset({T.SCREENED, T.CIRCULATED, T.MET}), ()),
        "hear_topic": (frozenset({T.CIRCULATED}), (T.MET,)),
        "consult_urgent": (frozenset({T.PROPOSED, T.SCREENED}), (T.MET,)),
        "weigh_answer": (frozenset({T.CIRCULATED, T.MET}), ()),
        "conclude_topic": (frozenset({T.MET}), (T.DECIDED, T.ASSIGNED)),
        "vote_topic": (frozenset({T.MET}), (T.DECIDED,)),
        "decide_urgent": (frozenset({T.MET}), (T.DECIDED,)),
        "postpone_topic": (frozenset({T.CIRCULATED, T.MET}), (T.SCREENED,)),
        "flag_residents": (BEFORE, ()),
        "route_to_residents": (BEFORE, (T.ROUTED,)),
        "enter_residents_result": (frozenset({T.ROUTED}), (T.DECIDED,)),
        "assign_topic": (frozenset({T.DECIDED, T.ASSIGNED}), (T.ASSIGNED,)),
        "note_execution": (frozenset({T.ASSIGNED}), (T.EXECUTED,)),
        "note_reopened": (frozenset({T.EXECUTED, T.REPORTED}), (T.ASSIGNED,)),
        "report_back": (frozenset({T.DECIDED, T.EXECUTED}), (T.REPORTED,)),
        "close_topic": (frozenset({T.REPORTED}), (T.CLOSED,)),
        "withdraw_topic": (frozenset({T.PROPOSED, T.SCREENED, T.CIRCULATED, T.ROUTED}), (T.WITHDRAWN,)),
    },
)

SITTING = Flow(
    name="sitting",
    states=SittingState,
    start=S.CALLED,
    ends=frozenset({S.MINUTED, S.CALLED_OFF}),
    labels=SITTING_STATES,
    steps={
        "hold_sitting": (frozenset({S.CALLED, S.HELD}), (S.HELD,)),
        "write_minutes": (frozenset({S.HELD}), (S.MINUTED,)),
        "cancel_sitting": (frozenset({S.CALLED}), (S.CALLED_OFF,)),
    },
)

CLAIM = Flow(
    name="need_claim",
    states=ClaimState,
    start=C.CLAIMED,
    ends=frozenset({C.CONFIRMED, C.GIVEN_UP}),
    labels=CLAIM_STATES,
    steps={
        "deliver_claim": (frozenset({C.CLAIMED}), (C.DELIVERED,)),
        "confirm_claim": (frozenset({C.DELIVERED}), (C.CONFIRMED,)),
        "return_claim": (frozenset({C.DELIVERED}), (C.CLAIMED,)),
        "give_up_claim": (frozenset({C.CLAIMED, C.DELIVERED}), (C.GIVEN_UP,)),
    },
)
