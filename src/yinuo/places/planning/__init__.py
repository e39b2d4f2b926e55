"""From the buildings, barriers and grids of a community to a priced plan of grids, and back (M10)."""

from ..plan_words import note_sentence, term_label
from .drawn import Drawn
from .ground import Ground, check_base, ground_of, plan_outlines
from .proposing import priced, propose, terms_of, written

__all__ = [
    "Drawn", "Ground", "check_base", "ground_of", "note_sentence", "plan_outlines", "priced", "propose", "term_label",
    "terms_of", "written",
]  # fmt: skip
