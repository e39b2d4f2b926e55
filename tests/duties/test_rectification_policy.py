"""Who may do what in rectification, as a table that must be whole; and the lives as tables, walked at random."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.orgs.test_flow import walk
from yinuo.acts.door import ACTS
from yinuo.duties.flow.rectification import CAMPAIGN, CHECKED, ITEM, WEEK
from yinuo.duties.words.rectification import ItemState
from yinuo.kernel.actor import HOUSE, resident

PEOPLE = (
    "anyone", "house", "neighbour", "worker", "coordinator", "county_coordinator", "handler", "other_handler", "verifier",
    "own_verifier", "leader", "auditor", "administrator", "organiser",
)  # fmt: skip
LISTING, DOING, CHECKING, ISSUING = {"organiser", "house"}, {"handler"}, {"organiser", "verifier"}, {"organiser"}
TABLE = {
    **dict.fromkeys(
        ["start_campaign", "end_campaign", "list_item", "draw_sample", "amend_item", "merge_item", "strike_out", "make_normal",
         "decide_more_time", "draft_week"],
        LISTING,
    ),
    **dict.fromkeys(["promise_item", "work_on", "ask_more_time", "report_done", "report_period"], DOING),
    **dict.fromkeys(["take_check", "sell_off", "reject_item", "hold_item", "rebound_item"], CHECKING),
    **dict.fromkeys(["redraft_week", "issue_week", "correct_week"], ISSUING),
}  # fmt: skip


def test_the_table_is_whole():
    ours = {name for name, act in ACTS.items() if act.fn.__module__.startswith("yinuo.duties.actions.rectification")}
    assert {f"duties.{verb}" for verb in TABLE} == ours


@pytest.mark.parametrize("verb", TABLE)
def test_who_may(rectified, verb):
    world = rectified.world
    people = {name: getattr(world, name) for name in PEOPLE if name in world.people}
    people |= {"anyone": resident(), "house": HOUSE}
    root = world.people["organiser"].org
    subject = rectified.items["promised"]
    if verb in ("start_campaign", "draft_week"):
        subject = root
    elif verb in ("end_campaign", "list_item", "draw_sample"):
        subject = rectified.campaign
    elif verb.endswith("_week"):
        subject = rectified.drafted
    may = {name for name in PEOPLE if ACTS[f"duties.{verb}"].may(people[name], subject) is None}
    assert may == TABLE[verb]


each = pytest.mark.parametrize("flow", [ITEM, CAMPAIGN, WEEK], ids=lambda flow: flow.name)


@each
def test_every_state_can_be_reached_has_a_name_and_comes_to_an_end(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)
    assert {f"duties.{verb}" for verb in flow.steps} <= set(ACTS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.lists(st.integers(0, 20), max_size=14))
def test_nothing_is_signed_off_that_nobody_else_has_looked_at(choices):
    """REFERENCE §1.2: no way from a promise, or from the doing office's own word, to the sign-off."""
    steps = walk(ITEM, choices)
    for at, (verb, state) in enumerate(steps):
        if state in CHECKED and verb == "sell_off":
            assert "take_check" in [before for before, _state in steps[:at]]


@pytest.mark.parametrize("state", [ItemState.PROMISED, ItemState.IN_PROGRESS, ItemState.SELF_REPORTED])
def test_forbidden_ways(state):
    assert "sell_off" not in ITEM.open_steps(state)
    assert "amend_item" not in ITEM.open_steps(state)
