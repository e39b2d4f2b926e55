"""Rows of the core."""

from .checks import CallAttempt, Feedback, LookBack, ReopenRequest, Verification
from .matter import Matter, Raiser
from .rulebook import Category, Duty, LimitRule, Rulebook
from .suggestion import Suggestion
from .work import Action, Evidence, Extension, Pause, Promise, RefusalNote

__all__ = [
    "Action",
    "CallAttempt",
    "Category",
    "Duty",
    "Evidence",
    "Extension",
    "Feedback",
    "LimitRule",
    "LookBack",
    "Matter",
    "Pause",
    "Promise",
    "Raiser",
    "RefusalNote",
    "ReopenRequest",
    "Rulebook",
    "Suggestion",
    "Verification",
]
