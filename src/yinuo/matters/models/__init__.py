"""Rows of the core."""

from .ask import Ask
from .boxes import Box, BoxMonth, Keeping, Letter, Opening
from .checks import CallAttempt, Feedback, LookBack, ReopenRequest, Verification
from .matter import Matter, Raiser
from .rulebook import Category, Duty, LimitRule, Rulebook
from .suggestion import Suggestion
from .work import Action, Escalation, Evidence, Extension, Pause, Promise, RefusalNote

__all__ = [
    "Action",
    "Ask",
    "Box",
    "BoxMonth",
    "CallAttempt",
    "Category",
    "Duty",
    "Escalation",
    "Evidence",
    "Extension",
    "Feedback",
    "Keeping",
    "Letter",
    "LimitRule",
    "LookBack",
    "Matter",
    "Opening",
    "Pause",
    "Promise",
    "Raiser",
    "RefusalNote",
    "ReopenRequest",
    "Rulebook",
    "Suggestion",
    "Verification",
]
