"""The lives of plans, visits, findings, notices and talks as tables: no dead ends, nothing stands without a reply."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.orgs.test_flow import walk
from yinuo.acts.door import ACTS
from yinuo.supervision.flow import FINDING, NOTICE, PLAN, TALK, VISIT
from yinuo.supervision.words import FOUND, STANDING, FindingState

FLOWS = (PLAN, VISIT, FINDING, NOTICE, TALK)
each = pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])
F = FindingState


@each
def test_every_state_can_be_reached_and_has_a_name(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)


@each
def test_ends_are_ends_and_nothing_else_is(flow):
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)


@each
def test_every_step_is_an_act(flow):
    assert {f"supervision.{verb}" for verb in flow.steps} <= set(ACTS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.lists(st.integers(0, 20), max_size=10))
def test_nothing_stands_before_the_unit_was_told(choices):
    verbs = []
    for verb, state in walk(FINDING, choices):
        verbs.append(verb)
        assert state not in STANDING or "tell_finding" in verbs
        assert state not in (F.CONFIRMED, F.AMENDED) or "review_finding" in verbs


def test_a_review_comes_once():
    assert not [state for state in (F.CONFIRMED, F.AMENDED, F.WITHDRAWN) if FINDING.open_steps(state)]


def test_what_was_withdrawn_or_never_told_does_not_count_as_found():
    assert set(FindingState) - FOUND == {F.RECORDED, F.WITHDRAWN}


def test_the_words_of_states_do_not_meet():
    labels = {}
    for flow in FLOWS:
        for state, label in flow.labels.items():
            assert labels.setdefault(str(state), label) == label, f"{state}: {label} and {labels[str(state)]}"
