"""The small town of the tests: places, offices, people as roles, rules; all through real acts."""

import time
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from yinuo.acts import sequencer
from yinuo.acts.models import Entry, Leaf
from yinuo.kernel.actor import HOUSE, Actor, Role, resident
from yinuo.matters import actions
from yinuo.matters.models import Category, Duty, LimitRule, Matter
from yinuo.matters.words import Kind, Method, Outcome, Rating, Urgency
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind as OrgKind
from yinuo.orgs.models import Member, Organisation, User
from yinuo.orgs.queries import actor_for
from yinuo.places import actions as mapping
from yinuo.places.models import Place

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
"""A plain working Monday; the world begins then."""

OPENED = date(2015, 1, 1)


@dataclass
class World:
    """Everything a test may name."""

    county: Place
    street: Place
    community: Place
    other_community: Place
    office: Organisation
    other_office: Organisation
    community_office: Organisation
    callers: Organisation
    street_office: Organisation
    category: Category
    staged: Category
    people: dict[str, Member] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        """`world.handler` is the actor that the member called `handler` is."""
        people = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return actor_for(people[name], channel="desk", day=MONDAY.date())

    def raiser(self, matter: Matter) -> Actor:
        """Whoever holds the slip of this matter."""
        return resident(slip=matter.pk)

    def raised(self, *, at=MONDAY, words="楼前的路灯坏了四盏，晚上看不见路。", **given) -> Matter:
        """A resident has said something."""
        return actions.raise_(given.pop("place", self.community), resident(), at=at, words=words, **given)

    def registered(self, *, at=MONDAY, category=None, urgency=Urgency.NORMAL, is_public=False, **given) -> Matter:
        matter = self.raised(at=at, **given)
        actions.register(
            matter, self.worker, at=at, category=category or self.category, kind=given.get("kind", Kind.COMPLAINT),
            urgency=urgency, is_public=is_public,
        )  # fmt: skip
        return matter

    def accepted(self, *, at=MONDAY, **given) -> Matter:
        matter = self.registered(at=at, **given)
        actions.accept(matter, self.worker, at=at)
        return matter

    def dispatched(self, *, at=MONDAY, office=None, **given) -> Matter:
        matter = self.accepted(at=at, **given)
        actions.dispatch(matter, self.coordinator, at=at, office=office or self.office, basis="职责清单")
        return matter

    def promised(self, *, at=MONDAY, due_at=None, **given) -> Matter:
        matter = self.dispatched(at=at, **given)
        due_at = due_at or datetime(2026, 3, 5, 18, 0, tzinfo=CHINA)
        actions.promise(matter, self.handler, at=at, text="三天内换好灯头。", due_at=due_at)
        return matter

    def resolved(self, *, at=MONDAY, outcome=Outcome.SOLVED, **given) -> Matter:
        matter = self.promised(at=at, **given)
        actions.resolve(matter, self.handler, at=at, outcome=outcome, text="四盏灯都换好了。")
        return matter

    def verified(self, *, at=MONDAY, **given) -> Matter:
        matter = self.resolved(at=at, **given)
        actions.verify(matter, self.verifier, at=at, method=Method.SITE_CHECK, note="晚上去看过，灯都亮了。")
        return matter

    def rated(self, *, at=MONDAY, rating=Rating.SATISFIED, **given) -> Matter:
        matter = self.verified(at=at, **given)
        actions.rate(matter, self.raiser(matter), at=at, rating=rating)
        return matter

    def closed(self, *, at=MONDAY, **given) -> Matter:
        matter = self.rated(at=at, **given)
        actions.close(matter, self.coordinator, at=at)
        return matter


def build() -> World:
    """Build the world: 示例县 with one street, two communities, their offices and everybody who works there."""
    for year in (2025, 2026):
        mapping.load_year(None, HOUSE, at=MONDAY, year=year)
    codes = {
        "4199": "示例市",
        "419901": "示例县",
        "419901901": "示例街道",
        "419901901901": "幸福社区",
        "419901901902": "和平社区",
    }
    places = {code: mapping.enter(None, HOUSE, at=MONDAY, code=code, name=name) for code, name in codes.items()}
    county, street = places["419901"], places["419901901"]
    community, other = places["419901901901"], places["419901901902"]

    def office(above, name, kind, place):
        return staffing.establish(above, HOUSE, at=MONDAY, name=name, kind=kind, place=place, valid_from=OPENED)

    root = office(county, "示例县政务服务中心", OrgKind.COUNTY, county)
    lamps = office(root, "县城市管理局", OrgKind.DEPARTMENT, county)
    houses = office(root, "县住房和城乡建设局", OrgKind.DEPARTMENT, county)
    callers = office(root, "县督查回访中心", OrgKind.SUPERVISION, county)
    streets = office(root, "示例街道办事处", OrgKind.SUBDISTRICT, street)
    local = office(streets, "幸福社区居委会", OrgKind.COMMUNITY, community)
    light = Category.objects.create(code="0102", name="路灯", full_name="公用设施/路灯", valid_from=OPENED)
    cover = Category.objects.create(code="0101", name="井盖", full_name="公用设施/井盖", valid_from=OPENED)
    LimitRule.objects.create(amount=5, unit="working_day", source="测试时限表", version="test", valid_from=OPENED)
    for order, (stage, amount, unit) in enumerate([("围护", 3, "urgent_hour"), ("修复", 8, "urgent_hour")], 1):
        LimitRule.objects.create(
            category="0101", stage=stage, order=order, amount=amount, unit=unit, source="测试时限表", version="test",
            valid_from=OPENED,
        )  # fmt: skip
    Duty.objects.create(
        category="0102", region="419901", org=lamps, basis="三定方案", version="test", valid_from=OPENED
    )
    Duty.objects.create(
        category="0199", org_kind=OrgKind.COMMUNITY, basis="社区职责清单", version="test", valid_from=OPENED
    )
    world = World(county, street, community, other, lamps, houses, local, callers, streets, light, cover)
    staff = {
        "worker": (local, "社区工作者", Role.COMMUNITY_WORKER, None, community),
        "community_handler": (local, "社区经办人", Role.HANDLER, local, None),
        "coordinator": (streets, "街道协调员", Role.COORDINATOR, None, street),
        "county_coordinator": (root, "县协调员", Role.COORDINATOR, None, county),
        "handler": (lamps, "经办人", Role.HANDLER, lamps, None),
        "other_handler": (houses, "经办人", Role.HANDLER, houses, None),
        "verifier": (callers, "核查员", Role.VERIFIER, None, county),
        "own_verifier": (lamps, "本单位核查员", Role.VERIFIER, None, county),
        "leader": (root, "分管领导", Role.LEADER, None, county),
        "auditor": (callers, "审计员", Role.AUDITOR, None, county),
        "administrator": (root, "系统管理员", Role.ADMINISTRATOR, root, county),
        "organiser": (root, "组织员", Role.ORGANISER, root, None),
        "neighbour": (houses, "无关人员", None, None, None),
    }
    for name, (org, post, role, over, within) in staff.items():
        user = User.objects.create_user(username=name)
        member = staffing.appoint(org, HOUSE, at=MONDAY, post=post, user=user, valid_from=OPENED)
        if role:
            staffing.entrust(member, HOUSE, at=MONDAY, role=role, org=over, place=within, valid_from=OPENED)
        world.people[name] = member
    return world


def seal(matter: Matter) -> None:
    """Sequence until every entry of the matter is sealed: another test's open transaction may hold them back a while."""
    entries = Entry.objects.filter(subject=f"matter:{matter.pk}").count()
    patience = time.monotonic() + 60
    while Leaf.objects.filter(subject=f"matter:{matter.pk}").count() < entries and time.monotonic() < patience:
        sequencer.sequence(everything=True)
        time.sleep(0.1)
