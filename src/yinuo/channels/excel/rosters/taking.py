"""Taking a roster in, row by row through the same acts as on the pages; a trial takes everything back and says what would be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Failure
from yinuo.kernel.words import _
from yinuo.orgs.models import Organisation
from yinuo.places.importing import import_buildings
from yinuo.places.models import Place

from ..importing import Bad, Outcome, alone
from . import orgs
from .columns import BUILDINGS, COUNTS, SEATS, TREE, Roster
from .directory import Directory, plain
from .reading import Line

FRESH, CHANGED, KNOWN, BAD = "fresh", "changed", "known", "bad"
STATES = {FRESH: _("新增"), CHANGED: _("更新"), KNOWN: _("已有，不变"), BAD: _("不能导入")}


@dataclass
class Taken:
    """What became of each row, by its number; `gone`: what is there and not in the file."""

    rows: dict[int, tuple[str, str]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    """How many of each, where the rows themselves are not told apart."""

    def count(self, state: str) -> int:
        return self.totals.get(state, 0) + sum(1 for one, _why in self.rows.values() if one == state)

    @property
    def bad(self) -> list[Bad]:
        return [Bad(row, why) for row, (state, why) in sorted(self.rows.items()) if state == BAD]

    def outcome(self) -> Outcome:
        """As every import tells it."""
        return Outcome(self.count(FRESH) + self.count(CHANGED), self.count(KNOWN), self.bad)


@dataclass
class Taking:
    """Who imports, when, and where the rows belong."""

    actor: Actor
    at: datetime
    directory: Directory | None = None
    community: Place | None = None
    seats: set[int] = field(default_factory=set)
    """Seats that rows of this file stand for already: five equal rows are five seats."""

    @property
    def day(self) -> date:
        return self.at.date()


TAKERS: dict[str, Callable[[Line, Taking], str]] = {
    SEATS.key: orgs.take_seat,
    COUNTS.key: orgs.take_count,
}


@transaction.atomic
def take(
    roster: Roster,
    lines: list[Line],
    actor: Actor,
    *,
    top: Organisation | None = None,
    community: Place | None = None,
    is_trial: bool = False,
    skip_bad: bool = False,
) -> Taken:
    """Take the rows in. A trial changes nothing; with a bad row nothing is imported unless `skip_bad`."""
    alone()
    taking = Taking(actor, timezone.localtime(), community=community)
    if top is not None:
        taking.directory = Directory.under(top, taking.day)
    if roster == BUILDINGS:
        taken = _take_buildings(lines, taking)
    elif roster == TREE:
        taken = _take_tree(lines, taking)
    else:
        taken = Taken({line.row: _took(TAKERS[roster.key], line, taking) for line in lines})
    if is_trial or (taken.bad and not skip_bad):
        transaction.set_rollback(True)
    return taken


def _took(taker: Callable[[Line, Taking], str], line: Line, taking: Taking) -> tuple[str, str]:
    """(state, reason) of one row; a row that fails leaves nothing behind."""
    if line.problems:
        return BAD, "".join(line.problems)
    try:
        with transaction.atomic():
            return taker(line, taking), ""
    except Failure as failure:
        return BAD, failure.sentence


def _take_tree(lines: list[Line], taking: Taking) -> Taken:
    """Superiors before what is below them, in whatever order the file has them."""
    taken, waiting = Taken(), {line.row: line for line in lines}
    own = {plain(line["name"]): line.row for line in lines}
    while waiting:
        ready = [line for line in waiting.values() if own.get(plain(line["above"])) not in waiting or line.problems]
        if not ready:
            break
        for line in ready:
            del waiting[line.row]
            taken.rows[line.row] = _took(orgs.take_organisation, line, taking)
    names = "、".join(line["name"] for line in list(waiting.values())[:6])
    for row in waiting:
        why = _("这几行互为上级，绕成了一个圈：{names}。请改正“上级单位”。").format(names=names)
        taken.rows[row] = BAD, why
    return taken


def _take_buildings(lines: list[Line], taking: Taking) -> Taken:
    """By the bulk import of buildings, which checks the whole community at once."""
    taken = Taken({line.row: (BAD, "".join(line.problems)) for line in lines if line.problems})
    rows = [line.given | {"row": line.row} for line in lines if not line.problems]
    if rows:
        imported = import_buildings(taking.community, rows, taking.actor, at=taking.at)
        taken.rows |= {row: (BAD, why) for row, why in imported.rejected}
        taken.totals = {FRESH: imported.fresh, CHANGED: imported.changed, KNOWN: imported.known}
        taken.gone = list(imported.gone)
    return taken
