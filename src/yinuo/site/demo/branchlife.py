"""Twelve branches of one county through a year: meetings with gaps and late entries, activities, two reports (M17, M30, M40, M41)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from yinuo.acts.door import many
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.kernel.clock import CHINA
from yinuo.kernel.words import _
from yinuo.meetings import actions
from yinuo.meetings.words.activities import ActivityKind
from yinuo.meetings.words.life import MeetingKind
from yinuo.meetings.words.reports import Audience
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation
from yinuo.orgs.words import SeatKind

from . import town
from .topics import read

GIVEN = read("branchlife.toml")
COMMITTEE_FROM = 7
COMMITTEE = (SeatKind.SECRETARY, SeatKind.ORGANISATION_MEMBER, SeatKind.PUBLICITY_MEMBER)
REPORTING = (0, 7)
"""Branches whose secretary has reported."""


@dataclass
class Living:
    """A branch of the demo and its secretary."""

    org: Organisation
    secretary: Actor
    full: int
    probationary: int
    theme_day: int

    @property
    def all(self) -> int:
        return self.full + self.probationary


def moment(day: date, hour: int = 17) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def months_before(today: date, number: int) -> date:
    """The first day of the month so many months ago."""
    index = today.year * 12 + today.month - 1 - number
    return date(index // 12, index % 12 + 1, 1)


def build(builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """Everything, cheap: a branch's year is one bulk."""
    yield _("正在演一年的支部生活")
    county = next(one for one in counties if one.place.code == GIVEN["county"])
    committee = builder.office(county.root, GIVEN["committee"], Kind.COMMITTEE_ORG, county.place)
    organiser = builder.member(
        committee, GIVEN["organiser"], (Role.ORGANISER, committee, None), username="demo-party-office"
    )
    branches = [_branch(builder, committee, number, row, now) for number, row in enumerate(GIVEN["branches"])]
    for number, branch in enumerate(branches):
        _year(branch, number, now)
    _activities(branches, now)
    _posts(branches, now)
    for turn, number in enumerate(REPORTING):
        _report(builder, branches[number], organiser, turn, now)
    _online(builder, branches[0], now)


def _branch(builder: town.Builder, committee: Organisation, number: int, row: list, now: datetime) -> Living:
    name, full, probationary, theme_day = row
    org = builder.office(committee, name, Kind.BRANCH, committee.place)
    at = builder.at
    staffing.count(org, HOUSE, at=at, counted_on=at.date(), full=full, probationary=probationary)
    ends_on = now.date() + timedelta(days=400 + 40 * number)
    starts_on = ends_on.replace(year=ends_on.year - 3, day=min(ends_on.day, 28))
    staffing.begin_term(org, HOUSE, at=at, starts_on=starts_on, ends_on=ends_on)
    for kind in COMMITTEE if full >= COMMITTEE_FROM else COMMITTEE[:1]:
        seat = staffing.invite(
            org, HOUSE, at=at, kind=kind, post="支部委员" if kind != COMMITTEE[0] else GIVEN["secretary"]
        )
        staffing.seat(seat, HOUSE, at=at, term_from=starts_on, term_to=ends_on)
    secretary = builder.member(
        org, GIVEN["secretary"], (Role.HANDLER, org, None), username="" if number else "demo-branch"
    )
    actions.settle_custom(org, secretary, at=at, theme_day=theme_day, place=GIVEN["place"])
    return Living(org, secretary, full, probationary, theme_day)


def _year(branch: Living, number: int, now: datetime) -> None:
    """Twelve months back from the last one; this month where its day is over."""
    gaps = next((months for who, months in GIVEN["gaps"] if who == number), [])
    late = {month: (days, why) for who, month, days, why in GIVEN["late"] if who == number}
    rows = []
    for month in range(13):
        if month in gaps:
            continue
        first = months_before(now.date(), 12 - month)
        for given in _month(branch, number, month, first):
            days, why = late.get(month, (1, ""))
            at = moment(given["held_on"] + timedelta(days=days))
            if at < now:
                rows.append((branch.org, given | ({"late_reason": why} if why else {}), at))
    many(actions.record_meeting, rows, branch.secretary)


def _month(branch: Living, number: int, month: int, first: date) -> Iterator[dict]:
    """What one month holds."""
    themes = GIVEN["themes"]
    topic, outcome = themes[(month + number) % len(themes)]
    shy = 1 + (month + number) % 2

    def meeting(kind: MeetingKind, day: int, entitled: int, words: list[str], **given) -> dict:
        return {
            "kind": kind, "held_on": first.replace(day=day), "entitled": entitled, "present": max(entitled - shy, entitled // 2 + 1),
            "topic": words[0], "outcome": words[1], "place": GIVEN["place"], **given,
        }  # fmt: skip

    yield meeting(MeetingKind.THEME_DAY, branch.theme_day, branch.all, [topic, outcome])
    if branch.full >= COMMITTEE_FROM:
        yield meeting(MeetingKind.COMMITTEE, max(1, branch.theme_day - 2), 3, GIVEN["committee_meeting"]) | {
            "present": 3
        }
    if first.month % 3 == 1:
        yield meeting(MeetingKind.MEMBERS, branch.theme_day + 1, branch.full, GIVEN["members"])
    if first.month % 3 == 2:
        yield meeting(MeetingKind.LESSON, branch.theme_day + 1, branch.all, GIVEN["lesson"])
    if first.month == 12:
        yield meeting(MeetingKind.ORGANISATIONAL_LIFE, branch.theme_day + 2, branch.all, GIVEN["life"])
        bands = {
            "excellent": branch.full // 3,
            "qualified": branch.full - branch.full // 3,
            "probationary": branch.probationary,
        }
        yield meeting(MeetingKind.REVIEW, branch.theme_day + 3, branch.all, GIVEN["review"], **bands)


def _activities(branches: list[Living], now: datetime) -> None:
    for number, kind, title, place, days, people, cost, help_given, outcome in GIVEN["activities"]:
        branch, day = branches[number], now.date() - timedelta(days=days)
        at = moment(day - timedelta(days=7))
        made = actions.plan_activity(
            branch.org, branch.secretary, at=at, kind=ActivityKind(kind), title=title, place=place, planned_on=day
        )
        actions.hold_activity(
            made, branch.secretary, at=moment(day, 18), held_on=day, participants=people, cost=Decimal(cost), outcome=outcome,
            help_given=help_given,
        )  # fmt: skip
    first, today = branches[0], now.date()
    title, place, why = GIVEN["off"]
    off = actions.plan_activity(
        first.org, first.secretary, at=moment(today - timedelta(days=30)), kind=ActivityKind.OTHER, title=title, place=place,
        planned_on=today - timedelta(days=20),
    )  # fmt: skip
    actions.call_off_activity(off, first.secretary, at=moment(today - timedelta(days=21)), why=why)
    title, place = GIVEN["planned"]
    actions.plan_activity(
        first.org, first.secretary, at=moment(today - timedelta(days=2)), kind=ActivityKind.OTHER, title=title, place=place,
        planned_on=today + timedelta(days=9), seats=8,
    )  # fmt: skip


def _posts(branches: list[Living], now: datetime) -> None:
    named_on = now.date() - timedelta(days=370)
    for number, post, criteria, decision in GIVEN["posts"]:
        branch = branches[number]
        made = actions.name_demonstration(
            branch.org, branch.secretary, at=moment(named_on + timedelta(days=1)), post=post, criteria=criteria,
            decision=decision, named_on=named_on,
        )  # fmt: skip
        if number == GIVEN["posts"][0][0]:
            actions.review_demonstration(
                made, branch.secretary, at=moment(now.date() - timedelta(days=9)), text=GIVEN["post_review"]
            )


def _report(builder: town.Builder, branch: Living, organiser: Actor, turn: int, now: datetime) -> None:
    """Written in January or a month ago, heard twice, counted by two tellers, settled above."""
    year, written = now.year - 1, max(now.date() - timedelta(days=40), date(now.year, 1, 2))
    at = min(moment(written), now)
    report = actions.write_report(
        branch.org, branch.secretary, at=at, year=year, party_text=GIVEN["party"], business_text=GIVEN["business"]
    )
    tellers = [builder.member(branch.org, GIVEN["teller"]) for _teller in range(2)]
    for place, audience in enumerate(Audience):
        actor = organiser if audience == Audience.SUPERIOR else branch.secretary
        out, *bands, invalid = GIVEN["counts"][turn * 2 + place]
        present = {
            "entitled": max(out, branch.all),
            "present": out,
            "held_on": at.date(),
            "comments": GIVEN["comments"][place],
        }
        hearing = actions.hold_hearing(report, actor, at=at, audience=audience, **present)
        numbers = dict(zip(("good", "fairly", "average", "poor"), bands, strict=True))
        numbers |= {"handed_out": out, "invalid": invalid}
        count = actions.enter_count(hearing, tellers[0], at=at, **numbers)
        actions.confirm_count(count, tellers[1], at=at, **numbers)
    actions.settle_report(report, organiser, at=at)
    text, post = GIVEN["item"]
    due_on = now.date() + timedelta(days=60)
    item = actions.plan_report_item(report, branch.secretary, at=at, text=text, post=post, due_on=due_on)
    if turn:
        actions.finish_report_item(
            item, branch.secretary, at=now - timedelta(days=1), done="四名在外党员都联系上了，两名视频参加了学习。"
        )
        actions.close_report(report, organiser, at=now - timedelta(hours=20))


def _online(builder: town.Builder, branch: Living, now: datetime) -> None:
    at, today = now - timedelta(days=3), now.date()
    away = builder.member(branch.org, "在外党员")
    title, text, remarks = GIVEN["topic"]
    topic = actions.begin_discussion(
        branch.org, branch.secretary, at=at, title=title, text=text, ends_on=today + timedelta(days=5)
    )
    for turn, said in enumerate(remarks):
        actions.say_remark(topic, away, at=at + timedelta(hours=turn + 1), text=said)
    title, text = GIVEN["notice"]
    actions.post_branch_notice(branch.org, branch.secretary, at=at, title=title, text=text)
    actions.remind_dues(branch.org, branch.secretary, at=at, text=GIVEN["dues"], until=today + timedelta(days=12))
    text, where, answer = GIVEN["letter"]
    letter = actions.write_to_branch(branch.org, away, at=at, text=text, where=where)
    actions.answer_letter(letter, branch.secretary, at=at + timedelta(hours=5), answer=answer)
