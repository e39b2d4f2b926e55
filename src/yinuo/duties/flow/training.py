"""The life of a training session (M39)."""

from ...kernel.flow import Flow
from ..words.training import TRAINING_STATES, TrainingState

S = TrainingState

TRAINING = Flow(
    name="training",
    states=TrainingState,
    start=S.PLANNED,
    ends=frozenset({S.CANCELLED}),
    labels=TRAINING_STATES,
    steps={
        "hold_training": (frozenset({S.PLANNED}), (S.HELD,)),
        "cancel_training": (frozenset({S.PLANNED}), (S.CANCELLED,)),
        "count_training": (frozenset({S.HELD}), ()),
    },
)
