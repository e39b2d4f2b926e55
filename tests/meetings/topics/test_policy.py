"""Who may do what in councils and committees, as a table that must be whole: every act × every kind of person."""

import pytest

from tests.meetings.topics.scene import at, day
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, resident
from yinuo.meetings import actions
from yinuo.meetings.models import Assignment
from yinuo.meetings.words.topics import Track

PEOPLE = (
    "anyone", "house", "neighbour", "handler", "verifier", "auditor", "administrator", "leader", "worker",
    "community_handler", "coordinator", "county_coordinator", "organiser", "unit0", "unit1",
)  # fmt: skip
RUNNERS = {"house", "organiser", "coordinator", "county_coordinator"}
UNITS = {"unit0", "unit1"}

TABLE = {
    **dict.fromkeys(
        [
            "meetings.set_rhythm", "meetings.call_sitting", "meetings.cancel_sitting", "meetings.hold_sitting",
            "meetings.write_minutes", "meetings.screen_topic", "meetings.decline_topic", "meetings.circulate_topic",
            "meetings.hear_topic", "meetings.weigh_answer", "meetings.consult_urgent", "meetings.conclude_topic",
            "meetings.vote_topic", "meetings.postpone_topic", "meetings.route_to_residents", "meetings.report_back",
            "meetings.note_execution", "meetings.note_reopened",
        ],
        RUNNERS,
    ),
    "meetings.propose_topic": RUNNERS | UNITS | {"worker"},
    **dict.fromkeys(["meetings.answer_topic", "meetings.claim_need", "meetings.flag_residents"], RUNNERS | UNITS),
    # the lead unit is unit0
    "meetings.decide_urgent": RUNNERS | {"unit0"},
    "meetings.enter_residents_result": {"house", "worker"},
    "meetings.assign_topic": {"coordinator", "county_coordinator"},
    # the community proposed it, the county office does it, the street's coordinator told the proposer
    "meetings.withdraw_topic": RUNNERS | {"community_handler"},
    "meetings.close_topic": {"house", "organiser", "county_coordinator", "leader", "community_handler"},
    # a claim of unit0
    **dict.fromkeys(["meetings.deliver_claim", "meetings.give_up_claim"], RUNNERS | {"unit0"}),
    **dict.fromkeys(["meetings.confirm_claim", "meetings.return_claim"], RUNNERS | {"worker"}),
}  # fmt: skip


def test_the_table_is_whole():
    ours = {name for name, one in ACTS.items() if one.fn.__module__.startswith("yinuo.meetings.actions.topics")}
    assert set(TABLE) == ours


@pytest.fixture
def crowd(made):
    people = {name: getattr(made.world, name) for name in PEOPLE if name in made.world.people}
    return people | {"anyone": resident(), "house": HOUSE}


@pytest.fixture
def subjects(made):
    topic = made.met(Track.PRACTICAL, proposer_org=made.world.community_office)
    claim = actions.claim_need(
        topic, made.unit(0), at=at(8), unit=made.units[0], what="操场", amount=150, due_on=day(30)
    )
    matter = made.world.dispatched()
    Assignment.objects.create(
        topic=topic, matter=matter, office=made.world.office, task="划线", due_on=day(30), given_at=at(8)
    )
    topic.lead, topic.reported_by = made.units[0], made.world.coordinator.member
    topic.residents_of = made.world.community
    of_kind = {
        "propose_topic set_rhythm call_sitting": made.body,
        "cancel_sitting hold_sitting write_minutes": topic.sitting,
        "deliver_claim give_up_claim confirm_claim return_claim": claim,
    }
    found = {f"meetings.{verb}": one for verbs, one in of_kind.items() for verb in verbs.split()}
    return {name: found.get(name, topic) for name in TABLE}


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
        refusal = ACTS[name].may(crowd["anyone"], subjects[name])
        assert refusal, name
        assert refusal.endswith("。"), name


def test_who_did_it_does_not_close_it(crowd, subjects):
    topic = subjects["meetings.close_topic"]
    assert "承办单位不能给自己" in ACTS["meetings.close_topic"].may(crowd["handler"], topic)
    assert "两个人" in ACTS["meetings.close_topic"].may(crowd["coordinator"], topic)
