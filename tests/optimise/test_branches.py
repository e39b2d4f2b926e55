"""The branch planner: points by hand, the optimum against trying everything, two solvers, aims, what cannot hold."""

import random
from dataclasses import replace
from time import monotonic

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinuo.optimise import branches
from yinuo.optimise.branches import (
    TERMS,
    Infeasible,
    Section,
    Terms,
    columns,
    frontier,
    plan,
    planning,
    points_of,
)
from yinuo.optimise.branches.subsets import solve as solve_by_subsets
from yinuo.optimise.branches.task import task_of


def partitions(items):
    """Every way to put the items into groups."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for made in partitions(rest):
        yield [[first], *made]
        for at in range(len(made)):
            yield [*made[:at], [first, *made[at]], *made[at + 1 :]]


def everything(sections, terms):
    """Every set-up, priced; sound ones only, if there is one."""
    found = [points_of(sections, made, terms) for made in partitions([section.key for section in sections])]
    return [one for one in found if one.is_sound] or found


def department(seed, number, natures=5, members=(1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8)):
    pick = random.Random(seed)
    leaders = sorted(pick.randrange(max(3, number // 4)) for _ in range(number))
    return [
        Section(f"s{at}", pick.choice(members), f"l{leader}", f"n{pick.randrange(natures)}", f"z{pick.random() < 0.15}")
        for at, leader in enumerate(leaders)
    ]


def keys(found):
    return sorted(sorted(branch.sections) for branch in found.branches)


def outline(found):
    return len(found.branches), {term: sum(branch.points.get(term, 0) for branch in found.branches) for term in TERMS}


section = st.builds(
    Section,
    key=st.just(""),
    members=st.integers(0, 9),
    portfolio=st.sampled_from("ABC"),
    nature=st.sampled_from("XYZ"),
    site=st.sampled_from("12"),
)
departments = st.lists(section, min_size=1, max_size=7).map(
    lambda found: [replace(one, key=f"s{at}") for at, one in enumerate(found)]
)
weight = st.integers(0, 15)
some_terms = st.builds(
    Terms,
    least=st.integers(0, 4),
    most=st.integers(8, 25),
    portfolio=weight,
    nature=weight,
    site=weight,
    small=st.integers(0, 4),
    small_under=st.integers(0, 9),
    large=st.integers(0, 3),
    large_over=st.integers(0, 12),
    branch=st.integers(0, 6),
    crowded=st.integers(0, 4),
    crowded_over=st.integers(0, 5),
)


def test_points_are_what_one_counts_by_hand():
    given = [
        Section("office", 4, "first", "general", "hall"),
        Section("law", 2, "second", "law", "hall"),
        Section("window", 0, "second", "service", "centre"),
        Section("archive", 1, "first", "general", "hall"),
        Section("hotline", 3, "third", "service", "centre"),
        Section("patrol", 55, "third", "law", "hall"),
        Section("post", 2, "third", "law", "hall"),
    ]
    found = points_of(given, [["office", "law", "window", "archive", "hotline"], ["patrol"], ["post"]])
    mixed, large, short = found.branches
    assert mixed.members == 10
    # three leaders, three natures, two sites, five sections where four are usual, one branch
    assert mixed.points == {"portfolio": 20, "nature": 8, "site": 12, "branch": 2, "crowded": 2}
    assert large.points == {"large": 35, "branch": 2, "over": 5000}
    assert short.points == {"small": 15, "branch": 2, "short": 1000}
    assert mixed.total == 44
    assert found.points == 44 + 5037 + 1017
    assert (found.aim, found.is_sound, found.is_proven) == ("given", False, False)


@settings(max_examples=120, deadline=None)
@given(departments, some_terms)
def test_the_best_plan_is_the_best_of_everything_one_could_do(given, terms):
    best = min(everything(given, terms), key=lambda one: one.points)
    if not best.is_sound:
        with pytest.raises(Infeasible) as failure:
            plan(given, terms)
        nearest = failure.value.nearest
        assert nearest.is_proven
        assert not nearest.is_sound
        broken = [short_and_over(one) for one in everything(given, terms)]
        assert short_and_over(nearest) == min(broken)
        return
    found = plan(given, terms)
    assert found[0].points == best.points == found[0].bound
    assert found[0].is_proven
    assert not found[0].loses


def short_and_over(found):
    broken = sum(branch.points.get(term, 0) for branch in found.branches for term in ("short", "over"))
    return broken, found.points - broken


@settings(max_examples=60, deadline=None)
@given(departments, some_terms)
def test_the_columns_find_what_trying_everything_finds(given, terms):
    best = min(map(short_and_over, everything(given, terms)))
    task = task_of(given, terms)
    answer, _ = columns.solve(task, monotonic() + 30)
    assert answer.is_proven
    assert answer.value == best[0] // 1000 * task.breach + best[1]


@pytest.mark.parametrize("number", [12, 13, 14, 15, 16])
@pytest.mark.parametrize("seed", [1, 2])
def test_both_solvers_prove_the_same_value(number, seed):
    given = department(seed, number)
    for fewest, most in ((1, None), (1, 2), (6, None)):
        task = task_of(given, Terms(), fewest, most)
        if number > 14 and fewest > 1:
            continue
        every, (generated, _) = solve_by_subsets(task), columns.solve(task, monotonic() + 30)
        assert generated.is_proven
        assert every.value == generated.value
        for answer in (every, generated):
            assert task.value(answer.branches) == answer.value
            assert tuple(np.sum(answer.branches, 0)) == task.copies
            assert task.fewest <= len(answer.branches) <= task.most


@pytest.mark.parametrize("seed", range(3))
def test_a_frontier_too_narrow_to_remember_everything_still_proves_the_truth(seed, monkeypatch):
    given = department(seed, 13, natures=6)
    right = solve_by_subsets(task_of(given, Terms())).value
    monkeypatch.setattr(frontier, "MOST_BITS", 3)
    task = task_of(given, Terms())
    assert not frontier.walk_of(task).is_exact
    answer, _ = columns.solve(task, monotonic() + 60)
    assert answer.bound <= right <= answer.value
    assert answer.is_proven


@pytest.mark.parametrize("number", [9, 13, 18, 25])
def test_the_plans_differ_in_what_they_are_and_say_by_how_much_they_lose(number):
    given = department(number, number)
    found = plan(given, alternatives=5, seconds=60)
    assert len(found) == 5
    assert found[0].aim == "points"
    best = outline(found[0])
    assert len({repr(outline(one)) for one in found}) == 5
    assert [one.points for one in found] == sorted(one.points for one in found)
    for one in found:
        assert keys(one) == sorted(sorted(names) for names in keys(one))
        assert sorted(key for branch in one.branches for key in branch.sections) == sorted(s.key for s in given)
        assert one.is_sound
        assert one.is_proven
        assert one.bound == one.points == points_of(given, [branch.sections for branch in one.branches]).points
        apart = {term: outline(one)[1][term] - best[1][term] for term in TERMS}
        assert one.loses == {term: points for term, points in apart.items() if points}
        assert sum(one.loses.values()) == one.points - found[0].points


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("aim", ["portfolio", "nature", "site", "small"])
def test_a_plan_with_as_little_as_can_be_of_one_term_is_the_cheapest_of_these(seed, aim, monkeypatch):
    monkeypatch.setattr(planning, "AIMS", (aim,))
    given = department(seed, 7)
    least = min((outline(one)[1][aim], one.points) for one in everything(given, Terms()))
    shown = plan(given)
    assert (outline(shown[-1])[1][aim], shown[-1].points) == least
    assert len(shown) == 1 or shown[-1].aim == aim


@pytest.mark.parametrize("seed", range(6))
def test_a_plan_with_fewer_or_more_branches_is_the_cheapest_of_these(seed, monkeypatch):
    monkeypatch.setattr(planning, "AIMS", ("fewer", "more"))
    given = department(seed, 7)
    best, *others = plan(given)
    fewer = [o for o in everything(given, Terms()) if len(o.branches) < len(best.branches)]
    more = [o for o in everything(given, Terms()) if len(o.branches) > len(best.branches)]
    cheapest = {"fewer": fewer, "more": more}
    assert {one.aim for one in others} == {aim for aim, found in cheapest.items() if found}
    assert others
    for one in others:
        assert one.points == min(other.points for other in cheapest[one.aim])


def test_each_leader_keeps_the_own_sections_where_the_rules_allow_it():
    given = [
        Section("a1", 3, "A", "x", "1"),
        Section("a2", 3, "A", "y", "1"),
        Section("b1", 3, "B", "x", "1"),
        Section("b2", 3, "B", "y", "1"),
    ]
    terms = Terms(portfolio=3, nature=9, branch=5, small=0)
    best, *others = plan(given, terms)
    assert keys(best) == [["a1", "b1"], ["a2", "b2"]]
    own = next(one for one in others if one.aim == "portfolio")
    # one of the two leaders' sections as one branch mixes natures, apart it costs two branches
    assert all(len({key[0] for key in branch.sections}) == 1 for branch in own.branches)
    assert own.loses["portfolio"] == -6


def test_interchangeable_sections_do_not_make_another_plan():
    given = [Section(f"s{at}", 3, "A", "x", "1") for at in range(4)]
    found = plan(given, alternatives=7)
    assert sorted(len(one.branches) for one in found) == [1, 2, 3, 4]


def test_a_department_with_one_possible_plan_gets_one():
    found = plan([Section("one", 4, "A", "x", "1")])
    assert len(found) == 1
    assert found[0].branches[0].sections == ("one",)


def test_sections_without_members_belong_to_a_branch_too():
    given = [Section("a", 5, "A", "x", "1"), Section("b", 0, "B", "x", "1"), Section("c", 0, "A", "x", "1")]
    (best, *_others) = plan(given)
    assert keys(best) == [["a", "b", "c"]]


def test_too_few_members_are_told_with_the_one_branch_that_is_nearest():
    given = [Section("a", 1, "A", "x", "1"), Section("b", 0, "B", "y", "1"), Section("c", 1, "C", "y", "2")]
    with pytest.raises(Infeasible) as failure:
        plan(given)
    assert failure.value.rule == "least"
    nearest = failure.value.nearest
    assert keys(nearest) == [["a", "b", "c"]]
    assert nearest.branches[0].points["short"] == 1000
    assert nearest.is_proven


@pytest.mark.parametrize("others", [3, 20])
def test_a_section_over_the_most_stands_alone_and_is_told(others):
    given = [*department(3, others), Section("huge", 60, "A", "x", "1")]
    with pytest.raises(Infeasible) as failure:
        plan(given, seconds=60)
    assert failure.value.rule == "most"
    broken = [branch for branch in failure.value.nearest.branches if not branch.is_sound]
    assert [branch.sections for branch in broken] == [("huge",)]
    assert broken[0].points["over"] == 10 * 1000


def test_two_sections_that_fit_neither_apart_nor_together():
    given = [Section("many", 49, "A", "x", "1"), Section("few", 2, "A", "x", "1")]
    with pytest.raises(Infeasible) as failure:
        plan(given)
    assert short_and_over(failure.value.nearest)[0] == 1000


@pytest.mark.parametrize("number", [12, 20])
def test_the_same_department_gets_the_same_plans(number):
    given = department(8, number)
    first, again = plan(given, seconds=60), plan(given, seconds=60)
    assert first == again
    shuffled = plan(random.Random(1).sample(given, number), seconds=60)
    assert [(one.aim, one.points) for one in shuffled] == [(one.aim, one.points) for one in first]


def test_without_time_there_is_still_a_plan_and_a_bound_that_holds():
    given = department(5, 40)
    (hasty,) = plan(given, seconds=0)
    best = plan(given, alternatives=1, seconds=120)[0]
    assert best.is_proven
    assert hasty.is_sound
    assert hasty.bound <= best.points <= hasty.points


def test_one_plan_only_is_the_best():
    given = department(2, 11)
    assert plan(given, alternatives=1) == plan(given)[:1]


@pytest.mark.parametrize(
    "given",
    [
        [],
        [Section("a", 3, "A", "x", "1"), Section("a", 4, "B", "x", "1")],
        [Section("a", -1, "A", "x", "1")],
        [Section("a", 2.5, "A", "x", "1")],
    ],
)
def test_what_is_no_department_is_refused(given):
    with pytest.raises(ValueError, match=r"section|members") as failure:
        plan(given)
    assert not isinstance(failure.value, Infeasible)


@pytest.mark.parametrize("wrong", [{"least": 9, "most": 8}, {"branch": -1}, {"portfolio": 0.5}])
def test_terms_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"must be a whole number|is more than"):
        Terms(**wrong)


@pytest.mark.parametrize("wrong", [[["a"]], [["a"], ["a", "b"]], [["a", "b"], []], [["a", "b"], ["c"]]])
def test_a_set_up_that_is_not_whole_is_refused(wrong):
    given = [Section("a", 3, "A", "x", "1"), Section("b", 4, "B", "x", "1")]
    with pytest.raises(ValueError, match="exactly one branch"):
        points_of(given, wrong)


def test_no_plans_cannot_be_asked_for():
    with pytest.raises(ValueError, match="alternatives"):
        plan([Section("a", 3, "A", "x", "1")], alternatives=0)


def test_the_package_names_what_it_offers():
    assert {"plan", "points_of", "Section", "Terms", "Branch", "Plan", "Infeasible"} <= set(branches.__all__)
