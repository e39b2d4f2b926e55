"""Quarters, conflicts of team members, and what is not visited. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

from ...orgs.words import Kind
from ..words import ConflictKind

NOT_VISITED = frozenset({Kind.STAIRWELL_GROUP})
"""Groups of neighbours meet in their own homes: supervision goes to offices and branches only."""


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the quarter."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return first, (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of the month."""
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def conflict(own: str, line: Collection[int], unit_path: str, unit_key: int) -> ConflictKind | None:
    """Whether somebody from the organisation at `own`, with these party superiors (keys), may not supervise the unit."""
    if own.startswith(unit_path) or unit_path.startswith(own):
        return ConflictKind.OWN_UNIT
    return ConflictKind.OWN_SUPERIOR if unit_key in line else None
