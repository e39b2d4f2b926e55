"""The chain of the world's county with its people (M08), and the groups of one building (M11); through real acts."""

from dataclasses import dataclass
from decimal import Decimal

from tests.world import MONDAY, OPENED, World
from yinuo.kernel.actor import HOUSE, Role, resident
from yinuo.matters import actions
from yinuo.matters.models import Ask, Matter
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation, User
from yinuo.places import actions as mapping
from yinuo.places.models import Building, Place

LEVELS = [
    "leading_group 县党建工作领导小组", "coordination_committee 街道党建协调指导委员会",
    "community_party_office 社区党建工作部",
]  # fmt: skip


@dataclass
class Chain:
    """The bodies of the three levels, from the top."""

    top: Organisation
    middle: Organisation
    low: Organisation


def establish(above: Organisation, name: str, kind: Kind, place: Place) -> Organisation:
    """An office of the world."""
    return staffing.establish(above, HOUSE, at=MONDAY, name=name, kind=kind, place=place, valid_from=OPENED)


def employ(world: World, name: str, org: Organisation, post: str, role: Role, over: Organisation) -> None:
    """Somebody more in the world: `world.<name>`."""
    user = User.objects.create_user(username=name)
    member = staffing.appoint(org, HOUSE, at=MONDAY, post=post, user=user, valid_from=OPENED)
    staffing.entrust(member, HOUSE, at=MONDAY, role=role, org=over, valid_from=OPENED)
    world.people[name] = member


def lay_chain(world: World) -> Chain:
    """Three levels, each with somebody at its desk: `top_desk`, `middle_desk`, `low_desk`."""
    root = world.community_office.path[:4]
    above = Organisation.objects.get(path=root)
    chain = Chain(
        establish(above, "县党建工作领导小组办公室", Kind.LEADING_GROUP, world.county),
        establish(world.street_office, "示例街道党建协调指导委员会", Kind.COORDINATION_COMMITTEE, world.street),
        establish(world.community_office, "幸福社区党建工作部", Kind.COMMUNITY_PARTY_OFFICE, world.community),
    )
    for name, body in (("top_desk", chain.top), ("middle_desk", chain.middle), ("low_desk", chain.low)):
        employ(world, name, body, "承办人", Role.HANDLER, body)
    staffing.lay_chain(world.county, HOUSE, at=MONDAY, name="三级联动", levels=LEVELS, valid_from=OPENED)
    return chain


def in_hand(world: World, **given) -> Matter:
    """A matter that the community office has: it is on its list."""
    from yinuo.matters.models import Category

    listed = Category.objects.filter(code="0199").first() or Category.objects.create(
        code="0199", name="楼道", full_name="公用设施/楼道", valid_from=OPENED
    )
    return world.dispatched(office=world.community_office, category=listed, **given)


def escalated(world: World, **given) -> Matter:
    """It was beyond the community."""
    matter = in_hand(world, **given)
    actions.escalate(
        matter, world.community_handler, at=matter.dispatched_at, tried="找过物业三次，也开过会，物业说没有钱。",
        basis="动用维修资金要由县里批，社区没有这个权限。",
    )  # fmt: skip
    return matter


@dataclass
class Stairs:
    """A building in its grid, and the two groups: of one stairwell, and of the grid."""

    building: Building
    grid: Place
    stairwell_group: Organisation
    grid_group: Organisation


def build_stairs(world: World) -> Stairs:
    """2号楼 of 幸福社区 with the group of its second stairwell and the group of its grid; `group_leader`, `grid_leader`."""
    building = mapping.enter_building(
        world.community, HOUSE, at=MONDAY, code="B02", name="幸福路2号楼", households=60, members=5,
        latitude=Decimal("32.99"), longitude=Decimal("112.53"), valid_from=OPENED,
    )  # fmt: skip
    grid = mapping.enter(None, HOUSE, at=MONDAY, code=f"{world.community.code}901", name="第一网格")
    of_stairs = establish(world.community_office, "2号楼2单元党小组", Kind.STAIRWELL_GROUP, world.community)
    of_grid = establish(world.community_office, "第一网格党小组", Kind.PARTY_GROUP, grid)
    staffing.serve(of_stairs, HOUSE, at=MONDAY, building=building, stairwell="2单元", valid_from=OPENED)
    staffing.serve(of_grid, HOUSE, at=MONDAY, grid=grid, valid_from=OPENED)
    employ(world, "group_leader", of_stairs, "楼道党小组组长", Role.HANDLER, of_stairs)
    employ(world, "grid_leader", of_grid, "网格党小组组长", Role.HANDLER, of_grid)
    return Stairs(building, grid, of_stairs, of_grid)


SAID = "楼上每天夜里十一点以后洗衣服，我家孩子睡不着，想请你们帮着说说。"


def asked(stairs: Stairs, *, at=MONDAY, **given) -> Ask:
    """A neighbour has asked the group of the stairwell."""
    given = {"words": SAID, "building": stairs.building, "stairwell": "2单元", "times": "晚上七点以后"} | given
    return actions.ask(stairs.stairwell_group, resident(), at=at, **given)


def asker(ask: Ask):
    """Whoever holds the slip of this request."""
    return resident(ask=ask.pk)
