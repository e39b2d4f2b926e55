"""import and export: files in and out. The last line of an import is always `imported N, known M, rejected K`."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from .ground import aside, bring_up, complain, console, progress

Source = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="文件 · file")]
Target = Annotated[Path, typer.Argument(dir_okay=False, help="文件 · file")]
SHOWN = 20  # rejected rows told one by one


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    into = typer.Typer(help="导入 · Import a file.", no_args_is_help=True)
    for command in (messages, divisions, ledger):
        into.command()(command)
    app.add_typer(into, name="import")
    out = typer.Typer(help="导出 · Export to a file.", no_args_is_help=True)
    out.callback()(lambda: None)
    out.command("ledger")(export_ledger)
    app.add_typer(out, name="export")


def messages(file: Source) -> None:
    """导入群众来信留言（Excel）· Import residents' messages from Excel."""
    bring_up()
    from yinuo.channels.excel.messages import import_messages

    _import("正在导入留言", lambda step: import_messages(file, step))


def divisions(file: Source) -> None:
    """导入行政区划（CSV：code,name）· Import official divisions from CSV."""
    bring_up()
    from yinuo.kernel.actor import HOUSE
    from yinuo.places.actions import import_divisions

    def work(_step: Callable) -> Any:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                rows = csv.DictReader(lines)
                if not {"code", "name"} <= set(rows.fieldnames or ()):
                    complain("第一行必须有 code 和 name 两列。")
                return import_divisions(rows, HOUSE)
        except UnicodeDecodeError:
            complain("文件不是 UTF-8 编码。请在表格软件中另存为“CSV UTF-8”后再导入。")

    _import("正在导入行政区划", work)


def ledger(file: Source) -> None:
    """导入台账（Excel）· Import a ledger from Excel."""
    bring_up()
    from yinuo.channels.excel.ledger import import_ledger

    _import("正在导入台账", lambda step: import_ledger(file, step))


def export_ledger(file: Target) -> None:
    """导出台账（Excel）· Export the ledger to Excel."""
    bring_up()
    from yinuo.channels.excel.ledger import export_ledger as write

    with progress("正在导出台账") as step:
        count = write(file, step)
    console.print(f"exported {count if isinstance(count, int) else ''} → {file}".replace("  ", " "))


def _import(title: str, work: Callable[[Callable], Any]) -> None:
    with progress(title) as step:
        outcome = work(step)
    imported, known, rejected = (
        outcome if isinstance(outcome, tuple) else (outcome.imported, outcome.known, outcome.rejected)
    )
    if not isinstance(rejected, int):
        for sentence in rejected[:SHOWN]:
            aside.print(str(sentence), markup=False, highlight=False)
        if len(rejected) > SHOWN:
            aside.print(f"……另有 {len(rejected) - SHOWN} 行未列出。")
        rejected = len(rejected)
    print(f"imported {imported}, known {known}, rejected {rejected}")
