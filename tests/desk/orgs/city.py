"""A small city for the pages of organisations, built through acts: a street with 7+1+9, a department of 16 sections,
branches with something to say of, a chain of three levels, posts, an appointment, groups.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.world import MONDAY, OPENED, World
from yinuo.kernel.actor import HOUSE, Role
from yinuo.orgs import actions, rulebook
from yinuo.orgs.models import Organisation, Seat, User
from yinuo.orgs.words import Kind, SeatKind, Source, UnitLevel
from yinuo.places import actions as mapping

TODAY = MONDAY.date()
UNITS = (
    "市税务局", "市水利局", "市审计局", "市图书馆", "市中心医院", "市第五中学", "市供电公司", "市燃气公司", "市公交集团",
    "市气象局", "市邮政分公司",
)  # fmt: skip
STREET_POSTS = (
    "街道党工委书记", "党工委副书记、办事处主任", "党工委副书记（组织）", "党工委委员（纪检）", "党工委委员（宣传统战）",
    "党工委委员（政法）", "党工委委员（武装）",
)  # fmt: skip
SECTIONS = (
    ("办公室", 3, "局长", "综合", "主楼"), ("人事科", 2, "局长", "综合", "主楼"), ("财务科", 2, "局长", "综合", "主楼"),
    ("督查科", 1, "纪检组长", "监督", "主楼"), ("审计科", 2, "纪检组长", "监督", "主楼"),
    ("规划科", 3, "副局长甲", "业务", "主楼"), ("建设科", 4, "副局长甲", "业务", "主楼"), ("房产科", 2, "副局长甲", "业务", "主楼"),
    ("物业科", 1, "副局长甲", "业务", "主楼"), ("质量站", 6, "副局长乙", "执法", "北院"), ("安全站", 5, "副局长乙", "执法", "北院"),
    ("执法队", 8, "副局长乙", "执法", "北院"), ("档案馆", 2, "副局长丙", "服务", "主楼"), ("信息中心", 3, "副局长丙", "服务", "主楼"),
    ("服务大厅", 5, "副局长丙", "服务", "政务中心"), ("热线科", 2, "副局长丙", "服务", "政务中心"),
)  # fmt: skip
BRANCHES = (
    ("机关第一支部", Kind.BRANCH, 2, 0, 400, ("secretary",)),
    ("机关第二支部", Kind.BRANCH, 12, 1, 45, ("secretary", "organisation_member", "publicity_member")),
    ("老干部支部", Kind.BRANCH, 9, 0, 300, ("secretary",)),
    ("物业行业联合支部", Kind.JOINT_BRANCH, 8, 1, -30, ("secretary", "organisation_member", "publicity_member")),
    ("环卫支部", Kind.BRANCH, 56, 2, 800, ("secretary", "deputy_secretary", "organisation_member", "publicity_member")),
    ("园林支部", Kind.BRANCH, 5, 0, 500, ("secretary",)),
)


@dataclass
class City:
    """What the tests name of the city."""

    world: World
    root: Organisation
    street: Organisation
    committee: Organisation
    units: list[Organisation]
    department: Organisation
    superior: Organisation
    sections: list[Organisation] = field(default_factory=list)
    branches: list[Organisation] = field(default_factory=list)
    post: object = None
    sent: object = None
    group: Organisation | None = None

    @property
    def invited(self) -> Seat:
        """The seat that waits for its unit's word."""
        return self.committee.seats.get(state="invited")


def body(above, name, kind, place=None, **given) -> Organisation:
    """An organisation that has stood since the beginning."""
    place = place or above.place
    return actions.establish(above, HOUSE, at=MONDAY, name=name, kind=kind, place=place, valid_from=OPENED, **given)


def person(world: World, name: str, org, post: str, *grants) -> None:
    """Somebody with an account and these grants, known to the world by `name`."""
    member = actions.appoint(
        org, HOUSE, at=MONDAY, post=post, user=User.objects.create_user(username=name), valid_from=OPENED
    )
    for role, over, within in grants:
        actions.entrust(member, HOUSE, at=MONDAY, role=role, org=over, place=within, valid_from=OPENED)
    world.people[name] = member


def take(seat: Seat, *, reply: str = "") -> Seat:
    """Confirmed where a unit is asked, and taken for a term."""
    if reply:
        actions.confirm(seat, HOUSE, at=MONDAY, reply=reply)
    actions.seat(seat, HOUSE, at=MONDAY, term_from=OPENED, term_to=TODAY + timedelta(days=700))
    return seat


def build(world: World) -> City:
    """The city in the county of the world, on its Monday."""
    rulebook.load(at=MONDAY)
    root = Organisation.objects.get(path="0001")
    street = world.street_office
    joint = body(street, "示例街道联合党工委", Kind.STREET_JOINT_COMMITTEE)
    units = [body(street, name, Kind.RESIDENT_UNIT, unit_level=UnitLevel.CITY) for name in UNITS]
    superior = body(root, "县直属机关党工委", Kind.COMMITTEE_ORG)
    department = body(root, "县综合服务保障局", Kind.DEPARTMENT, superior=superior)
    city = City(world, root, street, joint, units, department, superior)
    _committee(city)
    _department(city)
    _branches(city)
    _chain(city)
    _registers(city)
    person(world, "unit_handler", units[9], "党组织负责人", (Role.HANDLER, units[9], None))
    person(
        world,
        "secretary",
        department,
        "机关党委副书记",
        (Role.HANDLER, department, None),
        (Role.ORGANISER, department, None),
    )
    person(world, "committee_organiser", superior, "组织员", (Role.ORGANISER, superior, None))
    return city


def _committee(city: City) -> None:
    def invite(kind, post, **given):
        return actions.invite(city.committee, HOUSE, at=MONDAY, kind=kind, post=post, **given)

    for post in STREET_POSTS:
        take(invite(SeatKind.STREET_MEMBER, post))
    take(invite(SeatKind.FULL_TIME_MEMBER, "专职工委委员"))
    for unit in city.units[:9]:
        take(invite(SeatKind.UNIT_MEMBER, "党组织负责人", unit=unit), reply="复函〔2026〕1号")
    invite(SeatKind.UNIT_MEMBER, "党组织负责人", unit=city.units[9])
    begins = TODAY.replace(year=TODAY.year - 5) + timedelta(days=60)
    actions.begin_term(city.committee, HOUSE, at=MONDAY, starts_on=begins, ends_on=TODAY + timedelta(days=60))


def _department(city: City) -> None:
    for name, full, portfolio, nature, site in SECTIONS:
        section = body(city.department, name, Kind.SECTION)
        actions.count(section, HOUSE, at=MONDAY, counted_on=TODAY, full=full)
        actions.characterise(section, HOUSE, at=MONDAY, portfolio=portfolio, nature=nature, site=site)
        city.sections.append(section)


def _branches(city: City) -> None:
    above = city.world.office
    for name, kind, full, probationary, days, seats in BRANCHES:
        branch = body(above, name, kind, superior=city.superior)
        actions.count(branch, HOUSE, at=MONDAY, counted_on=TODAY, full=full, probationary=probationary)
        ends_on = TODAY + timedelta(days=days)
        starts_on = date(ends_on.year - 3, ends_on.month, min(ends_on.day, 28))
        actions.begin_term(branch, HOUSE, at=MONDAY, starts_on=starts_on, ends_on=ends_on)
        for seat_kind, source in zip(seats, Source, strict=False):
            seat = actions.invite(branch, HOUSE, at=MONDAY, kind=SeatKind(seat_kind), post="党支部委员", source=source)
            take(seat)
        city.branches.append(branch)


def _chain(city: City) -> None:
    levels = [
        "leading_group 党建工作领导小组",
        "street_grand_committee 街道大工委",
        "community_grand_committee 社区大党委",
    ]
    actions.lay_chain(city.world.county, HOUSE, at=MONDAY, name="三级联动", levels=levels)
    body(city.root, "县党建工作领导小组", Kind.LEADING_GROUP)
    body(city.street, "示例街道大工委", Kind.STREET_GRAND_COMMITTEE)
    local = city.world.community_office
    grand = body(local, "幸福社区大党委", Kind.COMMUNITY_GRAND_COMMITTEE)
    grid = mapping.enter(None, HOUSE, at=MONDAY, code="419901901901902", name="幸福社区第1网格")
    city.group = body(grand, "幸福社区第1网格党小组", Kind.PARTY_GROUP, hours="工作日18:30—21:00")
    actions.count(city.group, HOUSE, at=MONDAY, counted_on=TODAY, full=4)
    actions.serve(city.group, HOUSE, at=MONDAY, grid=grid)
    actions.gather(city.group, HOUSE, at=MONDAY, held_on=TODAY - timedelta(days=9), topic="商量楼道灯和停车位")


def _registers(city: City) -> None:
    for number, unit in enumerate((city.world.office, city.world.other_office)):
        for title in ("机关党委专职副书记", "专职组织员"):
            post = actions.open_post(unit, HOUSE, at=MONDAY, title=title, is_full_time=True, valid_from=OPENED)
        if number:
            actions.open_post(
                unit,
                HOUSE,
                at=MONDAY,
                title="兼职党务干事",
                is_full_time=False,
                other_duties="兼管工会工作",
                valid_from=OPENED,
            )
    city.post = post
    actions.confirm_time(post, city.world.other_handler, at=MONDAY, month=date(2026, 2, 1), unit_share=90)
    city.sent = actions.send(
        city.world.community, HOUSE, at=MONDAY, sender=city.world.other_office, post="驻村第一书记",
        term_from=TODAY, term_to=TODAY.replace(year=TODAY.year + 2), document="示组〔2026〕3号",
    )  # fmt: skip
