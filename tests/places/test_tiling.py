"""Outlines of grids drawn from their buildings: they tile the community and follow main roads."""

import json

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.places.ground import CORNER, HOME, degrees, line, polygon
from yinuo.places import geometry
from yinuo.places.tiling import Seed, blocks, tile

OUTLINE = geometry.read(HOME)


def seed(grid, x, y, side=0.0):
    shape = None
    if side:
        shape = geometry.read(polygon((x, y), (x + side, y), (x + side, y + side), (x, y + side)))
    return Seed(grid, *degrees(x, y), shape)


def assert_tiles(cells, outline):
    """No gap, no overlap, and nothing outside."""
    plane = geometry.Plane.around(outline)
    shapes = [plane.metres(cell) for cell in cells.values()]
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).symmetric_difference(plane.metres(outline)).area < 5
    assert all(shape.is_valid and shape.geom_type in geometry.AREAS for shape in shapes)


def test_two_grids_meet_halfway_between_their_buildings():
    cells = tile([seed(1, 200, 500), seed(2, 600, 500)], OUTLINE, [])
    assert_tiles(cells, OUTLINE)
    assert geometry.area(cells[1]) == pytest.approx(400_000, rel=0.01)


def test_a_border_follows_the_main_road_between_two_grids():
    road = geometry.read(line((300, -50), (300, 1050)), geometry.LINES)
    cells = tile([seed(1, 200, 500), seed(2, 600, 500)], OUTLINE, [road])
    assert_tiles(cells, OUTLINE)
    assert geometry.area(cells[1]) == pytest.approx(300_000, rel=0.01)


def test_a_drawn_building_lies_whole_in_its_grid():
    cells = tile([seed(1, 450, 450, side=60), seed(2, 560, 450, side=20)], OUTLINE, [])
    walls = seed(1, 450, 450, side=60).shape
    assert geometry.outside(walls, cells[1]).area < 1


def test_without_an_outline_the_built_up_ground_is_tiled():
    seeds = [seed(n % 3, 100 * n, 130 * (n % 4)) for n in range(9)]
    cells = tile(seeds, None, [])
    assert set(cells) == {0, 1, 2}
    for one in seeds:
        assert geometry.distance(cells[one.grid], one.longitude, one.latitude) < 1


def test_one_grid_is_the_whole_community_and_none_is_nothing():
    assert geometry.area(tile([seed("a", 1, 1)], OUTLINE, [])["a"]) == pytest.approx(1_000_000, rel=0.01)
    assert tile([], OUTLINE, []) == {}


def test_buildings_on_one_spot_in_two_grids_leave_no_hole():
    assert_tiles(
        tile([seed(1, 500, 500), seed(2, 500, 500), seed(2, 700, 700), seed(1, 100, 100)], OUTLINE, []), OUTLINE
    )


def test_blocks_are_what_roads_cut_out():
    plane = CORNER
    ground = plane.metres(OUTLINE)
    across = plane.metres(geometry.read(line((-10, 500), (1010, 500)), geometry.LINES))
    up = plane.metres(geometry.read(line((500, -10), (500, 1010)), geometry.LINES))
    dead_end = plane.metres(geometry.read(line((-10, 500), (400, 500)), geometry.LINES))
    assert len(blocks(ground, [])) == 1
    assert len(blocks(ground, [across, up])) == 4
    assert len(blocks(ground, [dead_end])) == 1


@settings(max_examples=25, deadline=None)
@given(
    some.lists(
        some.tuples(some.integers(0, 4), some.integers(20, 980), some.integers(20, 980)), min_size=1, max_size=40
    ),
    some.lists(some.integers(100, 900), max_size=2),
)
def test_grids_tile_the_community_wherever_buildings_and_roads_are(places, roads):
    lines = [geometry.read(line((x, -20), (1000 - x, 1020)), geometry.LINES) for x in roads]
    cells = tile([seed(*place) for place in places], OUTLINE, lines)
    assert_tiles(cells, OUTLINE)
    assert json.dumps([geometry.geojson(cell) for cell in cells.values()])
