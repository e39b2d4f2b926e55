"""Numbers of grids: W→E and N→S at first, and afterwards where the people are."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yinuo.kernel.errors import Unfit
from yinuo.places.numbering import Ground, Standing, in_reading_order, numbered


def ground(x, y, **households):
    return Ground(households, (x, y))


def test_an_empty_community_is_numbered_from_west_to_east_and_from_north_to_south():
    middles = [(250, 250), (750, 240), (260, 760), (740, 750)]
    assert in_reading_order(middles) == [2, 3, 0, 1]
    assert numbered([ground(x, y, **{f"b{x}": 1}) for x, y in middles], [], frozenset()) == [3, 4, 1, 2]


def test_grids_that_are_not_quite_level_still_make_one_row():
    middles = [(100, 500), (300, 540), (500, 470), (700, 520)]
    assert in_reading_order(middles) == [0, 1, 2, 3]


@pytest.mark.parametrize("middles", [[], [(5, 5)], [(0, 300), (0, 200), (0, 100)], [(0, 0), (100, 0), (200, 0)]])
def test_single_grids_columns_and_rows_are_read_in_their_order(middles):
    assert in_reading_order(middles) == list(range(len(middles)))


@given(some.lists(some.tuples(some.floats(-2000, 2000), some.floats(-2000, 2000)), max_size=30))
def test_reading_order_names_every_grid_once_and_begins_in_the_northernmost_row(middles):
    order = in_reading_order(middles)
    assert sorted(order) == list(range(len(middles)))
    assert order == in_reading_order(middles)


def test_a_number_stays_with_most_of_its_households():
    old = [Standing(1, frozenset("ab")), Standing(2, frozenset("cd"))]
    new = [ground(0, 0, c=100, a=10), ground(9, 9, b=30, d=5)]
    assert numbered(new, old, frozenset({1, 2})) == [2, 1]


def test_a_grid_that_splits_keeps_its_number_in_the_larger_part_and_the_other_gets_the_next_free_one():
    old = [Standing(1, frozenset("abc")), Standing(2, frozenset("d"))]
    new = [ground(0, 0, a=10), ground(5, 0, b=100, c=50), ground(9, 0, d=80)]
    assert numbered(new, old, frozenset({1, 2})) == [3, 1, 2]


def test_a_number_of_an_ended_grid_is_never_used_again():
    old = [Standing(1, frozenset("a"))]
    new = [ground(0, 0, a=10), ground(5, 0, b=10)]
    assert numbered(new, old, frozenset({1, 2, 7})) == [1, 8]


def test_grids_that_merge_keep_the_number_of_the_larger():
    old = [Standing(1, frozenset("a")), Standing(2, frozenset("b"))]
    assert numbered([ground(0, 0, a=10, b=200)], old, frozenset({1, 2})) == [2]


def test_standing_grids_without_buildings_give_their_numbers_to_the_nearest():
    old = [Standing(1, frozenset(), (900, 0)), Standing(2, frozenset(), (0, 0)), Standing(3, frozenset(), None)]
    new = [ground(10, 0, a=1), ground(880, 0, b=1), ground(400, 0, c=1), ground(600, 0, d=1)]
    assert numbered(new, old, frozenset({1, 2, 3})) == [2, 1, 3, 4]


def test_buildings_without_households_still_hold_a_number():
    old = [Standing(4, frozenset("a")), Standing(5, frozenset("bc"))]
    assert numbered([ground(0, 0, a=0, b=0, c=0)], old, frozenset({4, 5})) == [5]


def test_when_the_counter_has_run_out_skipped_numbers_are_used_and_then_it_is_told():
    used = frozenset(range(1, 1000)) - {17}
    assert numbered([ground(0, 0, a=1)], [], used) == [17]
    with pytest.raises(Unfit, match="已经用完"):
        numbered([ground(0, 0, a=1), ground(1, 0, b=1)], [], used)


@given(some.integers(0, 8), some.integers(1, 8), some.randoms())
def test_every_grid_gets_one_number_and_no_two_the_same(olds, news, random):
    keys = [f"b{n}" for n in range(24)]
    before = [random.randrange(olds) if olds else None for _key in keys]
    after = [random.randrange(news) for _key in keys]
    standing = [Standing(n + 1, frozenset(k for k, g in zip(keys, before, strict=True) if g == n)) for n in range(olds)]
    new = [
        Ground({k: random.randrange(50) for k, g in zip(keys, after, strict=True) if g == n}, (n * 100, 0))
        for n in range(news)
    ]
    used = frozenset(range(1, olds + 3))
    numbers = numbered(new, standing, used)
    assert len(set(numbers)) == len(numbers) == news
    assert all(number <= olds or number not in used for number in numbers)
