"""Plans of grids: whole, priced rightly, the cheapest where that can be known, and honest where a rule does not hold."""

from dataclasses import replace

import pytest

from yinuo.optimise.grids import TERMS, Building, Terms, cost_of, exact, neighbours, plan

from ._grids import (
    building,
    hangs_together,
    households_of,
    previous_of,
    row,
    scattered,
    slow_price,
)

TOWN = scattered(60, 3)
"""About 3,400 households in 60 buildings."""


@pytest.fixture(scope="module")
def planned():
    return plan(TOWN)


def notes(result, rule):
    return [note for note in result.notes if note.rule == rule]


def test_every_building_is_in_one_grid(planned):
    assert sorted(key for grid in planned.grids for key in grid.buildings) == [one.key for one in TOWN]
    assert sum(grid.households for grid in planned.grids) == households_of(TOWN)
    assert sum(grid.members for grid in planned.grids) == sum(one.members for one in TOWN)


def test_every_grid_hangs_together(planned):
    assert len(planned.grids) == round(households_of(TOWN) / 400)
    assert all(hangs_together(grid.buildings, TOWN) for grid in planned.grids)


def test_costs_equal_those_counted_by_hand_and_add_up(planned):
    by_key = {one.key: one for one in TOWN}
    for number, grid in enumerate(planned.grids):
        assert dict(grid.costs) == pytest.approx(slow_price([by_key[key] for key in grid.buildings], Terms(), number))
        assert tuple(grid.costs) == TERMS
    assert planned.cost == pytest.approx(sum(sum(grid.costs.values()) for grid in planned.grids))


def test_the_price_of_a_plan_is_the_price_of_its_drawing(planned):
    drawn = cost_of(TOWN, previous_of(planned))
    assert drawn.cost == pytest.approx(planned.cost)
    assert [grid.buildings for grid in drawn.grids] == [grid.buildings for grid in planned.grids]
    assert not drawn.is_proven


def test_the_radius_is_in_metres():
    assert plan([building("a", 0), building("b", 60)]).grids[0].radius == pytest.approx(30, abs=1e-6)


def test_the_same_seed_gives_the_same_plan(planned):
    assert plan(TOWN) == planned
    assert plan(list(TOWN), seed=1, seconds=0.2) == planned


def test_grids_run_from_west_to_east():
    grids = plan(row(*[100] * 12)).grids
    assert [grid.buildings[0] for grid in grids] == ["b0", "b4", "b8"]
    assert [len(grid.buildings) for grid in grids] == [4, 4, 4]


def test_more_effort_does_not_cost_more(planned):
    assert plan(TOWN, seconds=2).cost <= planned.cost + 1e-6


def test_a_count_is_kept():
    for count in (1, 2, 5, 60):
        result = plan(TOWN, count=count, seconds=0.01)
        assert len(result.grids) == count
        assert all(grid.buildings for grid in result.grids)


def test_a_plan_beats_the_drawing_it_starts_from():
    strips = {one.key: int(one.x // 70) for one in TOWN}
    drawn = cost_of(TOWN, strips)
    assert plan(TOWN, count=len(drawn.grids)).cost < drawn.cost


# The edges of the band


def test_a_community_smaller_than_a_grid_is_one_grid_and_says_so():
    result = plan(row(50, 60))
    assert len(result.grids) == 1
    assert result.is_proven
    assert notes(result, "small_community")[0].facts == {"households": 110, "low": 300}
    assert notes(result, "outside")[0].facts["cause"] == "community"


def test_a_community_between_one_grid_and_two_says_that_no_number_fits():
    result = plan(row(*[80] * 7))
    assert notes(result, "outside")[0].facts == {
        "households": 560, "low": 300, "high": 500, "cause": "community", "total": 560,
    }  # fmt: skip
    nearer_two = plan(row(*[83] * 7))
    assert len(nearer_two.grids) == 2


def test_one_building_is_one_grid():
    result = plan([building("alone", households=350)])
    assert [grid.buildings for grid in result.grids] == [("alone",)]
    assert result.is_proven
    assert not result.notes


def test_a_building_above_the_band_is_a_grid_and_says_so():
    result = plan(row(1200, 100, 100, 100, 100))
    assert [grid.households for grid in result.grids] == [1200, 400]
    (note,) = notes(result, "outside")
    assert (note.grid, note.facts["cause"], note.facts["building"]) == (0, "building", "b0")


def test_lumps_that_no_number_of_grids_holds_are_told_and_break_least():
    result = plan(row(280, 280, 280, 280, 280))
    found = notes(result, "outside")
    assert [grid.households for grid in result.grids] == [280] * 5
    assert {note.facts["cause"] for note in found} == {"impossible"}
    assert result.cost <= min(plan(row(280, 280, 280, 280, 280), count=count).cost for count in (2, 3, 4)) + 1e-6


def test_a_count_that_cannot_hold_the_band_is_told():
    result = plan(row(*[100] * 12), count=6)
    assert {note.facts["cause"] for note in notes(result, "outside")} == {"given"}


def test_a_household_outside_the_band_may_be_cheaper_than_a_cut_and_says_by_how_much():
    sizes = [101, 100, 100, 100, 100, *[60] * 5]
    halves = [replace(one, compound=f"c{at // 5}") for at, one in enumerate(row(*sizes))]
    result = plan(halves)
    assert [grid.households for grid in result.grids] == [501, 300]
    (note,) = notes(result, "outside")
    assert note.facts["cause"] == "dearer"
    kept = plan(halves, Terms(outside=1000))
    assert [grid.households for grid in kept.grids] == [401, 400]
    assert note.facts["extra"] == pytest.approx(kept.cost - result.cost)


def test_a_compound_above_the_band_is_cut_and_told():
    large = [replace(one, compound="c") for one in row(*[100] * 8)]
    result = plan(large)
    assert [grid.households for grid in result.grids] == [400, 400]
    assert notes(result, "compound")[0].facts == {"compound": "c", "households": 800, "grids": 2}


def test_compounds_within_the_band_are_not_cut():
    mixed = [replace(one, compound=f"c{at // 4}") for at, one in enumerate(row(*[95] * 16))]
    grids = plan(mixed).grids
    assert all(len({mixed[int(key[1:])].compound for key in grid.buildings}) == 1 for grid in grids)


def test_roads_are_not_crossed_without_need():
    south = [building(f"s{at}", at * 50, 0, 100, block="south") for at in range(4)]
    north = [building(f"n{at}", at * 50, 60, 100, block="north") for at in range(4)]
    assert {"".join(sorted({key[0] for key in grid.buildings})) for grid in plan(south + north).grids} == {"s", "n"}


def test_no_households_at_all_are_one_grid():
    result = plan(row(0, 0, 0, members=0))
    assert len(result.grids) == 1
    assert result.grids[0].households == 0
    assert notes(result, "short")[0].facts == {"members": 0, "needed": 3, "cause": "community", "total": 0}


def test_shops_and_schools_belong_to_grids_too():
    result = plan(row(0, 100, 100, 0, 100, 100, 100, 100, 0, 100, 100, 0))
    assert [grid.households for grid in result.grids] == [400, 400]


def test_grids_get_three_members_where_that_is_possible():
    uneven = [replace(one, members=3 * (at in {0, 1})) for at, one in enumerate(row(*[100] * 7))]
    result = plan(uneven)
    assert [grid.members for grid in result.grids] == [3, 3] or notes(result, "short")
    few = [replace(one, members=int(at < 4)) for at, one in enumerate(row(*[100] * 8))]
    assert notes(plan(few), "short")[0].facts["cause"] == "community"


# The optimum


def partitions(items):
    """Every partition of a list."""
    if not items:
        yield []
        return
    first, *rest = items
    for parts in partitions(rest):
        for at in range(len(parts)):
            yield [*parts[:at], [first, *parts[at]], *parts[at + 1 :]]
        yield [[first], *parts]


@pytest.mark.parametrize("seed", range(4))
def test_small_plans_equal_the_cheapest_of_all_partitions(seed):
    buildings = scattered(6 + seed % 3, seed, largest=300)
    edges = neighbours(buildings, join=True)[0]
    result = exact(buildings, edges=edges)
    costs = [
        sum(sum(slow_price([buildings[at] for at in part], Terms()).values()) for part in parts)
        for parts in partitions(list(range(len(buildings))))
        if len(parts) == len(result.grids)
        and all(hangs_together([buildings[at].key for at in part], buildings, edges) for part in parts)
    ]
    assert result.is_proven
    assert result.cost == pytest.approx(min(costs))


@pytest.mark.parametrize("seed", range(4))
def test_the_search_finds_the_proven_optimum_of_twenty_buildings(seed, monkeypatch):
    buildings = scattered(20, seed)
    proven = exact(buildings)
    assert proven.is_proven
    assert plan(buildings).cost == pytest.approx(proven.cost)
    monkeypatch.setattr("yinuo.optimise.grids.islands.MOST", 0)
    searched = plan(buildings, seconds=1)
    assert not searched.is_proven
    assert proven.cost - 1e-6 <= searched.cost <= proven.cost * 1.01


def test_more_than_twenty_buildings_have_no_exact_plan():
    with pytest.raises(ValueError, match="20"):
        exact(row(*[50] * 21))


def test_other_terms_make_other_plans():
    rural = Terms(low=100, high=200, target=150)
    assert [grid.households for grid in plan(row(*[50] * 9), rural).grids] == [150, 150, 150]


# What cannot be


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"buildings": []}, "no buildings"),
        ({"buildings": [building("a"), building("a", 5)]}, "same key"),
        ({"buildings": [building("a", float("nan"))]}, "not a number"),
        ({"buildings": [building("a", households=-1)]}, "from 0 on"),
        ({"buildings": [building("a", members=-1)]}, "from 0 on"),
        ({"count": 0}, "do not fit"),
        ({"count": 4}, "do not fit"),
        ({"count": 1, "edges": [(0, 1)]}, "do not fit"),
        ({"edges": [(0, 3)]}, "not there"),
        ({"edges": [(-1, 1)]}, "not there"),
        ({"minimum_moves": True}, "previous"),
        ({"previous": {"b0": -1}}, "count from 0"),
        ({"previous": {"gone": 1000}}, "count from 0"),
        ({"seconds": 0}, "above 0"),
    ],
)
def test_what_cannot_be_is_refused(given, sentence):
    with pytest.raises(ValueError, match=sentence):
        plan(**({"buildings": row(100, 100, 100)} | given))


@pytest.mark.parametrize("wrong", [{"low": 0}, {"low": 450}, {"high": 350}, {"road": -1}, {"outside": float("nan")}])
def test_terms_that_contradict_themselves_are_refused(wrong):
    with pytest.raises(ValueError, match=r"band|from 0 on"):
        Terms(**wrong)


def test_a_drawing_of_unknown_buildings_is_refused():
    with pytest.raises(ValueError, match="no such building: x"):
        cost_of(row(100, 100), {"b0": 0, "x": 0})
    with pytest.raises(ValueError, match="no building is in a grid"):
        cost_of(row(100, 100), {})


def test_a_drawing_that_leaves_out_and_falls_apart_says_both():
    drawn = cost_of(row(100, 100, 100, 100, 100), {"b0": 2, "b1": 0, "b2": 2, "b3": 2})
    assert notes(drawn, "unassigned")[0].facts["buildings"] == ("b4",)
    assert notes(drawn, "disconnected")[0].grid == 2
    assert set(notes(drawn, "disconnected")[0].facts["parts"]) == {("b0",), ("b2", "b3")}
    assert [grid.households for grid in drawn.grids] == [100, 0, 300]
    assert notes(drawn, "outside")[0].facts["cause"] == "drawn"


def test_a_building_is_plain_data():
    assert Building("a", 0, 0, 1, 1) == Building("a", 0, 0, 1, 1, "", "")
