"""Who may do what to places, as a table that must be whole: every act × every kind of person."""

import pytest

from tests.places.ground import HOME, at, box
from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, Actor, Grant, Role, resident
from yinuo.places import actions
from yinuo.places.models import GridPlan
from yinuo.places.words import PlanMode

PEOPLE = (
    "anyone", "worker", "community_handler", "coordinator", "county_coordinator", "handler", "verifier", "leader",
    "auditor", "administrator", "organiser", "neighbour",
)  # fmt: skip
COORDINATORS = {"coordinator", "county_coordinator"}
LOCAL = {"worker", "administrator"} | COORDINATORS
ADMINISTRATORS = {"administrator"}

TABLE = {
    "places.enter": ADMINISTRATORS,
    "places.load_year": ADMINISTRATORS,
    "places.confirm_year": ADMINISTRATORS,
    "places.override_day": ADMINISTRATORS,
    "places.draw": LOCAL,
    "places.enter_building": LOCAL,
    "places.amend_building": LOCAL,
    "places.demolish": LOCAL,
    "places.lay_barrier": LOCAL,
    "places.lift_barrier": LOCAL,
    "places.plan_grids": LOCAL,
    "places.move": LOCAL,
    "places.drop": LOCAL,
    "places.adopt": COORDINATORS,
    "places.post": LOCAL,
}
ON_A_BUILDING = {"places.amend_building", "places.demolish"}
ON_A_PLAN = {"places.move", "places.drop", "places.adopt"}


def test_the_table_is_whole():
    assert set(TABLE) == {name for name in ACTS if name.startswith("places.")}


@pytest.fixture
def crowd(world):
    building = actions.enter_building(
        world.community, HOUSE, at=MONDAY, code="1", name="1号楼", households=1, **at(500, 500)
    )
    plan = GridPlan(community=world.community, mode=PlanMode.FRESH)
    people = {name: getattr(world, name) for name in PEOPLE if name != "anyone"} | {"anyone": resident()}
    return world.community, building, plan, people


def subject_of(name, community, building, plan):
    return building if name in ON_A_BUILDING else plan if name in ON_A_PLAN else community


def test_everybody_may_do_what_the_table_says_and_nothing_else(crowd):
    *subjects, people = crowd
    wrong = []
    for name, allowed in TABLE.items():
        for who, actor in people.items():
            refusal = ACTS[name].may(actor, subject_of(name, *subjects))
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
            assert refusal is None or refusal.endswith("。"), name
    assert not wrong, "\n".join(wrong)


def test_the_house_may_do_all_of_it_when_it_builds_a_demo(crowd):
    *subjects, _people = crowd
    assert not [name for name in TABLE if ACTS[name].may(HOUSE, subject_of(name, *subjects))]


def test_nobody_draws_in_a_community_next_door(world):
    assert "这个社区" in ACTS["places.draw"].may(world.worker, world.other_community)
    assert ACTS["places.draw"].may(world.coordinator, world.other_community) is None


def test_an_administrator_of_an_office_alone_administers_no_ground(world):
    alone = Actor(channel="desk", member=1, grants=(Grant(Role.ADMINISTRATOR, org="00010002"),))
    assert ACTS["places.draw"].may(alone, world.community)


def test_a_community_plans_and_the_street_decides(world):
    assert "街道" in ACTS["places.adopt"].may(world.worker, GridPlan(community=world.community))


def test_a_refused_drawing_leaves_nothing_behind(world):
    from yinuo.kernel.errors import Refused

    with pytest.raises(Refused):
        actions.draw(world.community, world.neighbour, at=MONDAY, shape=HOME)
    with pytest.raises(Refused):
        actions.draw(world.community, world.leader, at=MONDAY, shape=box(0, 0, 500, 500))
    assert not world.community.outlines.exists()
