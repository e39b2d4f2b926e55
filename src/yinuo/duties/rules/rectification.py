"""What can be worked out about items without a database: days, colours, lots, likenesses. Pure."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rapidfuzz import fuzz

from ...kernel.calendar import Calendar
from ..words.rectification import Colour, Term

AT_ONCE_DAYS = 20
"""Working days within which an item that is put right at once is promised, where no law is shorter (M32 承诺办结)."""

LOOK_BACK_FROM, LOOK_BACK_UNTIL = timedelta(days=30), timedelta(days=90)
"""A look-back comes one to three months after the sign-off (REFERENCE §1.2)."""

ALIKE = 82
"""Likeness of two problem texts, of 100, from which on the lister is asked whether they are one problem."""

WARN = 7
"""Days on both sides of the promised day at which the colour of the warning changes."""

LEAST_DRAWN, SHARE = 3, 20
"""A look-back draws so many items at least, and otherwise this percentage of those signed off."""


def latest_promise(term: Term, today: date, calendar: Calendar, *, legal: date | None, ends_on: date) -> date:
    """The last day that may be promised: before the legal limit, and within 20 working days or the campaign."""
    last = calendar.add_working_days(today, AT_ONCE_DAYS) if term == Term.AT_ONCE else ends_on
    return min(last, legal - timedelta(days=1)) if legal else last


def colour(due: date | None, today: date) -> Colour | None:
    """The warning of an item that is not done: blue before its day, yellow and red after it."""
    if due is None or due > today + timedelta(days=WARN):
        return None
    if due >= today:
        return Colour.BLUE
    return Colour.YELLOW if today - due <= timedelta(days=WARN) else Colour.RED


def plain(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(letter for letter in text if letter.isalnum())


def likeness(one: str, other: str) -> int:
    """0 to 100: how much two problems say the same, whichever is longer."""
    one, other = plain(one), plain(other)
    if not one or not other:
        return 0
    short, long = sorted((one, other), key=len)
    inside = fuzz.partial_ratio(short, long) if len(short) >= 6 else 0
    return round(max(fuzz.ratio(one, other), inside))


def alike(text: str, known: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
    """(number, likeness) of the known problems that this text resembles, the most alike first."""
    found = [(number, likeness(text, other)) for number, other in known]
    return sorted(((number, much) for number, much in found if much >= ALIKE), key=lambda pair: -pair[1])


def report_day(day: date, calendar: Calendar) -> date:
    """The day on which the list of the week of `day` is due: its Monday, or the next working day after a holiday."""
    return calendar.next_working(day - timedelta(days=day.weekday()))


def is_report_day(day: date, calendar: Calendar) -> bool:
    """Whether some Monday's list is due on this day; after a long holiday two lists are one."""
    return any(report_day(day - timedelta(days=7 * back), calendar) == day for back in range(3))


def covered_from(day: date, calendar: Calendar) -> date:
    """The first day that the list of this report day tells of: the day of the report before."""
    before = day - timedelta(days=1)
    while not is_report_day(before, calendar):
        before -= timedelta(days=1)
    return before


def wanted(number: int) -> int:
    """How many of so many signed-off items a look-back draws."""
    return min(number, max(LEAST_DRAWN, -(-number * SHARE // 100)))


def ticket(seed: str, number: int) -> str:
    """The number an item draws: SHA-256 of "seed|number". The lowest are drawn; `sha256sum` gives the same."""
    return hashlib.sha256(f"{seed}|{number}".encode()).hexdigest()


def drawn(seed: str, numbers: Sequence[int], many: int) -> list[int]:
    """So many of the numbers by lot, in the order of their tickets."""
    return sorted(numbers, key=lambda number: ticket(seed, number))[:many]


def digest_of(numbers: Iterable[int]) -> str:
    """SHA-256 of the list that was drawn from: one number a line, ascending."""
    return hashlib.sha256("\n".join(str(number) for number in sorted(numbers)).encode()).hexdigest()


def percent(part: int, whole: int) -> int:
    """Whole percent, half up."""
    return (200 * part + whole) // (2 * whole) if whole else 0
