"""Taking a ledger in: each row becomes a matter and goes as far through its life as the row tells, by the same acts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from yinuo.acts.door import Held, many, many_on
from yinuo.kernel import codes
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Failure, Unfit
from yinuo.kernel.words import _
from yinuo.matters import actions, limits
from yinuo.matters.models import Category, Matter
from yinuo.matters.words import INTAKES, Intake, Kind, Urgency
from yinuo.orgs.models import Organisation
from yinuo.places.models import Place

from ..importing import CHUNK, Outcome, Progress, alone, chunks, need_clocks, place_for, recorder
from ..messages import LONGEST_NUMBER, Source
from .columns import HAZARD_WORD, KNOWN
from .directory import Directory
from .reading import Mapping, Row, read_table, rows_of

TOLD_IN_WORK = ("source", "goal", "measure", "progress", "done")
"""Columns whose words are kept as work of the office, in the words of the file."""

INTAKE_BY_WORD = {str(word): intake for intake, word in INTAKES.items()}
PROMISED_WITHOUT_WORDS = _("按期整改到位。")


@dataclass
class Item:
    """A row ready to be taken: the matter's own words and what the further acts need."""

    row: Row
    place: Place
    office: Organisation | None
    category: Category | None
    at: datetime
    number: str
    matter: Matter | None = None
    has_promised: bool = False


def import_ledger(
    path: str | Path,
    *,
    actor: Actor | None = None,
    place: Place | str | None = None,
    office: Organisation | str | None = None,
    category: Category | str | None = None,
    mapping: Mapping | None = None,
    all_or_nothing: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Import a rectification ledger once, however often it is given; a bad row is left out and told with its reason.

    `place`, `office` and `category` stand for what rows leave open; `mapping` replaces the guess from the headings. A
    row with an office and a category is dispatched, with a limit also promised; its other columns become the office's
    words. Nothing is taken as resolved or verified: that is done here, by the acts of this house. With
    `all_or_nothing`, Unfit when any row is bad, and nothing is imported.
    """
    table = read_table(path)
    place = place if isinstance(place, Place) else place_for(place)
    run = _Import(place, actor, timezone.localtime(), Directory(place, actor, office, category))
    rows = list(rows_of(table, table.guess if mapping is None else mapping))
    run.know(rows)
    items = [item for item in map(run.item, rows) if item]
    need_clocks([item.at for item in items], run.now)
    with transaction.atomic():
        if all_or_nothing:
            run.all_or_none()
        done = 0
        for piece in chunks(items, CHUNK):
            run.take(piece)
            done += len(piece)
            if progress:
                progress(done, len(items))
        if all_or_nothing:
            run.all_or_none()
    run.outcome.rejected.sort()
    run.outcome.noted.sort()
    return run.outcome


@dataclass(frozen=True)
class Looked:
    """A row as it would be taken: `new`, `known` or `bad`, and why."""

    row: Row
    state: str
    reason: str = ""


def look(rows: list[Row], *, actor: Actor, place: Place, office=None, category=None) -> list[Looked]:
    """What an import would do with these rows, without doing it."""
    run = _Import(place, actor, timezone.localtime(), Directory(place, actor, office, category))
    run.know(rows)
    looked = []
    for row in rows:
        known, bad = run.outcome.known, len(run.outcome.rejected)
        run.item(row)
        if len(run.outcome.rejected) > bad:
            looked.append(Looked(row, "bad", run.outcome.rejected[-1].reason))
        else:
            looked.append(Looked(row, "known" if run.outcome.known > known else "new"))
    return looked


class _Import:
    """One import under way: where, by whom, and what came of it so far."""

    def __init__(self, place: Place, actor: Actor | None, now: datetime, directory: Directory):
        self.place, self.person, self.now, self.directory = place, actor, now, directory
        self.actor = recorder(actor, place)
        self.outcome = Outcome()
        self.known: set[str] = set()

    def all_or_none(self) -> None:
        """Unfit when something was rejected."""
        if bad := self.outcome.rejected:
            shown = "；".join(str(one) for one in bad[:3])
            raise Unfit(
                _("有{n}行有问题，按您的选择一行也没有导入。{shown}").format(n=len(bad), shown=shown), "all_or_nothing"
            )

    def know(self, rows: list[Row]) -> None:
        """Find out which rows the database has, whatever else they say now."""
        for piece in chunks([_number(row) for row in rows], 5 * CHUNK):
            self.known |= _known(piece)

    def item(self, row: Row) -> Item | None:
        """The row with its office, category and place found; None for one that is bad or that came before."""
        number = _number(row)
        if number in self.known:
            self.outcome.known += 1
            return None
        problems = list(row.problems)
        office = self.directory.office(row["office"], problems)
        category = self.directory.category(row["category"], problems)
        place = self.directory.place(row["place"], problems)
        at = row.days.get("raised_on") or self.now
        if at > self.now:
            problems.append(_("“提出日期”在将来，请核对。"))
        if problems:
            self.outcome.reject(row.row, "".join(problems))
            return None
        self.known.add(number)
        return Item(row, place, office, category, at, number)

    @transaction.atomic
    def take(self, items: list[Item]) -> None:
        """One chunk, act by act."""
        alone()
        fresh = self._fresh(items)
        unfit: dict = {}
        made = many(actions.raise_, [_raised(item) for item in fresh], self.actor, unfit=unfit)
        for index, failure in unfit.items():
            self.outcome.reject(fresh[index].row.row, failure.sentence)
        for item, matter in zip(fresh, made, strict=True):
            item.matter = matter
        taken = [item for item in fresh if item.matter]
        self.outcome.imported += len(taken)
        self._hand_on(taken)

    def _fresh(self, items: list[Item]) -> list[Item]:
        known = _known([item.number for item in items])
        fresh = [item for item in items if item.number not in known]
        self.outcome.known += len(items) - len(fresh)
        return fresh

    def _hand_on(self, items: list[Item]) -> None:
        """Register, accept, dispatch, promise, work: as far as each row tells."""
        for item in items:
            if item.category is None:
                self.outcome.note(item.row.row, _("没有分类，已收下，停在“待登记”。"))
            elif item.office is None:
                self.outcome.note(item.row.row, _("没有责任单位，已受理，等待派单。"))
        self.held = Held()
        sorted_out = [item for item in items if item.category]
        self._do(actions.register, sorted_out, self.actor, _registered)
        self._do(actions.accept, sorted_out, self.actor, lambda item: {})
        given = self._do(
            actions.dispatch, [i for i in sorted_out if i.office], self.actor, lambda i: {"office": i.office}
        )
        for office in {item.office.pk: item.office for item in given}.values():
            own = [item for item in given if item.office.pk == office.pk]
            doer = recorder(self.person, self.place, office)
            promised = self._do(actions.promise, [item for item in own if "due" in item.row.days], doer, _promised)
            for item in promised:
                item.has_promised = True
            self._do(actions.work, [item for item in own if _work(item)["text"]], doer, _work)
        self.held.save()

    def _do(self, run, items: list[Item], actor: Actor, given) -> list[Item]:
        """One act on all of these; gives those it was possible for, and notes why it was not for the others."""
        unfit: dict[int, Failure] = {}
        done = many_on(run, [(item.matter, given(item), item.at) for item in items], actor, unfit=unfit, held=self.held)
        for index, failure in unfit.items():
            self.outcome.note(items[index].row.row, _("已导入，但没有继续：{why}").format(why=failure.sentence))
        for item, matter in zip(items, done, strict=True):
            item.matter = matter or item.matter
        return [item for item, matter in zip(items, done, strict=True) if matter is not None]


def _known(numbers: list[str]) -> set[str]:
    """Which of these numbers are ours, or came with an earlier ledger.

    Asked as one array: a list of thousands of single values takes longer to write down than to find.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source_number FROM matters_matter WHERE source = %s AND source_number = ANY(%s)"
            " UNION ALL SELECT number FROM matters_matter WHERE number = ANY(%s)",
            [Source.LEDGER.value, numbers, numbers],
        )
        return {number for (number,) in cursor.fetchall()}


def _number(row: Row) -> str:
    """What makes the row the same one when it comes again: its number, else what it says, who does it, by when."""
    if row["number"]:
        return codes.read_matter_number(row["number"]) or row["number"][:LONGEST_NUMBER]
    due = row.days["due"].date().isoformat() if "due" in row.days else ""
    return hashlib.sha256("\n".join([row["problem"], row["office"], due]).encode()).hexdigest()[:32]


def _raised(item: Item) -> tuple[Place, dict, datetime]:
    given = {
        "words": item.row["problem"],
        "kind": _kind(item),
        "intake": INTAKE_BY_WORD.get(item.row["source"], Intake.PAPER),
        "source": Source.LEDGER,
        "source_number": item.number,
    }
    return item.place, given, item.at


def _kind(item: Item) -> Kind:
    return Kind.HAZARD if HAZARD_WORD in item.row["problem"] + item.row["category"] else Kind.COMPLAINT


def _registered(item: Item) -> dict:
    return {"category": item.category, "kind": _kind(item), "urgency": Urgency.NORMAL}


def _promised(item: Item) -> dict:
    due = item.row.days["due"]
    is_day = (due.hour, due.minute, due.second) == (0, 0, 0)
    text = item.row["measure"] or item.row["goal"] or PROMISED_WITHOUT_WORDS
    return {"text": text, "due_at": limits.end_of(due.date()) if is_day else due}


def _work(item: Item) -> dict:
    told = [key for key in TOLD_IN_WORK if item.row[key] and not (key == "measure" and item.has_promised)]
    if told == ["source"]:
        told = []
    lines = [f"{KNOWN[key].heading}：{item.row[key]}" for key in told]
    if "due" in item.row.days and not item.has_promised:
        lines.append(f"{KNOWN['due'].heading}：{item.row.days['due']:%Y-%m-%d}（{_('原台账所记')}）")
    return {"text": "\n".join(lines)}
