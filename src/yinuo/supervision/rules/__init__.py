"""Rules worked out from facts, by theme; pure."""

from . import counting, likeness, plans, terms, writing

__all__ = ["counting", "likeness", "plans", "terms", "writing"]
