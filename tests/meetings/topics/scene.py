"""A street's joint committee in the small town: seats of its own, four units, and everybody who speaks for them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.world import MONDAY, OPENED, World
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.meetings import actions
from yinuo.meetings.models import Sitting, Topic
from yinuo.meetings.words.topics import Stance, Theme, Track
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation, Seat, User
from yinuo.orgs.words import SeatKind

TODAY = MONDAY.date()
UNITS = ("示例一中", "县医院", "供电公司", "汽车站")
OWN_POSTS = ("党工委书记", "党工委副书记", "组织委员", "宣传委员")


def at(days: float = 0, hours: float = 0) -> datetime:
    """So many days and hours after the Monday on which the world begins."""
    return MONDAY + timedelta(days=days, hours=hours)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@dataclass
class Council:
    """The committee and who stands around it. Eight seats in office: four of the street, four of units."""

    world: World
    body: Organisation
    units: list[Organisation] = field(default_factory=list)

    def unit(self, number: int) -> Actor:
        """Who speaks for a unit."""
        return getattr(self.world, f"unit{number}")

    def seats(self, number: int) -> list[Seat]:
        """So many seats: those of the street first."""
        return list(Seat.objects.filter(body=self.body).order_by("pk")[:number])

    @property
    def organiser(self) -> Actor:
        return self.world.organiser

    # ---- topics on their way ----

    def proposed(self, track: Track = Track.MAJOR, *, when: datetime = MONDAY, **given) -> Topic:
        if track == Track.PRACTICAL:
            given = {"need_what": "夜间停车位", "need_amount": Decimal(150), "need_unit": "个"} | given
        given = {"title": "停车资源共享", "text": "老小区晚上没有地方停车，请各单位夜间开放车位。"} | given
        if "proposer_org" not in given:
            given.setdefault("proposer", "第3网格居民联名")
        return actions.propose_topic(
            self.body, self.organiser, at=when, track=track, theme=given.pop("theme", Theme.LIVELIHOOD), **given
        )

    def screened(self, track: Track = Track.MAJOR, *, when: datetime = MONDAY, **given) -> Topic:
        topic = self.proposed(track, when=when, **given)
        actions.screen_topic(topic, self.organiser, at=when)
        return topic

    def called(self, days: int = 7, *, when: datetime = MONDAY) -> Sitting:
        return actions.call_sitting(
            self.body, self.organiser, at=when, meets_at=when + timedelta(days=days), place="街道三楼会议室"
        )

    def circulated(self, track: Track = Track.MAJOR, *, when: datetime = MONDAY, sitting=None, **given) -> Topic:
        topic = self.screened(track, when=when, **given)
        actions.circulate_topic(topic, self.organiser, at=when, sitting=sitting or self.called(when=when))
        return topic

    def met(self, track: Track = Track.MAJOR, *, present: int = 6, when: datetime = MONDAY, **given) -> Topic:
        """The sitting a week later had so many seats and talked about it."""
        topic = self.circulated(track, when=when, **given)
        later = topic.sitting.meets_at + timedelta(hours=2)
        actions.hold_sitting(topic.sitting, self.organiser, at=later, present=self.seats(present))
        actions.hear_topic(topic, self.organiser, at=later, said="各单位都说了看法。")
        return topic

    def decided(self, track: Track = Track.MAJOR, **given) -> Topic:
        topic = self.met(track, **given)
        later = topic.sitting.meets_at + timedelta(hours=3)
        if track == Track.IMPORTANT:
            actions.vote_topic(
                topic, self.organiser, at=later, votes_for=5, votes_against=1, abstained=0, text="同意，按方案办。",
                due_on=later.date() + timedelta(days=30), dissent="供电公司建议分两步。",
            )  # fmt: skip
        else:
            actions.conclude_topic(
                topic, self.organiser, at=later, decision="agree", text="四家单位夜间开放车位。",
                due_on=later.date() + timedelta(days=30),
            )  # fmt: skip
        return topic

    def answered(self, topic: Topic, number: int = 0, *, when: datetime | None = None, stance=Stance.FOR):
        return actions.answer_topic(
            topic,
            self.unit(number),
            at=when or at(1),
            unit=self.units[number],
            stance=stance,
            reason="方便居民，我们能做到。",
        )

    def consulted(self, *, when: datetime = MONDAY, **given) -> Topic:
        """Something urgent that three members talked about."""
        topic = self.proposed(Track.URGENT, when=when, title="供暖主管爆裂", text="三号楼片区停暖。", **given)
        actions.consult_urgent(
            topic, self.organiser, at=when, present=self.seats(3), lead=self.units[2], met_at=when, how="电话",
            said="先设暖屋，再抢修。",
        )  # fmt: skip
        return topic


def council(world: World) -> Council:
    """Everything up to the first day."""
    street = Organisation.objects.get(name="示例街道办事处")
    body = staffing.establish(
        street, HOUSE, at=MONDAY, name="示例街道联合党工委", kind=Kind.STREET_JOINT_COMMITTEE, place=world.street, valid_from=OPENED
    )  # fmt: skip
    made = Council(world, body)
    term = {"term_from": OPENED, "term_to": day(900)}
    for post in OWN_POSTS:
        seat = staffing.invite(body, HOUSE, at=MONDAY, kind=SeatKind.STREET_MEMBER, post=post)
        staffing.seat(seat, HOUSE, at=MONDAY, **term)
    for number, name in enumerate(UNITS):
        unit = staffing.establish(
            street, HOUSE, at=MONDAY, name=name, kind=Kind.RESIDENT_UNIT, place=world.street, valid_from=OPENED
        )
        seat = staffing.invite(body, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="党组织负责人", unit=unit)
        staffing.confirm(seat, HOUSE, at=MONDAY, reply="复函1号")
        staffing.seat(seat, HOUSE, at=MONDAY, **term)
        made.units.append(unit)
        user = User.objects.create_user(username=f"unit{number}")
        member = staffing.appoint(unit, HOUSE, at=MONDAY, post="党建联络岗", user=user, valid_from=OPENED)
        staffing.entrust(member, HOUSE, at=MONDAY, role=Role.HANDLER, org=unit, place=None, valid_from=OPENED)
        world.people[f"unit{number}"] = member
    return made
