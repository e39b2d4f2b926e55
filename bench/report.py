"""What a benchmark gives: figures with their bounds, as JSON lines and as the page docs/benchmarks.md."""

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
SHARED = ROOT.parent / "shared"

HEAD = """# Benchmarks

Written by `.venv/bin/python -m bench all` (`make bench`); do not edit. Ratios are measured within one run, so that they
hold on other machines; figures without a bound are there for orientation. Bounds come from the design, or else from
the benchmark's own file.

Machine: {machine}.
"""


@dataclass(frozen=True)
class Figure:
    """One measured number.

    `bound` reads "≤ 6" or "≥ 0.7" (the number may have a unit after it); None for a figure that only informs.
    `baseline` is what it was compared with, in the same run. `reason` says why a bound is missed, or how to read it.
    """

    name: str
    value: float
    unit: str = ""
    bound: str | None = None
    baseline: float | None = None
    reason: str = ""

    @cached_property
    def ok(self) -> bool:
        """Whether the bound holds; a figure without one always does."""
        if self.bound is None:
            return True
        sign, limit = self.bound.split()[:2]
        if sign not in {"≤", "≥"}:
            raise ValueError(f"a bound begins with ≤ or ≥: {self.bound}")
        number = float(limit.replace(",", ""))
        return self.value <= number if sign == "≤" else self.value >= number

    def line(self) -> str:
        """The figure as one line of JSON."""
        given = {name: getattr(self, name) for name in ("name", "value", "unit", "bound", "ok", "baseline")}
        if self.reason:
            given["reason"] = self.reason
        return json.dumps(given, ensure_ascii=False)


class Absent(Exception):
    """What a benchmark needs is not here (../shared, a server); says what."""


def machine() -> str:
    """What the figures were measured on, without a date or a name of the machine."""
    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        processor = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), processor)
        memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1_048_576
    except OSError:
        memory = 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    given = f"{cores} cores ({processor})"
    return f"{given}{f', {memory:.0f} GB' if memory else ''}, {platform.system()}, Python {platform.python_version()}"


def page(measured: Mapping[str, Iterable[Figure] | str]) -> str:
    """The whole page: per benchmark its figures, or the sentence saying why it did not run."""
    parts = [HEAD.format(machine=machine())]
    for name, found in measured.items():
        parts.append(f"\n## {name}\n")
        parts.append(f"Not run: {found}\n" if isinstance(found, str) else _table(list(found)))
    return "\n".join(parts)


def _table(figures: list[Figure]) -> str:
    rows = ["| figure | value | bound | holds | compared with |", "|---|---:|---|---|---:|"]
    for figure in figures:
        holds = "" if figure.bound is None else "yes" if figure.ok else "**no**"
        beside = "" if figure.baseline is None else f"{_short(figure.baseline)} {figure.unit}".strip()
        value = f"{_short(figure.value)} {figure.unit}".strip()
        rows.append(f"| {figure.name} | {value} | {figure.bound or ''} | {holds} | {beside} |")
    notes = [f"- {figure.name}: {figure.reason}" for figure in figures if figure.reason]
    return "\n".join([*rows, *([""] if notes else []), *notes, ""])


def _short(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"
