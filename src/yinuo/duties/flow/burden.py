"""The lives of a request for figures and of a complaint about a burden, each as one table."""

from ...kernel.flow import Flow
from ..words.burden import COMPLAINT_STATES, REQUEST_STATES, ComplaintState, RequestState

R, C = RequestState, ComplaintState

REQUEST = Flow(
    name="request",
    states=RequestState,
    start=R.HELD,
    ends=frozenset({R.REFUSED, R.ENDED}),
    labels=REQUEST_STATES,
    steps={
        "contest_request": (frozenset({R.HELD}), (R.REVIEWING,)),
        "approve_request": (frozenset({R.REVIEWING}), (R.APPROVED,)),
        "refuse_request": (frozenset({R.REVIEWING}), (R.REFUSED,)),
        "end_request": (frozenset({R.HELD, R.REVIEWING, R.APPROVED}), (R.ENDED,)),
    },
)
"""It begins as held where nothing of it is left to ask, else under review. An approved one ends by itself on its day."""

COMPLAINT = Flow(
    name="burden_complaint",
    states=ComplaintState,
    start=C.FILED,
    ends=frozenset({C.ANSWERED}),
    labels=COMPLAINT_STATES,
    steps={"answer_complaint": (frozenset({C.FILED}), (C.ANSWERED,))},
)
