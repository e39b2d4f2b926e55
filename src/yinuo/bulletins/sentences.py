"""Sentences of figures that areas above the organisations hang in: `yinuo figures` and the page of figures print them."""

from collections.abc import Callable
from datetime import date

from yinuo.meetings.queries.life_figures import activities_sentence, branch_life_sentence

from ..duties.figures import rectification_sentence
from ..duties.queries.campaigns import kinds_sentence, recheck_sentence
from ..duties.queries.letters import letters_sentence
from ..duties.queries.regulations import regulations_sentence
from ..duties.queries.training import training_sentence
from ..meetings.queries.listening import listening_sentence
from ..meetings.queries.topic_figures import council_sentence
from ..supervision.figures import supervision_sentence
from .relief import box_sentence, request_sentence

Sentence = Callable[[str, date], str]
"""(code of a place, day) → the sentence with its figures counted from rows, or "" where there is nothing to count."""

BEYOND: tuple[Sentence, ...] = (
    listening_sentence,
    rectification_sentence,
    branch_life_sentence,
    activities_sentence,
    council_sentence,
    kinds_sentence,
    recheck_sentence,
    regulations_sentence,
    letters_sentence,
    training_sentence,
    box_sentence,
    request_sentence,
    supervision_sentence,
)
