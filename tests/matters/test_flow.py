"""The life of a matter as a table: no dead ends, nothing forbidden can happen."""

import pytest

from yinuo.acts.door import ACTS
from yinuo.kernel.errors import NotNow
from yinuo.matters import words
from yinuo.matters.flow import ENDS, MATTER
from yinuo.matters.words import State


def test_every_state_can_be_reached_and_has_a_name():
    assert MATTER.reachable() == set(State) == set(words.STATES)


def test_no_open_state_is_a_dead_end():
    for state in set(State) - ENDS:
        assert any(MATTER.steps[verb][1] for verb in MATTER.open_steps(state)), state


def test_every_step_of_the_flow_is_an_act():
    assert {f"matters.{verb}" for verb in MATTER.steps} <= set(ACTS)


@pytest.mark.parametrize("state", [State.RECEIVED, State.IN_PROGRESS, State.RESOLVED, State.DISPATCHED, State.ACCEPTED])
def test_nothing_unchecked_is_ever_closed(state):
    with pytest.raises(NotNow):
        MATTER.check(state, "close")


def test_every_way_to_closed_passes_a_check_by_somebody_else():
    """Without `verify`, only legal channels and merged matters are closed, and neither counts as solved."""
    found, frontier = {State.RECEIVED}, [State.RECEIVED]
    while frontier:
        state = frontier.pop()
        for verb in MATTER.open_steps(state):
            if verb in ("verify", "redirect", "merge"):
                continue
            fresh = set(MATTER.steps[verb][1]) - found - {State.FEEDBACK_GIVEN, State.MERGED}
            found |= fresh
            frontier += fresh
    assert State.VERIFIED not in found
    assert State.CLOSED not in found - set(MATTER.steps["keep_closed"][1]), (
        "keep_closed ends only what was once checked"
    )


def test_the_flow_draws_itself():
    drawing = MATTER.mermaid()
    assert "received --> registered: register" in drawing
    assert "closed --> [*]" in drawing


def test_what_was_explained_but_not_agreed_is_not_solved():
    assert words.Outcome.EXPLAINED_NOT_AGREED not in words.COUNTED_AS_SOLVED
    assert words.Rating.NOT_RATED not in words.COUNTED_AS_SATISFIED
