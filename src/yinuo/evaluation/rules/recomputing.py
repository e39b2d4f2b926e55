"""`python -m yinuo.evaluation.rules.recomputing EXPORT [--to RESULT] [--compare RESULT]`: the result, computed by anybody.

Reads the exported file, computes, prints the SHA-256; with --compare says whether a result is the same to the byte.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ...kernel.errors import Unfit
from ...kernel.words import _
from .composite import compute, digest_of, result_bytes


def main(argv: Sequence[str] | None = None) -> int:
    """0: computed, and the same where it was compared; 1: not the same; 2: a file cannot be read or written."""
    asked = _parser().parse_args(argv)
    try:
        return _run(Path(asked.export), asked.to and Path(asked.to), asked.compare and Path(asked.compare))
    except Unfit as problem:
        print(problem.sentence, file=sys.stderr)
    except OSError as problem:
        print(_("文件打不开：{problem}").format(problem=problem), file=sys.stderr)
    except (ValueError, RecursionError):
        print(_("文件不是评价导出的样子，读不出来。"), file=sys.stderr)
    return 2


def _run(export: Path, to: Path | None, compare: Path | None) -> int:
    content = result_bytes(compute(json.loads(export.read_text(encoding="utf-8-sig"))))
    known = compare.read_bytes() if compare else None
    if to:
        to.write_bytes(content)
    elif known is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    print(f"SHA-256 {digest_of(content)}", file=sys.stderr if known is None and not to else sys.stdout)
    return 0 if known is None else _compared(content, known)


def _compared(content: bytes, known: bytes) -> int:
    if content == known:
        print(_("一致：重新计算的结果和这份结果逐字节相同。"))
        return 0
    mine, theirs = content.decode().splitlines(), known.decode(errors="replace").splitlines()
    at = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs)))
    print(_("不一致：从第{n}行起不同。").format(n=at + 1))
    print("  " + (mine[at] if at < len(mine) else ""))
    print("  " + (theirs[at] if at < len(theirs) else ""))
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="recomputing", description=_("从导出的文件重新计算评价结果"))
    parser.add_argument("export", help=_("导出的文件"))
    parser.add_argument("--to", help=_("把结果写到这个文件"))
    parser.add_argument("--compare", help=_("和这份结果比较"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
