"""The lives of an online branch, of the two reports, of activities (M17, M30, M40). A meeting has none: it is a record."""

from ...kernel.flow import Flow
from ..words.activities import (
    ACTIVITY_STATES,
    DEMONSTRATION_STATES,
    SIGN_UP_STATES,
    ActivityState,
    DemonstrationState,
    SignUpState,
)
from ..words.online import DISCUSSION_STATES, LETTER_STATES, DiscussionState, LetterState
from ..words.reports import COUNT_STATES, ITEM_STATES, REPORT_STATES, CountState, ItemState, ReportState

D, L, R, C, A = DiscussionState, LetterState, ReportState, CountState, ActivityState

DISCUSSION = Flow(
    name="discussion", states=D, start=D.OPEN, ends=frozenset({D.ARCHIVED}), labels=DISCUSSION_STATES,
    steps={
        "say_remark": (frozenset({D.OPEN}), ()),
        "archive_discussion": (frozenset({D.OPEN}), (D.ARCHIVED,)),
    },
)  # fmt: skip
LETTER = Flow(
    name="letter", states=L, start=L.WAITING, ends=frozenset({L.ANSWERED}), labels=LETTER_STATES,
    steps={"answer_letter": (frozenset({L.WAITING}), (L.ANSWERED,))},
)  # fmt: skip
REPORT = Flow(
    name="report", states=R, start=R.WRITTEN, ends=frozenset({R.FOLLOWED}), labels=REPORT_STATES,
    steps={
        "hold_hearing": (frozenset({R.WRITTEN, R.HEARD}), (R.HEARD,)),
        "settle_report": (frozenset({R.HEARD}), (R.COUNTED,)),
        "plan_report_item": (frozenset({R.HEARD, R.COUNTED}), ()),
        "close_report": (frozenset({R.COUNTED}), (R.FOLLOWED,)),
    },
)  # fmt: skip
COUNT = Flow(
    name="count", states=C, start=C.ENTERED, ends=frozenset({C.CONFIRMED}), labels=COUNT_STATES,
    steps={
        "confirm_count": (frozenset({C.ENTERED}), (C.CONFIRMED,)),
        "recount": (frozenset({C.ENTERED}), ()),
    },
)  # fmt: skip
REPORT_ITEM = Flow(
    name="report_item", states=ItemState, start=ItemState.OPEN, ends=frozenset({ItemState.DONE}), labels=ITEM_STATES,
    steps={"finish_report_item": (frozenset({ItemState.OPEN}), (ItemState.DONE,))},
)  # fmt: skip
ACTIVITY = Flow(
    name="activity", states=A, start=A.PLANNED, ends=frozenset({A.FOLLOWED_UP, A.CALLED_OFF}), labels=ACTIVITY_STATES,
    steps={
        "sign_up": (frozenset({A.PLANNED}), ()),
        "hold_activity": (frozenset({A.PLANNED}), (A.HELD,)),
        "call_off_activity": (frozenset({A.PLANNED}), (A.CALLED_OFF,)),
        "add_activity_photo": (frozenset({A.HELD}), ()),
        "follow_up_activity": (frozenset({A.HELD}), (A.FOLLOWED_UP,)),
    },
)  # fmt: skip
SIGN_UP = Flow(
    name="sign_up", states=SignUpState, start=SignUpState.SIGNED_UP, ends=frozenset({SignUpState.STEPPED_BACK}),
    labels=SIGN_UP_STATES,
    steps={"step_back": (frozenset({SignUpState.SIGNED_UP}), (SignUpState.STEPPED_BACK,))},
)  # fmt: skip
DEMONSTRATION = Flow(
    name="demonstration", states=DemonstrationState, start=DemonstrationState.NAMED,
    ends=frozenset({DemonstrationState.WITHDRAWN}), labels=DEMONSTRATION_STATES,
    steps={
        "review_demonstration": (frozenset({DemonstrationState.NAMED}), ()),
        "withdraw_demonstration": (frozenset({DemonstrationState.NAMED}), (DemonstrationState.WITHDRAWN,)),
    },
)  # fmt: skip
FLOWS = (DISCUSSION, LETTER, REPORT, COUNT, REPORT_ITEM, ACTIVITY, SIGN_UP, DEMONSTRATION)
