"""Fair scoring: the sum that anyone can check, what is refused, what may not matter, truth found again."""

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from yinuo.optimise import ratings as fair
from yinuo.optimise.ratings import Rating, Terms, TooFew, adjust, as_data, linked, simulated
from yinuo.optimise.ratings.mixed import Seen, fit
from yinuo.optimise.ratings.ranking import rank_intervals, tie_runs


def rating(observer, site, points, group="", home=""):
    """A rating of site "u1/2", which is of unit "u1"."""
    return Rating(observer, site, site.split("/")[0], group, points, home=home)


def table(rows, sites=None):
    """Ratings from rows of points, an observer each; None is a visit missed. Two sites to a unit unless given."""
    sites = sites or [f"u{at // 2}/{at % 2}" for at in range(len(rows[0]))]
    return [
        rating(f"o{who}", site, points)
        for who, row in enumerate(rows)
        for site, points in zip(sites, row, strict=True)
        if points is not None
    ]


def by_unit(result, name="score"):
    return {one.unit: getattr(one, name) for one in result.units}


SMALL = [[70, 74, 60, 66, 81, 77], [65, 70, None, 60, 74, 72], [80, 82, 71, 73, None, 88], [72, 75, 61, 69, 79, 80]]

points = st.one_of(st.none(), st.integers(0, 200).map(lambda half: half / 2))
rows = st.lists(st.lists(points, min_size=6, max_size=6), min_size=3, max_size=6)


@settings(max_examples=20, deadline=None)
@given(rows)
def test_the_line_adds_up_from_what_it_shows(found):
    given_points = table(found)
    try:
        result = adjust(given_points)
    except (TooFew, fair.Unlinked):
        return
    for one in result.units:
        line = one.line
        mine = [rating.points for rating in given_points if rating.unit == one.unit]
        assert line.visits == len(mine) == sum(met.visits for met in line.met) == sum(s.visits for s in line.sites)
        assert line.raw == pytest.approx(sum(mine) / len(mine), abs=1e-9)
        added = sum(met.visits * met.severity for met in line.met) / line.visits
        assert line.severity == pytest.approx(added, abs=1e-9)
        sites = [site.raw + site.severity for site in line.sites]
        assert line.missed == pytest.approx(sum(sites) / len(sites) - line.raw - added, abs=1e-9)
        assert one.adjusted == pytest.approx(line.raw + line.severity + line.missed, abs=1e-9)
        assert one.score == pytest.approx(one.adjusted + line.shrinkage, abs=1e-9)
        assert one.low <= one.score <= one.high
        assert one.ranks[0] <= one.rank <= one.ranks[1]


def test_severities_met_are_those_of_the_observers():
    result = adjust(table(SMALL))
    severity = {one.observer: one.severity for one in result.observers}
    assert sum(severity.values()) == pytest.approx(0, abs=1e-6)
    assert all(met.severity == severity[met.observer] for one in result.units for met in one.line.met)


@pytest.mark.parametrize("places", [0, 1, 2])
def test_rounded_sums_hold_to_the_last_digit(places):
    for one in as_data(adjust(table(SMALL)), places)["units"]:
        exact = {name: Fraction(str(value)) for name, value in one.items() if isinstance(value, float)}
        assert exact["raw"] + exact["severity"] + exact["missed"] == exact["adjusted"]
        assert exact["adjusted"] + exact["shrinkage"] == exact["score"]
        assert all(value * 10**places % 1 == 0 for value in exact.values())


def test_a_balanced_round_needs_no_correction():
    found = adjust(table([[70, 74, 60, 66, 81, 77], [65, 70, 58, 60, 74, 72], [80, 82, 71, 73, 85, 88]]))
    assert by_unit(found, "adjusted") == pytest.approx(by_unit(found, "raw"), abs=1e-6)


def test_a_missed_site_is_made_up_for():
    """Everybody agrees; one who missed the weaker site of a unit must not lift the unit."""
    rows = [[80, 60, 70, 70], [80, None, 70, 70], [80, 60, 70, 70]]
    one = adjust(table(rows)).of("u0")
    assert one.raw == 72
    assert one.adjusted == pytest.approx(70, abs=0.5)
    assert one.line.missed < -1


def test_one_severe_observer_changes_nothing_in_a_complete_round():
    honest = table(
        [[70, 74, 60, 66, 81, 77], [65, 70, 58, 60, 74, 72], [80, 82, 71, 73, 85, 88], [71, 73, 62, 69, 83, 79]]
    )
    severe = [replace(one, points=one.points - 15) if one.observer == "o1" else one for one in honest]
    before, after = by_unit(adjust(honest), "adjusted"), by_unit(adjust(severe), "adjusted")
    moved = [after[unit] - before[unit] for unit in before]
    assert max(moved) - min(moved) < 1e-6
    assert adjust(severe).observers[1].severity - adjust(honest).observers[1].severity == pytest.approx(11.25, rel=0.1)


def test_names_and_order_do_not_matter():
    world = simulated(6, 3, 12, "anchor2", seed=4)
    plain = adjust(world.ratings)
    shuffled = random.Random(1).sample(world.ratings, len(world.ratings))
    other = adjust([replace(one, observer=f"{hash_of(one.observer)}", unit=f"x{one.unit}") for one in shuffled])
    assert {unit[1:]: score for unit, score in by_unit(other).items()} == pytest.approx(by_unit(plain), abs=1e-6)
    assert adjust(shuffled) == plain


def hash_of(observer):
    """Another name, so that the order of observers is another too."""
    return f"{int(observer[1:]) * 7 % 13:02d}"


def test_the_same_seed_gives_the_same_round_and_result():
    assert simulated(6, 2, 9, seed=5) == simulated(6, 2, 9, seed=5)
    assert simulated(6, 2, 9, seed=5) != simulated(6, 2, 9, seed=6)
    found = simulated(6, 2, 9, seed=5).ratings
    assert adjust(found) == adjust(found)


def test_points_on_another_scale_give_the_same_result():
    world = simulated(6, 2, 9, seed=5)
    tenth = by_unit(adjust([replace(one, points=one.points / 10) for one in world.ratings]))
    assert {unit: 10 * score for unit, score in tenth.items()} == pytest.approx(
        by_unit(adjust(world.ratings)), abs=1e-6
    )


@pytest.mark.parametrize(("level", "units", "observers"), [(70, 3, 3), (0, 2, 4)])
def test_constant_points_are_all_one_tie(level, units, observers):
    result = adjust(table([[level] * (2 * units)] * observers))
    assert set(by_unit(result).values()) == {level}
    assert result.ties == (tuple(f"u{at}" for at in range(units)),)
    assert {one.rank for one in result.units} == {1}


def test_too_few_ratings_are_refused():
    for rows in ([[70, 71, 72, 73]], [[70, 71]], [[70, None, 72, None], [71, None, 69, None]][:1]):
        with pytest.raises(TooFew):
            adjust(table(rows))
    with pytest.raises(TooFew) as refused:
        adjust([])
    assert refused.value.facts == {"visits": 0, "observers": 0, "units": 0}
    with pytest.raises(TooFew):
        adjust(table([[70, None, 72, None], [70, None, None, None], [None, None, 60, None]]))


def test_nobody_rates_the_own_unit():
    found = table(SMALL)
    own = [replace(one, home="u0") if one.observer == "o2" else one for one in found]
    with pytest.raises(fair.OwnVisit) as refused:
        adjust(own)
    assert refused.value.visits == (("o2", "u0/0"), ("o2", "u0/1"))
    assert adjust([one for one in own if one.home != one.unit]).visits == len(found) - 2


@pytest.mark.parametrize(
    "broken",
    [
        lambda found: [*found, found[0]],
        lambda found: [replace(found[0], points=float("nan")), *found[1:]],
        lambda found: [replace(found[0], unit="u9"), *found[1:]],
    ],
)
def test_ratings_that_contradict_themselves_are_refused(broken):
    with pytest.raises(ValueError, match=r"twice|finite|two units"):
        adjust(broken(table(SMALL)))


@pytest.mark.parametrize("term", [{"level": 1.0}, {"freedom": 0}, {"draws": -1}, {"alarm": 0.0}])
def test_terms_out_of_range_are_refused(term):
    with pytest.raises(ValueError, match=next(iter(term))):
        Terms(**term)


def test_variances_of_a_balanced_round_are_those_of_the_analysis_of_variance():
    """Restricted maximum likelihood equals the mean squares where these are in order (Searle, Casella, McCulloch 1992)."""
    rng = np.random.default_rng(3)
    units, observers = 12, 8
    points = 70 + rng.normal(0, 5, (observers, 1)) + rng.normal(0, 4, units) + rng.normal(0, 2, (observers, units))
    who, site = np.divmod(np.arange(points.size), units)
    found = fit(Seen(points.ravel(), who, site, np.arange(units), observers), 1e9, 1e9, 3000, 1e-9, 1e-9).variances
    left = points - points.mean(0) - points.mean(1, keepdims=True) + points.mean()
    visit = (left**2).sum() / ((units - 1) * (observers - 1))
    assert found.visit == pytest.approx(visit, rel=1e-3)
    assert found.severity == pytest.approx(points.mean(1).var(ddof=1) - visit / units, rel=1e-3)
    assert found.unit + found.site == pytest.approx(points.mean(0).var(ddof=1) - visit / observers, rel=1e-3)


@pytest.mark.parametrize(("design", "least"), [("all", 0.9), ("anchor4", 0.84), ("swap", 0.84)])
def test_the_truth_is_found_again(design, least):
    taus, covered = [], []
    for seed in range(3):
        world = simulated(design=design, seed=seed)
        result = adjust(world.ratings)
        truth = [world.truth[one.unit] for one in result.units]
        taus.append(kendalltau([one.score for one in result.units], truth).statistic)
        place = np.argsort(np.argsort([-one for one in truth])) + 1
        covered += [one.ranks[0] <= at <= one.ranks[1] for one, at in zip(result.units, place, strict=True)]
    assert np.mean(taus) > least
    assert np.mean(covered) > 0.88


def test_rank_intervals_of_units_far_apart_are_their_ranks():
    assert rank_intervals(np.array([50.0, 90, 70]), np.eye(3), Terms()) == [(3, 3), (1, 1), (2, 2)]


def test_runs_of_ties_may_overlap():
    score = np.array([10.0, 9.0, 8.0, 1.0])
    assert tie_runs(score, np.eye(4) * 0.5, [0, 1, 2, 3], 0.9) == [(0, 1), (1, 2)]
    assert tie_runs(score, np.eye(4) * 99, [0, 1, 2, 3], 0.9) == [(0, 1, 2, 3)]
    assert tie_runs(score, np.eye(4) * 1e-6, [0, 1, 2, 3], 0.9) == []


def test_a_single_group_and_no_groups_are_the_same():
    found = table(SMALL)
    assert by_unit(adjust([replace(one, group="A") for one in found])) == by_unit(adjust(found))
    assert linked(found).is_linked


def test_ballots_keep_to_the_rubric():
    maxima = (10.0, 6.0, 4.0, *(5.0,) * 16)
    world = simulated(5, 2, 10, maxima=maxima, straight=0.2, seed=1)
    assert sum(kind == "straight" for kind in world.kinds.values()) == 2
    for one in world.ratings:
        assert one.points == sum(one.tasks)
        assert all(
            0 <= points <= most and points * 2 == int(points * 2)
            for points, most in zip(one.tasks, maxima, strict=True)
        )
        assert one.home != one.unit
