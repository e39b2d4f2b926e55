"""The lives of topics, sittings and claims walked at random; profiles and thresholds as tables of cases."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinuo.acts.door import ACTS
from yinuo.kernel.errors import Unfit
from yinuo.meetings import actions  # noqa: F401
from yinuo.meetings.flow.topics import CLAIM, SITTING, TOPIC
from yinuo.meetings.rules import topics as rules
from yinuo.meetings.words.topics import Assembly, TopicState, Track
from yinuo.orgs.words import COMMITTEES

FLOWS = (TOPIC, SITTING, CLAIM)
each = pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])


@each
def test_every_state_can_be_reached_and_has_a_name(flow):
    assert flow.reachable() == set(flow.states) == set(flow.labels)


@each
def test_ends_are_ends_and_nothing_else_is(flow):
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)


@each
def test_every_step_is_an_act(flow):
    assert {f"meetings.{verb}" for verb in flow.steps} <= set(ACTS)


@settings(deadline=None)
@given(choices=st.lists(st.integers(0, 30), max_size=16))
def test_nothing_is_given_out_or_told_back_before_it_was_decided(choices):
    state, verbs = TOPIC.start, []
    for choice in choices:
        open_verbs = TOPIC.open_steps(state)
        if not open_verbs:
            break
        verb = open_verbs[choice % len(open_verbs)]
        targets = TOPIC.check(state, verb)
        state = targets[choice % len(targets)] if targets else state
        verbs.append(verb)
    deciding = {"conclude_topic", "vote_topic", "decide_urgent", "enter_residents_result"}
    for late in ("assign_topic", "note_execution", "report_back", "close_topic"):
        if late in verbs:
            assert deciding & set(verbs[: verbs.index(late)])
    if state == TopicState.CLOSED:
        assert "report_back" in verbs


@pytest.mark.parametrize("track", Track)
def test_every_track_has_a_profile_whose_steps_are_states(track):
    profile = rules.profile(track)
    assert set(profile.steps) <= set(TopicState)
    assert f"meetings.{profile.decides}" in ACTS
    assert profile.source


def test_only_something_urgent_is_met_before_it_is_circulated():
    early = [track for track in Track if (s := rules.profile(track).steps).index("met") < s.index("circulated")]
    assert early == [Track.URGENT]


def test_every_body_has_a_rhythm_with_its_source():
    assert all(rules.default_rhythm(kind).source for kind in COMMITTEES)


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2026, 3, 5), 6, date(2026, 9, 5)), (date(2026, 12, 9), 1, date(2027, 1, 9)),
    ],
)  # fmt: skip
def test_the_next_sitting_is_so_many_months_later(last, months, due):
    assert rules.next_due(last, months) == due


@pytest.mark.parametrize(
    ("assembly", "entitled", "least"),
    [
        (Assembly.RESIDENTS, 1000, 501), (Assembly.RESIDENTS, 7, 4), (Assembly.VILLAGERS, 10, 6),
        (Assembly.VILLAGE_HOUSEHOLDS, 9, 6), (Assembly.VILLAGE_HOUSEHOLDS, 10, 7),
    ],
)  # fmt: skip
def test_how_many_must_come_by_law(assembly, entitled, least):
    assert rules.threshold(assembly).least(entitled) == least


@pytest.mark.parametrize(("present", "seats", "is_enough"), [(4, 8, False), (5, 8, True), (4, 7, True), (0, 0, False)])
def test_a_quorum_is_more_than_half_of_the_seats(present, seats, is_enough):
    assert rules.has_quorum(present, seats) is is_enough


@pytest.mark.parametrize("votes", [(5, 0, 0), (5, 2, 0), (7, -1, 0)])
def test_votes_add_up_to_those_present(votes):
    with pytest.raises(Unfit, match="对不上"):
        rules.check_votes(*votes, 6)


def test_a_cover_says_what_is_missing_without_idle_zeros():
    with pytest.raises(Unfit, match=r"还差12\.5个"):
        rules.check_cover(Decimal("150.00"), Decimal("137.50"), "个")
    rules.check_cover(Decimal(150), Decimal(150), "个")
