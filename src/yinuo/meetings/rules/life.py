"""The rulebook of branch life, what it finds about one meeting, and what of a year is kept, missing or due. Pure.

A finding is a warning in words with its article, never a lock: the branch may give its reason (REFERENCE §4.1 “一般”).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ..words.life import MEETING_KINDS, Cadence, MeetingKind, Standing

MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.YEAR: 12}


@dataclass(frozen=True, slots=True)
class KindRule:
    """How often, for the branch or for each of its groups, and with what share present."""

    every: Cadence
    article: str
    per_group: bool = False
    quorum: Fraction | None = None
    over: bool = False

    def is_met(self, present: int, entitled: int) -> bool:
        """Whether so many present are enough."""
        if self.quorum is None or not entitled:
            return True
        share = Fraction(present, entitled)
        return share > self.quorum if self.over else share >= self.quorum


@dataclass(frozen=True, slots=True)
class Book:
    """One version of the rulebook."""

    version: str
    valid_from: date
    kinds: Mapping[MeetingKind, KindRule]
    election: KindRule
    excellent: Fraction
    excellent_article: str
    probationary_article: str
    late_days: int
    late_article: str


def read_books(entries: Mapping[str, Any]) -> tuple[Book, ...]:
    """The books of a file, the oldest first; Unfit names what is missing or wrong."""
    try:
        books = [_book(one) for one in entries["book"]]
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as problem:
        raise Unfit(_("组织生活的规则读不下去：{what}。").format(what=problem), "rulebook") from None
    for book in books:
        if missing := set(MeetingKind) - set(book.kinds):
            names = "、".join(sorted(MEETING_KINDS[one] for one in missing))
            raise Unfit(_("组织生活的规则里少了：{names}。").format(names=names), "rulebook")
    return tuple(sorted(books, key=lambda one: one.valid_from))


def _book(entry: Mapping[str, Any]) -> Book:
    kinds = {MeetingKind(name): _kind(one) for name, one in entry["kinds"].items()}
    election = KindRule(Cadence.NONE, entry["election"]["article"], quorum=Fraction(*entry["election"]["quorum"]))
    return Book(
        entry["version"], entry["valid_from"], kinds, election, Fraction(*entry["excellent"]["share"]),
        entry["excellent"]["article"], entry["probationary"]["article"], entry["late"]["days"], entry["late"]["article"],
    )  # fmt: skip


def _kind(one: Mapping[str, Any]) -> KindRule:
    quorum = Fraction(*one["quorum"]) if "quorum" in one else None
    return KindRule(Cadence(one["every"]), one["article"], one.get("per_group", False), quorum, one.get("over", False))


def book_on(books: Sequence[Book], day: date) -> Book:
    """The book in force on a day."""
    valid = [book for book in books if book.valid_from <= day]
    if not valid:
        raise NotNow(_("这一天还没有组织生活的规则，请先装入规则。"))
    return valid[-1]


@dataclass(frozen=True, slots=True)
class Bands:
    """How a democratic review came out, as counts: probationary members take part without a band."""

    excellent: int = 0
    qualified: int = 0
    basic: int = 0
    unqualified: int = 0
    probationary: int = 0

    @property
    def rated(self) -> int:
        return self.excellent + self.qualified + self.basic + self.unqualified


@dataclass(frozen=True, slots=True)
class Finding:
    """What stands against a meeting by the rulebook, and the article."""

    key: str
    text: str
    article: str


def findings(
    book: Book,
    kind: MeetingKind,
    present: int,
    entitled: int,
    *,
    has_election: bool = False,
    bands: Bands | None = None,
) -> list[Finding]:
    """Quorum and bands of one meeting."""
    rule, found = book.kinds[kind], []
    if has_election and not book.election.is_met(present, entitled):
        text = _("有选举，应到{entitled}人，到会{present}人，不到五分之四，选举无效，请另行召开。")
        found.append(Finding("election", text.format(entitled=entitled, present=present), book.election.article))
    elif not rule.is_met(present, entitled):
        text = _("应到{entitled}人，到会{present}人，没有超过半数，不能作出决定。")
        found.append(Finding("quorum", text.format(entitled=entitled, present=present), rule.article))
    if bands and bands.excellent > int(bands.rated * book.excellent):
        text = _("参加评议的正式党员{rated}名，优秀{excellent}名，超过三分之一（{most}名）。")
        told = text.format(rated=bands.rated, excellent=bands.excellent, most=int(bands.rated * book.excellent))
        found.append(Finding("excellent", told, book.excellent_article))
    return found


def is_late(book: Book, held_on: date, entered_on: date) -> bool:
    """Whether an entry is a late one (补录)."""
    return entered_on > held_on + timedelta(days=book.late_days)


# ---- a year at a glance ----


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held; `group` is the key of the party group it was of. A late entry is kept as one."""

    kind: MeetingKind
    on: date
    group: int | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """What a branch is expected to hold depends on this; a group is its key and the day it began."""

    since: date
    has_committee: bool = True
    groups: tuple[tuple[int, date], ...] = ()
    theme_day: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One period of one kind. For group meetings `kept` of `asked` groups met; for others they are 1 and 0."""

    starts_on: date
    ends_on: date
    standing: Standing
    kept: int = 0
    asked: int = 1
    late: int = 0
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One kind through a year."""

    kind: MeetingKind
    rule: KindRule
    cells: tuple[Cell, ...]

    def count(self, standing: Standing) -> int:
        return sum(cell.standing == standing for cell in self.cells)

    @property
    def over(self) -> int:
        """Periods that are past, or already kept."""
        return self.count(Standing.KEPT) + self.count(Standing.MISSING)


def periods(every: Cadence, year: int) -> list[tuple[date, date]]:
    """The first and the last day of each."""
    step = MONTHS[every]
    firsts = [date(year, month, 1) for month in range(1, 13, step)]
    return [(first, _next(first, step) - timedelta(days=1)) for first in firsts]


def _next(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def year_of(book: Book, branch: Branch, held: Iterable[Held], year: int, today: date) -> list[Line]:
    """Every expected kind through this year, in the order of the words."""
    rows: dict[MeetingKind, list[Held]] = {}
    for one in held:
        rows.setdefault(one.kind, []).append(one)
    lines = []
    for kind in MEETING_KINDS:
        rule = book.kinds[kind]
        if rule.every == Cadence.NONE:
            continue
        cells = [_cell(rule, kind, branch, rows.get(kind, []), span, today) for span in periods(rule.every, year)]
        if any(cell.standing != Standing.NOT_ASKED for cell in cells):
            lines.append(Line(kind, rule, tuple(cells)))
    return lines


def _cell(
    rule: KindRule, kind: MeetingKind, branch: Branch, held: list[Held], span: tuple[date, date], today: date
) -> Cell:
    first, last = span
    inside = [one for one in held if first <= one.on <= last]
    asked, kept = _asked(rule, kind, branch, first, last), _kept(rule, branch, inside, first)
    late = sum(one.is_late for one in inside)
    if not asked:
        standing = Standing.KEPT if inside else Standing.NOT_ASKED
        return Cell(first, last, standing, len(inside), len(inside), late)
    if kept >= asked:
        return Cell(first, last, Standing.KEPT, kept, asked, late)
    if last < today:
        return Cell(first, last, Standing.MISSING, kept, asked, late)
    if first > today:
        return Cell(first, last, Standing.AHEAD, kept, asked, late, due_on=_due(kind, branch, first, last))
    return Cell(first, last, Standing.DUE, kept, asked, late, due_on=_due(kind, branch, first, last))


def _asked(rule: KindRule, kind: MeetingKind, branch: Branch, first: date, last: date) -> int:
    """How many meetings of the kind the period asks for: none of it before the branch was, or after it ended."""
    if branch.since > first or (branch.until is not None and branch.until < last):
        return 0
    if rule.per_group:
        return sum(since <= first for _key, since in branch.groups)
    return int(kind != MeetingKind.COMMITTEE or branch.has_committee)


def _kept(rule: KindRule, branch: Branch, inside: list[Held], first: date) -> int:
    if not rule.per_group:
        return min(1, len(inside))
    asked = {key for key, since in branch.groups if since <= first}
    return len({one.group for one in inside} & asked)


def _due(kind: MeetingKind, branch: Branch, first: date, last: date) -> date:
    if kind == MeetingKind.THEME_DAY and branch.theme_day:
        return first.replace(day=branch.theme_day)
    return last


@dataclass(frozen=True, slots=True)
class Sum:
    """A year in two numbers, and what is due now. `kept` of `over` periods; late entries count as kept and are told."""

    kept: int
    over: int
    late: int
    due: tuple[MeetingKind, ...]
    missing: tuple[MeetingKind, ...]

    @property
    def needs_a_hand(self) -> bool:
        """Two periods or more without a record: somebody should go there and ask what is in the way."""
        return self.over - self.kept >= 2


def summed(lines: Iterable[Line]) -> Sum:
    """The lines of a year in numbers."""
    lines = list(lines)
    cells = [(line.kind, cell) for line in lines for cell in line.cells]
    return Sum(
        sum(line.count(Standing.KEPT) for line in lines),
        sum(line.over for line in lines),
        sum(cell.late for _kind, cell in cells),
        tuple(dict.fromkeys(kind for kind, cell in cells if cell.standing == Standing.DUE)),
        tuple(dict.fromkeys(kind for kind, cell in cells if cell.standing == Standing.MISSING)),
    )
