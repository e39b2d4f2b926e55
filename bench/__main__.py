"""`.venv/bin/python -m bench NAME…|all`: runs benchmarks, prints a JSON line per figure, exits 0 if all hold."""

import importlib
import pkgutil
import sys
import traceback
from collections.abc import Iterator

import bench

from .report import PAGE, Absent, Figure, page

FRAME = {"__main__", "report", "floor"}
MODULES = {"import": "importing"}
"""Names that Python keeps for itself."""


def names() -> list[str]:
    """Every benchmark: the modules beside this one that have a `run`, seen without importing them."""
    called = {module: name for name, module in MODULES.items()}
    found = {called.get(module.name, module.name) for module in pkgutil.iter_modules(bench.__path__)}
    return sorted(name for name in found if name not in FRAME and not name.startswith("_"))


def measured(name: str) -> Iterator[Figure]:
    """The figures of one benchmark as they come, each printed."""
    for figure in importlib.import_module(f"bench.{MODULES.get(name, name)}").run():
        print(figure.line(), flush=True)
        yield figure


def main(wanted: list[str]) -> int:
    """0: all bounds hold; 1: one does not, or a benchmark broke; 2: no such benchmark."""
    everything = wanted == ["all"]
    known = names()
    if not wanted or (not everything and set(wanted) - set(known)):
        print(f"python -m bench all | {' | '.join(known)}", file=sys.stderr)
        return 2
    found: dict[str, list[Figure] | str] = {}
    broken = False
    for name in known if everything else wanted:
        try:
            found[name] = list(measured(name))
        except Absent as why:
            print(f"{name}: {why}", file=sys.stderr)
            found[name] = str(why)
        except Exception:
            traceback.print_exc()
            found[name], broken = "it broke; run it by itself to see why.", True
    if everything:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(found), encoding="utf-8")
    # a benchmark asked for by name that could not run has not shown that its bounds hold
    absent = not everything and any(isinstance(figures, str) for figures in found.values())
    missed = any(not figure.ok for figures in found.values() if not isinstance(figures, str) for figure in figures)
    return int(broken or absent or missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
