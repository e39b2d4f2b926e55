"""What is next to what: Delaunay edges, barriers, islands, buildings on the same spot."""

import numpy as np
import pytest

from yinuo.optimise.grids import neighbours, plan

from ._grids import building, hangs_together, households_of, row, scattered


def square(side: int, apart: float = 100):
    return [building(f"{x}{y}", x * apart, y * apart) for x in range(side) for y in range(side)]


def notes(result, rule):
    return [note for note in result.notes if note.rule == rule]


def test_near_buildings_are_neighbours_and_far_ones_are_not():
    edges, islands = neighbours(row(1, 1, 1, apart=200))
    assert edges == [(0, 1), (1, 2)]
    assert islands == [[0, 1, 2]]
    edges, islands = neighbours(row(1, 1, 1, apart=230))
    assert (edges, islands) == ([], [[0], [1], [2]])
    assert neighbours(row(1, 1, 1, apart=230), reach=230)[1] == [[0, 1, 2]]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_buildings_need_no_triangle(count):
    edges, islands = neighbours(row(*[1] * count))
    assert len(edges) == count - 1
    assert islands == [list(range(count))]


def test_no_buildings_have_no_neighbours():
    assert neighbours([]) == ([], [])


def test_buildings_on_one_slanting_line_follow_each_other():
    line = [building(str(at), at * 30, at * 40) for at in (3, 0, 2, 1)]
    assert sorted(neighbours(line)[0]) == [(0, 2), (1, 3), (2, 3)]


def test_buildings_on_the_same_spot_are_neighbours():
    double = [
        building("a", 0, 0),
        building("b", 0, 0),
        building("c", 100, 0),
        building("d", 50, 80),
        building("e", 0, 0),
    ]
    edges, islands = neighbours(double)
    assert {(0, 1), (0, 4)} <= set(edges)
    assert islands == [[0, 1, 2, 3, 4]]
    assert neighbours([building("a"), building("b")])[0] == [(0, 1)]


def test_a_community_on_one_spot_is_planned():
    heap = [building(str(at), 7, 7, 100) for at in range(8)]
    assert sorted(grid.households for grid in plan(heap).grids) == [400, 400]


def test_edges_are_each_once_and_in_order():
    edges, _islands = neighbours(scattered(80, 1))
    assert all(one < other for one, other in edges)
    assert edges == sorted(set(edges))


def test_a_coordinate_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="not a number"):
        neighbours([building("a", float("inf"))])


# Rivers and roads


def test_a_river_takes_away_what_crosses_it():
    river = [[(150, -50), (150, 350)]]
    edges, islands = neighbours(square(4), cut=river)
    assert islands == [list(range(8)), list(range(8, 16))]
    assert all((one < 8) == (other < 8) for one, other in edges)


def test_a_bent_river_and_one_that_ends_are_followed():
    bent = [[(150, -50), (150, 150), (-50, 150)]]
    assert sorted(map(len, neighbours(square(4), cut=bent)[1])) == [4, 12]
    ending = [[(150, -50), (150, 160)]]
    assert len(neighbours(square(4), cut=ending)[1]) == 1


def test_a_river_bends_exactly_on_the_way_between_two_buildings():
    assert neighbours(row(1, 1, apart=100), cut=[[(50, -10), (50, 0), (50, 10)]])[0] == []


def test_a_barrier_may_be_a_function():
    edges, islands = neighbours(square(3), cut=lambda one, other: one == 0 or other == 0)
    assert [0] in islands
    assert edges == [edge for edge in neighbours(square(3))[0] if 0 not in edge]


def test_grids_do_not_cross_a_river():
    town = square(6, 60)
    edges, islands = neighbours(town, cut=[[(150, -50), (150, 350)]])
    result = plan(town, edges=edges)
    assert len(islands) == 2
    assert all(hangs_together(grid.buildings, town, edges) for grid in result.grids)
    assert all(len({int(key[0]) < 3 for key in grid.buildings}) == 1 for grid in result.grids)


# Islands


def test_islands_are_joined_by_their_nearest_buildings():
    apart = [*row(1, 1), building("far", 500, 0), building("farther", 560, 0), building("farthest", 1200, 0)]
    edges, islands = neighbours(apart, join=True)
    assert islands == [[0, 1], [2, 3], [4]]
    assert {(1, 2), (3, 4)} <= set(edges)
    assert len(edges) == 4


def test_joining_takes_the_shortest_ways_of_all():
    scattered_ = scattered(40, 5)
    edges, islands = neighbours(scattered_, reach=40, join=True)
    assert len(islands) > 3
    points = np.array([(one.x, one.y) for one in scattered_])
    made = sorted(np.hypot(*(points[a] - points[b])) for a, b in edges if np.hypot(*(points[a] - points[b])) > 40)
    groups, shortest = [set(island) for island in islands], []
    while len(groups) > 1:
        distance, one, other = min(
            (np.hypot(*(points[a] - points[b])), i, j)
            for i, first in enumerate(groups)
            for j, second in enumerate(groups[:i])
            for a in first
            for b in second
        )
        shortest.append(distance)
        groups[other] |= groups.pop(one)
    assert made == pytest.approx(sorted(shortest))


def test_an_island_of_its_own_is_planned_apart_and_told():
    village = [*row(*[100] * 8), building("lonely", 2000, 0, 120)]
    edges, _islands = neighbours(village)
    result = plan(village, edges=edges)
    assert [grid.buildings for grid in result.grids if "lonely" in grid.buildings] == [("lonely",)]
    (told,) = notes(result, "island")
    assert told.facts == {"buildings": ("lonely",), "households": 120, "joined": ()}
    (outside,) = notes(result, "outside")
    assert outside.facts["cause"] == "island"
    assert (outside.facts["total"], outside.facts["buildings"]) == (120, ("lonely",))


def test_without_edges_an_island_is_joined_and_told():
    village = [*row(*[100] * 7), building("lonely", 650, 0, 100)]
    result = plan(village)
    assert [grid.households for grid in result.grids] == [400, 400]
    (told,) = notes(result, "island")
    assert told.facts["joined"] == ("b6", "lonely")
    assert told.facts["metres"] == pytest.approx(350)


def test_a_count_is_shared_out_among_islands():
    village = row(*[100] * 8) + [building(f"far{at}", 3000 + at * 50, 0, 100) for at in range(4)]
    edges, _islands = neighbours(village)
    assert len(plan(village, edges=edges, count=3).grids) == 3
    assert [len(grid.buildings) for grid in plan(village, edges=edges, count=3).grids] == [4, 4, 4]


def test_a_community_without_any_edge_is_as_many_grids_as_buildings():
    result = plan(row(300, 350, 400), edges=[])
    assert [grid.households for grid in result.grids] == [300, 350, 400]
    assert result.is_proven
    assert len(notes(result, "island")) == 2


def test_a_large_community_in_many_islands_is_planned():
    village = [building(f"b{at}", (at % 20) * 400, (at // 20) * 400, 8, 1) for at in range(300)]
    result = plan(village, seconds=0.02)
    assert sum(grid.households for grid in result.grids) == households_of(village)
    assert all(hangs_together(grid.buildings, village) for grid in result.grids)
    assert not notes(result, "outside")
