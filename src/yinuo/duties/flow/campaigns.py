"""The lives of a project, of its pieces of work, of a campaign checked again and of an item of its list (M12, M13)."""

from ...kernel.flow import Flow
from ..words.campaigns import (
    CHECKLIST_STATES,
    PROJECT_STATES,
    RECHECK_STATES,
    STEP_STATES,
    ChecklistState,
    ProjectState,
    RecheckState,
    StepState,
)

P, T, R, C = ProjectState, StepState, RecheckState, ChecklistState
RUNNING = frozenset(P) - {P.FINISHED, P.DROPPED}

PROJECT = Flow(
    name="project",
    states=ProjectState,
    start=P.DRAFTED,
    ends=frozenset({P.FINISHED, P.DROPPED}),
    labels=PROJECT_STATES,
    steps={
        "publish_plan": (frozenset({P.DRAFTED}), (P.CONSULTED,)),
        "note_opinion": (frozenset({P.CONSULTED}), ()),
        "assess_risk": (frozenset({P.CONSULTED, P.REVISED}), ()),
        "publish_opinions": (frozenset({P.CONSULTED}), (P.REVISED,)),
        "decide_project": (frozenset({P.REVISED}), (P.DECIDED,)),
        "begin_compensation": (frozenset({P.DECIDED}), (P.COMPENSATED,)),
        "confirm_compensation": (frozenset({P.COMPENSATED}), ()),
        "begin_moving": (frozenset({P.COMPENSATED}), (P.MOVING,)),
        "finish_project": (frozenset({P.MOVING}), (P.FINISHED,)),
        "drop_project": (RUNNING, (P.DROPPED,)),
        "set_project_step": (RUNNING, ()),
        "ask_about_project": (RUNNING - {P.DRAFTED}, ()),
    },
)

PROJECT_STEP = Flow(
    name="project_step",
    states=StepState,
    start=T.SET,
    ends=frozenset({T.DONE, T.CANCELLED}),
    labels=STEP_STATES,
    steps={
        "finish_project_step": (frozenset({T.SET}), (T.DONE,)),
        "cancel_project_step": (frozenset({T.SET}), (T.CANCELLED,)),
    },
)

RECHECK = Flow(
    name="recheck",
    states=RecheckState,
    start=R.PREPARED,
    ends=frozenset({R.SETTLED}),
    labels=RECHECK_STATES,
    steps={
        "list_items": (frozenset({R.PREPARED, R.VISITED}), ()),
        "tell_visit": (frozenset({R.PREPARED}), (R.VISITED,)),
        "settle_recheck": (frozenset({R.VISITED}), (R.SETTLED,)),
    },
)

CHECKLIST_ITEM = Flow(
    name="checklist_item",
    states=ChecklistState,
    start=C.LISTED,
    ends=frozenset({C.EXEMPT}),
    labels=CHECKLIST_STATES,
    steps={
        "reassign_item": (frozenset({C.LISTED, C.OWNED, C.REBOUNDED}), (C.LISTED,)),
        "own_item": (frozenset({C.LISTED, C.REBOUNDED}), (C.OWNED,)),
        "add_item_evidence": (frozenset({C.OWNED, C.REPORTED, C.REBOUNDED}), ()),
        "report_item": (frozenset({C.OWNED}), (C.REPORTED,)),
        "pass_item": (frozenset({C.REPORTED}), (C.CHECKED,)),
        "return_item": (frozenset({C.REPORTED}), (C.OWNED,)),
        "confirm_held": (frozenset({C.CHECKED}), (C.HELD,)),
        "note_rebound": (frozenset({C.CHECKED, C.HELD}), (C.REBOUNDED,)),
        "tell_rebound": (frozenset(C) - {C.EXEMPT}, ()),
        "exempt_item": (frozenset({C.LISTED, C.OWNED, C.REBOUNDED}), (C.EXEMPT,)),
    },
)
