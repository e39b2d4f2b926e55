"""A plan made over a previous one: positions stay, little moves, and nothing without need where that is asked."""

from dataclasses import replace

import pytest

from yinuo.optimise.grids import cost_of, plan

from ._grids import building, hangs_together, households_of, previous_of, row, scattered, slow_price

TOWN = scattered(60, 3)
NEW = [building(f"new{at}", 200 + 30 * at, 210, 65, 2, compound="new") for at in range(4)]
"""260 households, 8 % more."""


@pytest.fixture(scope="module")
def before():
    return plan(TOWN)


def share_kept(before, after):
    """How many households of each old grid are still in the grid of the same position."""
    kept = [set(old.buildings) & set(new.buildings) for old, new in zip(before.grids, after.grids, strict=False)]
    return [len(same) / len(old.buildings) for same, old in zip(kept, before.grids, strict=True)]


@pytest.mark.parametrize("is_minimal", [False, True])
def test_planning_again_without_any_change_moves_nothing(before, is_minimal):
    again = plan(TOWN, previous=previous_of(before), minimum_moves=is_minimal)
    assert again.moved == 0
    assert [grid.buildings for grid in again.grids] == [grid.buildings for grid in before.grids]


def test_growth_moves_few_where_few_are_to_move(before):
    usual = plan(TOWN + NEW, previous=previous_of(before))
    fewest = plan(TOWN + NEW, previous=previous_of(before), minimum_moves=True)
    assert fewest.moved <= usual.moved
    assert fewest.moved <= 0.05 * households_of(TOWN)
    assert min(share_kept(before, fewest)) > 0.5
    assert all(300 <= grid.households <= 500 for grid in fewest.grids)
    assert all(hangs_together(grid.buildings, TOWN + NEW) for grid in fewest.grids)


def test_households_moved_are_those_in_another_position(before):
    old = previous_of(before)
    after = plan(TOWN + NEW, previous=old)
    now = previous_of(after)
    assert after.moved == sum(one.households for one in TOWN if old[one.key] != now[one.key])
    by_key = {one.key: one for one in TOWN + NEW}
    for number, grid in enumerate(after.grids):
        inside = [by_key[key] for key in grid.buildings]
        assert dict(grid.costs) == pytest.approx(slow_price(inside, _terms(), number, old))
    assert cost_of(TOWN + NEW, now, previous=old).cost == pytest.approx(after.cost)


def _terms():
    from yinuo.optimise.grids import Terms

    return Terms()


def test_new_buildings_are_not_moved():
    grown = [*row(*[100] * 8), building("new", 400, 0, 60)]
    after = plan(grown, previous={f"b{at}": at // 4 for at in range(8)}, minimum_moves=True)
    assert after.moved == 0
    assert after.grids[1].buildings == ("b4", "b5", "b6", "b7", "new")


def test_a_poor_plan_that_keeps_every_rule_stays_where_few_are_to_move():
    blocks = [replace(one, compound=f"c{(at + 2) // 4}") for at, one in enumerate(row(*[100] * 12))]
    old = {f"b{at}": at // 4 for at in range(12)}
    assert plan(blocks, previous=old, minimum_moves=True).moved == 0


def test_a_grid_out_of_the_band_gives_away_what_it_must():
    old = {f"b{at}": int(at > 5) for at in range(10)}
    after = plan(row(*[90] * 10), previous=old, minimum_moves=True)
    assert [grid.households for grid in after.grids] == [450, 450]
    assert after.moved == 90


def test_growth_beyond_the_band_makes_a_new_grid_at_the_end():
    grown = row(*[100] * 8) + [building(f"new{at}", 400 + at * 50, 0, 100) for at in range(4)]
    after = plan(grown, previous={f"b{at}": at // 4 for at in range(8)}, minimum_moves=True)
    assert [grid.households for grid in after.grids] == [400, 400, 400]
    assert after.moved == 0
    assert after.grids[2].buildings == ("new0", "new1", "new2", "new3")


def test_a_shrunken_community_gives_up_a_grid_and_leaves_its_place_empty():
    left = row(*[100] * 5)
    after = plan(left, previous={"b0": 0, "b1": 0, "b2": 0, "b3": 1, "b4": 2})
    held = [grid.households for grid in after.grids]
    assert len(held) == 3
    assert sorted(held) == [0, 0, 500]
    assert {note.grid for note in after.notes if note.rule == "dissolved"} == {at for at in range(3) if not held[at]}


def test_a_number_that_nobody_has_any_more_keeps_its_place():
    after = plan(row(*[100] * 8), previous={f"b{at}": 1 + 2 * (at // 4) for at in range(8)} | {"demolished": 5})
    assert [grid.households for grid in after.grids] == [0, 400, 0, 400, 0, 0]
    assert after.moved == 0


def test_an_old_grid_that_falls_apart_is_made_whole():
    old = {f"b{at}": at % 2 for at in range(8)}
    after = plan(row(*[100] * 8), previous=old, minimum_moves=True)
    assert all(hangs_together(grid.buildings, row(*[100] * 8)) for grid in after.grids)
    assert [grid.households for grid in after.grids] in ([400, 400], [300, 500], [500, 300])


def test_an_old_grid_across_two_islands_stays_where_most_of_it_is():
    village = row(*[100] * 4) + [building(f"far{at}", 3000 + at * 50, 0, 100) for at in range(4)]
    edges = [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 7)]
    after = plan(village, edges=edges, previous={one.key: 0 for one in village} | {"far0": 1})
    assert [grid.households for grid in after.grids] == [400, 400]
    assert after.grids[0].buildings == ("b0", "b1", "b2", "b3")
    assert after.moved == 300


def test_fewer_grids_than_before_may_be_asked_for(before):
    count = len(before.grids) - 1
    after = plan(TOWN, previous=previous_of(before), count=count)
    assert sum(bool(grid.buildings) for grid in after.grids) == count
    assert len(after.grids) == len(before.grids)
    assert after.moved >= min(grid.households for grid in before.grids)


@pytest.mark.slow
def test_the_prototypes_growth_moves_at_most_three_in_a_hundred():
    from bench._communities import city, grown

    shares = []
    for at, buildings in enumerate(city(8)):
        first = plan(buildings)
        after = plan(grown(buildings, at), previous=previous_of(first), minimum_moves=True)
        shares.append(after.moved / households_of(buildings))
    assert sum(shares) / len(shares) <= 0.03
