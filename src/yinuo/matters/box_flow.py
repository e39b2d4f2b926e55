"""The lives of a suggestion box, of an opening and of a letter (M34), each as one table."""

from ..kernel.flow import Flow
from .box_words import BOX_STATES, LETTER_STATES, OPENING_STATES, BoxState, LetterState, OpeningState

B, O, L = BoxState, OpeningState, LetterState  # noqa: E741

BOX = Flow(
    name="box",
    states=BoxState,
    start=B.HANGING,
    ends=frozenset({B.TAKEN_DOWN}),
    labels=BOX_STATES,
    steps={
        "change_keepers": (frozenset({B.HANGING}), ()),
        "open_box": (frozenset({B.HANGING}), ()),
        "publish_box_month": (frozenset({B.HANGING}), ()),
        "take_down_box": (frozenset({B.HANGING}), (B.TAKEN_DOWN,)),
    },
)

OPENING = Flow(
    name="opening",
    states=OpeningState,
    start=O.OPENED,
    ends=frozenset({O.DENIED, O.ENTERED}),
    labels=OPENING_STATES,
    steps={
        "confirm_opening": (frozenset({O.OPENED}), (O.CONFIRMED, O.ENTERED)),
        "deny_opening": (frozenset({O.OPENED}), (O.DENIED,)),
        "enter_letter": (frozenset({O.CONFIRMED}), (O.CONFIRMED, O.ENTERED)),
    },
)

LETTER = Flow(
    name="letter",
    states=LetterState,
    start=L.REGISTERED,
    ends=frozenset(),
    labels=LETTER_STATES,
    steps={"answer_letter": (frozenset(LetterState), (L.ANSWERED,))},
)
"""A letter begins in one of the first three states; a later answer stands in place of the first, which the ledger keeps."""
