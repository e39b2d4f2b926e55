"""The lives of online talk, letters, reports, counts, activities and demonstration posts: no dead ends, nothing settled uncounted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.orgs.test_flow import walk
from yinuo.acts.door import ACTS
from yinuo.meetings.flow.life import ACTIVITY, FLOWS, REPORT
from yinuo.meetings.words.activities import ActivityState
from yinuo.meetings.words.reports import ReportState

each = pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])
steps = st.lists(st.integers(0, 20), max_size=12)
quiet = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@each
def test_every_state_can_be_reached_and_ends_are_ends(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)
    assert {f"meetings.{verb}" for verb in flow.steps} <= set(ACTS)


@each
@quiet
@given(choices=steps)
def test_no_walk_goes_on_after_an_end(flow, choices):
    taken = walk(flow, choices)
    assert all(state not in flow.ends for _verb, state in taken[:-1])


@quiet
@given(choices=steps)
def test_nothing_is_followed_up_that_was_not_heard_and_held(choices):
    verbs = []
    for verb, state in walk(REPORT, choices):
        verbs.append(verb)
        assert state != ReportState.FOLLOWED or {"hold_hearing", "settle_report"} <= set(verbs)
    verbs = []
    for verb, state in walk(ACTIVITY, choices):
        verbs.append(verb)
        assert state != ActivityState.FOLLOWED_UP or "hold_activity" in verbs
