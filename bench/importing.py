"""Rows a second from Excel through the acts: exported messages with their answers, and a ledger of 20,000 rows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from . import _city, _ground
from ._processor import per_core
from .report import SHARED, Figure

ROWS = 20_000
BOUND = "≥ 2,000 rows/s"
MESSAGES = ("messages_with_replies_2816.xlsx", "messages_4326.xlsx")

SHORT = {
    "问题表现": lambda n: f"{_city.WHERE[n % 10]}第{n}号的{_city.WHAT[n % 20]}，请尽快处理。",
    "问题来源": lambda n: "网格巡查",
    "提出日期": lambda n: _day(5 + n % 40),
}
WHOLE = SHORT | {
    "事项分类": lambda n: f"大类{1 + n % 8}/小类{1 + n % 10}",
    "责任单位": lambda n: f"职能部门{1 + n % 15}",
    "整改措施": lambda n: "现场核实，三日内修好。",
    "承诺时限": lambda n: _day(2 + n % 40),
    "进展": lambda n: "已经派人看过，材料备好。",
}


def run() -> Iterator[Figure]:
    """Each file into a database of its own that knows places and offices and no matter."""
    yield from written()
    if (SHARED / "data" / "messages").exists():
        for name in MESSAGES:
            yield messages(SHARED / "data" / "messages" / name)


def empty() -> None:
    """A database with the ground of the city, and the calendars that old messages need."""
    _ground.database("bench_ground", fill=ground, mark=_city.source() + Path(__file__).read_text())
    _ground.copied("bench_import", "bench_ground")


def ground(connection) -> None:
    """Calendars are loaded once in the life of a house, so they are no part of the figures."""
    _city.settle(connection)
    _ground.enter("bench_ground")
    from django.db import connection as ours
    from django.utils import timezone

    from yinuo.channels.excel.importing import need_clocks

    now = timezone.localtime()
    need_clocks([now.replace(year=year, month=6, day=1) for year in range(2008, now.year + 1)], now)
    ours.close()


def messages(path: Path) -> Figure:
    """One file of messages."""
    empty()
    from yinuo.channels.excel.messages import import_messages  # Django is at work from here on

    return timed(f"messages, {path.stem}", lambda: import_messages(path))


def written() -> Iterator[Figure]:
    """Two ledgers of made-up rows: problems alone, and with office, promise and progress, which is six acts a row."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        for name, columns in (("ledger of problems (1 act a row)", SHORT), ("whole ledger (6 acts a row)", WHOLE)):
            empty()
            made_up(path, columns, ROWS // _ground.small())
            from yinuo.channels.excel.ledger import import_ledger  # Django is at work from here on

            yield timed(name, lambda: import_ledger(path, place=_city.COUNTY))


def made_up(path: Path, columns: dict, count: int) -> None:
    """A workbook of that many rows: one column for each heading."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for column, heading in enumerate(columns):
        sheet.write_string(0, column, heading)
    for row in range(count):
        for column, told in enumerate(columns.values()):
            sheet.write_string(row + 1, column, told(row))
    book.close()


def _day(back: int) -> str:
    return f"{date.today() - timedelta(days=back):%Y-%m-%d}"


WHY = {
    "whole": "each row is raised, registered, accepted, dispatched, promised and worked on: {acts:,.0f} acts a second, each"
    " with its rule, its flow, its hashed entry and its salted words; one act a row holds the bound",
    "messages": "letters of hundreds of words: making and indexing their words for search takes a good part, and most have"
    " an answer, which is a second act",
}
"""Why the bound is missed, where it is; by the first word of the figure."""

WHOLE_ACTS = 6


def timed(name: str, importing) -> Figure:
    """Rows a second of one core, of the rows that were imported."""
    rate, told, outcome = per_core(importing, lambda outcome: outcome.imported)
    counts = f"imported {outcome.imported:,}, known {outcome.known:,}, rejected {len(outcome.rejected):,}"
    figure = Figure(name, rate, "rows/s", BOUND, None, f"{counts}; {told}")
    why = WHY.get(name.split()[0].strip(","), "").format(acts=rate * WHOLE_ACTS)
    return figure if figure.ok or not why else replace(figure, reason=f"{why}. {figure.reason}")
