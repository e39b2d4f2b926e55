"""Rows a second from Excel through the acts: exported messages with their answers, and a ledger of 20,000 rows."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from . import _city, _ground
from .report import SHARED, Figure

ROWS = 20_000
BOUND = "≥ 2,000 rows/s"
MESSAGES = ("messages_with_replies_2816.xlsx", "messages_4326.xlsx")


def run() -> Iterator[Figure]:
    """Each file into a database of its own that knows places and offices and no matter."""
    yield from written()
    if (SHARED / "data" / "messages").exists():
        for name in MESSAGES:
            yield messages(SHARED / "data" / "messages" / name)


def empty() -> None:
    """A database with the ground of the city."""
    _ground.database("bench_import", fill=_city.settle)
    _ground.enter("bench_import")


def messages(path: Path) -> Figure:
    """One file of messages."""
    from yinuo.channels.excel.messages import import_messages

    empty()
    return timed(f"messages, {path.stem}", lambda: import_messages(path))


def written() -> Iterator[Figure]:
    """A ledger as the channel itself writes it, of made-up rows."""
    try:
        from yinuo.channels.excel import ledger
    except ImportError:
        yield raised()
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        empty()
        made_up(path, ROWS // _ground.small())
        yield timed("ledger", lambda: ledger.import_ledger(path))


def raised() -> Figure:
    """While there is no import of ledgers: the bulk form of raising alone."""
    from yinuo.acts.door import many
    from yinuo.channels.excel.importing import Outcome
    from yinuo.kernel.actor import HOUSE
    from yinuo.matters import actions
    from yinuo.places.models import Place

    empty()
    place = Place.objects.get(code="419901001001")
    rows = [(place, {"words": f"第{n}盏路灯坏了，晚上看不见路。"}, None) for n in range(ROWS // _ground.small())]

    def bulk() -> Outcome:
        for start in range(0, len(rows), 1000):
            many(actions.raise_, rows[start : start + 1000], HOUSE)
        return Outcome(imported=len(rows))

    return timed("raising in bulk", bulk)


def timed(name: str, importing) -> Figure:
    """Rows a second, of the rows that were imported."""
    started = perf_counter()
    outcome = importing()
    taken = perf_counter() - started
    told = f"imported {outcome.imported:,}, known {outcome.known:,}, rejected {len(outcome.rejected):,} in {taken:.1f} s"
    return Figure(name, outcome.imported / taken, "rows/s", BOUND, None, told)
