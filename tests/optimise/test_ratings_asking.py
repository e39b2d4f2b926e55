"""What observers are asked, which groups are linked, which sites both should see, and published ratings."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kendalltau

from yinuo.optimise.ratings import (
    Rating,
    Terms,
    Unlinked,
    Visit,
    adjust,
    facets,
    linked,
    propose_anchors,
    questions,
    simulated,
)

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "raters"
TASKS = ("style", "org", "conv", "sent_form")

KIND = {"rival": "rival_gap", "pact": "pact", "straight": "straight_line"}


def asked(world):
    """Kinds of questions to each observer."""
    found = {}
    for one in questions(world.ratings, adjust(world.ratings)):
        found.setdefault(one.observer, set()).add(one.kind)
    return found


# Questions.


def test_honest_observers_are_hardly_ever_asked():
    honest = wrong = 0
    for seed in range(200, 204):
        world = simulated(straight=0, seed=seed)
        honest += len(world.kinds)
        wrong += len(asked(world))
    assert wrong / honest <= 0.02


def test_those_who_cheat_are_asked_about_it():
    met, seen = dict.fromkeys(KIND, 0), dict.fromkeys(KIND, 0)
    for seed in range(300, 303):
        world = simulated(strategic=0.15, seed=seed)
        found = asked(world)
        for observer, kind in world.kinds.items():
            if kind in KIND:
                met[kind] += 1
                seen[kind] += KIND[kind] in found.get(observer, ())
    assert seen["straight"] == met["straight"]
    assert seen["rival"] >= 0.7 * met["rival"]
    assert seen["pact"] >= 0.7 * met["pact"]


def test_facts_are_enough_for_a_sentence():
    world = simulated(strategic=0.15, seed=300)
    found = {one.kind: one for one in questions(world.ratings, adjust(world.ratings))}
    assert set(found) == set(KIND.values())
    gap, pact, line = found["rival_gap"].facts, found["pact"].facts, found["straight_line"].facts
    assert gap["gap"] < 0
    assert gap["visits"] >= 3
    assert gap["units"]
    assert pact["above"] > 0
    assert pact["unit"] in world.truth
    assert line["alike"] == line["visits"]
    assert line["within"] < line["panel_within"]


def test_the_same_points_at_every_visit_are_asked_about():
    world = simulated(8, 3, 16, straight=0, seed=7)
    profile = next(one.tasks for one in world.ratings if one.observer == "o05")
    copied = [
        replace(one, tasks=profile, points=sum(profile)) if one.observer == "o05" else one for one in world.ratings
    ]
    found = questions(copied, adjust(copied))
    assert ("o05", "straight_line") in {(one.observer, one.kind) for one in found}


def test_without_tasks_or_homes_less_is_asked():
    world = simulated(strategic=0.15, seed=300)
    bare = [replace(one, tasks=(), home="") for one in world.ratings]
    assert {one.kind for one in questions(bare, adjust(bare))} <= {"pact"}


def test_a_round_without_any_difference_leads_to_no_question():
    flat = [Rating(f"o{who}", f"u{at}/0", f"u{at}", "", 70.0, (3.5,) * 20) for who in range(6) for at in range(8)]
    assert questions(flat, adjust(flat)) == ()


# Links and anchors.


def visits(*pairs, home=None):
    return [Visit(who, f"{unit}/1", unit, home=(home or {}).get(who, "")) for who, unit in pairs]


def test_islands_are_told_with_their_observers():
    found = linked(visits(("a", "u3"), ("a", "u1"), ("b", "u2"), ("b", "u4"), ("c", "u2")))
    assert found.islands == (("u1", "u3"), ("u2", "u4"))
    assert found.observers == (("a",), ("b", "c"))
    assert not found.is_linked
    assert linked([]).is_linked


def test_a_visit_at_home_links_nothing():
    found = visits(("a", "u1"), ("a", "u2"), ("b", "u2"), home={"a": "u2"})
    assert linked(found).islands == (("u1",), ("u2",))
    assert linked(visits(("a", "u1"), ("a", "u2"))).is_linked


def test_bridges_are_observers_without_whom_it_falls_apart():
    found = linked(visits(("a", "u1"), ("b", "u1"), ("b", "u2"), ("c", "u2")))
    assert found.bridges == ("b",)
    assert linked(visits(("a", "u1"), ("a", "u2"), ("b", "u1"), ("b", "u2"))).bridges == ()


def test_groups_that_nobody_links_are_refused_and_anchors_repair_it():
    world = simulated(8, 2, 16, "disjoint", seed=2)
    with pytest.raises(Unlinked) as refused:
        adjust(world.ratings)
    assert len(refused.value.islands) == 2
    assert sorted(sum(refused.value.islands, ())) == sorted(world.truth)
    assert all(one.home not in island for island, people in zip(refused.value.islands, refused.value.observers, strict=True)
               for one in world.plan if one.observer in people and one.unit == one.home)  # fmt: skip
    best = propose_anchors(world.plan, (2,))[0]
    assert best.is_linked
    more = [
        Rating(who, site, site[:3], group, 68.0, home=home)
        for who, group, home in sorted({(one.observer, one.group, one.home) for one in world.plan})
        for site in best.anchors
        if home != site[:3]
    ]
    kept = [one for one in world.ratings if one.site not in best.anchors]
    assert {one.unit for one in adjust([*kept, *more]).units} == set(world.truth)


def test_more_anchors_make_groups_easier_to_compare():
    world = simulated(8, 2, 16, "disjoint", seed=2)
    found = propose_anchors(world.plan)
    assert [len(one.anchors) for one in found] == [2, 3, 4]
    errors = [found[0].without, *(one.error for one in found)]
    assert errors == sorted(errors, reverse=True)
    assert all(one.is_linked and one.visits > 0 for one in found)


def test_the_best_pair_of_anchors_is_found():
    world = simulated(4, 2, 8, "disjoint", seed=6)
    sites = sorted({one.site for one in world.plan})
    pairs = [[one, other] for one in sites for other in sites if one < other]
    every = [propose_anchors(world.plan, (2,), candidates=pair)[0].error for pair in pairs]
    assert propose_anchors(world.plan, (2,))[0].error == pytest.approx(min(every), rel=1e-3)


def test_anchors_need_groups_and_sites():
    assert propose_anchors(simulated(4, 2, 8).plan) == ()
    plan = simulated(4, 2, 8, "disjoint").plan
    with pytest.raises(ValueError, match="nobody sees"):
        propose_anchors(plan, candidates=["nowhere"])
    with pytest.raises(ValueError, match="cannot be anchors"):
        propose_anchors(plan, (3,), candidates=[plan[0].site])


# Published ratings, and the many-facet scale by itself.


def georgia():
    path = PUBLISHED / "georgia_writing.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return list(csv.DictReader(path.open()))


def published():
    found = list(csv.DictReader((PUBLISHED / "georgia_writing_published.csv").open()))
    return {
        one["parameter"].removeprefix("rater_").rstrip("_"): float(one["xsi"])
        for one in found
        if one["facet"] == "rater"
    }


def alike(found):
    """Correlation and order beside the published severities of the 21 raters."""
    wanted = published()
    pairs = np.array([(wanted[rater], found[rater]) for rater in wanted])
    assert len(pairs) == 21
    return np.corrcoef(pairs.T)[0, 1], kendalltau(*pairs.T).statistic


def test_published_severities_of_essay_raters_by_the_mixed_model():
    """With every visit counted alike; robust weights make the likeness .996 (bench/ratings.py)."""
    rows = georgia()
    found = adjust(
        [Rating(x["rater"], x["student"], x["student"], "", sum(int(x[one]) for one in TASKS)) for x in rows],
        Terms(freedom=1e9, pseudo=1e9, rounds=10, draws=10),
    )
    likeness, order = alike({one.observer: one.severity for one in found.observers})
    assert likeness >= 0.999
    assert order == 1


def test_published_severities_of_essay_raters_by_many_facets():
    rows = georgia()
    grades = [facets.Grade(x["student"], x["rater"], one, int(x[one])) for x in rows for one in TASKS]
    found = facets.scaled(grades, reach=6.0, nodes=21).raters  # the nodes of the published analysis
    likeness, order = alike({rater: one.value for rater, one in found.items()})
    assert likeness >= 0.9999
    assert order == 1
    assert max(abs(found[rater].value - xsi) for rater, xsi in published().items()) < 0.01


def graded(seed=1, subjects=60, missed=0.3):
    """Grades with known severities, and these."""
    rng = np.random.default_rng(seed)
    severity, hard, steps = np.array([-0.8, 0.0, 0.2, 0.6]), np.array([-0.5, 0.5, 0.0]), np.array([-1.5, 1.5])
    made = []
    for subject, ability in enumerate(rng.normal(0, 1.5, subjects)):
        for rater, task in np.ndindex(4, 3):
            if rng.random() > missed:
                logits = np.concatenate([[0], np.cumsum(ability - severity[rater] - hard[task] - steps)])
                chances = np.exp(logits - logits.max())
                level = int(rng.choice(3, p=chances / chances.sum()))
                made.append(facets.Grade(f"s{subject}", f"r{rater}", f"t{task}", level))
    return made, severity


def test_many_facets_find_severities_again_though_grades_are_missing():
    made, severity = graded()
    found = facets.scaled(made)
    values = [found.raters[f"r{at}"] for at in range(4)]
    assert sum(one.value for one in values) == pytest.approx(0, abs=1e-9)
    assert all(abs(one.value - true) < 3 * one.error for one, true in zip(values, severity, strict=True))
    assert found.spread == pytest.approx(1.5, rel=0.3)


def test_many_facets_gradient_is_the_slope_of_the_likelihood():
    scale = facets._Scale(graded(subjects=10)[0])
    at = np.random.default_rng(0).normal(0, 0.3, scale.parts[-1].stop + 1)
    slopes = [(scale.loss(at + one)[0] - scale.loss(at - one)[0]) / 2e-5 for one in 1e-5 * np.eye(len(at))]
    assert scale.loss(at)[1] == pytest.approx(slopes, abs=1e-4)


def test_many_facets_need_something_to_compare():
    with pytest.raises(ValueError, match="two subjects"):
        facets.scaled([])
    with pytest.raises(ValueError, match="two subjects"):
        facets.scaled([facets.Grade("s", "r", "t", 1)])
