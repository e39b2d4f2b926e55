"""The life of a plan (M41)."""

from ...kernel.flow import Flow
from ..words import PLAN_STATES, PlanState

P = PlanState

PLAN = Flow(
    name="supervision_plan",
    states=PlanState,
    start=P.DRAFTING,
    ends=frozenset({P.ENDED}),
    labels=PLAN_STATES,
    steps={
        "take_in": (frozenset({P.DRAFTING}), ()),
        "assign_units": (frozenset({P.DRAFTING, P.IN_FORCE}), ()),
        "put_in_force": (frozenset({P.DRAFTING}), (P.IN_FORCE,)),
        "plan_visit": (frozenset({P.IN_FORCE}), ()),
        "close_plan": (frozenset({P.IN_FORCE}), (P.ENDED,)),
    },
)
