"""The lives of seats, proposals and appointments as tables, walked at random: no dead ends, nothing unconfirmed counts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinuo.acts.door import ACTS
from yinuo.kernel.errors import NotNow
from yinuo.orgs.flow import APPOINTMENT, PROPOSAL, SEAT
from yinuo.orgs.queries.seats import COUNTED
from yinuo.orgs.words import AppointmentState, ProposalState, SeatState

FLOWS = (SEAT, PROPOSAL, APPOINTMENT)
each = pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])


def walk(flow, choices) -> list[tuple[str, str]]:
    """(verb, state it led to) from the start, one step for each choice, until an end."""
    state, steps = flow.start, []
    for choice in choices:
        verbs = flow.open_steps(state)
        if not verbs:
            break
        verb = verbs[choice % len(verbs)]
        targets = flow.check(state, verb)
        state = targets[choice % len(targets)] if targets else state
        steps.append((verb, state))
    return steps


@each
def test_every_state_can_be_reached_and_has_a_name(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)


@each
def test_ends_are_ends_and_nothing_else_is(flow):
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)


@each
def test_every_open_state_can_come_to_an_end(flow):
    for state in set(flow.states) - flow.ends:
        found, frontier = {state}, [state]
        while frontier:
            at = frontier.pop()
            fresh = {to for verb in flow.open_steps(at) for to in flow.steps[verb][1]} - found
            found |= fresh
            frontier += fresh
        assert found & flow.ends, state


@each
def test_every_step_is_an_act(flow):
    assert {f"orgs.{verb}" for verb in flow.steps} <= set(ACTS)


@each
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.lists(st.integers(0, 20), max_size=12))
def test_no_walk_leaves_the_states_or_goes_on_after_an_end(flow, choices):
    steps = walk(flow, choices)
    assert all(state in flow.states for _verb, state in steps)
    assert all(state not in flow.ends for _verb, state in steps[:-1])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.lists(st.integers(0, 20), max_size=12))
def test_a_seat_counts_only_after_it_was_confirmed(choices):
    verbs = []
    for verb, state in walk(SEAT, choices):
        verbs.append(verb)
        assert state not in COUNTED or "confirm" in verbs


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.lists(st.integers(0, 20), max_size=12))
def test_nothing_of_a_proposal_is_carried_out_before_the_superior_approved(choices):
    verbs = []
    for verb, state in walk(PROPOSAL, choices):
        verbs.append(verb)
        assert state != ProposalState.DONE or "approve" in verbs


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.lists(st.integers(0, 20), max_size=12))
def test_nobody_goes_on_leave_who_has_not_arrived(choices):
    verbs = []
    for verb, state in walk(APPOINTMENT, choices):
        verbs.append(verb)
        assert state != AppointmentState.ON_LEAVE or "arrive" in verbs


@pytest.mark.parametrize(
    ("flow", "state", "verb"),
    [
        (SEAT, SeatState.INVITED, "seat"),
        (SEAT, SeatState.DECLINED, "confirm"),
        (PROPOSAL, ProposalState.PROPOSED, "set_up"),
        (APPOINTMENT, AppointmentState.APPOINTED, "grant_leave"),
    ],
)
def test_what_is_not_yet_possible_is_told_in_words(flow, state, verb):
    with pytest.raises(NotNow, match="现在是"):
        flow.check(state, verb)


@each
def test_the_flow_draws_itself(flow):
    assert flow.mermaid().startswith(f"stateDiagram-v2\n    [*] --> {flow.start}")
