"""Two people at the same moment: one is first, the other is told, and nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.places.ground import HOME, NEXT_DOOR, at, box, rows
from tests.places.planned import plan
from tests.world import MONDAY
from yinuo.acts.verify import verify
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Unfit
from yinuo.places import actions
from yinuo.places.importing import import_buildings
from yinuo.places.models import Building, GridBuilding, Outline, Place

pytestmark = pytest.mark.slow


def together(*acts):
    """Run all of them at once; what each gave, or how it failed."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except Exception as failure:
            return failure
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_plans_adopted_at_once_one_stands(open_world):
    world = open_world
    actions.draw(world.community, HOUSE, at=MONDAY, shape=HOME)
    import_buildings(world.community, rows(8, 5), HOUSE, at=MONDAY)
    coordinator = world.coordinator
    drafts = [plan(world), plan(world, count=5)]
    given = together(*(lambda draft=draft: actions.adopt(draft, coordinator, at=MONDAY) for draft in drafts))
    assert sorted(type(one) for one in given if one is not None) == [NotNow]
    assert GridBuilding.objects.count() == 40
    assert Place.objects.filter(level="grid").count() in (4, 5)
    assert verify().is_true


def test_one_code_is_given_once_and_one_file_is_imported_once(open_world):
    world = open_world
    worker = world.worker
    given = {"code": "A", "name": "A号楼", "households": 1, **at(500, 500)}
    done = together(*[lambda: actions.enter_building(world.community, worker, at=MONDAY, **given)] * 2)
    assert sum(isinstance(one, Unfit) for one in done) == 1
    done = together(*[lambda: import_buildings(world.community, rows(8, 5), worker, at=MONDAY)] * 2)
    assert sorted((one.fresh, one.known) for one in done) == [(0, 40), (40, 0)]
    assert Building.objects.count() == 41


def test_neighbours_drawn_at_once_see_each_other(open_world):
    world = open_world
    coordinator = world.coordinator
    done = together(
        lambda: actions.draw(world.community, coordinator, at=MONDAY, shape=box(0, 0, 1100, 1000)),
        lambda: actions.draw(world.other_community, coordinator, at=MONDAY, shape=NEXT_DOOR),
    )
    assert sum(isinstance(one, Unfit) for one in done) == 1
    assert Outline.objects.count() == 1
