"""The lives of a rubric, of an assessment and of an objection, as tables (REFERENCE §1.5, §2.Z M02, §5.E)."""

from ..kernel.flow import Flow
from .words import (
    ASSESSMENT_STATES,
    OBJECTION_STATES,
    RUBRIC_STATES,
    AssessmentState,
    ObjectionState,
    RubricState,
)

R, A, O = RubricState, AssessmentState, ObjectionState  # noqa: E741
WRITING = frozenset({R.DRAFT, R.CONSULTED})

RUBRIC = Flow(
    name="rubric",
    states=RubricState,
    start=R.DRAFT,
    ends=frozenset({R.RETIRED}),
    labels=RUBRIC_STATES,
    steps={
        "write_item": (WRITING, ()),
        "drop_item": (WRITING, ()),
        "write_all": (WRITING, ()),
        "consult": (frozenset({R.DRAFT}), (R.CONSULTED,)),
        "comment": (frozenset({R.CONSULTED}), ()),
        "freeze_rubric": (frozenset({R.CONSULTED}), (R.FROZEN,)),
        "retire": (frozenset({R.FROZEN}), (R.RETIRED,)),
    },
)

ASSESSMENT = Flow(
    name="assessment",
    states=AssessmentState,
    start=A.DESIGNED,
    ends=frozenset({A.PUBLISHED}),
    labels=ASSESSMENT_STATES,
    steps={
        "set_terms": (frozenset({A.DESIGNED}), ()),
        "enter": (frozenset({A.DESIGNED}), ()),
        "place": (frozenset({A.DESIGNED}), ()),
        "seat_judge": (frozenset({A.DESIGNED, A.FROZEN}), ()),
        "name_keeper": (frozenset({A.DESIGNED}), ()),
        "freeze": (frozenset({A.DESIGNED}), (A.FROZEN,)),
        "begin": (frozenset({A.FROZEN}), (A.CASTING,)),
        "seal": (frozenset({A.CASTING}), (A.SEALED,)),
        "open": (frozenset({A.SEALED}), (A.OPENED,)),
        "award": (frozenset({A.DESIGNED, A.FROZEN, A.CASTING}), ()),
        "exclude": (frozenset({A.OPENED, A.COMPUTED, A.ANNOUNCED}), ()),
        "compute": (frozenset({A.OPENED, A.COMPUTED, A.ANNOUNCED}), (A.COMPUTED,)),
        "sign": (frozenset({A.COMPUTED}), ()),
        "announce": (frozenset({A.COMPUTED}), (A.ANNOUNCED,)),
        "settle": (frozenset({A.ANNOUNCED}), (A.SETTLED,)),
        "publish": (frozenset({A.SETTLED}), (A.PUBLISHED,)),
    },
)

OBJECTION = Flow(
    name="objection",
    states=ObjectionState,
    start=O.RAISED,
    ends=frozenset({O.REVIEWED, O.ACCEPTED, O.WITHDRAWN}),
    labels=OBJECTION_STATES,
    steps={
        "answer_objection": (frozenset({O.RAISED}), (O.ANSWERED,)),
        "accept_answer": (frozenset({O.ANSWERED}), (O.ACCEPTED,)),
        "ask_review": (frozenset({O.ANSWERED}), (O.REVIEW_ASKED,)),
        "review": (frozenset({O.REVIEW_ASKED}), (O.REVIEWED,)),
        "take_back": (frozenset({O.RAISED, O.ANSWERED, O.REVIEW_ASKED}), (O.WITHDRAWN,)),
    },
)
