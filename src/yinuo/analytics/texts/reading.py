"""Reading messages to a government as exported to Excel: messy dates, numbers typed as numbers, any column order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from .moments import read_moment
from .words import _

HEADERS = {
    "留言编号": "number",
    "留言用户": "user",
    "留言主题": "title",
    "留言时间": "written_at",
    "留言详情": "words",
    "答复意见": "reply",
    "答复时间": "replied_at",
    "一级分类": "label",
}
NEEDED = {"number", "written_at", "words"}
HEADER_WITHIN = 20
"""Rows looked at for the headers: a title, a unit and a date often stand above them."""

EXACT_DIGITS = 15
"""Excel keeps fifteen digits of a number; what is longer has lost its end and cannot be repaired."""


class NotMessages(ValueError):
    """The file cannot be opened as a spreadsheet, or has no sheet with the columns of messages; says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as written. `words` is verbatim but for outer white space; `row` counts from 1 as Excel shows it.

    `doubts` are Chinese sentences about what was kept although it looks wrong.
    """

    number: str
    user: str
    title: str
    written_at: datetime
    words: str
    row: int
    reply: str | None = None
    replied_at: datetime | None = None
    label: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not a message, and what to do about it, in Chinese."""

    row: int
    reason: str


class _Unreadable(Exception):
    """Why one row is rejected."""


def looks_like_messages(path: str | Path) -> bool:
    """Whether some sheet of this file has the columns of messages; False for what is no spreadsheet at all."""
    try:
        _sheet(path)
    except NotMessages:
        return False
    return True


def read_messages(path: str | Path) -> Iterator[Message | Rejected]:
    """Every row below the headers of the first sheet that has them, in order; empty rows are passed over.

    A number that stands in the file twice is given twice: which of the two counts is for the importer to say.
    Raises NotMessages before the first row.
    """
    rows, header, columns = _sheet(path)
    return _read(rows, header, columns)


def _sheet(path: str | Path) -> tuple[list[list], int, dict[str, int]]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        # without skip_empty_area=False leading empty rows vanish, and row numbers are not those that people see
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (CalamineError, OSError) as error:
        raise NotMessages(_("打不开这个文件，请另存为 .xlsx 后再导入。")) from error
    for rows in sheets:
        for at, row in enumerate(rows[:HEADER_WITHIN]):
            columns = _columns(row)
            if columns.keys() >= NEEDED:
                return rows, at, columns
    raise NotMessages(_("没有找到表头。表中应有“留言编号”“留言时间”“留言详情”三列，请检查后再导入。"))


def _columns(row: Sequence) -> dict[str, int]:
    """Position of each known column; where a header stands twice the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = HEADERS.get(re.sub(r"[\s\ufeff]", "", str(cell)))
        if name:
            found.setdefault(name, at)
    return found


def _read(rows: list[list], header: int, columns: dict[str, int]) -> Iterator[Message | Rejected]:
    for row, cells in enumerate(rows[header + 1 :], start=header + 2):
        given = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        if not any(_text(cell) for cell in given.values()) or _columns(cells).keys() >= NEEDED:
            continue
        try:
            yield _message(given, row)
        except _Unreadable as why:
            yield Rejected(row, str(why))


def _message(given: dict[str, object], row: int) -> Message:
    number = _number(given["number"])
    title = _text(given.get("title"))
    words = _text(given["words"]) or title
    if not words:
        raise _Unreadable(_("留言主题和留言详情都是空的，请补上原文。"))
    written_at = read_moment(given["written_at"])
    if written_at is None:
        raise _Unreadable(
            _("留言时间“{cell}”看不懂，请写成 2020/1/4 11:17:46 的样子。").format(cell=_text(given["written_at"]))
        )
    reply = _text(given.get("reply")) or None
    replied_at = read_moment(given.get("replied_at"))
    return Message(
        number=number,
        user=_text(given.get("user")),
        title=title,
        written_at=written_at,
        words=words,
        row=row,
        reply=reply,
        replied_at=replied_at,
        label=_text(given.get("label")) or None,
        doubts=tuple(_doubts(written_at, replied_at, reply, _text(given.get("replied_at")))),
    )


def _number(cell: object) -> str:
    """The number as its digits: 188006.0 is "188006"."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and len(str(abs(cell))) > EXACT_DIGITS:
        raise _Unreadable(_("留言编号超过15位却按数字录入，末尾几位已经丢失，请把这一列设为文本后重新填写。"))
    text = re.sub(r"\.0+$", "", _text(cell))
    if not text:
        raise _Unreadable(_("缺少留言编号，请补上。"))
    return text


def _doubts(written_at: datetime, replied_at: datetime | None, reply: str | None, cell: str) -> Iterator[str]:
    if cell and replied_at is None:
        yield _("答复时间“{cell}”看不懂，已按没有答复时间处理。").format(cell=cell)
    if replied_at and replied_at < written_at:
        yield _("答复时间早于留言时间，两者都照原样保留，请核对。")
    if reply and replied_at is None and not cell:
        yield _("有答复意见而没有答复时间。")
    if replied_at and not reply:
        yield _("有答复时间而没有答复意见。")


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
