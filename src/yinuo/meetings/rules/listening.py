"""Days, months and numbers of listening days worked out from facts (REFERENCE M14). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...kernel.words import _
from ..words.listening import TO_BE_DONE, Answer, Step

NOTICE_DAYS = 3
"""Days by which the public notice stands before the day; REFERENCE M14 says "N days before", three are ours [I]."""

LATE_HOURS = 24
"""Hours after its end in which whoever was there may still add an opinion (REFERENCE M14)."""

FEEDBACK_DAYS = 2
"""Working days from doing to feedback (REFERENCE M14 [I])."""

EMPTY_IN_A_ROW = 2
"""Days without any opinion after which another place or time is proposed (REFERENCE M14 走过场)."""

NAMED = 3


def first_day(today: date) -> date:
    """The first day that can still be announced today."""
    return today + timedelta(days=NOTICE_DAYS)


def is_in_time(said_at: datetime, ended_at: datetime) -> bool:
    """Whether something said after the end still belongs to the day."""
    return said_at <= ended_at + timedelta(hours=LATE_HOURS)


def unanswered_words(titles: Sequence[tuple[int, str]]) -> str:
    """Why the day cannot be closed: which opinions, as (number, title), have no answer."""
    named = "、".join(_("第{n}条“{title}”").format(n=n, title=title) for n, title in titles[:NAMED])
    more = _("等") if len(titles) > NAMED else ""
    return _("还有{n}条意见没有选答复方式：{named}{more}。请先逐条答复，再结束。").format(
        n=len(titles), named=named, more=more
    )


def months_of(year: int, today: date) -> list[date]:
    """The first days of the months of a year up to this one."""
    return [date(year, month, 1) for month in range(1, 13) if date(year, month, 1) <= today]


def months_without(held: Iterable[date], year: int, today: date) -> list[date]:
    """Months of the year, up to the one before this, in which none was held."""
    known = {(day.year, day.month) for day in held}
    return [
        month
        for month in months_of(year, today)
        if (month.year, month.month) not in known and month < today.replace(day=1)
    ]


def wants_another_place(counts: Sequence[int]) -> bool:
    """Whether the last ones (newest first, as numbers of opinions) were so empty that the place or time is in question."""
    return len(counts) >= EMPTY_IN_A_ROW and not any(counts[:EMPTY_IN_A_ROW])


@dataclass(frozen=True)
class Facts:
    """What happened to one opinion and to its matter."""

    answer: str = ""
    has_promise: bool = False
    is_done: bool = False
    is_told: bool = False


def steps_done(facts: Facts) -> frozenset[Step]:
    """Which of the five steps lie behind it; each counts only what has happened.

    What was answered at the table was promised and done with its answer; the talk is what the answer came of.
    """
    done = {Step.HEARD}
    if facts.answer:
        done.add(Step.CONSULTED)
        if facts.answer not in TO_BE_DONE or facts.has_promise:
            done.add(Step.PROMISED)
        if facts.is_done:
            done.add(Step.HANDLED)
    if facts.is_told:
        done.add(Step.FED_BACK)
    return frozenset(done)


@dataclass(frozen=True)
class Tally:
    """The numbers of one day, or of several, counted from rows. `solved` and the others are about their matters."""

    opinions: int = 0
    answers: dict[str, int] | None = None
    people: int | None = None
    groups: int | None = None
    solved: int = 0
    claimed: int = 0
    unsolved: int = 0
    in_progress: int = 0

    def of(self, answer: Answer) -> int:
        return (self.answers or {}).get(answer.value, 0)

    @property
    def assigned(self) -> int:
        """Those that have an answer: 交办率 is their share."""
        return sum((self.answers or {}).values())

    @property
    def rate(self) -> str:
        """The share of assigned ones in per cent, rounded down to a tenth: 100 only where none is left."""
        if not self.opinions:
            return ""
        tenths = self.assigned * 1000 // self.opinions
        return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def sentence(tally: Tally) -> str:
    """“25组、327人、意见27条：当场答复7条、限时办理11条、转办9条，交办率100%”; what was not counted is left out."""
    if not tally.opinions:
        return _("没有人提意见")
    counted = [
        (tally.groups, _("{n}组")), (tally.people, _("{n}人")), (tally.opinions, _("意见{n}条")),
    ]  # fmt: skip
    who = "、".join(words.format(n=n) for n, words in counted if n)
    kinds = [
        (Answer.ON_SPOT, _("当场答复{n}条")), (Answer.LIMITED_TIME, _("限时办理{n}条")),
        (Answer.TRANSFERRED, _("转办{n}条")), (Answer.EXPLAINED, _("解释说明{n}条")),
    ]  # fmt: skip
    told = [words.format(n=tally.of(answer)) for answer, words in kinds if tally.of(answer)]
    if left := tally.opinions - tally.assigned:
        told.append(_("还没有答复{n}条").format(n=left))
    return _("{who}：{kinds}，交办率{rate}").format(who=who, kinds="、".join(told), rate=tally.rate)


def outcome_sentence(tally: Tally) -> str:
    """“231条：已解决126条，正在办理105条”. Solved is what another office has checked; a claim is told as a claim."""
    parts = [
        (tally.solved, _("已解决{n}条")), (tally.claimed, _("单位称已办结、待核实{n}条")),
        (tally.unsolved, _("解释说明或者没有办成{n}条")), (tally.in_progress, _("正在办理{n}条")),
    ]  # fmt: skip
    told = "，".join(words.format(n=n) for n, words in parts if n)
    return _("{n}条：{told}").format(n=tally.opinions, told=told) if told else ""


def year_words(communities: int, days: int) -> str:
    """The head of the sentence of a year."""
    return _("今年{communities}个社区（村）开了{days}次民情沟通日，").format(communities=communities, days=days)
