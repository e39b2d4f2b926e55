"""Readings, by theme."""

from .counting import counts_of, findings_at, latest_year
from .seeing import (
    findings_of,
    likeness_of,
    notices_of,
    own_units,
    plans_of,
    reporting_units,
    reports_of,
    reviews_of,
    seats_of,
    talks_of,
    teams_of,
    visits_of,
)

__all__ = [
    "counts_of", "findings_at", "findings_of", "latest_year", "likeness_of", "notices_of", "own_units", "plans_of",
    "reporting_units", "reports_of", "reviews_of", "seats_of", "talks_of", "teams_of", "visits_of",
]  # fmt: skip
