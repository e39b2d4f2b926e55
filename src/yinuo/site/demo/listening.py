"""A year of listening days in two communities of one county, through acts; one is held today, one is announced (M14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from yinuo.kernel.actor import Actor, Role, resident
from yinuo.kernel.calendar import Calendar
from yinuo.kernel.clock import CHINA
from yinuo.kernel.codes import new_slip
from yinuo.kernel.words import _
from yinuo.matters import actions as core
from yinuo.matters.words import Method, Outcome, Rating
from yinuo.meetings import actions
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.queries.listening import carried
from yinuo.meetings.words.listening import Answer, Telling
from yinuo.places.queries import calendar

from . import town
from .topics import read

GIVEN = read("listening.toml")
COUNTY = "411321"
MONTHS, FEW = 12, 7
PROMISED_DAYS, DONE_DAYS = 5, 3
LATER = 72
"""Where in the list of what people say the other community begins, so that no two say the very same."""

USERNAME = "demo-listening"


@dataclass
class Table:
    """One community's listening days, played one after another."""

    home: town.Community
    worker: Actor
    random: Random
    days: Calendar
    now: datetime
    said: int = 0

    def hold(self, on: date, count: int, venue: str) -> None:
        """From the notice to the last result."""
        day, moment = self.announce(on, venue)
        actions.open_listening(day, self.worker, at=moment)
        if carried(day):
            actions.report_last(day, self.worker, at=moment + timedelta(minutes=4))
        moment += timedelta(minutes=10)
        made = []
        for _one in range(count):
            given = GIVEN["opinion"][self.said % len(GIVEN["opinion"])]
            made.append((given, self._hear(day, given, moment)))
            moment += timedelta(minutes=6)
        people = self.random.randint(9, 46) if count else self.random.randint(2, 5)
        actions.close_listening(day, self.worker, at=moment + timedelta(minutes=8), attendance=people)
        for given, opinion in made:
            if given["answer"] in (Answer.LIMITED_TIME, Answer.TRANSFERRED):
                self._do(given, opinion, moment)

    def announce(self, on: date, venue: str) -> tuple[ListeningDay, datetime]:
        moment = datetime.combine(on, time(15), CHINA)
        before = min(moment - timedelta(days=7), self.now - timedelta(days=1))
        day = actions.plan_listening(self.home.office, self.worker, at=before, starts_at=moment, venue=venue)
        actions.announce_listening(day, self.worker, at=before + timedelta(minutes=5))
        return day, moment

    def _hear(self, day: ListeningDay, given: dict, moment: datetime) -> Opinion:
        """Somebody says it, and it is answered at once; who says it, what it is and its slip are the same each time."""
        words = given["words"] + GIVEN["tails"][self.said // len(GIVEN["opinion"]) % len(GIVEN["tails"])]
        self.said += 1
        uid = UUID(int=self.random.getrandbits(128), version=4)
        opinion = actions.add_opinion(
            day,
            self.worker,
            at=moment,
            uid=uid,
            words=words,
            raised_by=given["who"],
            slip=new_slip(self.random),
        )
        answer = Answer(given["answer"])
        more = {}
        if answer == Answer.LIMITED_TIME:
            more["due_on"] = self._working(moment.date(), PROMISED_DAYS)
        if answer == Answer.TRANSFERRED:
            more |= {"office": self.home.street.county.offices[given["office"]], "receipt": "现场签收"}
        actions.answer_opinion(
            opinion, self.worker, at=moment + timedelta(minutes=4), answer=answer, text=given["text"], **more
        )
        return opinion

    def _working(self, day: date, count: int) -> date:
        for _one in range(count):
            day = self.days.next_working(day + timedelta(days=1))
        return day

    def _do(self, given: dict, opinion: Opinion, moment: datetime) -> None:
        """The office does it in some days, is checked, and the result is brought back, as far as there was time."""
        county, matter = self.home.street.county, opinion.matter
        handler = county.handlers.get(matter.office_id, self.worker)
        at = datetime.combine(self._working(moment.date(), self.random.randint(1, DONE_DAYS)), time(16), CHINA)
        if self.random.random() < 0.08 or at + timedelta(days=8) > self.now:
            return
        if given["answer"] == Answer.TRANSFERRED:
            due_at = datetime.combine(self._working(moment.date(), PROMISED_DAYS), time(17), CHINA)
            core.promise(matter, handler, at=at - timedelta(hours=20), text=given["text"], due_at=due_at)
        core.resolve(matter, handler, at=at, outcome=Outcome.SOLVED, text=given["done"])
        told_at = datetime.combine(self._working(at.date(), 1), time(10), CHINA)
        actions.tell_raiser(opinion, self.worker, at=told_at, how=Telling.IN_PERSON, text="")
        core.verify(
            matter,
            county.verifier,
            at=told_at + timedelta(days=1),
            method=Method.SITE_CHECK,
            note="到现场看过，和说的一样。",
        )
        core.rate(matter, resident(slip=matter.pk), at=told_at + timedelta(days=2), rating=Rating.SATISFIED)
        core.close(matter, county.coordinator, at=told_at + timedelta(days=3))


def build(builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """Twelve monthly days in one community, seven in the other (its last two empty); today's and the next one announced."""
    county = next(one for one in counties if one.place.code == COUNTY)
    first, second = county.communities[:2]
    months = _months(now.date())
    town.load_years(months[0], now.date(), builder.at)
    table = calendar()
    worker = builder.member(
        first.office, "社区党委副书记", (Role.COMMUNITY_WORKER, None, first.place), (Role.HANDLER, first.office, None),
        username=USERNAME,
    )  # fmt: skip
    yield _("正在开一年的民情沟通日")
    main = Table(first, worker, Random("demo listening 1"), table, now)
    for number, month in enumerate(months):
        main.hold(_day_of(table, month, 9), 5, GIVEN["venues"][number % len(GIVEN["venues"])])
    main.announce(now.date(), GIVEN["venues"][1])
    yield _("正在开另一个社区的民情沟通日")
    other = Table(second, second.worker, Random("demo listening 2"), table, now, said=LATER)
    for number, month in enumerate(months[-FEW - 1 :]):
        if number != 2:
            is_empty = number >= FEW - 1
            other.hold(
                _day_of(table, month, 16), 0 if is_empty else 3, (GIVEN["empty"] if is_empty else GIVEN["venues"])[0]
            )
    other.announce(now.date() + timedelta(days=6), GIVEN["venues"][3])


def _months(today: date) -> list[date]:
    """The first days of the twelve months before this one, oldest first."""
    found, month = [], today.replace(day=1)
    for _one in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(month)
    return found[::-1]


def _day_of(days: Calendar, month: date, number: int) -> date:
    return days.next_working(month.replace(day=number))
