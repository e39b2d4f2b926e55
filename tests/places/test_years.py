"""Years of a community in one go: whatever is planned, moved, built and torn down, the ground stays in order."""

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
import shapely

from tests.places.ground import at, line, scattered
from tests.places.planned import plan
from tests.world import MONDAY
from yinuo.acts.verify import verify
from yinuo.kernel.actor import HOUSE
from yinuo.places import actions, geometry
from yinuo.places.models import Building, GridBuilding, Outline, Place
from yinuo.places.queries import grids_in, outline_on
from yinuo.places.words import BarrierKind, PlanMode

MONTH = timedelta(days=30)
YEAR = [
    (PlanMode.FRESH, 6), (PlanMode.KEEP, None), (PlanMode.FRESH, 4), (PlanMode.FEWEST_MOVES, None),
    (PlanMode.BY_HAND, None), (PlanMode.FRESH, 5), (PlanMode.KEEP, 4),
]  # fmt: skip
"""Plans one after another; with fewer grids than before some end."""


class Life:
    """One random thing after another is done to the ground."""

    def __init__(self, world, seed: int):
        self.world, self.random, self.moment, self.built = world, Random(seed), MONDAY, 0

    def live(self, month: int) -> None:
        if self.random.random() < 0.7:
            self.moment += MONTH
        for _time in range(self.random.randrange(4)):
            self.build()
        if self.random.random() < 0.5:
            actions.demolish(self.random.choice(self.standing()), HOUSE, at=self.moment)
        mode, count = YEAR[month]
        made = plan(self.world, mode, moment=self.moment, count=count, seed=self.random.randrange(99))
        if self.random.random() < 0.6:
            codes = [one.code for one in self.random.sample(self.standing(), 3)]
            number = self.random.choice([grid["number"] for grid in made.grids])
            actions.move(made, self.world.worker, at=self.moment, buildings=codes, number=number)
        actions.adopt(made, self.world.coordinator, at=self.moment)

    def standing(self) -> list[Building]:
        return list(Building.objects.filter(valid_to=None).order_by("code"))

    def build(self) -> None:
        self.built += 1
        actions.enter_building(
            self.world.community, HOUSE, at=self.moment, code=f"N{self.built}", name=f"新{self.built}号楼",
            households=self.random.randrange(120), members=1,
            **at(self.random.uniform(10, 990), self.random.uniform(10, 990)),
        )  # fmt: skip


def assert_in_order(world, day) -> None:
    grids = grids_in(world.community, day)
    inside = [one.code for grid in grids for one in grid.buildings]
    standing = Building.objects.on(day).values_list("code", flat=True)
    assert sorted(inside) == sorted(standing)
    assert all(grid.buildings and grid.outline is not None for grid in grids)
    shapes = [geometry.stored(grid.outline.shape) for grid in grids]
    assert all(shape.is_valid for shape in shapes)
    assert geometry.is_same(shapely.union_all(shapes), geometry.stored(outline_on(world.community, day).shape))
    overlaps = sum(geometry.area(shape) for shape in shapes) - geometry.area(shapely.union_all(shapes))
    assert abs(overlaps) < 100 * len(shapes)


def assert_history_holds() -> None:
    """No building in two grids on one day, no grid's outline twice on one day, nothing inside a grid that has ended."""
    for model, owner in ((GridBuilding, "building_id"), (Outline, "place_id")):
        spans: dict[int, list] = {}
        for row in model.objects.order_by("valid_from", "pk"):
            if row.valid_to is None or row.valid_to >= row.valid_from:
                spans.setdefault(getattr(row, owner), []).append(row)
        for rows in spans.values():
            for before, after in pairwise(rows):
                assert before.valid_to is not None
                assert before.valid_to < after.valid_from
    for place in Place.objects.filter(level="grid").exclude(valid_to=None):
        assert not place.grid_buildings.filter(valid_to=None).exists()
        assert not place.outlines.filter(valid_to=None).exists()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_through_plans_growth_and_demolition_the_ground_stays_in_order(settle, seed):
    world = settle(
        scattered(45, seed),
        (BarrierKind.ROAD, line((300 + 100 * seed, -20), (700, 1020))),
        (BarrierKind.RIVER, line((-20, 500), (1020, 480 + 20 * seed))),
    )
    life, looked, ended = Life(world, seed), [], set()
    for month in range(len(YEAR)):
        life.live(month)
        day = life.moment.date()
        assert_in_order(world, day)
        numbers = {grid.place.code for grid in grids_in(world.community, day)}
        assert not numbers & ended
        ended |= set(Place.objects.filter(level="grid").exclude(valid_to=None).values_list("code", flat=True))
        looked.append(
            (day, {g.place.code: sorted(b.code for b in g.buildings) for g in grids_in(world.community, day)})
        )
    assert ended, "no grid ever ended, so that nothing was shown"
    assert_history_holds()
    for day, seen in dict(looked).items():
        assert {g.place.code: sorted(b.code for b in g.buildings) for g in grids_in(world.community, day)} == seen
    assert verify().is_true
