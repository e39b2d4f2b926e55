"""社旗县 puts right: a first phase that is cleared, 26 long-lasting items in 11 areas, look-backs and Monday lists (M31–M33)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from yinuo.duties import actions
from yinuo.duties.models import Campaign, Item
from yinuo.duties.rules.rectification import is_report_day
from yinuo.duties.words.rectification import Term
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.kernel.words import _
from yinuo.matters.words import Method
from yinuo.orgs.models import Organisation
from yinuo.places.queries import calendar

from . import town
from .topics import read

GIVEN = read("rectification.toml")
SAID = GIVEN["said"]
COUNTY = "411327"
BEFORE, BEGAN = timedelta(days=150), timedelta(days=112)
LONGER = timedelta(days=300)
WEEKS = 6
LAST_DAYS = {20: 1, 24: 2.5}
"""Items that were said to be done so many days ago, so that they wait for a check."""

SEED, SOURCE = "0512 11 18 24 27", "当天公开摇出的号码"

Event = tuple[datetime, int, Callable[[datetime], object]]


def rectification(builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """The whole play, in the order of time."""
    yield _("正在演专项整治")
    county = next(one for one in counties if one.place.code == COUNTY)
    play = _Play(builder, county, now)
    play.first_phase()
    play.second_phase()
    play.weeks()
    play.run()


class _Play:
    """Events that are played when all are known, the earliest first."""

    def __init__(self, builder: town.Builder, county: town.County, now: datetime):
        self.county, self.now, self.random = county, now, Random("demo rectification")
        org = county.root
        self.organiser = builder.member(
            org, "县专项整治办公室组织员", (Role.ORGANISER, org, None), username="demo-rectification"
        )
        self.events: list[Event] = []

    def at(self, moment: datetime, what: Callable[[datetime], object]) -> None:
        """Something happens; what would lie ahead does not."""
        if moment < self.now:
            self.events.append((moment, len(self.events), what))

    def run(self) -> None:
        for moment, _number, what in sorted(self.events):
            what(moment)

    def office(self, key: str) -> tuple[Organisation, Actor]:
        office = self.county.streets[0].office if key == "street" else self.county.offices[key]
        return office, self.county.handlers[office.pk]

    def begin(self, given: dict, at: datetime, ends_on: date) -> Campaign:
        return actions.start_campaign(
            self.county.root, self.organiser, at=at, name=given["name"], source=given["source"], starts_on=at.date(),
            ends_on=ends_on,
        )  # fmt: skip

    def listed(self, campaign: Campaign, row: dict, at: datetime, number: int) -> tuple[Item, Actor]:
        office, handler = self.office(row["office"])
        item = actions.list_item(
            campaign, self.organiser, at=at + timedelta(minutes=number), problem=row["problem"], office=office,
            term=Term(row.get("term", Term.STAGED)), area=row.get("area", _("主题教育")), lead_post="分管副县长",
            acceptance="随机看三处，居民代表在场。",
        )  # fmt: skip
        return item, handler

    def first_phase(self) -> None:
        """All six items are seen by others, so the phase is cleared; one look-back draws among them."""
        start = self.now - BEFORE
        campaign = self.begin(GIVEN["first"], start, (start + timedelta(days=60)).date())
        for number, row in enumerate(GIVEN["early"]):
            item, handler = self.listed(campaign, row, start, number)
            self._promise(item, handler, start + timedelta(days=2, minutes=number), start + timedelta(days=45))
            self._check(item, handler, start + timedelta(days=20 + 3 * number), passes=True)
        drawn_at = start + timedelta(days=75)
        self.at(
            drawn_at, lambda at: actions.draw_sample(campaign, self.organiser, at=at, seed=SEED, seed_source=SOURCE)
        )
        for number in range(1, len(GIVEN["early"]) + 1):
            self.at(drawn_at + timedelta(days=6), lambda at, number=number: self._look_back(campaign, number, at))

    def second_phase(self) -> None:
        """Every state that an item may have; promised, done and checked at different paces."""
        start = self.now - BEGAN
        campaign = self.begin(GIVEN["second"], start, (self.now + LONGER).date())
        for number, row in enumerate(GIVEN["item"], 1):
            item, handler = self.listed(campaign, row, start + timedelta(hours=1), number)
            if number % 13 == 0:
                continue  # nobody has promised yet
            due = start + timedelta(days=24 if item.term == Term.AT_ONCE else (40, 70, 200)[number % 3])
            self._promise(item, handler, start + timedelta(days=3, minutes=number), due)
            self._goes_on(item, handler, start, number)

    def _promise(self, item: Item, handler: Actor, at: datetime, due: datetime) -> None:
        text = SAID["promise"][item.number % len(SAID["promise"])]
        self.at(at, lambda at: actions.promise_item(item, handler, at=at, promise=text, due_on=due.date()))

    def _goes_on(self, item: Item, handler: Actor, start: datetime, number: int) -> None:
        worked = start + timedelta(days=8 + number % 9)
        blocker = SAID["blocker"][number % 2] if number % 7 == 3 else ""
        self.at(
            worked, lambda at: actions.work_on(item, handler, at=at, text=SAID["work"][number % 3], blocker=blocker)
        )
        if item.term == Term.LONG:
            for quarter in range(1, 4):
                text = SAID["period"][(number + quarter) % 2]
                when = start + timedelta(days=35 * quarter, minutes=number)
                self.at(when, lambda at, text=text: actions.report_period(item, handler, at=at, text=text))
            return
        if number % 5 == 1:
            when = start + timedelta(days=14)
            self.at(when, lambda at: self._more_time(item, handler, at))
        if number % 7 == 3:
            return  # stuck
        done = start + timedelta(days=16 + 4 * (number % 6))
        if number in LAST_DAYS:
            done = self.now - timedelta(days=LAST_DAYS[number])
        elif number % 4 == 2:
            self._check(item, handler, done, passes=False)
            done += timedelta(days=15)
        self._check(item, handler, done, passes=True)
        if number % 11 == 4:
            self.at(done + timedelta(days=45), lambda at: self._rebound(item, at))

    def _more_time(self, item: Item, handler: Actor, at: datetime) -> None:
        item.refresh_from_db()
        due = item.due_on + timedelta(days=40)
        actions.ask_more_time(item, handler, at=at, due_on=due, why="招标公告期没有到，要顺延。")
        actions.decide_more_time(
            item,
            self.organiser,
            at=at + timedelta(hours=5),
            is_granted=True,
            decision="情况属实，同意顺延；第一次承诺的日子照样公布。",
        )

    def _check(self, item: Item, handler: Actor, at: datetime, *, passes: bool) -> None:
        """Reported, taken up by the county's callers three days later, signed off or sent back."""
        done, verifier = SAID["done"][item.number % 2], self.county.verifier
        self.at(at, lambda at: actions.report_done(item, handler, at=at, text=done, method=Method.DOCUMENT))
        self.at(at + timedelta(days=2), lambda at: actions.take_check(item, verifier, at=at))
        act, texts = (actions.sell_off, SAID["checked"]) if passes else (actions.reject_item, SAID["failed"])
        note = texts[item.number % len(texts)]
        self.at(at + timedelta(days=3), lambda at: act(item, verifier, at=at, method=Method.SITE_CHECK, note=note))

    def _look_back(self, campaign: Campaign, number: int, at: datetime) -> None:
        item = campaign.items.get(number=number)
        if item.is_drawn:
            note = SAID["held"][0]
            actions.hold_item(item, self.county.verifier, at=at, method=Method.SITE_CHECK, note=note)

    def _rebound(self, item: Item, at: datetime) -> None:
        note = SAID["rebound"][0]
        actions.rebound_item(item, self.county.verifier, at=at, method=Method.SITE_CHECK, note=note)

    def weeks(self) -> None:
        """The last Monday lists; the newest still waits for a person."""
        days = [self.now.date() - timedelta(days=back) for back in range(7 * WEEKS)]
        table = calendar()
        reports = [day for day in days if is_report_day(day, table)]
        for place, day in enumerate(reports):
            moment = self.now.replace(hour=6, minute=40) - timedelta(days=(self.now.date() - day).days)
            self.at(moment, lambda at, place=place: self._week(at, is_issued=place > 0))

    def _week(self, at: datetime, *, is_issued: bool) -> None:
        week = actions.draft_week(self.county.root, HOUSE, at=at)
        if is_issued:
            actions.issue_week(week, self.organiser, at=at + timedelta(hours=2), remarks="请到期的单位本周内报结果。")
