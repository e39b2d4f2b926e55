"""ledger verify, proof, sequence: for whoever wants to check that nothing was changed."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from .ground import bring_up, complain, console, progress


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    group = typer.Typer(help="存证账本 · The ledger of acts: check it, prove from it.", no_args_is_help=True)
    for command in (verify, proof, sequence):
        group.command()(command)
    app.add_typer(group, name="ledger")


def verify() -> None:
    """核对整个账本 · Re-hash every chain, rebuild every root; names the first broken entry."""
    bring_up()
    from yinuo.acts.verify import verify as look

    with progress("正在核对账本") as step:
        verdict = look(step)
    for sentence in verdict.broken:
        console.print(sentence, style="red", markup=False, highlight=False)
    print(f"entries {verdict.entries}, checkpoints {verdict.checkpoints}, broken {len(verdict.broken)}")
    sys.exit(0 if verdict.is_true else 1)


def proof(
    number: Annotated[str, typer.Argument(help="事项编号 · number of the matter")],
    file: Annotated[Path | None, typer.Option("--to", help="写入文件 · write to this file")] = None,
) -> None:
    """导出一件事项的证明 · The proof for one matter, as JSON; tools/check_proof.py checks it."""
    bring_up()
    from yinuo.acts.canon import reference
    from yinuo.acts.proof import prove
    from yinuo.matters.models import Matter

    matter = Matter.objects.filter(number=number.strip().upper()).first()
    if matter is None:
        complain(f"没有编号为 {number} 的事项。")
    text = json.dumps(prove(reference(matter)), ensure_ascii=False, indent=1)
    if file:
        file.write_text(text + "\n", encoding="utf-8")
        console.print(f"→ {file}")
    else:
        print(text)


def sequence(
    everything: Annotated[
        bool, typer.Option(help="查找所有未封印的记录 · look at all entries, not only new ones")
    ] = False,
) -> None:
    """封印新的记录 · Append new entries to the Merkle logs and sign checkpoints."""
    bring_up()
    from yinuo.acts.sequencer import sequence as work

    print(f"sequenced {work(everything=everything)}")
