"""Loading a structure rulebook file, once: the same content again changes nothing."""

from datetime import datetime
from pathlib import Path

from ..kernel.actor import HOUSE, Actor
from .actions.rulebook import load_thresholds
from .models import Threshold
from .rulebooks import read


def load(path: Path | None = None, actor: Actor = HOUSE, at: datetime | None = None) -> int:
    """Read a rulebook (the shipped one by default) and put it into force: how many rows, 0 where it is in force already.

    Refused for others than administrators; Unfit for a file that is wrong, a changed file under an old version, a
    later version that would reach back, and a number that another rulebook holds already.
    """
    written = read(path)
    known = Threshold.objects.filter(book=written.name, version=written.version)
    if {(row.key, row.value, row.article, row.valid_from) for row in known} == {
        (row.key, row.value, row.article, row.valid_from) for row in written.thresholds
    }:
        return 0
    load_thresholds(None, actor, at=at, written=written)
    return len(written.thresholds)


def load_where_none(actor: Actor = HOUSE, at: datetime | None = None) -> int:
    """Put the shipped rulebook into force where no other one is; how many rows."""
    return 0 if Threshold.objects.exists() else load(None, actor, at)
