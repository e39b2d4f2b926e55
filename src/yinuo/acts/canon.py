"""What exactly is hashed: canonical JSON (RFC 8785) of an entry, and salted commitments in place of words.

Our values are strings, whole numbers, booleans, null, lists and objects with ASCII keys; for these, sorted compact
UTF-8 JSON is RFC 8785.
"""

import hashlib
import secrets
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Model

COVERED = (
    "id", "county", "subject", "sequence", "at", "recorded_at", "actor", "org", "channel", "act", "before", "after",
    "made", "given", "previous",
)  # fmt: skip


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes; moments as UTC `2026-11-22T10:00:00.000000Z` without the fraction when it is zero."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def utc(moment: datetime) -> str:
    """A moment as the ledger spells it."""
    return orjson.dumps(moment.astimezone(UTC), option=orjson.OPT_UTC_Z).decode().strip('"')


def entry_hash(body: dict[str, Any]) -> str:
    """SHA-256 of the canonical body."""
    return hashlib.sha256(canonical(body)).hexdigest()


def reference(thing: Model | None) -> str:
    """How the ledger names a row."""
    return "" if thing is None else f"{thing._meta.model_name}:{thing.pk}"


def commitment(salt: str, words: str) -> str:
    """SHA-256 over salt and words."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


class Said:
    """Collects the words of one act while its values are made fit for the ledger."""

    def __init__(self) -> None:
        self.words: list[tuple[str, str, str]] = []

    def told(self, given: dict[str, Any]) -> dict[str, Any]:
        """References, numbers and commitments; no plain string ever enters the ledger."""
        return {name: self._told(name, value) for name, value in given.items() if value is not None}

    def _told(self, name: str, value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            salt = secrets.token_hex(16)
            self.words.append((name, value, salt))
            return {"commitment": commitment(salt, value)}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._told(f"{name}.{i}", item) for i, item in enumerate(value)]
        return plain(value)


def plain(value: Any) -> Any:
    """A value without words, as JSON; raises TypeError for what the ledger cannot carry."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, Model):
        return reference(value)
    if hasattr(value, "reference"):
        return value.reference
    raise TypeError(f"The ledger cannot carry {type(value).__name__}.")


def digest(name: str, subject: str, actor: str, given: dict[str, Any]) -> str:
    """What an idempotency key stands for: the same act, subject, actor and content give the same digest."""

    def flat(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            return value
        return [flat(v) for v in value] if isinstance(value, list | tuple) else plain(value)

    content = {key: flat(value) for key, value in given.items() if value is not None}
    return hashlib.sha256(canonical([name, subject, actor, content])).hexdigest()
