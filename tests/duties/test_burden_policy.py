"""Who may do what in the burden register, as a table that must be whole; the twin of who sees a complaint; the lives."""

import pytest

from tests.duties.test_burden_story import _relief, asked, complained
from yinuo.acts.door import ACTS
from yinuo.duties.flow.burden import COMPLAINT, REQUEST
from yinuo.duties.models import BurdenComplaint
from yinuo.duties.policy.burden import may_see_complaint
from yinuo.duties.queries import burden as queries
from yinuo.duties.words.burden import RequestState
from yinuo.kernel.actor import HOUSE, resident
from yinuo.orgs.models import Organisation

PEOPLE = (
    "worker", "community_handler", "coordinator", "county_coordinator", "handler", "other_handler", "verifier", "leader",
    "auditor", "administrator", "organiser", "neighbour", "relief", "anyone", "house",
)  # fmt: skip
TABLE = {
    "duties.name_relief_office": {"organiser", "administrator"},
    "duties.request_figures": {"handler", "organiser"},
    "duties.contest_request": {"handler", "organiser"},
    "duties.end_request": {"handler", "organiser"},
    "duties.approve_request": {"relief"},
    "duties.refuse_request": {"relief"},
    "duties.complain": {"anyone", "house"},
    "duties.answer_complaint": {"relief"},
}


def test_the_table_is_whole():
    assert set(TABLE) == {name for name, act in ACTS.items() if act.fn.__module__ == "yinuo.duties.actions.burden"}


@pytest.fixture
def made(world):
    relief = _relief(world)
    people = {name: getattr(world, name) for name in PEOPLE if name in world.people}
    return world, relief, people | {"anyone": resident(), "house": HOUSE}


def test_everybody_may_do_what_the_table_says_and_nothing_else(made):
    world, _relief_office, crowd = made
    request, complaint = asked(world), complained(world, about=world.office)
    subjects = {
        "name_relief_office": Organisation.objects.get(path="0001"), "request_figures": world.office, "complain": world.county,
        "answer_complaint": complaint,
    }  # fmt: skip
    wrong = []
    for name, allowed in TABLE.items():
        for who, actor in crowd.items():
            refusal = ACTS[name].may(actor, subjects.get(name.partition(".")[2], request))
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
            assert refusal is None or refusal.endswith("。")
    assert not wrong, "\n".join(wrong)


def test_what_sql_shows_of_complaints_is_what_the_rule_allows(made):
    world, relief, crowd = made
    for about in (
        None,
        world.office,
        relief,
        world.callers,
        world.community_office,
        Organisation.objects.get(path="0001"),
    ):
        complained(world, about=about)
    everything = list(BurdenComplaint.objects.select_related("office", "about"))
    for who, actor in crowd.items():
        by_sql = set(queries.visible_complaints(actor).values_list("pk", flat=True))
        assert by_sql == {one.pk for one in everything if may_see_complaint(actor, one) is None}, who


@pytest.mark.parametrize("flow", [REQUEST, COMPLAINT], ids=lambda flow: flow.name)
def test_every_state_can_be_reached_has_a_name_and_every_step_is_an_act(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)
    assert {f"duties.{verb}" for verb in flow.steps} <= set(ACTS)
    ends = {state for state in flow.states if not flow.open_steps(state)}
    assert ends == set(flow.ends)
    assert RequestState.APPROVED not in ends
