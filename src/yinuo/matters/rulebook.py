"""Loading a rulebook file, once: the same content again changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..kernel.actor import HOUSE, Actor
from .actions.rules import load_rulebook
from .models import Rulebook
from .rulebooks import read


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows that were written."""

    categories: int = 0
    limits: int = 0
    duties: int = 0


def load(path: Path | None = None, actor: Actor = HOUSE, at: datetime | None = None) -> Counts:
    """Read a rulebook (the shipped one by default) and put it into force; zeros where it is in force already.

    Refused for others than administrators; Unfit for a file that is wrong, a changed file under an old version, a
    later version that would reach back, and a case that another rulebook rules already.
    """
    written = read(path)
    if Rulebook.objects.filter(name=written.name, version=written.version, sha256=written.sha256).exists():
        return Counts()
    load_rulebook(None, actor, at=at, written=written)
    return Counts(len(written.categories), len(written.limits), len(written.duties))
