"""What the ledger costs: a transaction with its entry against one without, verifying, sequencing."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from time import monotonic

from . import _city, _ground
from ._processor import per_core
from .report import Figure

WRITERS = 16
TURNS = 5
SECONDS = 3.0
PER_WRITER = 20
"""Matters of one writer, so that two of them never wait for the same row."""

ENTRIES = 200_000
CHAIN = 5
"""Entries of one chain: what an ordinary matter gathers."""

CHUNK = 2_000
DATABASE = "bench_ledger"


def run() -> Iterator[Figure]:
    """Throughput ratio at 16 writers; entries a second of a bulk, of the sequencer and of `verify`."""
    _ground.database(DATABASE, fill=prepare)
    _ground.enter(DATABASE)
    yield from written()
    yield from checked()


def prepare(connection) -> None:
    """The ground of the city and a few matters, each with a beginning of a chain."""
    _city.settle(connection)
    _ground.enter(DATABASE)
    from django.db import connection as ours

    from yinuo.acts.door import many
    from yinuo.kernel.actor import resident
    from yinuo.matters import actions
    from yinuo.places.models import Place

    place = Place.objects.get(code="419901001001")
    many(actions.raise_, [(place, {"words": "路灯坏了。"}, None)] * (WRITERS * PER_WRITER), resident())
    connection.execute(
        "UPDATE matters_matter SET office_id = (SELECT min(id) FROM orgs_organisation), state = 'in_progress'"
    )
    ours.close()


def written() -> Iterator[Figure]:
    """Sixteen processes, with the entry and without in turns."""
    taken = [(throughput(True), throughput(False)) for _turn in range(TURNS)]
    ratio = median(entry / bare for entry, bare in taken)
    told = f"lock, update, insert at {WRITERS} writers, {SECONDS:.0f} s each, {TURNS} turns; commits reach the disk"
    yield Figure(
        "transactions with their entry",
        median(entry for entry, _bare in taken),
        "/s",
        None,
        median(b for _e, b in taken),
    )
    yield Figure("throughput with the entry, against without", ratio, "×", "≥ 0.7 ×", None, told)


def throughput(has_entry: bool) -> float:
    """Transactions a second of all writers together."""
    from django.db import connection

    from yinuo.matters.models import Matter

    keys = list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    connection.close()
    start = monotonic() + 1.0  # everybody is connected by then
    readers = [forked(keys[n * PER_WRITER : (n + 1) * PER_WRITER], has_entry, start) for n in range(WRITERS)]
    done = 0
    for pid, reader in readers:
        with os.fdopen(reader) as told:
            done += int(told.read() or 0)
        os.waitpid(pid, 0)
    return done / SECONDS


def forked(keys: list[int], has_entry: bool, start: float) -> tuple[int, int]:
    """A writer as a process of its own; what it has done comes through the pipe."""
    reader, writer = os.pipe()
    if pid := os.fork():
        os.close(writer)
        return pid, reader
    try:
        os.write(writer, str(write(keys, has_entry, start)).encode())
    finally:
        os._exit(0)


def write(keys: list[int], has_entry: bool, start: float) -> int:
    """Transactions until the time is over."""
    transact(keys[0], has_entry)
    while monotonic() < start:
        pass_time(start)
    done = 0
    while monotonic() < start + SECONDS:
        transact(keys[done % len(keys)], has_entry)
        done += 1
    return done


def pass_time(until: float) -> None:
    """Sleep until then."""
    from time import sleep

    sleep(max(0.0, until - monotonic()))


def transact(key: int, has_entry: bool) -> None:
    """What the act `work` does to the database: lock and read, insert an action, update; and its entry."""
    from django.db import transaction

    from yinuo.acts import ledger
    from yinuo.acts.canon import reference
    from yinuo.kernel.actor import Actor
    from yinuo.matters.models import Action, Matter

    at = datetime.now(UTC)
    with transaction.atomic():
        matter = Matter.objects.select_for_update().get(pk=key)
        head = ledger.last(reference(matter))[:2] if has_entry else None
        made = Action.objects.create(matter=matter, at=at, office_id=matter.office_id, text="换了灯头。")
        matter.address = "东门口" if matter.address != "东门口" else "西门口"
        matter.save(update_fields=["address"])
        if head:
            happened = ledger.Happened("matters.work", matter, made, matter.state, {"text": "换了灯头。"}, at)
            ledger.append([happened], Actor("desk", 1, "0001"), heads={reference(matter): head})


def checked() -> Iterator[Figure]:
    """Entries a second, by the processor time of this process and PostgreSQL together: one core."""
    from yinuo.acts.sequencer import sequence
    from yinuo.acts.verify import verify

    count = ENTRIES // _ground.small()
    _rate, told, _made = per_core(lambda: appended(count), count)
    yield Figure("entries written in bulk", _rate, "/s", None, None, told)
    rate, told, taken = per_core(lambda: sequence(everything=True), int)
    yield Figure("sequencer", rate, "entries/s", "≥ 20,000 entries/s", None, f"{taken:,} entries; {told}")
    rate, told, verdict = per_core(verify, taken)
    if not verdict.is_true:
        raise RuntimeError(f"The ledger of the bench is not true: {verdict.broken[:3]}")
    yield Figure(
        "verify", rate, "entries/s", "≥ 50,000 entries/s", None, f"{verdict.entries:,} entries and leaves; {told}"
    )


def appended(count: int) -> int:
    """Chains of matters that are no rows, with real entries."""
    from yinuo.acts import ledger
    from yinuo.kernel.actor import Actor
    from yinuo.matters.models import Action, Matter

    at, actor, made = datetime.now(UTC), Actor("desk", 1, "00010001"), 0
    for first in range(0, count // CHAIN, CHUNK // CHAIN):
        heads: dict = {}
        happened = []
        for number in range(first, first + CHUNK // CHAIN):
            matter = Matter(pk=10_000_000 + number, place_code=f"4199{number % 10:02}001001", state="in_progress")
            given = {"office": number, "due_at": at, "text": "换了灯头。"}
            happened += [
                ledger.Happened("matters.work", matter, Action(pk=number), "in_progress", given, at)
                for _ in range(CHAIN)
            ]
        ledger.append(happened, actor, heads=heads)
        made += len(happened)
    return made
