"""Rows of the core."""

from .ask import Ask
from .checks import CallAttempt, Feedback, LookBack, ReopenRequest, Verification
from .matter import Matter, Raiser
from .rulebook import Category, Duty, LimitRule, Rulebook
from .suggestion import Suggestion
from .work import Action, Escalation, Evidence, Extension, Pause, Promise, RefusalNote

__all__ = [
    "Action",
    "Ask",
    "CallAttempt",
    "Category",
    "Duty",
    "Escalation",
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
