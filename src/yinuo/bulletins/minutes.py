"""The minutes of a sitting as a document of the form 纪要: when, which units, what was decided, who does it by when."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from ..kernel.words import _
from ..meetings.models import Sitting, Topic
from ..meetings.words.topics import DECISIONS, TRACKS, ClaimState, Decision, Track
from .papers import Column, Grid, Level, Line, Page, Paper, day_words, moment_words

COLUMNS = (Column(_("做什么"), 62), Column(_("哪个单位"), 50), Column(_("哪天以前"), 44))


def minutes(sitting: Sitting, at: datetime) -> Paper:
    """The document of one sitting; `at` is when it was asked for. Units only, no names."""
    topics = list(sitting.topics.prefetch_related("assignments__office", "claims__unit").order_by("pk"))
    title = _("{body}会议纪要").format(body=sitting.body.name)
    rows = [row for topic in topics for row in _tasks(topic)]
    page = Page(
        name=_("纪要"), title=title, before=[*_opening(sitting), *_topics(topics), *_closing(sitting)],
        grid=Grid(COLUMNS, rows, caption=_("议定事项")) if rows else None,
    )  # fmt: skip
    mark = _("{body} · 取自本系统，{at}").format(body=sitting.body.name, at=moment_words(at))
    return Paper(title, [page], timezone.localtime(sitting.minuted_at), mark=mark, organ=sitting.body.name)


def _opening(sitting: Sitting) -> Iterator[Line]:
    met = timezone.localtime(sitting.meets_at)
    yield Line(_("时间：{at}").format(at=moment_words(met)))
    yield Line(_("地点（方式）：{place}").format(place=sitting.place))
    came = "、".join(
        _("{unit}（{n}席）").format(unit=one.unit.name, n=one.present)
        for one in sitting.presences.select_related("unit")
        if one.present
    )
    yield Line(_("到会：在任{all}席，到会{n}席。{units}").format(all=sitting.seats, n=sitting.present, units=came))


def _topics(topics: list[Topic]) -> Iterator[Line]:
    for number, topic in enumerate(topics, 1):
        heading = _("{n}、{title}（{track}）").format(
            n=_chinese(number), title=topic.title, track=TRACKS[Track(topic.track)]
        )
        yield Line(heading, Level.FIRST)
        if topic.said:
            yield from (Line(one) for one in topic.said.split("\n") if one.strip())
        yield from _decided(topic)


def _decided(topic: Topic) -> Iterator[Line]:
    if not topic.decision or topic.assembly:
        why = _("本次会议没有议定。")
        yield Line(_("涉及全体居民的利益，转居民会议依法决定。") if topic.touches_all else why)
        return
    if topic.votes_for is not None:
        votes = _("表决：赞成{f}票，反对{a}票，弃权{b}票。")
        yield Line(votes.format(f=topic.votes_for, a=topic.votes_against, b=topic.abstained))
    if topic.dissent:
        yield Line(_("不同意见：{text}").format(text=topic.dissent))
    yield Line(_("议定（{what}）：{text}").format(what=DECISIONS[Decision(topic.decision)], text=topic.decision_text))


def _closing(sitting: Sitting) -> Iterator[Line]:
    yield from (Line(one) for one in sitting.minutes.split("\n") if one.strip())
    if sitting.is_late:
        due, came = day_words(sitting.minutes_due_on), day_words(timezone.localtime(sitting.minuted_at))
        yield Line(
            _("（补录：本纪要应在{due}以前印发，{came}印发。原因：{why}）").format(
                due=due, came=came, why=sitting.late_why
            )
        )


def _tasks(topic: Topic) -> Iterator[list[str]]:
    for one in topic.assignments.all():
        yield [one.task, one.office.name, day_words(one.due_on)]
    for one in topic.claims.all():
        if one.state != ClaimState.GIVEN_UP:
            yield [one.what, one.unit.name, day_words(one.due_on)]


DIGITS = _("一二三四五六七八九十")


def _chinese(number: int) -> str:
    """一, 十一, 二十三."""
    if number <= 10:
        return DIGITS[number - 1]
    tens, ones = divmod(number, 10)
    return (DIGITS[tens - 1] if tens > 1 else "") + DIGITS[9] + (DIGITS[ones - 1] if ones else "")
