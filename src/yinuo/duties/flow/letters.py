"""The lives of a letter of responsibility, of an item of its responsibility list and of one of its task list (M38)."""

from ...kernel.flow import Flow
from ..words.letters import (
    DUTY_STATES,
    LETTER_STATES,
    RESPONSIBILITY_STATES,
    DutyState,
    LetterState,
    ResponsibilityState,
)

L, S, D = LetterState, ResponsibilityState, DutyState
UNSIGNED = frozenset({L.DRAFTED, L.HALF_SIGNED})

LETTER = Flow(
    name="responsibility_letter",
    states=LetterState,
    start=L.DRAFTED,
    ends=frozenset({L.ASSESSED, L.CANCELLED}),
    labels=LETTER_STATES,
    steps={
        "rewrite_letter": (frozenset({L.DRAFTED}), ()),
        "add_responsibility": (frozenset({L.DRAFTED}), ()),
        "sign_letter": (UNSIGNED, (L.HALF_SIGNED, L.SIGNED)),
        "check_letter": (frozenset({L.SIGNED}), (L.CHECKED,)),
        "assess_letter": (frozenset({L.CHECKED}), (L.ASSESSED,)),
        "cancel_letter": (UNSIGNED, (L.CANCELLED,)),
    },
)

RESPONSIBILITY = Flow(
    name="responsibility",
    states=ResponsibilityState,
    start=S.LIVE,
    ends=frozenset({S.STRUCK}),
    labels=RESPONSIBILITY_STATES,
    steps={
        "set_duty": (frozenset({S.LIVE}), ()),
        "strike_responsibility": (frozenset({S.LIVE}), (S.STRUCK,)),
    },
)

DUTY = Flow(
    name="duty",
    states=DutyState,
    start=D.OPEN,
    ends=frozenset({D.CHECKED, D.CANCELLED}),
    labels=DUTY_STATES,
    steps={
        "report_duty": (frozenset({D.OPEN}), (D.REPORTED,)),
        "confirm_duty": (frozenset({D.REPORTED}), (D.CHECKED,)),
        "return_duty": (frozenset({D.REPORTED}), (D.OPEN,)),
        "cancel_duty": (frozenset({D.OPEN}), (D.CANCELLED,)),
    },
)
