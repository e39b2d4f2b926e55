"""Reactions of other areas to entries of the ledger: at least once, each effect once.

The wiring table (site/wiring.py) says which reaction follows which act. An entry with reactions enqueues one job inside
its own transaction; the job runs each reaction together with a mark that it has had its effect.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import connection, transaction

from .models import Entry

Reaction = Callable[[Entry], None]

WIRING: dict[str, list[Reaction]] = {}
ENQUEUE: list[Callable[[list[UUID]], None]] = []


def wire(table: dict[str, list[Reaction]], enqueue: Callable[[list[UUID]], None]) -> None:
    """Take the one wiring table and the way to enqueue a job for entries."""
    WIRING.clear()
    WIRING.update(table)
    ENQUEUE[:] = [enqueue]


def enqueue(entries: Iterable[Entry]) -> None:
    """One job for those of the entries that something reacts to."""
    awaited = [entry.id for entry in entries if WIRING.get(entry.act)]
    if awaited and ENQUEUE:
        ENQUEUE[0](awaited)


def name_of(reaction: Reaction) -> str:
    """How a reaction is marked as done."""
    return f"{reaction.__module__}.{reaction.__qualname__}"


def react(entry_id: UUID) -> int:
    """Run what has not yet had its effect for this entry; returns how many ran."""
    entry = Entry.objects.get(pk=entry_id)
    return sum(_react_once(entry, reaction) for reaction in WIRING.get(entry.act, []))


@transaction.atomic
def _react_once(entry: Entry, reaction: Reaction) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO acts_reacted (entry_id, reaction, at) VALUES (%s, %s, now()) ON CONFLICT DO NOTHING RETURNING id",
            [entry.id, name_of(reaction)],
        )
        if not cursor.fetchone():
            return False
    reaction(entry)
    return True
