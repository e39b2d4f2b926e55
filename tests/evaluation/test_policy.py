"""Who may do what in evaluations, as a table that must be whole: every act × every kind of person."""

import pytest

from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.evaluation.models import Objection, Question
from yinuo.kernel.actor import HOUSE, resident

PEOPLE = (
    "anyone", "house", "neighbour", "handler", "leader", "auditor", "administrator", "organiser", "verifier", "judge",
    "other_judge", "keeper", "street", "other_street",
)  # fmt: skip
"""`judge` comes from `street` and marks; `other_judge` and `other_street` beside; the keeper works in the county office."""

RUNNERS = {"organiser", "house"}
SPEAKERS = {"organiser", "house", "handler", "street", "other_street"}

TABLE = {
    "evaluation.draft": RUNNERS,
    "evaluation.write_all": RUNNERS,
    "evaluation.write_item": RUNNERS,
    "evaluation.drop_item": RUNNERS,
    "evaluation.consult": RUNNERS,
    "evaluation.comment": SPEAKERS,
    "evaluation.freeze_rubric": RUNNERS,
    "evaluation.retire": RUNNERS,
    "evaluation.design": RUNNERS,
    "evaluation.set_terms": RUNNERS,
    "evaluation.enter": RUNNERS,
    "evaluation.place": RUNNERS,
    "evaluation.seat_judge": RUNNERS,
    "evaluation.recuse": RUNNERS | {"judge"},
    "evaluation.name_keeper": RUNNERS,
    "evaluation.take_key": {"keeper"},
    "evaluation.award": RUNNERS,
    "evaluation.freeze": RUNNERS,
    "evaluation.begin": RUNNERS,
    "evaluation.lay_out": RUNNERS,
    "evaluation.cast": {"judge"},
    "evaluation.seal": RUNNERS,
    "evaluation.open": RUNNERS | {"keeper"},
    "evaluation.compute": RUNNERS,
    "evaluation.reply": {"judge"},
    "evaluation.exclude": RUNNERS,
    "evaluation.sign": {"keeper"},
    "evaluation.announce": RUNNERS,
    "evaluation.settle": RUNNERS,
    "evaluation.publish": RUNNERS,
    # the street whose judge marks objects; it never answers or reviews its own objection
    "evaluation.object": {"street"},
    "evaluation.accept_answer": {"street"},
    "evaluation.ask_review": {"street"},
    "evaluation.take_back": {"street"},
    "evaluation.answer_objection": RUNNERS,
    "evaluation.review": RUNNERS | {"verifier"},
}


def test_the_table_is_whole():
    assert set(TABLE) == {name for name in ACTS if name.startswith("evaluation.")}


@pytest.fixture
def crowd(made):
    people = {name: getattr(made.world, name) for name in PEOPLE if name in made.world.people}
    return people | {
        "anyone": resident(), "house": HOUSE, "judge": made.judge(0)[1], "other_judge": made.judge(1)[1],
        "keeper": made.keeper(2), "street": made.speaker(0), "other_street": made.speaker(1),
    }  # fmt: skip


@pytest.fixture
def subjects(made):
    """Act → what it is done to."""
    judge, subject = made.judges[0], made.subject(0)
    objection = Objection(subject=subject, text="不同意", raised_at=MONDAY, answer_due_on=MONDAY.date())
    of_kind = {
        "draft design": made.round.org,
        "write_all write_item drop_item consult comment freeze_rubric retire": made.rubric,
        "recuse cast": judge,
        "take_key": made.keepers[1],
        "object": subject,
        "reply": Question(judge=judge, kind="pact", asked_at=MONDAY),
        "accept_answer ask_review take_back answer_objection review": objection,
    }
    found = {f"evaluation.{verb}": subject for verbs, subject in of_kind.items() for verb in verbs.split()}
    return {name: found.get(name, made.assessment) for name in TABLE}


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
