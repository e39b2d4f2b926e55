"""The lives of a seat, of a proposal about branches, and of an appointment to a village, as tables."""

from ..kernel.flow import Flow
from .words import (
    APPOINTMENT_STATES,
    PROPOSAL_STATES,
    SEAT_STATES,
    AppointmentState,
    ProposalState,
    SeatState,
)

SEAT = Flow(
    name="seat",
    states=SeatState,
    start=SeatState.INVITED,
    ends=frozenset({SeatState.DECLINED, SeatState.LEFT}),
    labels=SEAT_STATES,
    steps={
        "confirm": (frozenset({SeatState.INVITED}), (SeatState.CONFIRMED,)),
        "decline": (frozenset({SeatState.INVITED}), (SeatState.DECLINED,)),
        "seat": (frozenset({SeatState.CONFIRMED}), (SeatState.SEATED,)),
        "prolong": (frozenset({SeatState.SEATED}), ()),
        "vacate": (frozenset({SeatState.INVITED, SeatState.CONFIRMED, SeatState.SEATED}), (SeatState.LEFT,)),
    },
)

PROPOSAL = Flow(
    name="proposal",
    states=ProposalState,
    start=ProposalState.PROPOSED,
    ends=frozenset({ProposalState.RETURNED, ProposalState.DONE, ProposalState.WITHDRAWN}),
    labels=PROPOSAL_STATES,
    steps={
        "approve": (frozenset({ProposalState.PROPOSED}), (ProposalState.APPROVED,)),
        "return": (frozenset({ProposalState.PROPOSED}), (ProposalState.RETURNED,)),
        "withdraw": (frozenset({ProposalState.PROPOSED, ProposalState.APPROVED}), (ProposalState.WITHDRAWN,)),
        "set_up": (frozenset({ProposalState.APPROVED}), (ProposalState.DONE,)),
        "adjust": (frozenset({ProposalState.APPROVED}), (ProposalState.DONE,)),
        "merge": (frozenset({ProposalState.APPROVED}), (ProposalState.DONE,)),
        "dissolve": (frozenset({ProposalState.APPROVED}), (ProposalState.DONE,)),
    },
)

APPOINTMENT = Flow(
    name="appointment",
    states=AppointmentState,
    start=AppointmentState.APPOINTED,
    ends=frozenset({AppointmentState.RELIEVED}),
    labels=APPOINTMENT_STATES,
    steps={
        "arrive": (frozenset({AppointmentState.APPOINTED}), (AppointmentState.SERVING,)),
        "grant_leave": (frozenset({AppointmentState.SERVING}), (AppointmentState.ON_LEAVE,)),
        "come_back": (frozenset({AppointmentState.ON_LEAVE}), (AppointmentState.SERVING,)),
        "recall": (
            frozenset({AppointmentState.APPOINTED, AppointmentState.SERVING, AppointmentState.ON_LEAVE}),
            (AppointmentState.RELIEVED,),
        ),
    },
)
