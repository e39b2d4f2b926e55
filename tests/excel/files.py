"""Made-up workbooks as messy as real ones; written by the tests themselves."""

from datetime import datetime
from pathlib import Path

import xlsxwriter

PLAIN = ["序号", "问题表现", "问题来源", "整改措施", "责任单位", "承诺时限", "进展情况", "提出日期", "类别"]


def workbook(path: Path, rows: list[list], sheet: str = "台账", **options) -> Path:
    """A sheet with these rows from A1 on; datetimes are written as real dates."""
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy/m/d"})
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(r, c, cell, day)
                elif cell is not None:
                    page.write(r, c, cell)
    return path


def ledger(path: Path, *rows: list, title: bool = True) -> Path:
    """A plain ledger with a title line above its headings."""
    return workbook(path, [*([["某县问题整改台账"]] if title else []), PLAIN, *rows])


def messy(path: Path) -> Path:
    """Merged headings over two rows, a title, dates in five forms, merged offices, blank and repeated rows, totals."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("汇总")
        day = book.add_format({"num_format": "yyyy/m/d"})
        page.merge_range("A1:H1", "示例县“问题清单、整改台账”（第三季度）")
        page.write("A2", "填报单位：示例县")
        page.merge_range("A3:A4", "序号")
        page.merge_range("B3:C3", "问题情况")
        page.write_row("B4", ["问题\n表现", "来源"])
        page.merge_range("D3:F3", "整改落实")
        page.write_row("D4", ["整改措施*", "责任部门（单位）", "完成时限"])
        page.merge_range("G3:G4", "提出日期")
        page.merge_range("H3:H4", "问题类别")
        page.write_row("A5", [1, "广场路灯不亮", "来访", "更换灯头", None, "2026年3月5日", "2026/3/2", "公用设施/路灯"])
        page.write_row("A6", [2, "东门路灯不亮", "巡察反馈", "更换灯头", None, "2026.3.6", "2026-03-02", "路灯"])
        page.merge_range("E5:E6", "县城市管理局")
        page.write_row("A7", [3, "西门路灯不亮", "书面", "更换灯头", "县城市管理局", 46087, "2026/3/2", "路灯"])
        page.write_row("A9", [4, "南门路灯不亮", "书面", "更换灯头", "县城市管理局"])
        page.write_datetime("F9", datetime(2026, 3, 6), day)
        page.write_row("G9", ["2026年3月2日", "路灯"])
        page.write_row("A10", [5, "南门路灯不亮", "书面", "更换灯头", "县城市管理局", "2026/3/6", "2026/3/2", "路灯"])
        page.write_row("A11", ["合  计", "5件"])
        page.write("A12", "填表人：张某某")
        page.set_column("D:D", None, None, {"hidden": True})
        hidden = book.add_worksheet("旧表")
        hidden.write_row("A1", PLAIN)
        hidden.hide()
    return path
