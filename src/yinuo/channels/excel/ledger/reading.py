"""Reading a ledger as people keep it: titles above, headings over two rows, totals below, dates in every form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from yinuo.analytics.texts.moments import read_moment
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

from ..workbooks import MOST_ROWS, Sheet, read_sheets, too_many
from .columns import HEADINGS, KNOWN, bare

HEADER_WITHIN = 20
EXACT_DIGITS = 15
"""Excel keeps fifteen digits of a number; what is longer has lost its end and cannot be repaired."""

TOTALS = re.compile(r"(合计|总计|小计|共计|累计)[:：]?[\d件项条个]*")
FOOTERS = re.compile(
    r"(填表人|填表单位|制表人?|审核人?|填报人|填报单位|填报时间|备注|说明|注|单位负责人|联系人|联系电话)[:：]"
)
DATES = frozenset({"due", "raised_on"})
Mapping = dict[str, int]
"""Which column of the file (from 0) holds which of ours."""


@dataclass
class Table:
    """A sheet with its headings found: `first` is the index of the first row below them."""

    sheet: Sheet
    headings: list[str]
    first: int
    guess: Mapping


@dataclass
class Row:
    """One row of a ledger: its number as Excel shows it, the words and days by column, and what is wrong with it."""

    row: int
    words: dict[str, str] = field(default_factory=dict)
    days: dict[str, datetime] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def __getitem__(self, key: str) -> str:
        return self.words.get(key, "")


def read_table(path: str | Path) -> Table:
    """The sheet that looks most like a ledger; Unfit for a file that holds none."""
    best: Table | None = None
    for sheet in read_sheets(path):
        found = _headed(sheet)
        if found and (best is None or len(found.guess) > len(best.guess)):
            best = found
    if best is None:
        raise Unfit(_("没有找到表头。前{n}行里要有“问题表现”等列名，请检查后再导入。").format(n=HEADER_WITHIN), "file")
    if len(best.sheet.rows) - best.first > MOST_ROWS:
        raise too_many(len(best.sheet.rows) - best.first)
    return best


def _headed(sheet: Sheet) -> Table | None:
    """The row, or the two rows, with most known headings; at least two, or one that says what the problem is."""
    best: tuple[int, int, list[str], Mapping] | None = None
    for at in range(min(HEADER_WITHIN, len(sheet.rows))):
        for depth in (1, 2):
            lines = sheet.rows[at : at + depth]
            headings = [
                _heading([line[c] if c < len(line) else "" for line in lines]) for c in range(max(map(len, lines)))
            ]
            guess = _guess(headings)
            if len(guess) > (len(best[3]) if best else 1):
                best = (at, depth, headings, guess)
    if best is None:
        return None
    at, depth, headings, guess = best
    return Table(sheet, headings, at + depth, {key: c for key, c in guess.items() if KNOWN[key].is_taken})


def _heading(cells: list) -> str:
    """One heading of cells that stand over each other: the known one, else all of them."""
    texts = list(dict.fromkeys(bare(cell) for cell in cells if bare(cell)))
    known = [text for text in reversed(texts) if text in HEADINGS]
    return known[0] if known else " ".join(texts)


def _guess(headings: list[str]) -> Mapping:
    """Where a heading stands twice the first counts."""
    found: Mapping = {}
    for at, heading in enumerate(headings):
        if key := HEADINGS.get(heading):
            found.setdefault(key, at)
    return found


def rows_of(table: Table, mapping: Mapping) -> Iterator[Row]:
    """The rows below the headings in order, each with its problems; empty rows, totals and footers are passed over."""
    for at in range(table.first, len(table.sheet.rows)):
        cells = table.sheet.rows[at]
        if is_outside(cells) or _guess([bare(cell) for cell in cells]).keys() >= {"problem", "office"}:
            continue
        row = _row(cells, at + 1, mapping)
        if row.words or row.days or row.problems:
            yield row


def is_outside(cells: list) -> bool:
    """Nothing, a heading over all columns, a line of totals, or a line that says who filled the form in."""
    texts = [text for text in (text_of(cell) for cell in cells) if text]
    if not texts:
        return True
    if len(texts) > 1 and len(set(texts)) == 1:
        return True
    first = re.sub(r"\s", "", texts[0])
    return bool(TOTALS.fullmatch(first) or (len(set(texts)) <= 4 and FOOTERS.match(first)))


def _row(cells: list, number: int, mapping: Mapping) -> Row:
    row = Row(number)
    for key, at in mapping.items():
        cell = cells[at] if at < len(cells) else ""
        if not text_of(cell):
            continue
        if key in DATES:
            _take_day(row, key, cell)
        elif has_lost_digits(cell):
            row.problems.append(
                _("“{column}”（{place}）是超过15位的数字，末尾几位已经丢失，请把这一格设为文本后重新填写。").format(
                    column=KNOWN[key].heading, place=f"{letters(at)}{number}"
                )
            )
        else:
            row.words[key] = text_of(cell)
    if not row["problem"] and not row.problems and (row.words or row.days):
        row.problems.append(_("“问题表现”是空的，请补上。"))
    return row


def _take_day(row: Row, key: str, cell: object) -> None:
    moment = read_moment(cell) if not isinstance(cell, bool) else None
    if moment is None:
        row.problems.append(
            _("“{column}”里的“{cell}”看不懂，请写成 2026-09-01 的样子。").format(
                column=KNOWN[key].heading, cell=text_of(cell)[:30]
            )
        )
    else:
        row.days[key] = moment


def has_lost_digits(cell: object) -> bool:
    """Whether a number was too long for Excel to keep."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 10**EXACT_DIGITS


def text_of(cell: object) -> str:
    """What the cell shows, as text."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell).replace("\x00", "").strip()


def letters(column: int) -> str:
    """A column as Excel names it: 0 is A, 27 is AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
