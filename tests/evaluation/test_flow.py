"""The lives of rubrics, assessments, objections, rounds, routes, visits and gaps: no dead ends, nothing computed before the seal."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.orgs.test_flow import walk
from yinuo.acts.door import ACTS
from yinuo.evaluation.flow import ASSESSMENT, OBJECTION, RUBRIC
from yinuo.inspection.flow import GAP, ITINERARY, ROUND, VISIT
from yinuo.kernel.errors import NotNow

FLOWS = [(flow, "evaluation") for flow in (RUBRIC, ASSESSMENT, OBJECTION)] + [
    (flow, "inspection") for flow in (ROUND, ITINERARY, VISIT, GAP)
]
each = pytest.mark.parametrize("flow", [flow for flow, _area in FLOWS], ids=[flow.name for flow, _area in FLOWS])
steps = st.lists(st.integers(0, 20), max_size=30)


@each
def test_every_state_can_be_reached_and_has_a_name(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)


@each
def test_ends_are_ends_and_nothing_else_is(flow):
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)


@pytest.mark.parametrize(("flow", "area"), FLOWS)
def test_every_step_is_an_act(flow, area):
    assert {f"{area}.{verb}" for verb in flow.steps} <= set(ACTS)


@each
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=steps)
def test_a_walk_never_leaves_its_states(flow, choices):
    assert {state for _verb, state in walk(flow, choices)} <= set(flow.states)


@settings(deadline=None)
@given(choices=steps)
def test_nothing_is_opened_before_the_seal_or_published_before_objections_are_over(choices):
    verbs = [verb for verb, _state in walk(ASSESSMENT, choices)]
    for later, earlier in (("open", "seal"), ("compute", "open"), ("settle", "announce"), ("publish", "settle")):
        if later in verbs:
            assert earlier in verbs[: verbs.index(later)]
    if "seal" in verbs:
        assert "begin" not in verbs[verbs.index("seal") :]


@pytest.mark.parametrize("state", ["sealed", "opened", "computed", "announced", "settled", "published"])
def test_after_the_seal_nothing_that_decides_the_result_can_be_changed(state):
    for verb in ("set_terms", "enter", "place", "seat_judge", "name_keeper", "freeze", "begin", "award"):
        with pytest.raises(NotNow):
            ASSESSMENT.check(state, verb)


def test_a_frozen_rubric_cannot_be_written():
    for verb in ("write_item", "drop_item", "write_all", "consult", "comment"):
        with pytest.raises(NotNow):
            RUBRIC.check("frozen", verb)
