"""Who may do what, as a table that must be whole: every act × every kind of person, on a matter where the flow agrees."""

import pytest

from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, resident

PEOPLE = (
    "raiser", "anyone", "worker", "coordinator", "county_coordinator", "handler", "other_handler", "verifier",
    "own_verifier", "leader", "auditor", "administrator", "organiser", "neighbour",
)  # fmt: skip

RAISER = {"raiser"}
DESK = {"worker", "coordinator", "county_coordinator"}
COORDINATORS = {"coordinator", "county_coordinator"}
OFFICE = {"handler"}
CHECKERS = {"verifier"}

TABLE = {
    "matters.raise": {*PEOPLE}
    - {"leader", "auditor", "administrator", "organiser", "neighbour", "verifier", "own_verifier"},
    "matters.register": DESK,
    "matters.accept": DESK,
    "matters.decline": DESK,
    "matters.answer": OFFICE,
    "matters.redirect": DESK,
    "matters.transfer": DESK,
    "matters.merge": DESK,
    "matters.split": COORDINATORS,
    "matters.dispatch": COORDINATORS,
    "matters.refuse": OFFICE,
    "matters.adjudicate": COORDINATORS,
    "matters.escalate": OFFICE,
    "matters.assign": OFFICE | COORDINATORS,
    "matters.inherit": set(),
    "matters.promise": OFFICE,
    "matters.ask_extension": OFFICE,
    "matters.decide_extension": COORDINATORS,
    "matters.work": OFFICE,
    "matters.finish_stage": OFFICE,
    "matters.pause": OFFICE,
    "matters.resume": OFFICE | RAISER,
    "matters.resolve": OFFICE,
    "matters.verify": CHECKERS,
    "matters.send_back": CHECKERS,
    "matters.rate": RAISER,
    "matters.call_back": CHECKERS,
    "matters.ask_reopen": RAISER,
    "matters.reopen": COORDINATORS,
    "matters.keep_closed": COORDINATORS,
    "matters.close": COORDINATORS | CHECKERS,
    "matters.look_back": CHECKERS,
    "matters.rebound": CHECKERS,
    "matters.withdraw": RAISER,
    "matters.attach": RAISER | OFFICE | DESK | CHECKERS,
    "matters.explain": RAISER | OFFICE | DESK | CHECKERS,
    "matters.urge": RAISER | COORDINATORS | {"leader"},
    "matters.publish": DESK,
    "matters.unpublish": DESK,
    "matters.unmask": DESK | OFFICE | CHECKERS,
    "matters.forget": DESK | RAISER,
    "matters.reissue": DESK | RAISER,
    "matters.suggest": set(),
}


def test_the_table_is_whole():
    named = {name for name, act in ACTS.items() if name.startswith("matters.") and act.fn.__module__ not in ELSEWHERE}
    assert set(TABLE) == named


ELSEWHERE = {"yinuo.matters.actions.rules", "yinuo.matters.actions.asking", "yinuo.matters.actions.boxes"}
"""Acts on other things than a matter: their tables are in test_rulebook.py, test_asks.py and test_boxes_policy.py."""


@pytest.fixture
def crowd(world):
    matter = world.promised()
    people = {name: getattr(world, name) for name in PEOPLE if name not in ("raiser", "anyone")}
    return matter, people | {"raiser": world.raiser(matter), "anyone": resident()}


def test_everybody_may_do_what_the_table_says_and_nothing_else(crowd):
    matter, people = crowd
    wrong = []
    for name, allowed in TABLE.items():
        subject = matter.place if name == "matters.raise" else matter
        for who, actor in people.items():
            refusal = ACTS[name].may(actor, subject)
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
    assert not wrong, "\n".join(wrong)


def test_every_refusal_is_a_sentence_for_the_person(crowd):
    matter, people = crowd
    for name, act in ACTS.items():
        if name in TABLE and name != "matters.raise":
            refusal = act.may(people["anyone"], matter)
            assert refusal is None or refusal.endswith("。"), name


def test_the_house_closes_but_never_verifies_rates_or_handles(crowd):
    matter, _people = crowd
    allowed = {name for name in TABLE if name != "matters.raise" and ACTS[name].may(HOUSE, matter) is None}
    assert allowed == {"matters.close", "matters.forget", "matters.inherit", "matters.suggest"}


def test_nobody_checks_or_closes_the_own_office_or_the_own_work(world):
    matter = world.resolved()
    assert "本单位" in ACTS["matters.verify"].may(world.own_verifier, matter)
    matter.resolved_by = world.verifier.member
    assert "自己" in ACTS["matters.verify"].may(world.verifier, matter)
    assert "自己" in ACTS["matters.close"].may(world.verifier, matter)


def test_the_complained_office_never_sees_who_gave_the_tip(world):
    matter = world.promised(kind="report_tip", phone="19900001234")
    assert "保密" in ACTS["matters.unmask"].may(world.handler, matter)
    assert ACTS["matters.unmask"].may(world.worker, matter) is None
