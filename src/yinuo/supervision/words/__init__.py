"""The fixed words, by theme; pure."""

from .findings import (
    FINDING_STATES,
    FOUND,
    NOTICE_STATES,
    STANDING,
    STANDS,
    TALK_STATES,
    VERDICTS,
    FindingState,
    NoticeState,
    Stand,
    TalkState,
    Verdict,
    serial,
)
from .plans import CONFLICT_KINDS, PLAN_KINDS, PLAN_STATES, ConflictKind, PlanKind, PlanState
from .visits import SEEN_BY_UNIT, VISIT_KINDS, VISIT_STATES, VisitKind, VisitState

__all__ = [
    "CONFLICT_KINDS", "FINDING_STATES", "FOUND", "NOTICE_STATES", "PLAN_KINDS", "PLAN_STATES", "SEEN_BY_UNIT", "STANDING",
    "STANDS", "TALK_STATES", "VERDICTS", "VISIT_KINDS", "VISIT_STATES", "ConflictKind", "FindingState", "NoticeState",
    "PlanKind", "PlanState", "Stand", "TalkState", "Verdict", "VisitKind", "VisitState",
    "serial",
]  # fmt: skip
