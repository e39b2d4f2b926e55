"""The life of a visit (M41)."""

from ...kernel.flow import Flow
from ..words import VISIT_STATES, VisitState

V = VisitState

VISIT = Flow(
    name="supervision_visit",
    states=VisitState,
    start=V.PLANNED,
    ends=frozenset({V.CONCLUDED, V.CALLED_OFF}),
    labels=VISIT_STATES,
    steps={
        "hold_visit": (frozenset({V.PLANNED}), (V.HELD,)),
        "note_seen": (frozenset({V.HELD}), ()),
        "record_finding": (frozenset({V.HELD, V.REPORTED}), ()),
        "report_visit": (frozenset({V.HELD}), (V.REPORTED,)),
        "conclude_visit": (frozenset({V.REPORTED}), (V.CONCLUDED,)),
        "call_off_visit": (frozenset({V.PLANNED}), (V.CALLED_OFF,)),
    },
)
