"""Reading a roster as people keep it: headings found, merged cells understood or asked about, every cell checked."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from yinuo.analytics.texts.moments import read_moment
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

from ..ledger.columns import bare
from ..ledger.reading import has_lost_digits, is_outside, letters, text_of
from ..workbooks import Sheet, read_sheets
from .columns import PERSONAL, Column, Form, Roster

HEADER_WITHIN = 12
MOST = 3_000
YES, NO = ("是", "专职", "√", "1", "y", "yes", "true"), ("否", "兼职", "×", "0", "n", "no", "false", "")


@dataclass
class Line:
    """One row: its number as Excel shows it, what it says by column, and what is wrong with it."""

    row: int
    given: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def __getitem__(self, key: str) -> Any:
        return self.given.get(key, "")


def read_roster(path: str | Path, roster: Roster) -> list[Line]:
    """The rows of the sheet whose headings fit best; Unfit where none does, where it tells of persons, or is too long."""
    found = [(sheet, *_headed(sheet, roster)) for sheet in read_sheets(path)]
    sheet, first, columns = max(found, key=lambda one: (len(one[2]), _is_filled(one[0], one[1])))
    if missing := _missing(columns, roster):
        raise Unfit(
            _("没有找到“{columns}”列。前{n}行里要有表头，可以先下载模板对照。").format(
                columns="、".join(missing), n=HEADER_WITHIN
            ),
            "file",
        )
    whole = [one.name for one, top, known in found if _is_filled(one, top) and not _missing(known, roster)]
    if len(whole) > 1:
        raise Unfit(
            _("这个文件里有几张表都是名册（{names}），一次只导入一张。请只留一张，其余另存后分别导入。").format(
                names="、".join(whole)
            ),
            "file",
        )
    _refuse_persons(sheet.rows[first - 1])
    lines = [
        _line(sheet, at, columns, roster) for at in range(first, len(sheet.rows)) if not is_outside(sheet.rows[at])
    ]
    lines = [line for line in lines if line.given or line.problems]
    if len(lines) > MOST:
        raise Unfit(
            _("表里有{n}行，一次最多导入{most}行。请分成几个文件导入。").format(n=len(lines), most=MOST), "file"
        )
    if not lines:
        raise Unfit(_("表头下面没有内容，请填写后再导入。"), "file")
    return lines


def _missing(columns: dict[int, Column], roster: Roster) -> list[str]:
    """Headings of the needed columns that the sheet has not."""
    return [column.heading for column in roster.needed if column.key not in {c.key for c in columns.values()}]


def _is_filled(sheet: Sheet, first: int) -> bool:
    """Whether anything stands below the headings."""
    return any(not is_outside(cells) for cells in sheet.rows[first:])


def _headed(sheet: Sheet, roster: Roster) -> tuple[int, dict[int, Column]]:
    """(first row below the headings, their columns): the row with most known headings; where one stands twice the first counts."""
    best: tuple[int, dict[int, Column]] = (0, {})
    known = roster.headings
    for at, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns: dict[int, Column] = {}
        for place, cell in enumerate(cells):
            column = known.get(bare(cell))
            if column and column not in columns.values():
                columns[place] = column
        if len(columns) > len(best[1]):
            best = (at + 1, columns)
    return best


def _refuse_persons(headings: list) -> None:
    for at, cell in enumerate(headings):
        if word := next((word for word in PERSONAL if word in bare(cell)), None):
            raise Unfit(
                _("{column}列是“{heading}”。这里不收个人信息（{word}），请删掉这一列再导入。").format(
                    column=letters(at), heading=text_of(cell), word=word
                ),
                "file",
            )


def _line(sheet: Sheet, at: int, columns: dict[int, Column], roster: Roster) -> Line:
    cells, line = sheet.rows[at], Line(at + 1)
    for place, column in columns.items():
        cell = cells[place] if place < len(cells) else ""
        where = f"{letters(place)}{at + 1}"
        if _is_merged(sheet, at, place, column):
            line.problems.append(
                _("“{column}”（{place}）是合并单元格，分不清每一行各是什么，请取消合并，逐行填写。").format(
                    column=column.heading, place=where
                )
            )
        elif text_of(cell):
            _take(line, column, cell, where)
    empty = [column.heading for column in roster.needed if column.key not in line.given]
    if line.given and empty and not line.problems:
        line.problems.append(_("“{columns}”是空的，请补上。").format(columns="、".join(empty)))
    return line


def _is_merged(sheet: Sheet, at: int, place: int, column: Column) -> bool:
    """Whether the cell belongs to a merge that could mean several things: over columns, or over rows where each differs."""
    for (top, left), (bottom, right) in sheet.merged:
        if top <= at <= bottom and left <= place <= right:
            return left != right or not column.may_span
    return False


def _take(line: Line, column: Column, cell: object, where: str) -> None:
    readers = {Form.COUNT: _count, Form.DAY: _day, Form.YES: _yes, Form.DEGREES: _degrees}
    if column.form == Form.WORDS and has_lost_digits(cell):
        line.problems.append(
            _("“{column}”（{place}）是超过15位的数字，末尾几位已经丢失，请把这一格设为文本后重新填写。").format(
                column=column.heading, place=where
            )
        )
        return
    value = readers[column.form](cell) if column.form in readers else text_of(cell)
    if value is None:
        line.problems.append(
            _("“{column}”（{place}）里的“{cell}”看不懂，{how}").format(
                column=column.heading, place=where, cell=text_of(cell)[:30], how=HOW[column.form]
            )
        )
    else:
        line.given[column.key] = value


HOW = {
    Form.COUNT: _("请只写数字，例如 12。"),
    Form.DAY: _("请写成 2026-09-01 的样子。"),
    Form.YES: _("请写“是”或者“否”。"),
    Form.DEGREES: _("请写小数，例如 112.0871。"),
}


def _count(cell: object) -> int | None:
    text = re.sub(r"[户人名个,，\s]", "", text_of(cell))
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None


def _day(cell: object) -> date | None:
    moment = read_moment(cell) if not isinstance(cell, bool) else None
    return moment.date() if moment else None


def _yes(cell: object) -> bool | None:
    text = text_of(cell).lower()
    return True if text in YES else False if text in NO else None


def _degrees(cell: object) -> Decimal | None:
    try:
        value = Decimal(str(cell).strip())
    except InvalidOperation:
        return None
    return round(value, 6) if value.is_finite() and abs(value) <= 180 else None
