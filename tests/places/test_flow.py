"""The life of a grid plan: a draft until it is adopted or dropped, and nothing after."""

import pytest

from yinuo.acts.door import ACTS
from yinuo.kernel.errors import NotNow
from yinuo.places.flow import PLAN
from yinuo.places.words import BARRIERS, PLAN_MODES, PLAN_STATES, BarrierKind, PlanMode, PlanState


def test_every_state_can_be_reached_and_every_word_has_a_name():
    assert PLAN.reachable() == set(PlanState) == set(PLAN_STATES)
    assert set(PlanMode) == set(PLAN_MODES)
    assert set(BarrierKind) == set(BARRIERS)


def test_no_open_state_is_a_dead_end_and_no_end_has_a_way_out():
    for state in set(PlanState):
        assert bool(PLAN.open_steps(state)) == (state not in PLAN.ends), state


def test_every_step_of_the_flow_is_an_act():
    assert {f"places.{verb}" for verb in PLAN.steps} <= set(ACTS)


@pytest.mark.parametrize("state", sorted(PLAN.ends))
@pytest.mark.parametrize("verb", PLAN.steps)
def test_a_plan_that_was_decided_stays_decided(state, verb):
    with pytest.raises(NotNow, match="刷新页面"):
        PLAN.check(state, verb)
