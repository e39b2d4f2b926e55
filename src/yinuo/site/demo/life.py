"""One matter on its way through the real acts: who takes each step, when, and in which words.

Every step is a generator that yields the moment before it acts, so that many lives are played in the order of time.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from yinuo.kernel import privacy
from yinuo.kernel.actor import HOUSE, Actor, resident
from yinuo.kernel.codes import new_slip
from yinuo.matters import actions, limits
from yinuo.matters.models import Category, Evidence, Matter
from yinuo.matters.words import COUNTED_AS_SATISFIED, Intake, Kind, Method, Outcome, Rating, Refusal, Urgency
from yinuo.orgs.models import Organisation

from . import pictures
from .pace import Pace
from .topics import PATROL, Teller, Topic
from .town import Community

Steps = Iterator[datetime]
INTAKES = {
    Intake.WEB: 34, Intake.PHONE: 24, Intake.HOTLINE: 16, Intake.VISIT: 10, Intake.LISTENING_DAY: 8, Intake.PAPER: 4,
    Intake.MAILBOX: 4,
}  # fmt: skip
BY_THEMSELVES = (Intake.WEB, Intake.MAILBOX)
WITHOUT_CONTACT = (Intake.SUGGESTION_BOX, Intake.PATROL)
MINUTE = timedelta(minutes=1)


class Life:
    """What is fixed for one matter, and the steps it may take; `known` may give its slip, spot and strand."""

    def __init__(self, home: Community, topic: Topic, random: Random, pace: Pace, at: datetime, **known):
        self.home, self.topic, self.random, self.pace, self.at = home, topic, random, pace, at
        self.until = pace.closed_office()
        self.slip = known.pop("slip", "") or new_slip(random)
        self.teller = Teller(topic, random, **known)
        self.matter: Matter | None = None
        self.office: Organisation | None = None
        self.duplicates: list[Matter] = []
        self.parts: list[Life] = []
        self.proof: Evidence | None = None
        self.county = home.street.county

    @property
    def me(self) -> Actor:
        """Whoever holds the slip."""
        return resident(slip=self.matter.pk)

    @property
    def handler(self) -> Actor:
        return self.county.handlers[self.matter.office_id]

    @property
    def coordinator(self) -> Actor:
        return self.home.street.coordinator

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def wait(self, low: float, high: float, *, in_office: bool = True, until: datetime | None = None) -> Steps:
        """Some hours pass, in the time of offices, not beyond `until`."""
        hours = self.random.uniform(low, high)
        last = min(self.until, until) if until else self.until
        self.at = self.pace.after(self.at, hours, self.random, until=last, in_office=in_office)
        yield self.at

    # ---- coming in ----

    def say(
        self, *, is_proxy: bool = False, intake: Intake | None = None, words: str = "", leaves_phone: bool = False
    ) -> Steps:
        """Somebody says it, or tells it to a worker."""
        yield self.at
        intake = intake or self._intake()
        words = words or self.teller.voice(is_proxy=is_proxy)
        intake = Intake.PATROL if words.startswith(PATROL) else intake
        told = self.random.random()
        contact = {} if intake in WITHOUT_CONTACT else self._contact(leaves_phone or told < 0.8)
        if is_proxy:
            contact |= {"is_proxy": True, "proxy_relation": self.teller.say("relations"), "has_consented": True}
        grid = self.random.choice(self.home.grids)
        self.matter = actions.raise_(
            grid if told < 0.7 else self.home.place, self._registrar(intake), at=self.at, words=words, intake=intake,
            kind=Kind(self.topic.kind), address=self.teller.address, wants_public=told < 0.9, slip=self.slip,
            **contact,
        )  # fmt: skip

    def _intake(self) -> Intake:
        fixed = [Intake(name) for name in self.topic.intakes if name != Intake.PATROL]
        return self.random.choice(fixed) if fixed else self.random.choices(list(INTAKES), list(INTAKES.values()))[0]

    def _contact(self, leaves_phone: bool) -> dict:
        called, tail = self.teller.say("called"), self.random.randrange(10_000)
        return {"called": called} | ({"phone": f"1990000{tail:04}", "has_consented": True} if leaves_phone else {})

    def _registrar(self, intake: Intake) -> Actor:
        if intake in BY_THEMSELVES:
            return resident()
        return self.county.coordinator if intake == Intake.HOTLINE else self.home.worker

    def register(self, *, urgency: Urgency | None = None) -> Steps:
        yield from self.wait(0.2, 3)
        title, matter = self.teller.title(), self.matter
        is_clean = not privacy.scan(f"{title}\n{matter.words}")
        actions.register(
            matter, self.home.worker, at=self.at, kind=Kind(self.topic.kind), title=title,
            category=Category.objects.get(full_name=self.teller.category), urgency=urgency or Urgency(self.topic.urgency),
            is_public=is_clean and matter.wants_public and not self.topic.is_tip,
        )  # fmt: skip

    def accept(self) -> Steps:
        yield from self.wait(0.1, 1)
        actions.accept(self.matter, self.home.worker, at=self.at)

    def begin(self, **given) -> Steps:
        """Said, registered and taken on."""
        yield from self.say(**given)
        yield from self.register()
        yield from self.accept()

    # ---- finding its office ----

    def rightful(self) -> Organisation:
        """The community for what is on its list, else whose duty it is by the rulebook."""
        if self.topic.is_for_community and limits.may_be_given(self.matter, self.home.office, self.at.date()):
            return self.home.office
        return limits.office_for(self.matter, self.at.date()) or self.county.offices["centre"]

    def dispatch(self, office: Organisation | None = None) -> Steps:
        yield from self.wait(0.2, 3, until=self._before_due(0.2))
        office = office or self.rightful()
        actions.dispatch(self.matter, self.coordinator, at=self.at, office=office, basis=self.teller.say("basis"))

    def refuse(self, *, name: str = "refusals") -> Steps:
        yield from self.wait(0.5, 6, until=self._before_due(0.2))
        text = self.teller.say(name, office=self.rightful().name)
        actions.refuse(self.matter, self.handler, at=self.at, basis=Refusal.NOT_OUR_DUTY, text=text)

    def adjudicate(self) -> Steps:
        yield from self.wait(1, 8, until=self._before_due(0.2))
        office = self.rightful()
        text = self.teller.say("adjudications", office=office.name)
        actions.adjudicate(self.matter, self.county.coordinator, at=self.at, office=office, text=text)

    def wrong_office(self) -> Organisation:
        """One that might be thought responsible, but is not."""
        wrong = self.county.offices[self.topic.wrong]
        return self.county.offices["centre"] if wrong == self.rightful() else wrong

    # ---- being done ----

    def promise(self, due_at: datetime | None = None) -> Steps:
        """What will be done and by when: before the standard limit, or stage by stage where the rulebook has stages."""
        yield from self.wait(0.2, 2.5, until=self._before_due(0.5))
        dues = dict(limits.standard(self.matter, self.matter.dispatched_at).stages)
        if dues and self.matter.reopened == 0:
            self._promise_stages(dues)
            return
        text = self.teller.about(self.topic.promises)
        actions.promise(self.matter, self.handler, at=self.at, text=text, due_at=due_at or self._promised_day())

    def _promise_stages(self, dues: dict[str, datetime]) -> None:
        for stage, text in self.topic.stages:
            if dues[stage] > self.at:
                given = {"text": f"{stage}：{text}。", "due_at": dues[stage], "stage": stage}
                actions.promise(self.matter, self.handler, at=self.at, **given)

    def finish_stages(self) -> Steps:
        """One stage after the other, each before its day."""
        for given in self.matter.promises.filter(kept_at=None).exclude(stage="").order_by("due_at"):
            left = max((given.due_at - self.at).total_seconds() / 3600, 1)
            yield from self.wait(left * 0.2, left * 0.6, in_office=left > 12, until=given.due_at)
            text = self.teller.say("stages_done", stage=given.stage, what=dict(self.topic.stages)[given.stage])
            actions.finish_stage(self.matter, self.handler, at=self.at, stage=given.stage, text=text)

    def _promised_day(self) -> datetime:
        standard = self.matter.standard_due_at if self.matter.reopened == 0 else None
        days = self.random.randint(3, 5)
        day = limits.end_of(self.pace.calendar.add_working_days(self.at.date(), days), self.pace.calendar)
        return day if standard is None or standard <= self.at else min(day, standard)

    def start_again(self) -> Steps:
        """After a reopening a new promise is made; what was sent back stands under the old one."""
        if self.matter.reopened:
            yield from self.promise()
        yield from self.work()

    def work(self) -> Steps:
        yield from self.wait(0.5, 6, until=self._before_due(0.6))
        actions.work(self.matter, self.handler, at=self.at, text=self.teller.about(self.topic.works))

    def _before_due(self, share: float) -> datetime | None:
        """This share of the way to the day that was set; None where none was set or it has passed."""
        due_at = self.matter.due_at
        return self.at + (due_at - self.at) * share if due_at and due_at > self.at else None

    def prove(self, *, drawn_from: Random | None = None) -> Steps:
        """Evidence of some kind, seldom a photo; `drawn_from` the same chance is the same photo again."""
        yield from self.wait(0.1, 1, until=self._before_due(0.5))
        note = self.teller.about(self.topic.proofs)
        has_photo = self.chance(0.35) or drawn_from is not None
        photo = pictures.take(self.topic.picture, drawn_from or self.random, self.at) if has_photo else None
        kind = Method.PHOTO if photo else self.random.choice([Method.MEASUREMENT, Method.DOCUMENT, Method.WITNESS])
        self.proof = actions.attach(
            self.matter, self.handler, at=self.at, kind=kind, note=note, photo=photo, is_public=self.matter.is_public
        )

    def resolve(self, outcome: Outcome | None = None, *, is_late: bool = False, text: str = "") -> Steps:
        """Done, before the day or after it."""
        yield from self.finish_stages()
        yield from self._until_done(is_late)
        text = text or self.teller.about(self.topic.results)
        outcome = outcome or Outcome(self.topic.outcome)
        actions.resolve(self.matter, self.handler, at=self.at, outcome=outcome, text=text)

    def _until_done(self, is_late: bool) -> Steps:
        left = (self.matter.due_at - self.at).total_seconds() / 3600
        if is_late:
            yield from self.wait(max(left, 0) + 20, max(left, 0) + 80)
        elif left > 0:
            yield from self.wait(left * 0.3, left * 0.7, until=self._before_due(0.97))
        else:
            yield from self.wait(2, 20)

    def handle(self, **given) -> Steps:
        """Promise, work, proof and result."""
        yield from self.promise()
        if self.chance(0.7):
            yield from self.work()
        if self.chance(0.6):
            yield from self.prove()
        yield from self.resolve(**given)

    # ---- together with others ----

    def twin(self) -> "Life":
        """The same trouble at the same spot, told by somebody else."""
        other = Life(
            self.home, self.topic, self.random, self.pace, self.at, spot=self.teller.where, strand=self.teller.strand
        )
        other.until = self.until
        return other

    def part(self, office: Organisation) -> "Life":
        """A part of it, given to another office."""
        other = self.twin()
        words = self.teller.say("parts")
        other.matter = actions.split(self.matter, self.coordinator, at=self.at, words=words, office=office)
        return other

    def merge(self, other: "Life") -> Steps:
        """The other one is handled under this number."""
        yield from other.wait(0.5, 4)
        actions.merge(other.matter, self.home.worker, at=other.at, into=self.matter)
        self.duplicates.append(other.matter)
        self.at = max(self.at, other.at)

    # ---- being checked ----

    def verify(self) -> Steps:
        yield from self.wait(3, 26)
        method = self.random.choice([Method.SITE_CHECK, Method.SITE_CHECK, Method.RAISER_CONFIRMS, Method.WITNESS])
        note = self.teller.about(self.topic.checks, "answer_checks" if self.topic.answers else "checks")
        actions.verify(self.matter, self.county.verifier, at=self.at, method=method, note=note)

    def rate(self, rating: Rating | None = None, *, is_called: bool | None = None) -> Steps:
        """By slip, or told to an independent caller; a good word closes the matter as the house would."""
        rating = rating or (Rating.SATISFIED if self.chance(0.72) else Rating.BASICALLY)
        words = self.teller.say(rating.value)
        is_called = self.chance(0.45) if is_called is None else is_called
        yield from self.wait(1, 30, in_office=is_called)
        if is_called:
            given = {"has_reached": True, "rating": rating, "words": words}
            actions.call_back(self.matter, self.county.verifier, at=self.at, **given)
        else:
            actions.rate(self.matter, self.me, at=self.at, rating=rating, words=words)
        if rating in COUNTED_AS_SATISFIED:
            yield from self.close(HOUSE)

    def miss_call(self) -> Steps:
        yield from self.wait(4, 26)
        words = self.teller.say("calls_failed")
        actions.call_back(self.matter, self.county.verifier, at=self.at, has_reached=False, words=words)

    def close(self, actor: Actor, text: str = "") -> Steps:
        """Close it, and with it what was merged into it."""
        self.at += MINUTE if actor is HOUSE else timedelta()
        yield self.at
        actions.close(self.matter, actor, at=self.at, text=text)
        for other in self.duplicates:
            actions.close(other, HOUSE, at=self.at + MINUTE)

    def ask_again(self) -> Steps:
        """The raiser asks to have it done again."""
        yield from self.wait(2, 40, in_office=False)
        actions.ask_reopen(self.matter, self.me, at=self.at, reason=self.teller.say("reopen_reasons"))
