"""A round of the small town, built through real acts: six streets in two groups, twelve judges from the streets themselves.

`scene(world)` stands on the first morning: routes adopted, rules frozen, the groups have set out. `words` are what the three
keepers have on their papers. `until` stops earlier: "listing", "drawn", "routed", "frozen".
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

from tests.world import MONDAY, OPENED, World
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.models import Assessment, Ballot, Judge, Keeper, Part, Rubric, Subject
from yinuo.evaluation.rules import sealing
from yinuo.evaluation.words import KeeperRole
from yinuo.inspection import actions
from yinuo.inspection.models import Round, Site, Visit
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Member, Organisation, User
from yinuo.orgs.queries import actor_for
from yinuo.places import actions as mapping

STREETS = ("东关街道", "西关街道", "南关街道", "北关街道", "河东镇", "河西镇")
SEED, SOURCE = "2026030108", "3月1日公开摇出的号码"
SHOWN = ("党群服务中心", "邻里议事厅", "网格驿站")
DAYS = 2
TASKS = (
    {"no": "T01", "title": "三级联动体系运行", "parts": [["领导小组、大工委、大党委均建立", "2"], ["议题有决定有办结", "2"], ["责任清单到岗", "1"]]},
    {"no": "T02", "title": "网格党组织覆盖", "parts": [["网格边界公示", "2"], ["每网格有党小组", "2"], ["联系方式公示", "1"]]},
    {"no": "T03", "title": "民情沟通与诉求办理", "parts": [["五步齐全", "4"], ["承诺按期兑现", "4"], ["复查不反弹", "2"]]},
)  # fmt: skip
"""Enough for a small rubric of twenty points; the demo city has the twenty tasks of a hundred."""


def item(row: dict) -> dict:
    """An item of additive points as `rules.rubric` reads it."""
    points = sum(float(points) for _text, points in row["parts"])
    parts = [{"text": text, "points": points} for text, points in row["parts"]]
    return {
        "no": row["no"],
        "title": row["title"],
        "kind": "points",
        "points": f"{points:g}",
        "parts": parts,
        "may_skip": True,
    }


@dataclass
class Scene:
    """What tests of rounds name."""

    world: World
    rubric: Rubric
    round: Round
    assessment: Assessment
    streets: list[Organisation]
    judges: list[Judge] = field(default_factory=list)
    keepers: list[Keeper] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)
    leaders: list[Member] = field(default_factory=list)

    @property
    def organiser(self) -> Actor:
        return self.world.organiser

    def fresh(self) -> "Scene":
        """The rows as they stand."""
        self.round, self.assessment = Round.objects.get(pk=self.round.pk), Assessment.objects.get(pk=self.assessment.pk)
        return self

    def judge(self, number: int) -> tuple[Judge, Actor]:
        """Judge 0…11: number n comes from street n % 6; the first six mark in the first group."""
        judge = self.judges[number]
        return judge, actor_for(judge.member, channel="field", day=MONDAY.date())

    def keeper(self, number: int) -> Actor:
        """Keeper 1 leads, 2 watches, 3 counts."""
        return actor_for(self.keepers[number - 1].member, channel="desk", day=MONDAY.date())

    def speaker(self, number: int) -> Actor:
        """Who speaks for street `number`."""
        return getattr(self.world, f"street{number}")

    def subject(self, number: int) -> Subject:
        return Subject.objects.get(assessment=self.assessment, org=self.streets[number])

    def sites(self, number: int) -> list[Site]:
        """The picked sites of street `number`."""
        return list(Site.objects.filter(subject=self.subject(number), pick__in=["drawn", "proposed"]))

    def envelope(self, judge: Judge, subject: Subject, part: Part | None, marks: dict) -> dict:
        text = json.dumps({"marks": marks}, ensure_ascii=False).encode()
        publics = [keeper.public for keeper in self.keepers]
        return sealing.seal(text, publics, evaluating.bound_to(judge, subject, part))

    def cast(
        self, number: int, site: Site, share: float = 0.8, *, at=None, key=None, marks: dict | None = None
    ) -> Ballot:
        """Judge `number` marks this site with about `share` of the points of each part."""
        judge, actor = self.judge(number)
        part = Part.objects.get(subject=site.subject, key=site.key)
        envelope = self.envelope(judge, site.subject, part, marks or marks_of(self.rubric, share))
        return evaluating.cast(
            judge, actor, at=at, subject=site.subject, part=part, envelope=Enclosed(envelope),
            digest=sealing.digest_of(envelope), key=key or uuid4(),
        )  # fmt: skip

    def cast_all(self, seed: int = 1, *, at=None) -> int:
        """Every judge marks all that is his; streets differ, judges are lenient or severe."""
        random, number = Random(seed), 0
        for index, judge in enumerate(self.judges):
            barred = set(judge.conflicts.values_list("subject", flat=True))
            visits = Visit.objects.filter(group__round=self.round, group__number=judge.panel).select_related(
                "site__subject__org"
            )
            for visit in visits:
                if visit.site.subject_id not in barred:
                    street = self.streets.index(visit.site.subject.org)
                    share = 0.9 - 0.06 * street + 0.05 * (index % 3 - 1) + random.uniform(-0.03, 0.03)
                    self.cast(index, visit.site, share, at=at)
                    number += 1
        return number

    def sealed(self, *, at=None) -> "Scene":
        """Everything marked, and sealed."""
        self.cast_all(at=at)
        evaluating.seal(self.assessment, self.organiser, at=at)
        return self

    def opened(self, *, at=None) -> "Scene":
        self.sealed(at=at)
        evaluating.open_(self.assessment, self.keeper(1), at=at, words=[self.words[1], self.words[3]], numbers=[1, 3])
        return self

    def announced(self, *, at=None) -> "Scene":
        """Computed, signed by all, told to the streets."""
        self.opened(at=at)
        evaluating.compute(self.assessment, self.organiser, at=at)
        for number in (1, 2, 3):
            evaluating.sign(self.assessment, self.keeper(number), at=at)
        evaluating.announce(self.assessment, self.organiser, at=at)
        return self


def marks_of(rubric: Rubric, share: float) -> dict:
    """About this share of every item, in steps of a half, with a reason where it is extreme."""
    found = {}
    for one in rubric.content["items"]:
        points = max(0.0, min(float(one["points"]), round(float(one["points"]) * share * 2) / 2))
        extreme = points in (0, float(one["points"]))
        found[one["no"]] = {"points": f"{points:g}", "reason": "现场逐项核对过。" if extreme else ""}
    return found


def person(world: World, name: str, org: Organisation, post: str, *grants) -> Member:
    """Somebody with these (role, organisation) grants; `world.<name>` is the actor."""
    user = User.objects.create_user(username=name)
    member = staffing.appoint(org, HOUSE, at=MONDAY, post=post, user=user, valid_from=OPENED)
    for role, over in grants:
        staffing.entrust(member, HOUSE, at=MONDAY, role=role, org=over, valid_from=OPENED)
    world.people[name] = member
    return member


def scene(world: World, until: str = "visiting") -> Scene:
    """The round, up to the state named."""
    streets = [_street(world, number, name) for number, name in enumerate(STREETS)]
    root = Organisation.objects.get(name="示例县政务服务中心")
    rubric = _rubric(world, root)
    start = MONDAY.date()
    round = actions.order(
        root, world.organiser, at=MONDAY, name="全县城市基层党建观摩", theme="城市基层党建", rubric=rubric, starts_on=start,
        ends_on=start + timedelta(days=DAYS - 1), groups=2, ordered_by="县委党建工作领导小组", sites_per_unit=2,
    )  # fmt: skip
    made = Scene(world, rubric, round, round.assessment, streets)
    for number, street in enumerate(streets):
        evaluating.enter(made.assessment, world.organiser, at=MONDAY, org=street, panel=1 + number % 2)
        _list(made, number)
    if until == "listing":
        return made.fresh()
    actions.draw(round, world.organiser, at=MONDAY, seed=SEED, source=SOURCE)
    if until == "drawn":
        return made.fresh()
    _crew(made)
    anchors = [made.sites(0)[0], made.sites(1)[0]]
    actions.share_sites(round, world.organiser, at=MONDAY, sites=anchors)
    _route(made)
    if until == "routed":
        return made.fresh()
    _keys(made)
    evaluating.freeze(made.assessment, world.organiser, at=MONDAY)
    if until == "frozen":
        return made.fresh()
    made.round.refresh_from_db()
    actions.set_out(made.round, world.organiser, at=MONDAY)
    meets_at = datetime.combine(start + timedelta(days=DAYS - 1), datetime.min.time(), MONDAY.tzinfo) + timedelta(
        hours=18
    )
    actions.call_meeting(made.round, world.organiser, at=MONDAY, meets_at=meets_at, place="县委党校报告厅")
    return made.fresh()


def _street(world: World, number: int, name: str) -> Organisation:
    code = f"41990191{number}"
    place = mapping.enter(
        None, HOUSE, at=MONDAY, code=code, name=name, latitude=Decimal(33), longitude=Decimal(112 + number)
    )
    root = Organisation.objects.get(name="示例县政务服务中心")
    kind = Kind.SUBDISTRICT
    street = staffing.establish(root, HOUSE, at=MONDAY, name=f"{name}办事处", kind=kind, place=place, valid_from=OPENED)
    person(world, f"street{number}", street, "党建办主任", (Role.HANDLER, street))
    return street


def _rubric(world: World, root: Organisation) -> Rubric:
    content = {
        "name": "城市基层党建重点任务", "version": "1", "items": [item(row) for row in TASKS], "bonus_cap": "0", "total": "20",
        "reasons_at": ["full", "zero"],
    }  # fmt: skip
    rubric = evaluating.draft(
        root, world.organiser, at=MONDAY, name="城市基层党建重点任务", version="1", content=Enclosed(content)
    )
    evaluating.consult(rubric, world.organiser, at=MONDAY)
    evaluating.freeze_rubric(rubric, world.organiser, at=MONDAY)
    return rubric


def _list(made: Scene, number: int) -> None:
    subject = made.subject(number)
    place = subject.org.place
    for order, name in enumerate(SHOWN):
        actions.list_site(
            subject, made.speaker(number), at=MONDAY, name=f"{place.name}{name}", place=place, minutes=25,
            windows="8:30-12:00，14:00-18:00" if order else "", address=f"{place.name}人民路{order + 1}号",
            about="看议事台账和办结回访。", latitude=Decimal(3300 + order) / 100, longitude=Decimal(11200 + 5 * number + order) / 100,
            host="社区党委书记", phone=f"0377-00000{number}{order}", shares_contact=order != 1, is_proposed=order == 0,
        )  # fmt: skip


def _crew(made: Scene) -> None:
    """Twelve judges, two from each street, one for each group; two leaders and three keepers from the county."""
    root = made.round.org
    for number in (1, 2):
        leader = person(made.world, f"leader{number}", root, f"第{number}观摩组组长")
        made.leaders.append(leader)
        actions.lead_group(made.round, made.world.organiser, at=MONDAY, number=number, leader=leader)
    for index in range(12):
        street = made.streets[index % 6]
        member = person(made.world, f"judge{index}", street, "观摩团成员")
        judge = evaluating.seat_judge(
            made.assessment, made.world.organiser, at=MONDAY, member=member, panel=1 + index // 6, unit=street
        )
        made.judges.append(judge)
    for role in KeeperRole:
        member = person(made.world, f"keeper_{role.value}", root, f"保管人（{role.value}）")
        made.keepers.append(
            evaluating.name_keeper(made.assessment, made.world.organiser, at=MONDAY, member=member, role=role)
        )


def _keys(made: Scene) -> None:
    for keeper in made.keepers:
        words, public = sealing.new_keeper()
        made.words[keeper.number] = words
        evaluating.take_key(keeper, made.keeper(keeper.number), at=MONDAY, public=public)


def _route(made: Scene) -> None:
    """A plain plan, delivered as the planner would: group 1 sees the even streets, group 2 the odd ones, both the anchors."""
    groups = []
    for group in (0, 1):
        sites = [site for number in range(6) if number % 2 == group for site in made.sites(number)]
        sites += [site for number in range(2) if number != group for site in made.sites(number) if site.is_anchor]
        half = (len(sites) + 1) // 2
        days = [{"day": day, "legs": _legs(part, day)} for day, part in enumerate((sites[:half], sites[half:]))]
        groups.append({"number": group + 1, "days": days, "units": [], "driving": 160, "late": 0, "working": 420})
    itinerary = actions.ask_routes(made.round, made.world.organiser, at=MONDAY)
    plan = {
        "groups": groups, "driving": 320, "late": 0, "spread": 0, "unvisited": [], "bound": 310, "gap": 0.032,
        "proven": False, "seed": 1, "seconds": 0.5,
    }  # fmt: skip
    actions.deliver(itinerary, HOUSE, at=MONDAY, plan=Enclosed(plan))
    made.round.refresh_from_db()
    actions.adopt(made.round, made.world.organiser, at=MONDAY, itinerary=itinerary)


def _legs(sites: list[Site], day: int) -> list[dict]:
    clock, legs = 540 if day == 0 else 480, []
    for site in sites:
        legs.append({"kind": "drive", "key": site.key, "from": clock, "until": clock + 20, "driving": 20})
        legs.append({"kind": "visit", "key": site.key, "from": clock + 30, "until": clock + 55, "driving": 0})
        clock += 60
    home = "depot" if day else f"hotel-{sites[-1].subject.org.place.code}"
    return [
        *legs,
        {"kind": "depot" if day else "hotel", "key": home, "from": clock + 20, "until": clock + 20, "driving": 20},
    ]


def day(number: int) -> date:
    """Day of the round, from 0."""
    return MONDAY.date() + timedelta(days=number)
