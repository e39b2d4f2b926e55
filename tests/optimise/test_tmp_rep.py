"""A tour that goes on from the middle: what was done stays, closed sites are told, groups keep their counties."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.optimise._tours import FOUR_DAYS, tasks, tour
from yinuo.optimise.tours import Day, Rules, Site, Task, Travel, check, plan, replan


def begun(found, now):
    """(group, day, leg) of every leg but waits that began before now."""
    return {
        (group, day, leg)
        for group, one in enumerate(found.groups)
        for day, legs in enumerate(one.days)
        for leg in legs
        if (day, leg.start) < now and leg.kind != "wait"
    }


@settings(max_examples=300, deadline=None)
@given(tasks(), st.integers(0, 3), st.integers(470, 1150), st.data())
def test_what_was_done_stays_and_the_rest_keeps_every_rule(task, day, minute, data):
    now = (min(day, len(task.days) - 1), minute)
    before = plan(task, iterations=1_000)
    closed = data.draw(st.sets(st.sampled_from(sorted(task.site)), max_size=2))
    after = replan(task, before, closed=closed, now=now, iterations=10_000)
    assert begun(before, now) <= begun(after, (9, 0))
    assert [one.rule for one in check(task, after)] == []
    seen = {leg.key for _group, _day, leg in begun(before, now) if leg.kind == "visit"}
    assert not (closed - seen) & {key for order in after.order for key in order}


@pytest.mark.parametrize("turn", [None, 0, 3, 6])
def test_a_closed_site_is_told_and_the_groups_keep_their_units(turn):
    task = tour((4, 3, 4, 5, 4), days=FOUR_DAYS, apart=60.0)
    before = plan(task, iterations=5_000)
    closed = before.order[0][-1]
    visits = [(day, leg) for day, legs in enumerate(before.groups[0].days) for leg in legs if leg.kind == "visit"]
    now = None if turn is None else (visits[turn][0], visits[turn][1].start + 5)
    after = replan(task, before, closed=[closed], now=now, iterations=10_000)
    assert [(one.key, one.rule) for one in after.unvisited] == [(closed, "closed")]
    assert after.group_of == before.group_of
    assert after.order[1] == before.order[1] or after.cost < before.cost - 10
    assert after.is_complete


def test_nothing_changes_when_nothing_has_changed():
    task = tour((3, 2, 4), days=FOUR_DAYS)
    before = plan(task, iterations=20_000)
    after = replan(task, before, now=(1, 600), iterations=10_000)
    assert after.order == before.order
    assert after.driving == before.driving


def test_the_same_seed_gives_the_same_plan():
    task = tour((3, 3, 3, 3), days=FOUR_DAYS, anchors={"u1.1"})
    before = plan(task, iterations=2_000)
    first, again = (replan(task, before, closed=["u2.0"], now=(0, 700), iterations=10_000) for _ in range(2))
    assert first.groups == again.groups


def test_a_block_that_was_left_is_not_opened_again_for_its_anchor():
    """The other group has seen it, its own could not: it is told as unvisited, and the county is not visited twice."""
    keys, n = ("city", "h0", "u0.0", "u0.1", "u1.0"), 5
    sites = tuple(
        Site(key=key, unit=key[:2], minutes=20, windows=((480, 1080),), days=None, is_anchor=key == "u0.0")
        for key in keys[2:]
    )
    task = Task(
        groups=2, days=(Day(start=540, end=1140), Day(start=480, end=1020)), sites=sites, hotels=("h0",), depot="city",
        travel=Travel(keys=keys, minutes=np.full((n, n), 30) - 30 * np.eye(n, dtype=int)),
        rules=Rules(unit_minutes_most=90), fixed={"u0": 1, "u1": 1}, forbidden=frozenset(),
    )  # fmt: skip
    before = plan(replace(task, sites=tuple(replace(site, is_anchor=False) for site in sites[1:])), iterations=1_000)
    after = replan(task, before, now=(1, 470), iterations=10_000)
    assert check(task, after) == []
    assert before.groups[1].order == after.groups[1].order
