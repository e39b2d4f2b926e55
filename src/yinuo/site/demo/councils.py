"""Half a year of 卧龙区's joint street committees: topics on all four tracks, each as far as its days have brought it (M07)."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal

from yinuo.kernel.actor import Actor
from yinuo.kernel.calendar import Calendar
from yinuo.kernel.words import _
from yinuo.matters import actions as handling
from yinuo.matters.models import Category
from yinuo.matters.words import Method, Outcome
from yinuo.meetings import actions
from yinuo.meetings.models import Sitting, Topic
from yinuo.meetings.queries.topics import seats_in_office
from yinuo.meetings.words.topics import Assembly, Decision, Stance, Theme, Track
from yinuo.orgs.models import Kind, Organisation
from yinuo.places.queries import calendar

from . import town
from .topics import read

GIVEN = read("councils.toml")
SITS, DUE = 12, 40
"""Days from the proposal to the sitting, and from the sitting to what was decided is to be done."""

A_WHILE = timedelta(minutes=30)

Steps = list[tuple[float, Callable[[datetime], None]]]


class Story:
    """One topic; every step knows its day, and those of the future have not happened."""

    def __init__(self, row: dict, street: town.Street, table: Calendar, now: datetime):
        self.row, self.street, self.county, self.table, self.now = row, street, street.county, table, now
        self.body = Organisation.objects.get(kind=Kind.STREET_JOINT_COMMITTEE, place=street.place)
        self.seats = seats_in_office(self.body, now.date())
        self.units = [seat.unit for seat in self.seats if seat.unit]
        self.secretary: Actor = street.coordinator
        self.start = now - timedelta(days=row["days"])
        self.track = Track(row["track"])
        self.topic: Topic | None = None
        self.sitting: Sitting | None = None

    def moment(self, day: float) -> datetime:
        """Nine o'clock of the next working day after so many days; half days are the afternoon."""
        on = self.table.next_working(self.start.date() + timedelta(days=int(day)))
        hour = time(9) if day == int(day) else time(15)
        return datetime.combine(on, hour, tzinfo=self.start.tzinfo)

    def play(self) -> None:
        """As far as today, one step after the other."""
        last = self.start
        for day, step in self.steps():
            at = max(self.moment(day), last + A_WHILE)
            if step == self.sit:
                at = max(at, self.sitting.meets_at + 4 * A_WHILE)
            if at >= self.now:
                break
            step(at)
            last = at

    def steps(self) -> Steps:
        row = self.row
        if "declined" in row:
            decline = lambda at: actions.decline_topic(self.topic, self.secretary, at=at, reason=row["declined"])  # noqa: E731
            return [(0, self.propose), (1, decline)]
        if self.track == Track.URGENT:
            first = [(0, self.propose), (0, self.consult), (0, self.assign)]
            return sorted(
                [*first, *self.done(1), (row["minutes"], self.minute), *self.told(9)], key=lambda step: step[0]
            )
        if "touches" in row:
            return [
                (0, self.propose),
                (1, self.screen),
                (2, self.route),
                (24, self.residents),
                (25, self.assign),
                *self.done(26),
                *self.told(36),
            ]
        sits = [(1, self.screen), (1, self.call), (2, self.circulate), (5, self.answer), (SITS + 0.5, self.sit)]
        again = (
            [(SITS + 1, self.call), (SITS + 2, self.circulate), (2 * SITS + 1.5, self.sit)] if row.get("short") else []
        )
        after = 2 * SITS + 2 if again else SITS + 1
        late = (
            self.delivered(after)
            if self.track == Track.PRACTICAL
            else [(after + 1, self.assign), *self.done(after + 2)]
        )
        return [(0, self.propose), *sits, *again, (after, self.minute), *late, *self.told(after + 14)]

    # ---- until it is decided ----

    def propose(self, at: datetime) -> None:
        row, need = self.row, self.row.get("need")
        given = {"need_what": need[0], "need_amount": Decimal(need[1]), "need_unit": need[2]} if need else {}
        if "touches" in row:
            given |= {"touches_all": True, "touches_why": row["touches"]}
        self.topic = actions.propose_topic(
            self.body, self.street.communities[0].worker, at=at, track=self.track, theme=Theme(row["theme"]), title=row["title"],
            text=row["text"], proposer=row["proposer"], place=self.street.communities[0].place, **given,
        )  # fmt: skip

    def screen(self, at: datetime) -> None:
        actions.screen_topic(self.topic, self.secretary, at=at)

    def call(self, at: datetime) -> None:
        meets_at = self.moment((at.date() - self.start.date()).days + SITS - 1)
        self.sitting = actions.call_sitting(self.body, self.secretary, at=at, meets_at=meets_at, place=GIVEN["place"])

    def circulate(self, at: datetime) -> None:
        actions.circulate_topic(self.topic, self.secretary, at=at, sitting=self.sitting)

    def answer(self, at: datetime) -> None:
        reply, units = GIVEN["reply"], iter(self.units)
        for stance, reason, _is_adopted, _why in self.row.get("answers", ()):
            actions.answer_topic(
                self.topic, self.secretary, at=at, unit=next(units), stance=Stance(stance), reason=reason, reply=reply
            )
        for what, amount in self.row.get("claims", ()):
            actions.claim_need(
                self.topic, self.secretary, at=at, unit=next(units), what=what, amount=Decimal(amount),
                due_on=self.moment(SITS + DUE).date(), reply=reply,
            )  # fmt: skip

    def sit(self, at: datetime) -> None:
        """It sits; a first sitting may be without a quorum, and then nothing is decided."""
        is_short = self.row.get("short") and not self.topic.postponed
        present = self.seats[: len(self.seats) // 2] if is_short else self.seats[:-1]
        if "votes" in self.row and not is_short:
            present = self.seats[: sum(self.row["votes"])]
        actions.hold_sitting(self.sitting, self.secretary, at=at, present=present)
        self.topic.refresh_from_db()
        actions.hear_topic(self.topic, self.secretary, at=at, said=self.row["said"])
        if is_short:
            reason = _("到会{n}席，不到在任席位的一半，不能表决。").format(n=len(present))
            actions.postpone_topic(self.topic, self.secretary, at=at, reason=reason)
            minutes = _("到会不足，议题暂缓。")
            actions.write_minutes(self.sitting, self.secretary, at=at, minutes=minutes)
        else:
            self.decide(at)

    def decide(self, at: datetime) -> None:
        row, due_on = self.row, at.date() + timedelta(days=DUE)
        if self.track == Track.IMPORTANT:
            votes = dict(zip(("votes_for", "votes_against", "abstained"), row["votes"], strict=True))
            actions.vote_topic(
                self.topic, self.secretary, at=at, text=row["decision"], due_on=due_on, dissent=row["dissent"], **votes
            )
            return
        for one, (*_said, is_adopted, why) in zip(self.topic.answers.all(), row.get("answers", ()), strict=False):
            actions.weigh_answer(self.topic, self.secretary, at=at, answer=one, is_adopted=is_adopted, why=why)
        actions.conclude_topic(
            self.topic, self.secretary, at=at, decision=Decision.AGREE, text=row["decision"], due_on=due_on
        )

    def consult(self, at: datetime) -> None:
        lead = self.units[0]
        self.sitting = actions.consult_urgent(
            self.topic, self.secretary, at=at, present=self.seats[:2] + self.seats[-2:], lead=lead, met_at=at,
            how=self.row["how"], said=self.row["said"],
        )  # fmt: skip
        due_on = at.date() + timedelta(days=2)
        actions.decide_urgent(self.topic, self.secretary, at=at, text=self.row["decision"], due_on=due_on)

    def route(self, at: datetime) -> None:
        community = self.street.communities[0].place
        actions.route_to_residents(self.topic, self.secretary, at=at, community=community, advice=self.row["advice"])

    def residents(self, at: datetime) -> None:
        names = ("entitled", "present", "votes_for", "votes_against", "abstained")
        actions.enter_residents_result(
            self.topic, self.street.communities[0].worker, at=at, assembly=Assembly.RESIDENTS, held_on=at.date(),
            text=self.row["decision"], due_on=at.date() + timedelta(days=DUE), **dict(zip(names, self.row["people"], strict=True)),
        )  # fmt: skip

    # ---- afterwards ----

    def minute(self, at: datetime) -> None:
        late = self.row.get("late", "")
        actions.write_minutes(self.sitting, self.secretary, at=at, minutes=self.row["decision"], late_why=late)

    def assign(self, at: datetime) -> None:
        office = self.county.offices[self.row["office"]]
        category = Category.objects.filter(full_name__startswith=self.row["category"]).order_by("code").first()
        self.topic.refresh_from_db()
        self.given = actions.assign_topic(
            self.topic,
            self.secretary,
            at=at,
            office=office,
            task=self.row["task"],
            due_on=self.topic.due_on,
            category=category,
        )

    def done(self, day: int) -> Steps:
        return [(day, self.promise), (day + 2, self.resolve), (day + 4, self.verify)]

    def promise(self, at: datetime) -> None:
        matter = self.given.matter
        handler = self.county.handlers[self.given.office_id]
        due_at = matter.due_at if matter.due_at > at else at + timedelta(hours=8)
        handling.promise(matter, handler, at=at, text=self.row["task"], due_at=due_at)

    def resolve(self, at: datetime) -> None:
        handler = self.county.handlers[self.given.office_id]
        handling.resolve(self.given.matter, handler, at=at, outcome=Outcome.SOLVED, text=self.row["report"])

    def verify(self, at: datetime) -> None:
        note = _("到现场看过，和单位说的一样。")
        handling.verify(self.given.matter, self.county.verifier, at=at, method=Method.SITE_CHECK, note=note)
        actions.note_execution(self.topic, self.secretary, at=at)

    def delivered(self, day: int) -> Steps:
        return [(day + 5, self.deliver), *([(day + 8, self.confirm)] if self.row["confirmed"] else [])]

    def deliver(self, at: datetime) -> None:
        for claim in self.topic.claims.all():
            actions.deliver_claim(claim, self.secretary, at=at, text=self.row["done"], delivered_on=at.date())

    def confirm(self, at: datetime) -> None:
        for claim in self.topic.claims.all():
            actions.confirm_claim(claim, self.street.communities[0].worker, at=at, text=self.row["confirmed"])
        actions.note_execution(self.topic, self.secretary, at=at)

    def told(self, day: int) -> Steps:
        return [(day, self.report), (day + 3, self.close)] if self.row["report"] else []

    def report(self, at: datetime) -> None:
        self.topic.refresh_from_db()
        how = _("当面说，并在公示栏张贴")
        actions.report_back(self.topic, self.secretary, at=at, text=self.row["report"], told_how=how)

    def close(self, at: datetime) -> None:
        actions.close_topic(self.topic, self.county.leader, at=at)


def play(_builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """The topics of one county's streets, the oldest first."""
    yield _("正在演联合党工委的议题")
    county = next(one for one in counties if one.place.code == GIVEN["county"])
    table = calendar()
    for row in sorted(GIVEN["topic"], key=lambda one: -one["days"]):
        Story(row, county.streets[row["street"]], table, now).play()
