"""Writing the ledger: one entry per act, chained per subject under the row lock the act holds anyway."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids
from django.db.models import Model
from django.utils import timezone

from ..kernel.actor import Actor
from . import reactions
from .canon import COVERED, Said, entry_hash, reference
from .columns import add_rows
from .models import Entry, Text

START = "0" * 64


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
    row = Entry.objects.filter(subject=subject).order_by("-sequence").values_list("sequence", "hash", "at").first()
    return row or (0, START, None)


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
    add_rows(entries)
    add_rows(texts)
    reactions.enqueue(entries)
    return entries


def body(entry: Entry) -> dict[str, Any]:
    """The columns that the hash covers, as the canonical form spells them."""
    return {name: getattr(entry, name) for name in COVERED} | {"id": str(entry.id)}
