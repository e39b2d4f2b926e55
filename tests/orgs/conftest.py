"""The structure of the small town: the rulebook, a joint committee, units with their own people, groups, grids."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.orgs.department import Department, department_of
from tests.world import MONDAY, OPENED, World
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.kernel.codes import credit_code_check
from yinuo.orgs import actions, rulebook
from yinuo.orgs.models import Kind, Organisation, User
from yinuo.orgs.queries import actor_for
from yinuo.orgs.words import UnitLevel
from yinuo.places import actions as mapping
from yinuo.places.models import Building, Place

TODAY = MONDAY.date()
DAY = timedelta(days=1)
TERM = {"term_from": date(2024, 1, 1), "term_to": date(2028, 12, 31)}


def credit_code(number: int) -> str:
    """A code that is right and belongs to nobody."""
    first = f"12419901MB9{number:06}"
    return first + credit_code_check(first)


@dataclass
class Structure:
    """What tests of structure name; `world` is the town itself."""

    world: World
    root: Organisation
    streets: Organisation
    committee: Organisation
    other_committee: Organisation
    leading: Organisation
    branch: Organisation
    group: Organisation
    stairwell: Organisation
    unit: Organisation
    other_unit: Organisation
    grids: list[Place]
    building: Building
    people: dict[str, Actor]

    def org(self, name: str, kind: Kind, above: Organisation | None = None, place: Place | None = None, **given):
        given = {"valid_from": OPENED} | given
        return actions.establish(
            above or self.root,
            HOUSE,
            at=MONDAY,
            name=name,
            kind=kind,
            place=place or (above or self.root).place,
            **given,
        )

    def count(self, org: Organisation, full: int, probationary: int = 0, on: date = TODAY):
        return actions.count(org, HOUSE, at=MONDAY, counted_on=on, full=full, probationary=probationary)


def person(world: World, org: Organisation, name: str, role: Role, over=None, within=None) -> Actor:
    """Somebody of this organisation with one grant."""
    member = actions.appoint(
        org, HOUSE, at=MONDAY, post=f"{name}岗", user=User.objects.create_user(username=name), valid_from=OPENED
    )
    actions.entrust(member, HOUSE, at=MONDAY, role=role, org=over, place=within, valid_from=OPENED)
    world.people[name] = member
    return actor_for(member, channel="desk", day=TODAY)


@pytest.fixture
def structure(world) -> Structure:
    """The structure of the small town."""
    return build(world)


@pytest.fixture
def open_structure(open_world) -> Structure:
    """The same, committed: for threads."""
    return build(open_world)


def build(world: World) -> Structure:
    """Build it by real acts."""
    rulebook.load(at=MONDAY)
    root = Organisation.objects.get(path="0001")
    streets = Organisation.objects.get(kind=Kind.SUBDISTRICT)
    other_street = mapping.enter(None, HOUSE, at=MONDAY, code="419901902", name="第二街道")
    grids = [
        mapping.enter(None, HOUSE, at=MONDAY, code=f"{world.community.code}{number:03}", name=f"第{number}网格")
        for number in (1, 2, 3)
    ]
    building = mapping.enter_building(
        world.community, HOUSE, at=MONDAY, code="001", name="幸福家园1号楼", households=48, members=4,
        latitude=Decimal("33.0"), longitude=Decimal("112.5"), valid_from=OPENED,
    )  # fmt: skip

    def org(name, kind, above=root, place=world.county, **given):
        return actions.establish(above, HOUSE, at=MONDAY, name=name, kind=kind, place=place, valid_from=OPENED, **given)

    committee = org("示例街道联合党工委", Kind.STREET_JOINT_COMMITTEE, streets, world.street)
    branch = org("幸福社区党支部", Kind.BRANCH, world.community_office, world.community)
    unit = org(
        "市第一医院", Kind.RESIDENT_UNIT, streets, world.street, unit_level=UnitLevel.CITY, credit_code=credit_code(1)
    )
    made = Structure(
        world=world,
        root=root,
        streets=streets,
        committee=committee,
        other_committee=org("第二街道联合党工委", Kind.STREET_JOINT_COMMITTEE, root, other_street),
        leading=org("县党建工作领导小组", Kind.LEADING_GROUP),
        branch=branch,
        group=org("幸福一网格党小组", Kind.PARTY_GROUP, branch, world.community),
        stairwell=org("1号楼楼道党小组", Kind.STAIRWELL_GROUP, branch, world.community),
        unit=unit,
        other_unit=org("省第二设计院", Kind.RESIDENT_UNIT, streets, world.street, unit_level=UnitLevel.PROVINCE),
        grids=grids,
        building=building,
        people={},
    )
    made.people["unit_handler"] = person(world, unit, "unit_handler", Role.HANDLER, over=unit)
    made.people["street_organiser"] = person(world, streets, "street_organiser", Role.ORGANISER, over=streets)
    made.people["unit_member"] = actor_for(
        actions.appoint(unit, HOUSE, at=MONDAY, post="党务岗", valid_from=OPENED), channel="desk", day=TODAY
    )
    return made


@pytest.fixture
def department(world) -> Department:
    """A department, the committee above it, and the rulebook."""
    return department_of(world)


@pytest.fixture
def three(department) -> Department:
    """Sections: 办公室 3, 财务科 2, 法规科 4."""
    for name, full in (("办公室", 3), ("财务科", 2), ("法规科", 4)):
        department.section(name, full)
    return department


@pytest.fixture
def two_branches(three) -> tuple[Department, Organisation, Organisation]:
    """第一支部 covers 办公室, 第二支部 covers 财务科 and 法规科."""
    one = three.branch("第一支部", "办公室")
    return three, one, three.branch("第二支部", "财务科", "法规科", kind=Kind.JOINT_BRANCH)
