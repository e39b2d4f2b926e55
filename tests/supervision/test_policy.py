"""Who may do what in supervision, as a table that must be whole: every act × every kind of person."""

import pytest

from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, resident
from yinuo.supervision import actions
from yinuo.supervision.models import LikenessQuestion
from yinuo.supervision.words import Stand

PEOPLE = (
    "anyone", "house", "worker", "neighbour", "handler", "other_handler", "own_verifier", "verifier", "leader", "auditor",
    "administrator", "organiser", "second_organiser", "inspector1", "inspector2", "teacher1", "street_speaker",
)  # fmt: skip
RUNNERS = {"organiser", "second_organiser", "house"}
TEAM = {"inspector1", "inspector2"}
UNIT = {"handler"}
"""The lamps office is the unit; inspectors are the team that visits it; teachers are the other team."""

TABLE = {
    **dict.fromkeys(
        [
            "draft_plan", "take_in", "assign_units", "put_in_force", "close_plan", "form_team", "join_team", "leave_team",
            "disband_team", "list_finding", "issue_notice", "prepare_review", "compare_records",
        ],
        RUNNERS,
    ),
    **dict.fromkeys(["plan_visit", "record_talk", "follow_up", "close_talk"], RUNNERS | TEAM | {"teacher1"}),
    **dict.fromkeys(["hold_visit", "note_seen", "report_visit", "conclude_visit", "record_finding", "tell_finding"], TEAM),
    "call_off_visit": RUNNERS | TEAM,
    # a finding whose facts the unit accepts
    "uphold_finding": RUNNERS | TEAM,
    "change_finding": RUNNERS | TEAM,
    "withdraw_finding": RUNNERS | TEAM,
    # the unit's own word
    **dict.fromkeys(["reply_finding", "ask_review", "receipt_notice", "answer_notice", "answer_likeness", "hand_in_report"], UNIT),
    "confirm_talk": UNIT | RUNNERS | TEAM | {"teacher1"},
    # upheld by the organiser
    "review_finding": {"second_organiser", "verifier"},
}  # fmt: skip
DISPUTED = {"organiser", "second_organiser", "verifier"}
"""Who decides when the unit disputes the facts: the verifier of the lamps office works in the unit, the house is nobody."""


def test_the_table_is_whole():
    assert {f"supervision.{verb}" for verb in TABLE} == {name for name in ACTS if name.startswith("supervision.")}


@pytest.fixture
def crowd(made):
    return {name: getattr(made.world, name) for name in PEOPLE[2:]} | {"anyone": resident(), "house": HOUSE}


@pytest.fixture
def subjects(made):
    finding = made.replied()
    decided = made.replied(fact="支部委员会连续两个月没有召开会议。")
    actions.uphold_finding(decided, made.world.organiser, at=MONDAY, decision="成立。")
    talk = actions.record_talk(
        made.plan, made.world.organiser, at=MONDAY, unit=made.units[0], held_on=MONDAY.date(), by_post="书记",
        with_post="支部书记", issues="推进不力。", steps="自查。",
    )  # fmt: skip
    question = LikenessQuestion(org=made.root, unit=made.units[0], other=made.units[1])
    of_kind = {
        "draft_plan form_team prepare_review compare_records": made.root,
        "take_in assign_units put_in_force close_plan plan_visit issue_notice record_talk": made.plan,
        "join_team leave_team disband_team": made.teams[0],
        "hold_visit note_seen report_visit conclude_visit call_off_visit record_finding": made.visit,
        "tell_finding reply_finding uphold_finding change_finding withdraw_finding": finding,
        "ask_review review_finding list_finding": decided,
        "receipt_notice answer_notice": made.noticed(decided),
        "confirm_talk follow_up close_talk": talk,
        "hand_in_report": made.units[0],
        "answer_likeness": question,
    }
    return {verb: one for verbs, one in of_kind.items() for verb in verbs.split()}


def wrong_in(crowd, subject, verb, allowed) -> list[str]:
    refusals = {who: ACTS[f"supervision.{verb}"].may(actor, subject) for who, actor in crowd.items()}
    return [
        f"{verb} {who}: {said or 'allowed'}" for who, said in refusals.items() if (said is None) != (who in allowed)
    ]


def test_everybody_may_do_what_the_table_says_and_nothing_else(crowd, subjects):
    assert set(subjects) == set(TABLE)
    wrong = [one for verb, allowed in TABLE.items() for one in wrong_in(crowd, subjects[verb], verb, allowed)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("verb", ["uphold_finding", "change_finding", "withdraw_finding"])
def test_disputed_facts_are_for_other_people(made, crowd, verb):
    assert not wrong_in(crowd, made.replied(Stand.DISPUTED), verb, DISPUTED)


def test_every_refusal_is_a_sentence_for_the_person(crowd, subjects):
    for verb, subject in subjects.items():
        refusal = ACTS[f"supervision.{verb}"].may(crowd["anyone"], subject)
        assert refusal, verb
        assert refusal.endswith("。"), verb
