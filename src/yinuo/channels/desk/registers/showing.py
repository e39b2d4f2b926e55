"""Looks and buttons of rules, letters and trainings for the templates of this part."""

from django.urls import reverse

from yinuo.duties.words.letters import DutyState, LetterState, ResponsibilityState
from yinuo.duties.words.regulations import RegulationState
from yinuo.duties.words.training import TrainingState
from yinuo.kernel.actor import Actor

from ..walking import buttons
from .verbs import VERBS

REGULATION_LOOKS = {
    RegulationState.PROPOSED: ("wait", "bulb"), RegulationState.EFFECTIVE: ("good", "check"),
    RegulationState.REVISED: ("good", "pencil"), RegulationState.ABOLISHED: ("quiet", "trash"),
    RegulationState.SET_ASIDE: ("quiet", "x"),
}  # fmt: skip
LETTER_LOOKS = {
    LetterState.DRAFTED: ("wait", "pencil"), LetterState.HALF_SIGNED: ("claim", "rubber-stamp"),
    LetterState.SIGNED: ("work", "rubber-stamp"), LetterState.CHECKED: ("good", "list-check"),
    LetterState.ASSESSED: ("good", "circle-check"), LetterState.CANCELLED: ("quiet", "x"),
}  # fmt: skip
ITEM_LOOKS = {ResponsibilityState.LIVE: ("work", "list-check"), ResponsibilityState.STRUCK: ("quiet", "x")}
DUTY_LOOKS = {
    DutyState.OPEN: ("work", "tool"), DutyState.REPORTED: ("claim", "flag"), DutyState.CHECKED: ("good", "eye-check"),
    DutyState.CANCELLED: ("quiet", "x"),
}  # fmt: skip
TRAINING_LOOKS = {
    TrainingState.PLANNED: ("wait", "calendar"), TrainingState.HELD: ("good", "check"),
    TrainingState.CANCELLED: ("quiet", "x"),
}  # fmt: skip


def dressed(one, looks: dict):
    """With the tone and the icon of its state."""
    one.tone, one.icon = looks[one.state]
    return one


def acts(actor: Actor, one, name: str, *verbs: str, is_first_primary: bool = False) -> list[dict]:
    """Buttons of the verbs on one row; `name` is the address of its forms."""
    found = buttons(actor, one, list(verbs), lambda verb: reverse(f"desk:{name}", args=[one.pk, verb]), "duties", VERBS)
    for first in found[:1] if is_first_primary else []:
        first["tone"] = first["tone"] or "primary"
    return found
