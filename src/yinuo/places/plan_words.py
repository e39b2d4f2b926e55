"""What the planner found, in sentences for the person who planned: which rule cannot hold, and why."""

from collections.abc import Mapping

from ..kernel.words import _

TERMS = {
    "outside": _("户数超出范围"),
    "balance": _("户数离目标的差距"),
    "compound": _("小区被分开"),
    "road": _("跨主干道"),
    "radius": _("范围不紧凑"),
    "short": _("党员不足"),
    "moved": _("居民换网格"),
}


def term_label(term: str) -> str:
    """What a term of the price is called."""
    return TERMS.get(term, term)


def note_sentence(note: Mapping) -> str:
    return str(note)
