"""Papers of a listening day: its minutes (民情沟通日纪要), with every number counted from rows (REFERENCE §6.2, M14)."""

from datetime import datetime

from django.utils import timezone

from ..kernel.words import _
from ..meetings.models import ListeningDay, Opinion
from ..meetings.queries import listening as asking
from ..meetings.rules import listening as rules
from .papers import CENTRE, Column, Grid, Level, Line, Page, Paper, day_words, moment_words

OPINIONS = (
    Column(_("序号"), 14, CENTRE), Column(_("意见（原话）"), 68), Column(_("答复方式"), 22, CENTRE),
    Column(_("怎么答复、答应做什么"), 62), Column(_("谁办"), 32), Column(_("期限"), 27, CENTRE),
)  # fmt: skip
CARRIED = (
    Column(_("哪次"), 26, CENTRE), Column(_("意见（原话）"), 76), Column(_("谁办"), 40), Column(_("期限"), 27, CENTRE),
    Column(_("办到哪一步"), 56),
)  # fmt: skip
HIDDEN = _("（涉及个人情况，原话存在系统里，不印）")


def minutes(day: ListeningDay, at: datetime) -> Paper:
    """The minutes of a day that is over. Words in which somebody could be recognised are not printed. Five queries."""
    tally = asking.tallies([day])[day.pk]
    opinions, carried = list(asking.opinions_of(day)), asking.carried(day)
    title = _("{place}民情沟通日纪要").format(place=day.place.name)
    said = [Line(text) for text in _said(day, tally)]
    pages = [Page(_("纪要"), title, said, after=_end(day))]
    if carried:
        pages.append(Page(_("上月事项"), _("上月事项通报"), (), _carried(carried), is_landscape=True))
    if opinions:
        pages.append(Page(_("意见"), _("意见和答复"), (), _opinions(opinions), is_landscape=True))
    mark = _("数据时间{at}").format(at=moment_words(at))
    return Paper(title, pages, at, mark=mark, organ=day.org.name)


def _said(day: ListeningDay, tally: rules.Tally):
    start, end = timezone.localtime(day.starts_at), timezone.localtime(day.ended_at)
    yield _("{when}至{end}，{org}在{venue}召集民情沟通日。").format(
        when=moment_words(start), end=f"{end:%H:%M}", org=day.org.name, venue=day.venue
    )
    if day.announced_at:
        yield _("{day}公告。").format(day=day_words(timezone.localdate(day.announced_at)))
    if day.reported_at:
        yield _("会上先通报了上次留下的事办到哪一步（见附表）。")
    yield _("这一次{sentence}。").format(sentence=rules.sentence(tally))
    if outcome := rules.outcome_sentence(tally):
        yield _("到印发时，{outcome}。").format(outcome=outcome)
    if day.note:
        yield day.note


def _end(day: ListeningDay) -> list[Line]:
    text = _("结束后{n}小时以内补的意见也在附表里。只记人数，没有签到；结案由提意见的人或者另一个单位说了算。")
    return [Line(text.format(n=rules.LATE_HOURS), Level.NOTE)]


def words_of(one: Opinion) -> str:
    """The words as they may be printed."""
    return one.matter.public_words if one.matter.is_public else HIDDEN


def _due(one: Opinion) -> str:
    due = one.due_on or (one.matter.due_at and timezone.localdate(one.matter.due_at))
    return f"{due:%Y-%m-%d}" if due and one.office else ""


def _opinions(opinions: list[Opinion]) -> Grid:
    rows = [
        [
            str(one.number), words_of(one), one.get_answer_display(), one.text, one.office.name if one.office else "",
            _due(one),
        ]
        for one in opinions
    ]  # fmt: skip
    return Grid(OPINIONS, rows, height=10)


def _carried(opinions: list[Opinion]) -> Grid:
    rows = [
        [
            f"{timezone.localdate(one.day.starts_at):%Y-%m}", words_of(one), one.office.name if one.office else "", _due(one),
            one.matter.get_state_display(),
        ]
        for one in opinions
    ]  # fmt: skip
    return Grid(CARRIED, rows, height=10)
