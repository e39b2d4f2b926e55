"""A paper as a workbook: a sheet for each page, its table ready to be filtered, filled in and printed on A4."""

from decimal import Decimal
from typing import BinaryIO

import xlsxwriter

from ..kernel.words import _
from .papers import CENTRE, Grid, Level, Line, Page, Paper, clean

A4, LONGEST_NAME, LONGEST_CELL, LONGEST_HEADER = 9, 31, 32_000, 240
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
"""Characters that no name of a sheet may have."""

MM_TO_WIDTH, MM_TO_POINTS = 0.52, 2.835
"""A millimetre of a printed page as a width of a column (characters of the default type) and as a height of a row."""

LINE_HEIGHT, WIDE = 16, 2
"""Points of a line of type; a Chinese character is as wide as two others."""

FORMATS = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "text_wrap": True},
    Level.FIRST: {"bold": True, "font_size": 12, "text_wrap": True, "valign": "vcenter"},
    Level.SECOND: {"bold": True, "text_wrap": True, "valign": "vcenter"},
    Level.TEXT: {"text_wrap": True, "valign": "vcenter"},
    Level.NOTE: {"text_wrap": True, "valign": "vcenter", "font_size": 10, "font_color": "#404040"},
    Level.SIGN: {"text_wrap": True, "valign": "bottom", "font_size": 12},
    "caption": {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#F2F2F2"},
    "head": {
        "bold": True,
        "border": 1,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "bg_color": "#E8EEF6",
    },
    "cell": {"num_format": "@", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "whole": {"num_format": "0", "border": 1, "valign": "vcenter"},
    "number": {"num_format": "0.00", "border": 1, "valign": "vcenter"},
}


def write(target: BinaryIO, paper: Paper) -> None:
    """The paper as a workbook. What looks like a formula or an address stays text."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties(
            {"title": clean(paper.title), "comments": clean(paper.mark), "created": paper.at.replace(tzinfo=None)}
        )
        names: set[str] = set()
        writer = _Writer(book)
        for page in paper.pages:
            sheet = book.add_worksheet(sheet_name(page.name, names))
            _set_up(sheet, paper, page)
            writer.fill(sheet, page)


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes and that no sheet of the book has yet; it is added to `taken`."""
    plain = clean(name).translate(FORBIDDEN).strip()[:LONGEST_NAME] or _("表")
    found, number = plain, 2
    while found.lower() in taken:
        found = f"{plain[: LONGEST_NAME - 5]}({number})"
        number += 1
    taken.add(found.lower())
    return found


def _set_up(sheet, paper: Paper, page: Page) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.hide_gridlines(2)
    sheet.set_header("&R&8" + _escaped(paper.title))
    sheet.set_footer("&L&8" + _escaped(paper.mark) + "&R&8" + _("第 &P 页，共 &N 页"))


def _escaped(text: str) -> str:
    return clean(text).replace("&", "&&").replace("\n", " ")[:LONGEST_HEADER]


class _Writer:
    """Writes pages from the top; `row` is the next row."""

    def __init__(self, book):
        self.book = book
        self.formats = {key: book.add_format(given) for key, given in FORMATS.items()}
        self.aligned: dict = {}
        self.row = 0

    def fill(self, sheet, page: Page) -> None:
        self.row = 0
        widths = [column.width * MM_TO_WIDTH for column in page.grid.columns] if page.grid else [100.0]
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        if page.title:
            self.across(sheet, page.title, widths, self.formats["title"], 30)
        for line in page.before:
            self.say(sheet, line, widths)
        if page.grid is not None:
            self.tabulate(sheet, page.grid, widths)
        for line in page.after:
            self.say(sheet, line, widths)

    def say(self, sheet, line: Line, widths: list[float]) -> None:
        least = 30 if line.level == Level.SIGN else LINE_HEIGHT
        self.across(sheet, line.text, widths, self.formats[line.level], least)

    def across(self, sheet, text: str, widths: list[float], form, least: float) -> None:
        """A line over the whole width, as tall as its words need."""
        text = clean(text)[:LONGEST_CELL]
        sheet.set_row(self.row, max(least, LINE_HEIGHT * lines_of(text, sum(widths))))
        if len(widths) > 1:
            sheet.merge_range(self.row, 0, self.row, len(widths) - 1, "", form)
        sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def tabulate(self, sheet, grid: Grid, widths: list[float]) -> None:
        first = self.row
        if grid.caption:
            self.across(sheet, grid.caption, widths, self.formats["caption"], 20)
        heads = [column.heading for column in grid.columns]
        sheet.set_row(self.row, LINE_HEIGHT * max(map(lines_of, heads, widths)) + 4)
        for at, heading in enumerate(heads):
            sheet.write_string(self.row, at, clean(heading), self.formats["head"])
        sheet.repeat_rows(first, self.row)
        sheet.freeze_panes(self.row + 1, 0)
        self.row += 1
        for number, row in enumerate(grid.rows):
            tall = max([1, *(lines_of(clean(cell), width) for cell, width in zip(row, widths, strict=True))])
            sheet.set_row(self.row, max(grid.height * MM_TO_POINTS, LINE_HEIGHT * tall + 2))
            for at, (cell, column) in enumerate(zip(row, grid.columns, strict=True)):
                self.write(sheet, at, cell, column.align, is_bold=number in grid.bold)
            self.row += 1

    def write(self, sheet, at: int, cell: object, align: str, *, is_bold: bool) -> None:
        if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
            kind = "number" if isinstance(cell, Decimal) else "whole"
            sheet.write_number(self.row, at, float(cell), self.form(kind, CENTRE, is_bold))
        else:
            sheet.write_string(self.row, at, clean(cell)[:LONGEST_CELL], self.form("cell", align, is_bold))

    def form(self, kind: str, align: str, is_bold: bool):
        key = (kind, align, is_bold)
        if key not in self.aligned:
            self.aligned[key] = self.book.add_format(FORMATS[kind] | {"align": align, "bold": is_bold})
        return self.aligned[key]


def lines_of(text: str, width: float) -> int:
    """How many lines the text takes in a column of this width (in characters of the default type)."""
    found = 0
    for line in text.split("\n"):
        wide = sum(1 if letter.isascii() else WIDE for letter in line)
        found += max(1, -(-wide // max(1, int(width))))
    return found
