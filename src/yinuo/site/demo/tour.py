"""The inspection rounds of the demo: the page's own (17–20 December, two groups, twenty tasks), and a small one under way."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from yinuo.acts.door import many
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.models import Conflict, Judge, Part, Subject
from yinuo.evaluation.rules import rubric as rules
from yinuo.evaluation.rules import sealing
from yinuo.evaluation.words import Finding, Form, KeeperRole
from yinuo.inspection import actions
from yinuo.inspection.models import Round, Site, Visit
from yinuo.inspection.reactions import answer
from yinuo.inspection.words import IN_ROUND
from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.clock import CHINA
from yinuo.kernel.words import _
from yinuo.orgs.models import Member, Organisation
from yinuo.orgs.queries import actor_for

from . import keys, marking, town
from .topics import read

GIVEN = read("tour.toml")
TASKS = read("tasks.toml")["task"]
FIRST, LAST = (12, 17), (12, 20)
LISTED, PICKED, ANCHORS = 7, 4, 2
JUDGES = 3
"""Of each unit."""

ITERATIONS = 60_000
AFTER = timedelta(days=130)
"""From the round to the last look at what the units changed."""

KEEPERS = {KeeperRole.LEADER: "总组长", KeeperRole.WATCHER: "监票人", KeeperRole.COUNTER: "计票人"}
LIFT = {"411323": 0.07, "411303": 0.13}
"""Units whose sites are better in truth; the rest follows from the ballots."""


def year_of(now: datetime) -> int:
    """The latest December whose round, with all that follows, lies behind."""
    return (
        now.year
        if date(now.year, *FIRST) + AFTER < now.date()
        else now.year - 1 - (date(now.year - 1, *FIRST) + AFTER >= now.date())
    )


@dataclass
class Tour:
    """One round on its way."""

    builder: town.Builder
    organiser: Actor
    org: Organisation
    units: list[town.County | town.Street]
    seed: str
    at: datetime
    round: Round | None = None

    def __post_init__(self) -> None:
        self.keys: dict[int, str] = {}

    def pass_(self, **time) -> datetime:
        """Some time goes by."""
        self.at += timedelta(**time)
        return self.at

    @property
    def assessment(self):
        return self.round.assessment

    def offices(self) -> list[Organisation]:
        return [unit.root if isinstance(unit, town.County) else unit.office for unit in self.units]

    # ---- before ----

    def rubric(self, name: str, basis: str, tasks: list[dict]):
        content = rules.of_tasks(tasks).as_data() | {"name": name, "version": "1"}
        found = evaluating.draft(
            self.org, self.organiser, at=self.at, name=name, version="1", basis=basis, content=Enclosed(content)
        )
        evaluating.consult(found, self.organiser, at=self.pass_(days=1))
        return evaluating.freeze_rubric(found, self.organiser, at=self.pass_(days=6)) or found

    def order(self, given: dict, rubric, starts_on: date, ends_on: date, groups: int, picked: int) -> None:
        self.round = actions.order(
            self.org, self.organiser, at=self.pass_(hours=2), name=given["name"], theme=given["theme"], rubric=rubric,
            starts_on=starts_on, ends_on=ends_on, groups=groups, ordered_by=given["ordered_by"], sites_per_unit=picked,
        )  # fmt: skip
        for office in self.offices():
            evaluating.enter(self.assessment, self.organiser, at=self.at, org=office)

    def list_sites(self, listed: int) -> None:
        """Every unit names more than will be seen; three of them it would like to show."""
        random = Random(f"{self.seed} sites")
        self.pass_(days=2)
        for unit, office in zip(self.units, self.offices(), strict=True):
            subject = Subject.objects.get(assessment=self.assessment, org=office)
            homes = unit.communities
            for number in range(listed):
                self._list(subject, homes[number % len(homes)], number, random)

    def _list(self, subject: Subject, home: town.Community, number: int, random: Random) -> None:
        place, kind = home.place, GIVEN["page"]["sites"][number % len(GIVEN["page"]["sites"])]
        actions.list_site(
            subject, self.organiser, at=self.at, name=f"{place.name}{kind}", place=place,
            minutes=random.choice([20, 25, 30, 35]), windows="" if random.random() < 0.6 else "8:30-12:00，14:00-18:00",
            address=f"{place.name}第{number + 1}号点位", about=random.choice(GIVEN["page"]["about"]),
            latitude=self.builder.near(place.latitude, 0.02), longitude=self.builder.near(place.longitude, 0.02),
            host="社区党委书记", phone=f"0377-000{random.randrange(1000, 9999)}", shares_contact=random.random() < 0.7, is_proposed=number < 3,
        )  # fmt: skip

    def crew(self, judges: int, username: str = "") -> None:
        """Leaders of the groups, judges from the units, keepers of the keys."""
        at = self.pass_(days=1)
        for group in self.round.groups.all():
            name = f"{username}-leader-group" if username and group.number == 1 else ""
            actor = self.builder.member(self.org, f"第{group.number}观摩组组长", username=name)
            actions.lead_group(self.round, self.organiser, at=at, number=group.number, leader=member_of(actor))
        panels = self.assessment.panels
        for index in range(judges * len(self.units)):
            office = self.offices()[index % len(self.units)]
            panel = (index + index // len(self.units)) % panels + 1
            name = f"{username}-judge" if username and index == 0 else ""
            actor = self.builder.member(office, "观摩团成员", username=name)
            evaluating.seat_judge(
                self.assessment, self.organiser, at=at, member=member_of(actor), panel=panel, unit=office
            )
        for number, (role, post) in enumerate(KEEPERS.items(), 1):
            actor = self.builder.member(self.org, post, username=f"{username}-keeper-{number}" if username else "")
            keeper = evaluating.name_keeper(self.assessment, self.organiser, at=at, member=member_of(actor), role=role)
            words, public = keys.of(self.seed, number)
            self.keys[keeper.number] = words
            evaluating.take_key(keeper, actor, at=at, public=public)

    def draw(self, given: dict, anchors: int) -> None:
        actions.draw(self.round, self.organiser, at=self.pass_(days=1), seed=given["seed"], source=given["source"])
        picked = (
            self.round.sites.filter(pick__in=IN_ROUND).select_related("subject").order_by("subject__org__path", "pk")
        )
        first_of = {site.subject_id: site for site in picked}
        shared = (
            [first_of[key] for key in list(first_of)[:: max(1, len(first_of) // anchors)][:anchors]] if anchors else []
        )
        actions.share_sites(self.round, self.organiser, at=self.at, sites=shared)

    def routes(self) -> None:
        self.round.refresh_from_db()
        itinerary = actions.ask_routes(self.round, self.organiser, at=self.pass_(hours=1))
        answer(itinerary, at=self.pass_(minutes=2), iterations=ITERATIONS)
        self.round.refresh_from_db()
        actions.adopt(self.round, self.organiser, at=self.pass_(minutes=20), itinerary=itinerary)

    def set_out(self, at: datetime) -> None:
        evaluating.freeze(self.assessment, self.organiser, at=self.pass_(hours=1))
        self.at = at
        self.round.refresh_from_db()
        actions.set_out(self.round, self.organiser, at=at)

    # ---- on the way ----

    def visit_all(self) -> None:
        """Every group sees its sites, and every judge marks what is his."""
        for visit in Visit.objects.filter(group__round=self.round, state="planned").select_related(
            "group__leader", "site"
        ):
            leader = actor_for(visit.group.leader, channel="field", day=self.at.date())
            actions.hold_visit(visit, leader, at=visit.ends_at)

    def mark_all(self, observers: list[marking.Observer], items: list[dict], lifts: dict[int, float]) -> int:
        publics = list(self.assessment.keepers.values_list("public", flat=True))
        parts = {(part.subject_id, part.key): part for part in Part.objects.filter(subject__assessment=self.assessment)}
        judges = self.assessment.judges.select_related("assessment", "member__org")
        return sum(
            self._mark(judge, observer, items, lifts, publics, parts)
            for judge, observer in zip(judges, observers, strict=True)
        )

    def _mark(self, judge: Judge, observer, items, lifts, publics, parts) -> int:
        barred = set(Conflict.objects.filter(judge=judge).values_list("subject", flat=True))
        visits = Visit.objects.filter(group__round=self.round, group__number=judge.panel, state="held")
        rows = []
        for visit in visits.select_related("site__subject__org").order_by("begins_at"):
            site: Site = visit.site
            if site.subject_id in barred or observer.random.random() < 0.1:
                continue
            unit = marking.quality(site.subject.key, self.seed, lift=lifts.get(site.subject_id, 0.0))
            marks = marking.marks(observer, items, unit, site.key, self.seed, "现场逐项核对过。")
            rows.append(self._row(judge, site, parts[site.subject_id, site.key], marks, publics, visit))
        return len(many(evaluating.cast, rows, actor_for(judge.member, channel="field", day=self.at.date())))

    def _row(self, judge: Judge, site: Site, part: Part, marks: dict, publics: list[str], visit: Visit):
        text = json.dumps({"marks": marks}, ensure_ascii=False).encode()
        envelope = sealing.seal(text, publics, evaluating.bound_to(judge, site.subject, part))
        given = {
            "subject": site.subject, "part": part, "envelope": Enclosed(envelope), "digest": sealing.digest_of(envelope),
            "said_at": visit.ends_at,
        }  # fmt: skip
        return judge, given, visit.ends_at + timedelta(minutes=3)

    # ---- after ----

    def count(self, met_at: datetime, given: dict) -> None:
        """Sealed, opened, counted, signed; the meeting in the evening."""
        self.at = met_at - timedelta(hours=1, minutes=30)
        actions.come_back(self.round, self.organiser, at=self.at)
        self.round.refresh_from_db()
        evaluating.seal(self.assessment, self.organiser, at=self.at, note="少数评委中途因公返回，漏看的点位没有投票。")
        keepers = list(self.assessment.keepers.select_related("member"))
        first = actor_for(keepers[0].member, channel="desk", day=self.at.date())
        words = [self.keys[1], self.keys[2]]
        evaluating.open_(self.assessment, first, at=self.pass_(minutes=20), words=words, numbers=[1, 2])
        evaluating.compute(self.assessment, self.organiser, at=self.pass_(minutes=5))
        for keeper in keepers:
            actor = actor_for(keeper.member, channel="desk", day=self.at.date())
            evaluating.sign(self.assessment, actor, at=self.pass_(minutes=2))
        evaluating.announce(self.assessment, self.organiser, at=self.pass_(minutes=5))
        offices = {office.place.code: office for office in self.offices()}
        for row in given["speakers"]:
            actions.invite_speaker(
                self.round, self.organiser, at=self.at, org=offices[row["county"]], reason=row["reason"]
            )
        self.at = met_at + timedelta(hours=1)
        actions.hold_meeting(self.round, self.organiser, at=self.at, met_at=met_at, commentary=given["commentary"])

    def object(self, office: Organisation, speaker: Actor) -> None:
        """One unit does not agree, is answered, and accepts the answer."""
        subject = self.assessment.subjects.get(org=office)
        objection = evaluating.object_(
            subject, speaker, at=self.pass_(days=2), text="第3项的换届台账当天在办公室，评委没有看到，请核对。"
        )
        text = "调阅了当天的材料，台账齐全，但评分以现场所见为准，漏看不足两人，不影响档次。"
        evaluating.answer_objection(
            objection, self.organiser, at=self.pass_(days=3), answer=text, finding=Finding.REJECTED
        )
        evaluating.accept_answer(objection, speaker, at=self.pass_(days=1))

    def publish(self) -> None:
        self.at = max(self.at, midday(self.assessment.objections_until + timedelta(days=1)))
        evaluating.settle(self.assessment, self.organiser, at=self.at)
        evaluating.publish(self.assessment, self.organiser, at=self.pass_(hours=1), form=Form.BANDS)

    def learn(self, speakers: dict[int, Actor]) -> None:
        """Every unit says what it changes, looks at it after 30, 60 and 90 days, and keeps most of it."""
        rows, start = GIVEN["gaps"]["rows"], self.pass_(days=1)
        seen = list(self.round.sites.filter(pick__in=IN_ROUND).select_related("subject").order_by("pk"))
        for number, subject in enumerate(self.assessment.subjects.select_related("org__place", "assessment__round")):
            speaker, random = speakers[subject.org_id], Random(f"{self.seed} gap {number}")
            if number % 7 == 6:
                actions.say_none(subject, speaker, at=start, reason=GIVEN["gaps"]["none"])
                continue
            gap, action, post = rows[number % len(rows)]
            other = random.choice([site for site in seen if site.subject_id != subject.pk])
            made = actions.plan_gap(
                subject, speaker, at=start, gap=gap, action=action, post=post,
                due_on=start.date() + timedelta(days=80), site=other,
            )  # fmt: skip
            for days, text in zip((30, 60, 90), GIVEN["gaps"]["reviews"], strict=True):
                actions.review_gap(made, speaker, at=start + timedelta(days=days), text=text)
            actions.keep_gap(made, speaker, at=start + timedelta(days=91))
        self.at = start + timedelta(days=92)
        actions.archive(self.round, self.organiser, at=self.at)


def midday(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), CHINA) + timedelta(hours=12)


def member_of(actor: Actor) -> Member:
    return Member.objects.select_related("org").get(pk=actor.member)


def build(builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """Both rounds; says what it is doing before each part."""
    root = Organisation.objects.get(pk=counties[0].root.pk)
    city = Organisation.objects.get(path=root.path[:4])
    organiser = builder.member(city, "市委组织部组织二科", (Role.ORGANISER, city, None), username="demo-city")
    yield _("正在办一次全市观摩")
    _page(builder, counties, city, organiser, now)
    yield _("正在排一次区里的观摩")
    _live(builder, counties, now)


def _page(builder, counties, city, organiser, now: datetime) -> None:
    given, year = GIVEN["page"], year_of(now)
    first, last = date(year, *FIRST), date(year, *LAST)
    town.load_years(first, last + AFTER, builder.at)
    tour = Tour(builder, organiser, city, counties, "demo tour", midday(first - timedelta(days=24)))
    rubric = tour.rubric(given["rubric"], given["basis"], TASKS)
    tour.order(given, rubric, first, last, 2, PICKED)
    tour.list_sites(LISTED)
    tour.crew(JUDGES)
    tour.draw(given, ANCHORS)
    tour.routes()
    met_at = midday(last) + timedelta(hours=6)
    actions.call_meeting(tour.round, organiser, at=tour.pass_(hours=1), meets_at=met_at, place=given["meeting_place"])
    tour.set_out(midday(first) - timedelta(hours=4))
    tour.visit_all()
    lifts = {
        subject.pk: LIFT.get(subject.org.place.code, 0.0)
        for subject in tour.assessment.subjects.select_related("org__place")
    }
    tour.mark_all(marking.observers(JUDGES * len(counties), tour.seed), rubric.content["items"], lifts)
    tour.count(met_at, given)
    speakers = {
        county.root.pk: builder.member(county.root, "党建办主任", (Role.HANDLER, county.root, None))
        for county in counties
    }
    tour.object(counties[-1].root, speakers[counties[-1].root.pk])
    tour.publish()
    tour.learn(speakers)


def _live(builder, counties, now: datetime) -> None:
    """A district's own round: the judges set out this morning."""
    given = GIVEN["live"]
    county = next(one for one in counties if one.place.code == "411303")
    organiser = builder.member(
        county.root, "区委组织部组织员", (Role.ORGANISER, county.root, None), username="demo-district"
    )
    today = now.date()
    tour = Tour(builder, organiser, county.root, county.streets, keys.LIVE, midday(today - timedelta(days=20)))
    rubric = tour.rubric("街道统筹协调八项任务", "", TASKS[:8])
    tour.order(given, rubric, today, today + timedelta(days=1), 2, 2)
    tour.list_sites(4)
    tour.crew(2, username="demo")
    tour.draw(given, 2)
    tour.routes()
    tour.set_out(min(now, midday(today) - timedelta(hours=4)))
