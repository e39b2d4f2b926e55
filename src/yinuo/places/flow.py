"""The life of a grid plan as a table (M10)."""

from ..kernel.flow import Flow
from .words import PLAN_STATES, PlanState

PLAN = Flow(
    name="plan",
    states=PlanState,
    start=PlanState.DRAFT,
    ends=frozenset({PlanState.ADOPTED, PlanState.DROPPED}),
    labels=PLAN_STATES,
    steps={
        "move": (frozenset({PlanState.DRAFT}), ()),
        "adopt": (frozenset({PlanState.DRAFT}), (PlanState.ADOPTED,)),
        "drop": (frozenset({PlanState.DRAFT}), (PlanState.DROPPED,)),
    },
)
