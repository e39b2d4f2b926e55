"""Writing the ledger: one entry per act, chained per subject under the row lock the act holds anyway."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import uuid_utils.compat as uuids
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from ..kernel.actor import Actor
from . import reactions
from .canon import COVERED, Said, entry_hash, reference
from .columns import FEW, add_rows
from .models import Entry, Text

START = "0" * 64
LAST = "SELECT sequence, hash, at FROM acts_entry WHERE subject = %s ORDER BY sequence DESC LIMIT 1"
COLUMNS = (*COVERED, "hash")
ENTRY = f"({', '.join(['%s'] * len(COLUMNS))})"


@dataclass(slots=True)
class Happened:
    """What an act did, before it is written: subject, what it made, states before and after, what was given."""

    name: str
    subject: Model
    made: Model | None
    before: str
    given: dict[str, Any]
    at: datetime
    entry_id: UUID | None = None


def new_id() -> UUID:
    """UUIDv7, made in the application."""
    return uuids.uuid7()


def last(subject: str) -> tuple[int, str, datetime | None]:
    """Sequence, hash and moment of the newest entry of a subject; (0, zeros, None) for none."""
    with connection.cursor() as cursor:
        cursor.execute(LAST, [subject])
        return cursor.fetchone() or (0, START, None)


def heads_of(subjects: list[str]) -> dict[str, tuple[int, str, datetime]]:
    """What `last` tells, for many subjects in one query; subjects without entries are left out."""
    rows = (
        Entry.objects.filter(subject__in=subjects)
        .order_by("subject", "-sequence")
        .distinct("subject")
        .values_list("subject", "sequence", "hash", "at")
    )
    return {subject: (sequence, head, at) for subject, sequence, head, at in rows}


def append(happened: list[Happened], actor: Actor, *, heads: dict[str, tuple[int, str]] | None = None) -> list[Entry]:
    """Write one entry for each thing that happened; `heads` are the chains so far by subject, none for new ones."""
    recorded_at = timezone.now()
    heads = heads or {}
    entries, texts = [], []
    for one in happened:
        subject = reference(one.subject)
        sequence, previous = heads.get(subject, (0, START))
        said = Said()
        entry = Entry(
            id=one.entry_id or new_id(),
            county=one.subject.county,
            subject=subject,
            sequence=sequence + 1,
            at=one.at.astimezone(UTC),
            recorded_at=recorded_at.astimezone(UTC),
            actor=actor.reference,
            org=actor.org,
            channel=actor.channel,
            act=one.name,
            before=one.before,
            after=getattr(one.subject, "state", "") or "",
            made=reference(one.made),
            given=said.told(one.given),
            previous=previous,
        )
        entry.hash = entry_hash(body(entry))
        heads[subject] = (entry.sequence, entry.hash)
        entries.append(entry)
        texts += [Text(entry_id=entry.id, name=name, words=words, salt=salt) for name, words, salt in said.words]
    _save(entries, texts)
    reactions.enqueue(entries)
    return entries


def _save(entries: list[Entry], texts: list[Text]) -> None:
    """Many through COPY; few, with their words, by one plain statement: every single act waits for it under its lock."""
    if not entries or len(entries) >= FEW:
        add_rows(entries)
        add_rows(texts)
        return
    values = [value for entry in entries for value in _values(entry)]
    statement = f"INSERT INTO acts_entry ({', '.join(COLUMNS)}) VALUES {', '.join([ENTRY] * len(entries))}"
    if texts:
        words = ", ".join(["(%s, %s, %s, %s)"] * len(texts))
        statement = f"WITH entries AS ({statement}) INSERT INTO acts_text (entry_id, name, words, salt) VALUES {words}"
        values += [value for text in texts for value in (text.entry_id, text.name, text.words, text.salt)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    for entry in entries:
        entry._state.adding, entry._state.db = False, connection.alias


def _values(entry: Entry) -> list[Any]:
    given = orjson.dumps(entry.given).decode()
    return [given if name == "given" else getattr(entry, name) for name in COLUMNS]


def body(entry: Entry) -> dict[str, Any]:
    """The columns that the hash covers, as the canonical form spells them."""
    return {name: getattr(entry, name) for name in COVERED} | {"id": str(entry.id)}
