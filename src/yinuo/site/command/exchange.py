"""import and export: files in and out. The last line of an import is always `imported N, known M, rejected K`."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from .ground import aside, bring_up, complain, console, progress

Source = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="文件 · file")]
Target = Annotated[Path, typer.Argument(dir_okay=False, help="文件 · file")]
Where = Annotated[str | None, typer.Option("--place", help="所属地区代码 · code of the place it belongs to")]
Office = Annotated[str | None, typer.Option("--office", help="承办单位编号 · path of the office that handles it")]
SHOWN = 20  # rejected rows told one by one


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    into = typer.Typer(help="导入 · Import a file.", no_args_is_help=True)
    for command in (messages, divisions, ledger, year, structure):
        into.command()(command)
    app.add_typer(into, name="import")
    out = typer.Typer(help="导出 · Export to a file.", no_args_is_help=True)
    out.callback()(lambda: None)
    out.command("ledger")(export_ledger)
    app.add_typer(out, name="export")


def messages(file: Source, place: Where = None, office: Office = None) -> None:
    """导入群众来信留言（Excel）· Import residents' messages from Excel."""
    bring_up()
    from yinuo.channels.excel.messages import import_messages

    _import("正在导入留言", lambda step: import_messages(file, place=place, office=office, progress=step))


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


def ledger(file: Source, place: Where = None, office: Office = None) -> None:
    """导入台账（Excel）· Import a ledger from Excel."""
    bring_up()
    from yinuo.channels.excel.ledger import import_ledger

    _import("正在导入台账", lambda step: import_ledger(file, place=place, office=office, progress=step))


def year(number: Annotated[int, typer.Argument(metavar="YEAR", help="年份 · year")]) -> None:
    """装入一年的放假调休安排 · Load the announced holidays and make-up workdays of a year."""
    bring_up()
    from yinuo.kernel.actor import HOUSE
    from yinuo.places.actions import load_year
    from yinuo.places.models import CalendarYear

    known = CalendarYear.objects.filter(year=number, is_plain=False).exists()
    if not known:
        load_year(None, HOUSE, year=number)
    print(f"imported {int(not known)}, known {int(known)}, rejected 0")


def structure(
    file: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="不写则用随软件附带的 · file")
    ] = None,
) -> None:
    """装入组织设置规则（TOML）· Put a rulebook of structure into force, the shipped one by default."""
    bring_up()
    from yinuo.kernel.errors import Failure
    from yinuo.orgs import rulebook
    from yinuo.orgs.rulebooks import read

    try:
        rows = rulebook.load(file)
        print(f"imported {rows}, known {len(read(file).thresholds) - rows}, rejected 0")
    except Failure as failure:
        complain(failure.sentence)


def export_ledger(file: Target) -> None:
    """导出台账（Excel）· Export the ledger to Excel."""
    bring_up()
    from yinuo.channels.excel.ledger import export_ledger as write

    with progress("正在导出台账") as step:
        count = write(file, progress=step)
    console.print(f"exported {count} → {file}")


def _import(title: str, work: Callable[[Callable], Any]) -> None:
    with progress(title) as step:
        outcome = work(step)
    if isinstance(outcome, tuple):
        imported, known, rejected, noted = *outcome, []
    else:
        imported, known, rejected, noted = outcome.imported, outcome.known, outcome.rejected, outcome.noted
    _tell("未导入 · rejected", rejected)
    _tell("已导入，请留意 · taken, but look at", noted)
    print(f"imported {imported}, known {known}, rejected {len(rejected)}")


def _tell(heading: str, sentences: Sequence) -> None:
    """The first sentences one by one, of the rest only how many."""
    if not sentences:
        return
    aside.print(f"{heading}: {len(sentences)}", style="yellow")
    for sentence in sentences[:SHOWN]:
        aside.print(str(sentence), markup=False, highlight=False, soft_wrap=True)
    if len(sentences) > SHOWN:
        aside.print(f"……另有 {len(sentences) - SHOWN} 行未列出。")
