"""Suggestion boxes (M34) and the burden register of the demo: half a year of openings in one county, one box forgotten."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, cycle

from yinuo.duties import actions as relieving
from yinuo.duties.words.burden import Cause, Finding, Frequency
from yinuo.kernel.actor import Actor, Role, resident
from yinuo.kernel.words import _
from yinuo.matters import actions
from yinuo.matters.box_words import LetterKind, Standing
from yinuo.matters.boxes import month_span
from yinuo.matters.models import Box, Letter
from yinuo.orgs.models import Kind, Organisation

from . import town
from .topics import read
from .tour import member_of

GIVEN = read("boxes.toml")
COUNTY = "411327"
WEEKS = 26
FORGOTTEN = 5
"""Weeks ago the forgotten box was opened last."""

ABOUT_US = 10
"""The week in which a letter is about the keepers' own office."""


def build(builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """Boxes first, then the register; says what it is doing before each part."""
    county = next((one for one in counties if one.place.code == COUNTY), counties[-1])
    yield _("正在开意见箱")
    _boxes(builder, county, counties[0], now)
    yield _("正在登记要表、要数")
    _register(builder, county, now)


def _boxes(builder: town.Builder, county: town.County, first: town.County, now: datetime) -> None:
    street = county.streets[0]
    places = [(home.office, home.worker) for home in street.communities[:3]] + [(street.office, street.coordinator)]
    letters = cycle(GIVEN["letters"])
    turns = count()
    for number, (office, desk) in enumerate(places):
        other = builder.member(office, "纪检委员", (Role.HANDLER, office, None))
        start = now - timedelta(weeks=WEEKS) + timedelta(hours=number)
        box = hang(office, desk, other, start)
        last, month = (WEEKS - FORGOTTEN if number == 2 else WEEKS), start.date().replace(day=1)
        for week in range(1, last + 1):
            at = start + timedelta(weeks=week)
            if at < now:
                month = _publish(box, desk, month, at)
                _open(box, desk, other, at, week, number, letters, next(turns))
        _publish(box, desk, month, now)
        if number == 0:
            actions.publish_box_month(box, desk, at=now, month=start.date(), why=GIVEN["why"])
    home = first.streets[0].communities[0]
    beside = builder.member(home.office, "纪检委员", (Role.HANDLER, home.office, None))
    hang(home.office, home.worker, beside, now - timedelta(weeks=1, hours=2))


def hang(office: Organisation, one: Actor, other: Actor, at: datetime) -> Box:
    """A box at the gate with these keepers."""
    keepers = {"first": member_of(one), "second": member_of(other)}
    return actions.place_box(office, one, at=at, spot="大门右侧，不进大厅就能投", **keepers)


def _open(box: Box, one: Actor, other: Actor, at: datetime, week: int, number: int, letters, turn: int) -> None:
    """Empty in most weeks; sometimes a letter, once an invalid and a repeated one, once one about the office itself."""
    is_about_us = week == ABOUT_US and number == 0
    has_spare = week == ABOUT_US + 1 and number == 1
    size = 2 if has_spare else 1 if is_about_us or (week + number) % 3 == 0 else 0
    opening = actions.open_box(box, one, at=at, count=size)
    actions.confirm_opening(opening, other, at=at + timedelta(minutes=2))
    at += timedelta(minutes=30)
    if is_about_us:
        given = {"kind": LetterKind.COMPLAINT, "words": GIVEN["about_us"], "is_about_us": True}
        actions.enter_letter(opening, one, at=at, **given)
    elif has_spare:
        for standing, (words, reason) in (
            (Standing.INVALID, GIVEN["invalid"]),
            (Standing.DUPLICATE, GIVEN["duplicate"]),
        ):
            given = {"kind": LetterKind.UNCLEAR, "words": words, "standing": standing, "reason": reason}
            actions.enter_letter(opening, other, at=at, **given)
    elif size:
        kind, words, answer, took = next(letters)
        letter = actions.enter_letter(opening, one, at=at, kind=LetterKind(kind), words=words)
        if turn % 7:
            _answer(letter, one, at + timedelta(days=2), answer, took)


def _answer(letter: Letter, desk: Actor, at: datetime, answer: str, took: bool) -> None:
    actions.answer(letter.matter, desk, at=at, text=answer)
    actions.answer_letter(letter, desk, at=at, answer=answer, is_adopted=took)


def _publish(box: Box, desk: Actor, month: date, now: datetime) -> date:
    """Every month that is over by now, on the first day of the next one; the first month that is not."""
    while (until := month_span(month)[1]) <= now.date():
        at = datetime.combine(until, time(9), now.tzinfo)
        actions.publish_box_month(box, desk, at=min(at, now), month=month)
        month = until
    return month


def _register(builder: town.Builder, county: town.County, now: datetime) -> None:
    relief = builder.office(county.root, f"{county.place.name}减负办", Kind.DEPARTMENT, county.place)
    clerk = builder.member(relief, "减负办干部", (Role.HANDLER, relief, None), (Role.ORGANISER, relief, None))
    at = now - timedelta(days=120)
    relieving.name_relief_office(relief, clerk, at=at, document="县办〔2026〕1号")
    for number, given in enumerate(GIVEN["request"]):
        _request(county, clerk, given, at + timedelta(days=7 * number))
    for number, given in enumerate(GIVEN["complaint"]):
        filed = now - timedelta(days=90 - 29 * number)
        about = county.offices["city_management" if number % 2 == 0 else "housing"]
        made = relieving.complain(
            county.place, resident(), at=filed, words=given["words"], cause=Cause(given["cause"]), about=about
        )
        if given["answer"]:
            told = {"finding": Finding(given["finding"]), "answer": given["answer"]}
            relieving.answer_complaint(made, clerk, at=filed + timedelta(days=3), **told)


def _request(county: town.County, clerk: Actor, given: dict, at: datetime) -> None:
    office = county.offices[given["office"]]
    asker, until = county.handlers[office.pk], at.date() + timedelta(days=200)
    made = relieving.request_figures(
        office, asker, at=at, title=given["title"], lines=given["lines"], basis="县府办〔2026〕8号",
        why="系统里没有登记过，部门自己查要三个月。", frequency=Frequency.MONTHLY, until=until, levels=[Kind.COMMUNITY],
    )  # fmt: skip
    at += timedelta(days=2)
    if given["ends"] in ("approved", "ended"):
        days = 20 if given["ends"] == "ended" else 180
        relieving.approve_request(
            made, clerk, at=at, expires_on=at.date() + timedelta(days=days), text="只收列出的项目。"
        )
    elif given["ends"] == "refused":
        relieving.refuse_request(made, clerk, at=at, reason="部门自己能查，不向社区要照片和日报。")
