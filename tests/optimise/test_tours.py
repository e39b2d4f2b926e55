"""The tour planner: every rule worked out again, the optimum against trying everything, the same plan twice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.optimise._tours import ALL_DAY, FOUR_DAYS, OFFICE, TWO_DAYS, everything, tasks, tour
from yinuo.optimise.tours import Day, Holes, Rules, Site, Travel, bound, check, impossible, plan, prove, timetable


@settings(max_examples=12, deadline=None)
@given(tasks(), st.integers(0, 9))
def test_every_plan_keeps_every_rule(task, seed):
    assert check(task, plan(task, iterations=2_000, seed=seed)) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("balance", [0.0, 0.1])
def test_the_proof_finds_what_trying_everything_finds(seed, balance):
    task = tour((2, 1, 2), seed=seed, apart=70.0, rules=Rules(balance=balance))
    best, found = everything(task), prove(task, plan(task, iterations=10))
    assert found.is_proven
    assert found.score == best.score
    assert bound(task) <= best.cost
    assert check(task, found) == []


def test_the_proof_holds_with_anchors():
    task = tour((2, 1, 2), seed=5, anchors={"u0.0", "u2.1"}, days=FOUR_DAYS)
    found, searched = prove(task, plan(task, iterations=10)), plan(task, iterations=20_000)
    assert found.is_proven
    assert found.score == searched.score
    assert all({"u0.0", "u2.1"} <= set(order) for order in found.order)
    assert bound(task) <= found.cost


def test_a_plan_is_the_same_for_the_same_seed():
    task = tour((3, 2, 4, 2), anchors={"u1.0"}, days=FOUR_DAYS)
    first, again = (plan(task, iterations=5_000, seed=3) for _ in range(2))
    assert replace(first, seconds=0.0) == replace(again, seconds=0.0)


def test_time_that_is_left_goes_into_the_proof():
    found = plan(tour((2, 2, 2)), seconds=3.0)
    assert found.is_proven or found.cost == found.bound
    assert found.gap == 0.0


def test_progress_is_told_with_the_bound():
    told = []
    plan(tour((2, 2, 2)), iterations=3_000, on_progress=told.append)
    assert told[0].steps <= told[-1].steps <= 3_000
    assert told[-1].bound is not None


def test_what_nobody_can_see_is_told_before_and_after():
    fine = tour((2, 2))
    days = (Day(540, 1140), Day(480, 1020))
    far = {key: (33.0, 112.0 + at / 100) for at, key in enumerate(fine.travel.keys)}
    sites = (
        Site("u0.0", "u0", 30, ALL_DAY),
        Site("u0.1", "u0", 30, ALL_DAY, days=frozenset({7})),
        Site("u1.0", "u1", 60, ((600, 640),)),
        Site("u1.1", "u1", 30, ((0, 400),)),
    )
    task = replace(fine, sites=sites, travel=Travel.straight(far), days=days)
    assert {one.key: one.rule for one in impossible(task)} == {
        "u0.1": "no_open_day",
        "u1.0": "windows_too_short",
        "u1.1": "too_far",
    }
    found = plan(task, iterations=100)
    assert [one.rule for one in found.unvisited] == ["no_open_day", "windows_too_short", "too_far"]
    assert found.is_complete
    assert check(task, found) == []


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"forbidden": frozenset({("u0", 0), ("u0", 1)})}, "no_group"),
        ({"rules": Rules(unit_minutes_most=15)}, "unit_minutes"),
        ({"days": (Day(480, 500),)}, "too_far"),
    ],
)
def test_rules_that_shut_a_site_out(given, rule):
    assert rule in {one.rule for one in impossible(replace(tour((2, 2)), **given))}


def test_a_tour_with_more_visits_than_hours_is_impossible_as_a_whole():
    task = tour((30, 30), groups=1, days=(Day(480, 1020),))
    whole = [one for one in impossible(task) if one.key == ""]
    assert whole[0].rule == "no_time"
    assert whole[0].facts["needed"] > whole[0].facts["available"]


def test_a_town_has_its_hour():
    task = tour((4, 4), rules=Rules(unit_minutes_most=75))
    found = plan(task, iterations=3_000)
    assert {one.rule for one in found.unvisited} == {"unit_minutes"}
    assert check(task, found) == []


def test_units_beyond_the_most_of_all_groups_are_told():
    found = plan(tour((2, 1, 2, 2, 2), rules=Rules(units_per_group_most=2)), iterations=3_000)
    assert [(one.key, one.rule) for one in found.unvisited] == [("u1.0", "units_per_group")]


def test_fixed_and_forbidden_pairs_hold():
    found = plan(tour((2, 2, 2), fixed={"u0": 1}, forbidden=frozenset({("u2", 1)})), iterations=3_000)
    assert (found.group_of["u0"], found.group_of["u2"]) == (1, 0)


def test_a_site_open_on_one_day_only_is_seen_that_day():
    task = tour((2, 2), days=FOUR_DAYS, groups=1)
    sites = tuple(replace(site, days=frozenset({2})) if site.key == "u1.1" else site for site in task.sites)
    task = replace(task, sites=sites)
    found = plan(task, iterations=3_000)
    assert [leg.key for leg in found.groups[0].days[2] if leg.kind == "visit"].count("u1.1") == 1
    assert check(task, found) == []


def test_an_order_by_hand_gives_the_plan_back():
    task = tour((3, 2, 4, 2), anchors={"u1.0"}, days=FOUR_DAYS)
    found = plan(task, iterations=5_000)
    assert timetable(task, found.order).groups == found.groups


def test_an_order_by_hand_tells_what_it_leaves_out_and_what_is_late():
    task = tour((2, 2), groups=1, days=(Day(480, 660),), rules=Rules(late_most=600))
    found = timetable(task, [["u0.0", "u1.0", "u0.1"]])
    assert ("u1.1", "left_out") in {(one.key, one.rule) for one in found.unvisited}
    assert found.late > 0
    assert "block" in {one.rule for one in check(task, found)}


def test_an_order_by_hand_drops_the_site_in_the_middle_that_cannot_be_seen():
    task = tour((2, 2), groups=1)
    sites = tuple(replace(site, windows=((480, 481),)) if site.key == "u0.1" else site for site in task.sites)
    task = replace(task, sites=sites)
    found = timetable(task, [["u0.0", "u0.1", "u1.0", "u1.1"]])
    assert found.order == (("u0.0", "u1.0", "u1.1"),)
    assert [(one.key, one.rule) for one in found.unvisited] == [("u0.1", "windows_too_short")]


@pytest.mark.parametrize("order", [[["u0.0"]], [["nowhere"], []], [["u0.0", "u0.0"], []]])
def test_an_order_that_means_nothing_is_refused(order):
    with pytest.raises(ValueError, match=r"order|groups|site"):
        timetable(tour(), order)


def test_lunch_is_never_missed_and_never_early():
    task = tour((4, 4, 4), days=FOUR_DAYS, groups=1)
    found = plan(task, iterations=3_000)
    lunches = [leg for day in found.groups[0].days for leg in day if leg.kind == "lunch"]
    assert lunches
    assert all(690 <= leg.start <= 810 and leg.end - leg.start == 60 for leg in lunches)


def legs_of(found, change):
    """The plan with one leg of the first day changed."""
    first = found.groups[0]
    days = (tuple(change(leg) for leg in first.days[0]), *first.days[1:])
    return replace(found, groups=(replace(first, days=days), *found.groups[1:]))


def test_the_check_catches_planted_breaches():
    task = tour((3, 2, 4, 2), days=FOUR_DAYS)
    found = plan(task, iterations=2_000)
    key = found.order[0][0]

    def rules(changed, of=task):
        return {one.rule for one in check(of, changed)}

    assert "visit_minutes" in rules(
        legs_of(found, lambda leg: replace(leg, end=leg.end + 5) if leg.key == key else leg)
    )
    assert "driving" in rules(legs_of(found, lambda leg: replace(leg, driving=leg.driving and 1)))
    assert "shut" in rules(found, replace(task, sites=tuple(replace(s, windows=((0, 60),)) for s in task.sites)))
    assert "told" in rules(replace(found, groups=(replace(found.groups[0], driving=1), found.groups[1])))
    assert "seen_twice" in rules(replace(found, groups=(found.groups[0], found.groups[0])))
    assert "not_told" in rules(found, replace(task, sites=(*task.sites, Site("h0", "u9", 20, OFFICE))))
    assert "may_not" in rules(found, replace(task, forbidden=frozenset({(found.groups[0].units[0], 0)})))
    assert "units_per_group" in rules(found, replace(task, rules=Rules(units_per_group_most=1)))
    assert "sites_per_day" in rules(found, replace(task, rules=Rules(sites_per_day_most=1)))
    assert "no_lunch" in rules(found, replace(task, rules=Rules(lunch_before=0)))


def test_holes_are_named():
    matrix = np.array([[0.0, 5.0], [np.nan, 0.0]])
    with pytest.raises(Holes, match="b → a") as caught:
        Travel.of(("a", "b"), matrix)
    assert caught.value.pairs == (("b", "a"),)
    assert Travel(("a", "b"), np.array([[0, -1], [7, 0]])).holes() == (("a", "b"),)


def test_travel_may_differ_there_and_back():
    travel = Travel.of(("a", "b"), [[0, 5.2], [9, 0]])
    assert (travel.between("a", "b"), travel.between("b", "a")) == (6, 9)


def test_a_straight_line_is_never_longer_than_over_a_third_place():
    pick = np.random.default_rng(1)
    travel = Travel.straight({str(at): tuple(pick.uniform((32, 112), (33, 113))) for at in range(12)})
    over = (travel.minutes[:, :, None] + travel.minutes[None]).min(1)
    assert (travel.minutes <= over).all()
    assert travel.holes() == ()


@pytest.mark.parametrize(
    "given",
    [
        {"groups": 0},
        {"hotels": ("nowhere",)},
        {"fixed": {"u0": 5}},
        {"forbidden": frozenset({("nowhere", 0)})},
        {"sites": (Site("u0.0", "u0", 5, ALL_DAY),) * 2},
    ],
)
def test_a_task_that_makes_no_sense_is_refused(given):
    with pytest.raises(ValueError, match=r"tour|travel|key"):
        replace(tour(days=TWO_DAYS), **given)
