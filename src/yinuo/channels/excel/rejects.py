"""The rows that were left out, as a workbook to be mended and sent again."""

from datetime import date
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

from .importing import Bad
from .ledger.reading import read_table
from .workbooks import read_sheets


def write_rejects(target: BinaryIO, source: Path, bad: list[Bad]) -> None:
    """Every bad row as it stood in the file, headings above, with its number and the reason before it."""
    headings, rows = _source(source)
    with xlsxwriter.Workbook(
        target, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    ) as book:
        sheet = book.add_worksheet(_("未导入的行"))
        bold, words = book.add_format({"bold": True}), book.add_format({"num_format": "@", "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, [_("原行号"), _("没有导入的原因"), *headings], bold)
        sheet.set_column(1, 1, 40)
        sheet.freeze_panes(1, 2)
        for line, one in enumerate(bad, start=1):
            sheet.write_number(line, 0, one.row)
            sheet.write_string(line, 1, one.reason, words)
            for at, cell in enumerate(rows[one.row - 1] if one.row <= len(rows) else [], start=2):
                _write(sheet, line, at, cell, words, day)


def _source(source: Path) -> tuple[list[str], list[list]]:
    try:
        table = read_table(source)
        return table.headings, table.sheet.rows
    except Unfit:
        sheet = read_sheets(source)[0]
        return [str(cell) for cell in sheet.rows[0]], sheet.rows


def _write(sheet, line: int, at: int, cell: object, words, day) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, at, cell, day)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(line, at, cell)
    elif cell not in ("", None):
        sheet.write_string(line, at, str(cell), words)
