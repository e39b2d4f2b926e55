"""Who may do what at a listening day, as a table that must be whole: every act × every kind of person."""

import pytest

from tests.orgs.test_flow import walk
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, resident
from yinuo.meetings.flow.listening import LISTENING_DAY

MODULES = ("yinuo.meetings.actions.listening", "yinuo.meetings.actions.opinions")
PEOPLE = (
    "anyone", "house", "worker", "community_handler", "coordinator", "county_coordinator", "handler", "verifier", "leader",
    "auditor", "administrator", "organiser", "neighbour",
)  # fmt: skip
HOLDERS = {"worker", "coordinator", "county_coordinator"}
TABLE = {
    **dict.fromkeys(
        [
            "meetings.plan_listening", "meetings.announce_listening", "meetings.move_listening",
            "meetings.call_off_listening", "meetings.open_listening", "meetings.report_last", "meetings.close_listening",
            "meetings.answer_opinion", "meetings.tell_raiser",
        ],
        HOLDERS,
    ),
    "meetings.add_opinion": HOLDERS | {"anyone"},
}  # fmt: skip


def test_the_table_is_whole():
    assert set(TABLE) == {name for name, act in ACTS.items() if act.fn.__module__ in MODULES}


@pytest.fixture
def crowd(days):
    world = days[0].world
    people = {name: getattr(world, name) for name in PEOPLE if name in world.people}
    return people | {"anyone": resident(), "house": HOUSE}


@pytest.fixture
def subjects(days):
    march, april = days
    of_kind = {
        "meetings.plan_listening": march.world.community_office,
        "meetings.answer_opinion": april.opinions[0],
        "meetings.tell_raiser": march.opinions[0],
    }
    return {name: of_kind.get(name, april.day) for name in TABLE}


def test_everybody_may_do_what_the_table_says_and_nothing_else(crowd, subjects):
    assert set(crowd) == set(PEOPLE)
    wrong = []
    for name, allowed in TABLE.items():
        for who, actor in crowd.items():
            refusal = ACTS[name].may(actor, subjects[name])
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
    assert not wrong, "\n".join(wrong)


def test_every_refusal_is_a_sentence_for_the_person(crowd, subjects):
    for name in TABLE:
        refusal = ACTS[name].may(crowd["handler"], subjects[name])
        assert refusal, name
        assert refusal.endswith("。"), name


def test_only_a_community_or_village_convenes(days):
    world = days[0].world
    refusal = ACTS["meetings.plan_listening"].may(world.coordinator, world.street_office)
    assert "社区（村）" in refusal


def test_the_life_has_no_dead_end_and_every_step_is_an_act():
    assert LISTENING_DAY.reachable() == set(LISTENING_DAY.states) == set(LISTENING_DAY.labels)
    assert {s for s in LISTENING_DAY.states if not LISTENING_DAY.open_steps(s)} == set(LISTENING_DAY.ends)
    assert {f"meetings.{verb}" for verb in LISTENING_DAY.steps} <= set(ACTS)
    assert {state for _verb, state in walk(LISTENING_DAY, [0, 3, 2, 1, 0, 1])} <= set(LISTENING_DAY.states)


def test_the_house_writes_down_what_was_agreed_at_the_table_and_nothing_else(days):
    march, _april = days
    sent = march.opinions[2].matter
    other = march.world.accepted()
    for name in ("matters.dispatch", "matters.promise"):
        assert ACTS[name].may(HOUSE, sent) is None
        assert ACTS[name].may(HOUSE, other)
        assert ACTS[name].may(march.world.worker, sent), "a worker promises nothing in the name of another office"
