"""Listening days of the small town, through real acts: planned on Monday, held on Thursday afternoon."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tests.world import CHINA, MONDAY, OPENED, World
from yinuo.kernel.actor import resident
from yinuo.matters import actions as core
from yinuo.matters.models import Category
from yinuo.matters.words import Method, Outcome
from yinuo.meetings import actions
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.words.listening import Answer

THURSDAY = datetime(2026, 3, 5, 15, 0, tzinfo=CHINA)
NEXT = datetime(2026, 4, 9, 15, 0, tzinfo=CHINA)
VENUE = "幸福社区党群服务中心一楼"
MINUTE = timedelta(minutes=1)


@dataclass
class Table:
    """A day and the clock of those who sit at its table."""

    world: World
    day: ListeningDay
    now: datetime
    opinions: list[Opinion] = field(default_factory=list)

    def pass_(self, **span) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def says(self, words: str, raised_by: str = "3号楼居民", **given) -> Opinion:
        """Somebody at the table says something."""
        given = {"uid": uuid4(), "words": words, "raised_by": raised_by} | given
        made = actions.add_opinion(self.day, given.pop("actor", self.world.worker), at=self.pass_(minutes=3), **given)
        self.opinions.append(made)
        return made

    def answers(self, opinion: Opinion, answer: Answer, text: str = "", **given):
        given = {"text": text or TEXTS[answer]} | given
        if answer == Answer.LIMITED_TIME:
            given.setdefault("due_on", (self.now + timedelta(days=5)).date())
        if answer == Answer.TRANSFERRED:
            given = {"office": self.world.office, "receipt": "现场签收"} | given
        return actions.answer_opinion(opinion, self.world.worker, at=self.pass_(minutes=2), answer=answer, **given)

    def closes(self, **given):
        return actions.close_listening(self.day, self.world.worker, at=self.pass_(minutes=5), **given)


TEXTS = {
    Answer.ON_SPOT: "每周三下午有志愿者教，在服务台报名。",
    Answer.LIMITED_TIME: "三天内把栏板修好。",
    Answer.TRANSFERRED: "请逐盏检查路灯，把不亮的换掉。",
    Answer.EXPLAINED: "物业费由合同约定，社区不能减免；可以到调委会商量分期。",
}


def furnish(world: World) -> World:
    """What every city's rulebook has: a category for what nobody has sorted yet."""
    Category.objects.create(code="9999", name="其他", full_name="其他/其他", valid_from=OPENED)
    return world


def planned(world: World, starts_at: datetime = THURSDAY, *, at: datetime | None = None, venue: str = VENUE):
    at = at or starts_at - timedelta(days=7)
    return actions.plan_listening(world.community_office, world.worker, at=at, starts_at=starts_at, venue=venue)


def announced(world: World, starts_at: datetime = THURSDAY) -> ListeningDay:
    day = planned(world, starts_at)
    actions.announce_listening(day, world.worker, at=starts_at - timedelta(days=6))
    return day


def table(world: World, starts_at: datetime = THURSDAY, *, reported: bool = True) -> Table:
    """People sit at the table; what the last day left has been told where there was one."""
    day = announced(world, starts_at)
    actions.open_listening(day, world.worker, at=starts_at)
    made = Table(world, day, starts_at)
    from yinuo.meetings.queries.listening import carried

    if reported and carried(day):
        actions.report_last(day, world.worker, at=made.pass_(minutes=1))
    return made


def held(world: World, starts_at: datetime = THURSDAY, kinds: tuple[Answer, ...] = tuple(Answer), **given) -> Table:
    """A day with one opinion of each of these kinds, closed."""
    made = table(world, starts_at)
    for number, answer in enumerate(kinds):
        made.answers(made.says(f"{WORDS[answer]}（{number + 1}）"), answer)
    made.closes(**({"attendance": 31} | given))
    return made


WORDS = {
    Answer.ON_SPOT: "老年人不会用手机交电费，没人教",
    Answer.LIMITED_TIME: "二单元楼梯栏板松了，孩子扶着怕出事",
    Answer.TRANSFERRED: "东门外路灯坏了四盏，晚上看不见路",
    Answer.EXPLAINED: "物业不干活，物业费能不能免了",
}


def finish(matter, world: World, at: datetime, handler=None) -> None:
    """The office promises where it has not yet, and says that it is done."""
    handler = handler or (world.handler if matter.office_id == world.office.pk else world.community_handler)
    if not matter.promises.exists():
        core.promise(matter, handler, at=at, text="都换好。", due_at=at + timedelta(days=1))
    core.resolve(matter, handler, at=at + MINUTE, outcome=Outcome.SOLVED, text="都换好了，请大家晚上看看。")


def check(matter, world: World, at: datetime) -> None:
    core.verify(matter, world.verifier, at=at, method=Method.SITE_CHECK, note="晚上去看过，都亮了。")


def from_phone(
    day: ListeningDay, at: datetime, words: str = "散会以后想起来：东门没有扶手。", uid: UUID | None = None, **given
):
    """Somebody who was there, with an own phone and no account."""
    return actions.add_opinion(day, resident(), at=at, uid=uid or uuid4(), words=words, **given)


__all__ = ["MONDAY", "NEXT", "THURSDAY"]
