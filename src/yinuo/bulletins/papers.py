"""What a document says, before it is a Word file or a workbook: pages of words and at most one table each. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from ..kernel.words import _

Cell = str | int | Decimal
"""Numbers are written as numbers in workbooks, everything else as text, whatever it looks like."""

CENTRE, LEFT = "center", "left"


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` in millimetres of a printed page."""

    heading: str
    width: float
    align: str = LEFT


@dataclass(frozen=True)
class Grid:
    """A table. `caption` stands over the headings and is repeated with them on every page.

    `height`: millimetres that a row has at the least, to be written in by hand. Rows in `bold` (by number) stand out.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    caption: str = ""
    height: float = 0
    bold: frozenset[int] = frozenset()


class Level(StrEnum):
    """How a line is set: the levels of REFERENCE §6.1, plain text, a note in small type, or a line to sign on."""

    FIRST = "first"
    SECOND = "second"
    TEXT = "text"
    NOTE = "note"
    SIGN = "sign"


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    text: str
    level: Level = Level.TEXT


@dataclass(frozen=True)
class Page:
    """What begins on a page of its own: in a workbook a sheet with this `name`. `before` and `after` surround the table.

    `is_for_workbooks`: a list to be filtered, which would only fill paper.
    """

    name: str
    title: str = ""
    before: Sequence[Line] = ()
    grid: Grid | None = None
    after: Sequence[Line] = ()
    is_landscape: bool = False
    is_for_workbooks: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole document. `mark` is printed at its end: version and source; `organ` and `at` are the signature and date."""

    title: str
    pages: Sequence[Page]
    at: datetime
    mark: str = ""
    organ: str = ""


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: object) -> str:
    """Text without the characters that no XML file may hold."""
    return CONTROL.sub("", str(text))


def day_words(at: date) -> str:
    """The date as documents have it: Arabic, without zeros (REFERENCE §6.1). A moment is given in China time."""
    return _("{year}年{month}月{day}日").format(year=at.year, month=at.month, day=at.day)


def moment_words(at: datetime) -> str:
    """Date and time of day; `at` is in China time."""
    return f"{day_words(at)} {at:%H:%M}"
