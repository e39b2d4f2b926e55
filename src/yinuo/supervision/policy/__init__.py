"""Who may do what, by theme; pure."""

from . import findings, plans, reports, visits

__all__ = ["findings", "plans", "reports", "visits"]
