"""The four profiles, rhythms and thresholds of councils as data with their sources, and what follows from them (M05, M07)."""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from ...kernel.calendar import Calendar
from ...kernel.errors import Unfit
from ...kernel.words import _
from ..words.topics import ASSEMBLIES, Assembly, Track


@dataclass(frozen=True, slots=True)
class Profile:
    """How one track runs. `decides` is the act that decides; `weighs`: each answer is adopted or not before that."""

    steps: tuple[str, ...]
    circulation_days: int
    decides: str
    source: str
    weighs: bool = False
    needs: bool = False
    members: int = 0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a body sits, and how many days ahead its agenda goes out."""

    months: int
    agenda_days: int
    source: str


@cache
def _book() -> dict:
    return tomllib.loads(Path(__file__).with_name("councils.toml").read_text())


@cache
def profile(track: str) -> Profile:
    """The profile of a track."""
    row = dict(_book()["profile"][Track(track).value])
    return Profile(**row | {"steps": tuple(row["steps"])})


def default_rhythm(kind: str) -> Rhythm | None:
    """What bodies of this kind do where nothing else was laid down; None for other kinds."""
    row = _book()["rhythm"].get(str(kind))
    return Rhythm(**row) if row else None


def minutes_due(day: date, *, is_urgent: bool, calendar: Calendar) -> date:
    """By when the minutes of a sitting on this day are due."""
    row = _book()["minutes"]
    return calendar.add_working_days(day, row["urgent_days"] if is_urgent else row["days"])


def next_due(last: date, months: int) -> date:
    """The day on which the next sitting is due: as many months later, at the end of shorter months."""
    month = last.month - 1 + months
    year, month = last.year + month // 12, month % 12 + 1
    return date(year, month, min(last.day, monthrange(year, month)[1]))


def check_circulation(track: str, circulated_on: date, meets_on: date, calendar: Calendar) -> None:
    """Unfit when the members would have too few working days to think about it."""
    days = profile(track).circulation_days
    earliest = calendar.add_working_days(circulated_on, days) if days else circulated_on
    if meets_on < earliest:
        raise Unfit(
            _(
                "“大事共议”要在会前至少{n}个工作日通报。今天通报，最早{day}开会。请选晚一些的会议，或者把会议改到那天以后。"
            ).format(n=days, day=_day(earliest)),
            "sitting",
        )


def check_agenda(rhythm: Rhythm, called_on: date, meets_on: date) -> None:
    """Unfit when the agenda would go out too late."""
    if (meets_on - called_on).days < rhythm.agenda_days:
        raise Unfit(
            _("要提前{n}天发出议程（{source}）。来不及的急事请走“急事共商”，先碰头、后补纪要。").format(
                n=rhythm.agenda_days, source=rhythm.source
            ),
            "meets_at",
        )


def has_quorum(present: int, seats: int) -> bool:
    """More than half of the seats in office."""
    return present * 2 > seats


def check_quorum(present: int, seats: int) -> None:
    """Unfit without a quorum: what is there, what is needed, what can be done."""
    if not has_quorum(present, seats):
        raise Unfit(
            _(
                "到会{present}席，在任{seats}席，要超过一半（至少{least}席）才能表决，这次不能表决。请暂缓，放到下一次会上再定；到会登记有误的，先改正到会情况。"
            ).format(present=present, seats=seats, least=seats // 2 + 1),
            "votes_for",
        )


def passes(votes_for: int, present: int) -> bool:
    """More than half of those present."""
    return votes_for * 2 > present


def check_votes(votes_for: int, votes_against: int, abstained: int, present: int) -> None:
    """The votes add up to those present; nobody's vote is lost and none is added."""
    if min(votes_for, votes_against, abstained) < 0 or votes_for + votes_against + abstained != present:
        raise Unfit(
            _(
                "赞成{f}、反对{a}、弃权{b}，合计{total}票，和到会的{present}席对不上。没有投票的记作弃权，请核对。"
            ).format(
                f=votes_for, a=votes_against, b=abstained, total=votes_for + votes_against + abstained, present=present
            ),
            "abstained",
        )


def check_cover(need: Decimal, claimed: Decimal, unit: str) -> None:
    """Unfit while the claims do not cover the need."""
    if claimed < need:
        raise Unfit(
            _(
                "一共需要{need}{unit}，现在认领了{claimed}{unit}，还差{left}{unit}。认领够了才能定；也可以先暂缓。"
            ).format(need=plain(need), claimed=plain(claimed), left=plain(need - claimed), unit=unit),
            "decision",
        )


def plain(number: Decimal) -> str:
    """A number without zeros that say nothing: 162, 2.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many of those entitled must be present, and the law that says so."""

    numerator: int
    denominator: int
    is_strict: bool
    law: str

    def least(self, entitled: int) -> int:
        """The smallest number that will do."""
        share = entitled * self.numerator
        return share // self.denominator + 1 if self.is_strict else -(-share // self.denominator)


def threshold(assembly: Assembly) -> Threshold:
    """Of residents' and villagers' meetings."""
    row = _book()["assembly"][Assembly(assembly).value]
    numerator, denominator = row.get("over") or row["least"]
    return Threshold(numerator, denominator, "over" in row, row["law"])


def check_assembly(assembly: Assembly, entitled: int, present: int, votes: tuple[int, int, int]) -> bool:
    """Whether the residents agreed; Unfit when too few came or the votes do not add up."""
    known, word = threshold(assembly), ASSEMBLIES[Assembly(assembly)]
    if not 0 < present <= entitled:
        raise Unfit(_("参加人数要大于零、不多于应到人数，请核对。"), "present")
    if present < known.least(entitled):
        raise Unfit(
            _(
                "应到{entitled}，到会{present}，至少要{least}才够开{word}（{law}）。人数不够，所作的决定无效，请另行召集后再登记。"
            ).format(entitled=entitled, present=present, least=known.least(entitled), word=word, law=known.law),
            "present",
        )
    check_votes(*votes, present)
    return passes(votes[0], present)


def _day(day: date) -> str:
    return _("{y}年{m}月{d}日").format(y=day.year, m=day.month, d=day.day)
