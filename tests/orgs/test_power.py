"""Nobody widens his own power: by founding bodies, by choosing who decides, by answering for others, by granting."""

import pytest

from tests.orgs.conftest import DAY, TODAY, person
from tests.world import MONDAY, OPENED
from yinuo.kernel.actor import HOUSE, Role
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs import actions, policy
from yinuo.orgs.models import Coverage, Kind, Organisation, Seat
from yinuo.orgs.queries import superior_of
from yinuo.orgs.words import Purpose, SeatKind, SeatState
from yinuo.places import actions as mapping


@pytest.fixture
def next_door(structure):
    """Another county of the city, with its own office, a street and a section."""
    place = mapping.enter(None, HOUSE, at=MONDAY, code="419902", name="邻县")
    street = mapping.enter(None, HOUSE, at=MONDAY, code="419902901", name="邻县街道")
    root = actions.establish(
        place, HOUSE, at=MONDAY, name="邻县政务中心", kind=Kind.COUNTY, place=place, valid_from=OPENED
    )
    section = structure.org("邻县某科", Kind.SECTION, root, place)
    return place, street, root, section


def test_an_organisation_serves_a_place_within_that_of_the_one_above(structure, next_door):
    place, street, _root, _section = next_door
    organiser = structure.world.organiser
    for kind, where in ((Kind.COUNTY, place), (Kind.STREET_JOINT_COMMITTEE, street), (Kind.RESIDENT_UNIT, street)):
        with pytest.raises(Unfit) as unfit:
            actions.establish(structure.root, organiser, at=MONDAY, name="越界单位", kind=kind, place=where)
        assert unfit.value.field == "place"
    with pytest.raises(Unfit):
        actions.split_off(
            structure.committee, organiser, at=MONDAY, name="越界工委", kind=Kind.STREET_JOINT_COMMITTEE, place=street,
            document="1号",
        )  # fmt: skip
    assert not Organisation.objects.filter(name__startswith="越界").exists()
    assert policy.may_send(organiser, place) is not None


def test_nothing_is_moved_under_an_office_of_another_area(structure):
    other_street = structure.other_committee.place
    office = structure.org("第二街道办事处", Kind.SUBDISTRICT, structure.root, other_street)
    with pytest.raises(Unfit) as unfit:
        actions.move_under(structure.unit, structure.world.organiser, at=MONDAY + DAY, parent=office, document="1号")
    assert unfit.value.field == "parent"


def test_the_organiser_of_a_unit_founds_no_body_that_rules_its_area(structure):
    """A body at a level of the chain receives what residents raised; an office of the county sends to villages."""
    world = structure.world
    own = person(world, structure.unit, "own_organiser", Role.ORGANISER, over=structure.unit)
    lamps = person(world, world.office, "lamps_organiser", Role.ORGANISER, over=world.office)
    for actor, above, kind, place in (
        (own, structure.unit, Kind.STREET_JOINT_COMMITTEE, world.street),
        (own, structure.unit, Kind.COMMUNITY_PARTY_OFFICE, world.community),
        (lamps, world.office, Kind.COUNTY, world.county),
        (lamps, world.office, Kind.LEADING_GROUP, world.county),
    ):
        with pytest.raises(Refused):
            actions.establish(above, actor, at=MONDAY, name="自立山头", kind=kind, place=place)
    assert policy.may_lay_chain(lamps, world.county) is not None
    for actor, above, kind in ((own, structure.unit, Kind.SECTION), (lamps, world.office, Kind.BRANCH)):
        actions.establish(above, actor, at=MONDAY, name="内设", kind=kind, place=above.place)
    street = structure.people["street_organiser"]
    actions.establish(
        structure.streets, street, at=MONDAY, name="街道协调会", kind=Kind.COORDINATION_COMMITTEE, place=world.street
    )


def test_an_administrator_of_an_office_alone_grants_nothing_over_places(structure):
    world = structure.world
    local = person(world, world.office, "local", Role.ADMINISTRATOR, over=world.office)
    colleague = actions.appoint(world.office, HOUSE, at=MONDAY, post="干事")
    with pytest.raises(Unfit, match="超出了您管理的范围"):
        actions.entrust(colleague, local, at=MONDAY, role=Role.COORDINATOR, place=world.county)
    actions.entrust(colleague, local, at=MONDAY, role=Role.HANDLER, org=world.office)
    actions.entrust(colleague, world.administrator, at=MONDAY, role=Role.COORDINATOR, place=world.street)


def test_the_street_does_not_answer_for_the_units_below_its_office(structure):
    """拉郎配: whoever handles matters of the office above is not one of the unit's own people."""
    clerk = person(structure.world, structure.streets, "street_clerk", Role.HANDLER, over=structure.streets)
    seat = actions.invite(
        structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="院长", unit=structure.unit
    )
    for verb in (actions.confirm, actions.decline, actions.vacate):
        with pytest.raises(Refused):
            verb(seat, clerk, at=MONDAY)
    actions.confirm(seat, structure.people["unit_handler"], at=MONDAY)
    with pytest.raises(NotNow):
        actions.confirm(seat, structure.people["unit_handler"], at=MONDAY)
    assert Seat.objects.get(pk=seat.pk).state == SeatState.CONFIRMED


def test_nobody_chooses_the_superior_of_his_own_unit(structure):
    """It decides about the unit's branches (M28): whoever stands above the unit names it."""
    own = person(structure.world, structure.unit, "own_organiser", Role.ORGANISER, over=structure.unit)
    with pytest.raises(Refused):
        actions.set_superior(structure.unit, own, at=MONDAY, superior=structure.other_committee)
    actions.set_superior(structure.unit, structure.people["street_organiser"], at=MONDAY, superior=structure.committee)
    assert superior_of(Organisation.objects.get(pk=structure.unit.pk), TODAY) == structure.committee


def test_a_party_group_decides_about_no_branches(three):
    group = three.org("某党小组", Kind.PARTY_GROUP, Organisation.objects.get(path="0001"))
    three.unit.superior = None
    with pytest.raises(Unfit, match="不能批复"):
        three.proposed(three.draft("第一支部", "办公室", "财务科", "法规科"), superior=group)


def test_a_superior_that_was_changed_since_decides_no_longer(three):
    proposal = three.proposed(three.draft("第一支部", "办公室", "财务科", "法规科"))
    other = three.org("县委直属机关党委", Kind.COMMITTEE_ORG, Organisation.objects.get(path="0001"))
    actions.set_superior(three.unit, HOUSE, at=MONDAY, superior=other)
    with pytest.raises(NotNow, match="县委直属机关党委"):
        actions.approve(proposal, three.world.organiser, at=MONDAY, document="1号")
    actions.return_(proposal, three.world.organiser, at=MONDAY, answer="请向现在的上级申报。")


def test_a_unit_that_moves_takes_its_open_proposals_with_it(three):
    proposal = three.proposed(three.draft("第一支部", "办公室", "财务科", "法规科"))
    superior = Organisation.objects.get(pk=three.superior.pk)
    moved = actions.move_under(superior, HOUSE, at=MONDAY + DAY, parent=structure_office(three), document="1号")
    proposal.refresh_from_db()
    assert proposal.superior == moved
    actions.approve(proposal, three.world.organiser, at=MONDAY + DAY, document="2号")


def structure_office(three) -> Organisation:
    """Somewhere else in the county to move to."""
    return three.org("县级机关大院", Kind.OTHER, Organisation.objects.get(path="0001"))


def test_nobody_takes_the_members_of_others_into_his_branch(structure, next_door):
    """A unit that is not one's own joins a branch by a proposal, which its superior decides."""
    world = structure.world
    lamps = person(world, world.office, "lamps_organiser", Role.ORGANISER, over=world.office)
    branch = structure.org("路灯支部", Kind.BRANCH, world.office)
    section = structure.org("路灯科", Kind.SECTION, world.office)
    for stranger in (next_door[3], structure.unit):
        with pytest.raises(Refused):
            actions.record_coverage(branch, lamps, at=MONDAY, unit=stranger)
    actions.record_coverage(branch, lamps, at=MONDAY, unit=section)
    assert Coverage.objects.get().unit == section


def test_whoever_decides_is_not_of_the_unit_whatever_path_he_was_granted(three):
    """HANDLER over the superior, yet working in a section of the unit that asks."""
    world = three.world
    inside = person(world, three.sections["法规科"], "inside", Role.HANDLER, over=three.superior)
    proposal = three.proposed(three.draft("第一支部", "办公室", "财务科", "法规科"), purpose=Purpose.ESTABLISH)
    with pytest.raises(Refused):
        actions.approve(proposal, inside, at=MONDAY, document="1号")
