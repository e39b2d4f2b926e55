"""The lives of projects, lists, rules, letters and trainings: no dead ends, and nobody moves before the money is there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.orgs.test_flow import walk
from yinuo.acts.door import ACTS
from yinuo.duties.flow.campaigns import CHECKLIST_ITEM, PROJECT, PROJECT_STEP, RECHECK
from yinuo.duties.flow.letters import DUTY, LETTER, RESPONSIBILITY
from yinuo.duties.flow.regulations import REGULATION
from yinuo.duties.flow.training import TRAINING
from yinuo.kernel.errors import NotNow

FLOWS = (PROJECT, PROJECT_STEP, RECHECK, CHECKLIST_ITEM, REGULATION, LETTER, RESPONSIBILITY, DUTY)
each = pytest.mark.parametrize("flow", [*FLOWS, TRAINING], ids=[flow.name for flow in (*FLOWS, TRAINING)])
steps = st.lists(st.integers(0, 20), max_size=30)
quick = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@each
def test_every_state_can_be_reached_and_has_a_name(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)


@each
def test_ends_are_ends_and_nothing_else_is(flow):
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)


@each
def test_every_step_is_an_act(flow):
    assert {f"duties.{verb}" for verb in flow.steps} <= set(ACTS)


@each
@quick
@given(choices=steps)
def test_a_walk_never_leaves_its_states(flow, choices):
    assert {state for _verb, state in walk(flow, choices)} <= set(flow.states)


def in_order(flow, choices, pairs):
    verbs = [verb for verb, _state in walk(flow, choices)]
    for later, earlier in pairs:
        if later in verbs:
            assert earlier in verbs[: verbs.index(later)]


@quick
@given(choices=steps)
def test_the_law_goes_first(choices):
    in_order(PROJECT, choices, [
        ("publish_opinions", "publish_plan"), ("decide_project", "publish_opinions"), ("begin_compensation", "decide_project"),
        ("begin_moving", "begin_compensation"), ("finish_project", "begin_moving"),
    ])  # fmt: skip


@quick
@given(choices=steps)
def test_nothing_is_held_that_was_not_looked_at(choices):
    in_order(
        CHECKLIST_ITEM,
        choices,
        [("confirm_held", "pass_item"), ("pass_item", "report_item"), ("report_item", "own_item")],
    )


@quick
@given(choices=steps)
def test_a_letter_is_checked_after_both_have_signed(choices):
    verbs = [verb for verb, _state in walk(LETTER, choices)]
    if "check_letter" in verbs:
        assert "sign_letter" in verbs[: verbs.index("check_letter")]


@pytest.mark.parametrize("state", ["drafted", "consulted", "decided"])
def test_nobody_moves_before_compensation(state):
    with pytest.raises(NotNow):
        PROJECT.check(state, "begin_moving")
