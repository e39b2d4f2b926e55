"""The lives of a round, of a plan of routes, of a visit and of a gap action, as tables (REFERENCE §1.5, M04)."""

from ..kernel.flow import Flow
from .words import (
    GAP_STATES,
    ITINERARY_STATES,
    ROUND_STATES,
    VISIT_STATES,
    GapState,
    ItineraryState,
    RoundState,
    VisitState,
)

R, I, V, G = RoundState, ItineraryState, VisitState, GapState  # noqa: E741
MOVING = frozenset({R.DRAWN, R.ROUTED, R.VISITING})

ROUND = Flow(
    name="round",
    states=RoundState,
    start=R.LISTING,
    ends=frozenset({R.ARCHIVED}),
    labels=ROUND_STATES,
    steps={
        "lead_group": (frozenset({R.LISTING, R.DRAWN, R.ROUTED}), ()),
        "draw": (frozenset({R.LISTING}), (R.DRAWN,)),
        "share_sites": (frozenset({R.DRAWN}), ()),
        "set_travel": (frozenset({R.LISTING}) | MOVING, ()),
        "ask_routes": (MOVING, ()),
        "rearrange": (MOVING, ()),
        "adopt": (MOVING, (R.ROUTED, R.VISITING)),
        "close_site": (MOVING, ()),
        "set_out": (frozenset({R.ROUTED}), (R.VISITING,)),
        "come_back": (frozenset({R.VISITING}), (R.RETURNED,)),
        "call_meeting": (frozenset({R.LISTING, R.RETURNED}) | MOVING, ()),
        "invite_speaker": (frozenset({R.VISITING, R.RETURNED}), ()),
        "hold_meeting": (frozenset({R.VISITING, R.RETURNED}), ()),
        "archive": (frozenset({R.RETURNED}), (R.ARCHIVED,)),
    },
)

ITINERARY = Flow(
    name="itinerary",
    states=ItineraryState,
    start=I.ASKED,
    ends=frozenset({I.FAILED, I.REPLACED}),
    labels=ITINERARY_STATES,
    steps={
        "deliver": (frozenset({I.ASKED}), (I.READY, I.FAILED)),
        "take": (frozenset({I.READY}), (I.ADOPTED,)),
        "replace": (frozenset({I.ADOPTED, I.READY}), (I.REPLACED,)),
    },
)

VISIT = Flow(
    name="visit",
    states=VisitState,
    start=V.PLANNED,
    ends=frozenset({V.HELD, V.MISSED, V.CALLED_OFF}),
    labels=VISIT_STATES,
    steps={
        "hold_visit": (frozenset({V.PLANNED}), (V.HELD,)),
        "miss_visit": (frozenset({V.PLANNED}), (V.MISSED,)),
        "call_off": (frozenset({V.PLANNED}), (V.CALLED_OFF,)),
    },
)

GAP = Flow(
    name="gap",
    states=GapState,
    start=G.PLANNED,
    ends=frozenset({G.KEPT, G.DROPPED}),
    labels=GAP_STATES,
    steps={
        "review_gap": (frozenset({G.PLANNED}), ()),
        "keep_gap": (frozenset({G.PLANNED}), (G.KEPT,)),
        "drop_gap": (frozenset({G.PLANNED}), (G.DROPPED,)),
    },
)
