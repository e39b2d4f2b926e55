"""The lives of a finding, of a notice and of a talk (M41, M42)."""

from ...kernel.flow import Flow
from ..words import FINDING_STATES, NOTICE_STATES, STANDING, TALK_STATES, FindingState, NoticeState, TalkState

F, N, T = FindingState, NoticeState, TalkState

FINDING = Flow(
    name="finding",
    states=FindingState,
    start=F.RECORDED,
    ends=frozenset({F.CONFIRMED, F.AMENDED, F.WITHDRAWN}),
    labels=FINDING_STATES,
    steps={
        "tell_finding": (frozenset({F.RECORDED}), (F.TOLD,)),
        "reply_finding": (frozenset({F.TOLD}), (F.REPLIED,)),
        "uphold_finding": (frozenset({F.TOLD, F.REPLIED}), (F.UPHELD,)),
        "change_finding": (frozenset({F.REPLIED}), (F.CHANGED,)),
        "withdraw_finding": (frozenset({F.RECORDED, F.TOLD, F.REPLIED}), (F.WITHDRAWN,)),
        "ask_review": (frozenset({F.UPHELD, F.CHANGED}), (F.REVIEW_ASKED,)),
        "review_finding": (frozenset({F.REVIEW_ASKED}), (F.CONFIRMED, F.AMENDED, F.WITHDRAWN)),
    },
)
LISTED = STANDING
"""From which states a finding becomes an item of rectification: the act itself says so, because it moves nothing."""

NOTICE = Flow(
    name="rectification_notice",
    states=NoticeState,
    start=N.ISSUED,
    ends=frozenset({N.ANSWERED}),
    labels=NOTICE_STATES,
    steps={
        "receipt_notice": (frozenset({N.ISSUED}), (N.RECEIPTED,)),
        "answer_notice": (frozenset({N.RECEIPTED}), (N.ANSWERED,)),
    },
)

TALK = Flow(
    name="accountability_talk",
    states=TalkState,
    start=T.TALKED,
    ends=frozenset({T.CLOSED}),
    labels=TALK_STATES,
    steps={
        "confirm_talk": (frozenset({T.TALKED}), (T.TALKED, T.AGREED)),
        "follow_up": (frozenset({T.TALKED, T.AGREED}), ()),
        "close_talk": (frozenset({T.AGREED}), (T.CLOSED,)),
    },
)
