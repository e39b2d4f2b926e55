"""Readings, by theme."""

from .life import BranchYear, branches_of, kept_by, overseen_by, records_of, usual, waiting_of, years_of

__all__ = [
    "BranchYear", "branches_of", "kept_by", "overseen_by", "records_of", "usual", "waiting_of", "years_of",
]  # fmt: skip
