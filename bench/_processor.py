"""Processor time of trees of processes, read from /proc: the living ones and those that have ended."""

import os
from pathlib import Path
from time import perf_counter

TICK = os.sysconf("SC_CLK_TCK")


def spent(*roots: int) -> float:
    """Seconds of processor (user and system) of these processes and everything below them, since they started."""
    children = _children()
    waiting, seen = list(roots), set()
    total = 0.0
    while waiting:
        pid = waiting.pop()
        if pid in seen:
            continue
        seen.add(pid)
        total += _own(pid)
        waiting += children.get(pid, [])
    return total


def postgres() -> int:
    """The process of the bench's database server; all its backends are its children."""
    from yinuo.site import cluster

    return cluster.status()["pid"]


def per_core(work, count=None):
    """(how many of `count` a second of one core, how that came about, what the work gave).

    One core: the processor time of this process and of PostgreSQL, which take turns; the clock counts the neighbours too.
    `count` may also be a function of what the work gave.
    """
    own, base, clock = spent(os.getpid()), spent(postgres()), perf_counter()
    given = work()
    own, base, clock = spent(os.getpid()) - own, spent(postgres()) - base, perf_counter() - clock
    told = f"Python {own:.1f} s and PostgreSQL {base:.1f} s of processor, {clock:.1f} s by the clock"
    return (count(given) if callable(count) else count) / (own + base), told, given


def _own(pid: int) -> float:
    """Of one process: its own time, finer than a clock tick where the kernel tells, and that of its ended children."""
    try:
        fields = _fields(pid)
        fine = sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    own, ended = sum(map(int, fields[11:13])) / TICK, sum(map(int, fields[13:15])) / TICK
    # a thread that has ended takes its fine time with it, and then the coarse one is the larger
    return max(own, fine / 1e9) + ended


def _fields(pid: int) -> list[str]:
    """The fields of /proc/pid/stat after the name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                found.setdefault(int(_fields(int(path.name))[1]), []).append(int(path.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found
