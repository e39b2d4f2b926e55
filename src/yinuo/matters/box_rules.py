"""When a box is due, when it counts as forgotten, and what a month of it is published as (M34, REFERENCE §7.1)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..kernel.calendar import Calendar, CalendarMissing
from .box_words import LetterKind, Standing

WEEKS = 1
"""Weeks between two openings where nothing else was decided; no rule names a number (REFERENCE M34 [I])."""

FORGOTTEN_AFTER = 2
"""Periods without a log after which the supervisor sees it."""

DEFINITION = "boxes-1"
"""Version of what the counts of a month mean."""

LEAST_RATED = 10
"""Fewer ratings of a unit give no share (REFERENCE §7.1)."""

TOP = 3


def next_due(since: date, weeks: int, table: Calendar) -> date:
    """The day of the next opening: whole weeks later, moved to a working day where offices are closed."""
    return _working(since + timedelta(weeks=weeks), table)


def forgotten_from(since: date, weeks: int, table: Calendar) -> date:
    """The first day on which two periods have gone by without a log."""
    return _working(since + timedelta(weeks=weeks * FORGOTTEN_AFTER), table) + timedelta(days=1)


def _working(day: date, table: Calendar) -> date:
    """The day itself or the next working day; a year whose holidays nobody loaded moves nothing."""
    try:
        while not table.is_working(day):
            day += timedelta(days=1)
    except CalendarMissing:
        return day
    return day


@dataclass(frozen=True)
class Row:
    """One letter as it is counted. `is_sent`: given to an office; otherwise answered directly or still open."""

    number: str
    standing: str
    kind: str
    is_closed: bool = False
    is_adopted: bool = False
    is_passed: bool = False
    is_sent: bool = False
    about: str = ""
    office: str = ""
    rating: str = ""

    def told(self) -> list[Any]:
        """As it is sealed: no word of the letter."""
        flags = [self.is_closed, self.is_adopted, self.is_passed, self.is_sent]
        return [self.number, self.standing, self.kind, *map(int, flags), self.about, self.office, self.rating]


def share(part: int, whole: int) -> str:
    """Percent with two places, half up; "" of nothing."""
    if not whole:
        return ""
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))


def counted(rows: Iterable[Row]) -> dict[str, Any]:
    """What a month says: kinds and subjects are shares of the valid letters; numerator and denominator are both told."""
    rows = list(rows)
    valid = [row for row in rows if row.standing == Standing.VALID]
    kinds = Counter(row.kind for row in valid)
    top = Counter(row.about for row in valid if row.about).most_common(TOP)
    by_standing = Counter(row.standing for row in rows)
    return {
        "letters": len(rows),
        "valid": len(valid),
        "not_valid": len(rows) - len(valid),
        "invalid": by_standing[Standing.INVALID],
        "duplicate": by_standing[Standing.DUPLICATE],
        "passed": sum(row.is_passed for row in rows),
        "sent": sum(row.is_sent for row in valid),
        "direct": sum(not row.is_sent for row in valid),
        "closed": sum(row.is_closed for row in valid),
        "open": sum(not row.is_closed for row in valid),
        "adopted": sum(row.is_adopted for row in rows),
        "kinds": [[kind.value, kinds[kind], share(kinds[kind], len(valid))] for kind in _by_size(kinds)],
        "top": [[about, count] for about, count in top],
        "top_letters": sum(count for _about, count in top),
        "top_share": share(sum(count for _about, count in top), len(valid)),
        "least_satisfied": _least_satisfied(valid),
    }


def _by_size(kinds: Mapping[str, int]) -> list[LetterKind]:
    order = list(LetterKind)
    present = [kind for kind in order if kinds[kind]]
    return sorted(present, key=lambda kind: (-kinds[kind], order.index(kind)))


def _least_satisfied(rows: list[Row]) -> list | None:
    """[office, satisfied, rated, percent] of the office with the smallest share, among those with ten ratings."""
    rated: dict[str, list[bool]] = {}
    for row in rows:
        if row.office and row.rating in ("satisfied", "basically", "unsatisfied"):
            rated.setdefault(row.office, []).append(row.rating != "unsatisfied")
    found = [(office, sum(said), len(said)) for office, said in rated.items() if len(said) >= LEAST_RATED]
    if not found:
        return None
    office, satisfied, whole = min(found, key=lambda one: (Decimal(one[1]) / one[2], one[0]))
    return [office, satisfied, whole, share(satisfied, whole)]
