"""Who may do what to organisations, as a table that must be whole: every act of `orgs` × every kind of person."""

from datetime import date

import pytest

from tests.orgs.conftest import TODAY
from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, Role, resident
from yinuo.orgs import actions
from yinuo.orgs.models import DevicePass, Kind, Member, Organisation, Proposal
from yinuo.orgs.queries import actor_for
from yinuo.orgs.words import Purpose, SeatKind

PEOPLE = (
    "anyone", "house", "neighbour", "worker", "coordinator", "county_coordinator", "handler", "leader", "auditor",
    "verifier", "administrator", "organiser", "street_organiser", "unit_handler", "unit_member", "department_administrator",
)  # fmt: skip
"""`organiser` is over the county, `street_organiser` over the street; the unit lies in the street; the department beside."""

HOUSE_TOO = {"house"}
COUNTY = {"administrator", "organiser"} | HOUSE_TOO
STREET = COUNTY | {"street_organiser"}
STAFFERS = {"administrator"} | HOUSE_TOO
UNIT = {"unit_handler"}
TOWN = {"coordinator", "county_coordinator", "organiser", "street_organiser"} | HOUSE_TOO
SENDERS = {"organiser"} | HOUSE_TOO

TABLE = {
    # the tree and what stands on it: subject is the unit in the street
    "orgs.establish": STREET,
    "orgs.rename": STREET,
    "orgs.describe": STREET,
    "orgs.set_superior": STREET,
    "orgs.begin_term": STREET,
    "orgs.characterise": STREET,
    "orgs.record_coverage": STREET,
    "orgs.count": STREET,
    "orgs.transfer": STREET,
    "orgs.serve": STREET,
    "orgs.unserve": STREET,
    "orgs.invite": STREET,
    "orgs.gather": STREET | UNIT,
    # what changes the neighbours too is decided above: subject is the unit, above it the street
    "orgs.absorb": STREET,
    "orgs.split_off": STREET,
    "orgs.move_under": STREET,
    "orgs.close_down": STREET,
    # seats: subject is the unit's seat in the street's joint committee
    "orgs.confirm": STREET | UNIT,
    "orgs.decline": STREET | UNIT,
    "orgs.vacate": STREET | UNIT,
    "orgs.seat": STREET,
    "orgs.prolong": STREET,
    # chains of the county
    "orgs.lay_chain": COUNTY,
    # posts of the unit
    "orgs.open_post": STREET,
    "orgs.close_post": STREET,
    "orgs.confirm_time": {"unit_handler", "unit_member"},
    # appointments to the community
    "orgs.send": SENDERS,
    "orgs.recall": SENDERS,
    "orgs.arrive": TOWN,
    "orgs.grant_leave": TOWN,
    "orgs.come_back": TOWN,
    # people of the unit: subject is the unit, or its member without an account
    "orgs.appoint": STAFFERS,
    "orgs.dismiss": STAFFERS,
    "orgs.entrust": STAFFERS,
    "orgs.relieve": STAFFERS,
    "orgs.move_member": STAFFERS,
    "orgs.save_filter": {"unit_member"},
    "orgs.drop_filter": {"unit_member"},
    # proposals of the unit, decided by the joint committee above it
    "orgs.propose": UNIT,
    "orgs.withdraw": UNIT,
    "orgs.approve": {"organiser", "street_organiser"},
    "orgs.return": {"organiser", "street_organiser"},
    "orgs.set_up": UNIT | {"organiser", "street_organiser"},
    "orgs.adjust": UNIT | {"organiser", "street_organiser"},
    "orgs.merge": UNIT | {"organiser", "street_organiser"},
    "orgs.dissolve": UNIT | {"organiser", "street_organiser"},
    "orgs.explain": UNIT | {"organiser", "street_organiser"},
    "orgs.load_thresholds": {"administrator", "department_administrator"} | HOUSE_TOO,
    # passes of a member of the unit: his own, and taken back by who administers the unit
    "orgs.lend_pass": {"unit_member"},
    "orgs.withdraw_pass": STAFFERS | {"unit_member"},
}


def test_the_table_is_whole():
    assert set(TABLE) == {name for name in ACTS if name.startswith("orgs.")}


@pytest.fixture
def crowd(structure):
    world = structure.world
    people = {name: getattr(world, name) for name in PEOPLE if name in world.people} | structure.people
    local = actions.appoint(world.office, HOUSE, at=MONDAY, post="本局管理员")
    actions.entrust(local, HOUSE, at=MONDAY, role=Role.ADMINISTRATOR, org=world.office)
    people["department_administrator"] = actor_for(local, channel="desk", day=TODAY)
    people |= {"anyone": resident(), "house": HOUSE}
    assert set(people) == set(PEOPLE)
    return people


@pytest.fixture
def subjects(structure):
    """Act → what it is done to."""
    unit, village = structure.unit, structure.world.community
    seat = actions.invite(structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="院长", unit=unit)
    post = actions.open_post(unit, HOUSE, at=MONDAY, title="专干", is_full_time=True)
    sent = actions.send(
        village, HOUSE, at=MONDAY, sender=unit, post="第一书记", term_from=TODAY, term_to=date(2028, 3, 1)
    )
    member = Member.objects.get(pk=structure.people["unit_member"].member)
    proposal = Proposal(
        org=unit, superior=structure.committee, purpose=Purpose.ESTABLISH, text="设立支部", proposed_at=MONDAY
    )
    of_kind = {
        seat: ("confirm", "decline", "vacate", "seat", "prolong"),
        post: ("close_post", "confirm_time"),
        village: ("send",),
        structure.world.county: ("lay_chain",),
        sent: ("arrive", "grant_leave", "come_back", "recall"),
        member: ("dismiss", "entrust", "relieve", "move_member", "save_filter", "drop_filter", "lend_pass"),
    }
    found = {f"orgs.{verb}": subject for subject, verbs in of_kind.items() for verb in verbs}
    decided = ("approve", "return", "withdraw", "set_up", "adjust", "merge", "dissolve")
    found |= {f"orgs.{verb}": proposal for verb in decided} | {"orgs.load_thresholds": None}
    found["orgs.withdraw_pass"] = DevicePass(member=member, lent_at=MONDAY, valid_until=MONDAY)
    return {name: found.get(name, unit) for name in TABLE}


def test_everybody_may_do_what_the_table_says_and_nothing_else(crowd, subjects):
    wrong = []
    for name, allowed in TABLE.items():
        for who, actor in crowd.items():
            refusal = ACTS[name].may(actor, subjects[name])
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
    assert not wrong, "\n".join(wrong)


def test_every_refusal_is_a_sentence_for_the_person(crowd, subjects):
    for name in TABLE:
        refusal = ACTS[name].may(crowd["anyone"], subjects[name])
        assert refusal is not None, name
        assert refusal.endswith("。"), name


def test_an_administrator_of_one_office_reaches_no_further(crowd, structure):
    own = crowd["department_administrator"]
    office, world = Organisation.objects.get(pk=structure.world.office.pk), structure.world
    assert ACTS["orgs.rename"].may(own, office) is None
    assert ACTS["orgs.establish"].may(own, office) is None
    assert ACTS["orgs.establish"].may(own, world.county), "no new root of a tree"
    assert ACTS["orgs.absorb"].may(own, office), "what stands beside it is not its own"
    assert ACTS["orgs.lay_chain"].may(own, world.county)


def test_a_groups_meeting_is_written_by_its_community_too(crowd, structure):
    assert ACTS["orgs.gather"].may(crowd["worker"], structure.group) is None
    assert ACTS["orgs.gather"].may(crowd["coordinator"], structure.group)


def test_an_organiser_of_another_county_sends_nobody_here(structure):
    from yinuo.places import actions as mapping

    other = mapping.enter(None, HOUSE, at=MONDAY, code="419902", name="另一县")
    root = actions.establish(other, HOUSE, at=MONDAY, name="另一县机关", kind=Kind.COUNTY, place=other)
    member = actions.appoint(root, HOUSE, at=MONDAY, post="组织员")
    actions.entrust(member, HOUSE, at=MONDAY, role=Role.ORGANISER, org=root)
    stranger = actor_for(member, channel="desk", day=TODAY)
    assert ACTS["orgs.send"].may(stranger, structure.world.community)
    assert ACTS["orgs.lay_chain"].may(stranger, structure.world.county)
    assert ACTS["orgs.lay_chain"].may(stranger, other) is None
