"""Ground that is gone and days far off: nothing is drawn, posted or built there, and nobody is sent there."""

from datetime import date, timedelta

import pytest

from tests.places.ground import HOME, at, box, rows
from tests.places.planned import plan
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import Failure, NotNow, Unfit
from yinuo.optimise.grids import Terms
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind
from yinuo.orgs.queries import coverage, group_of, groups_of, who_at
from yinuo.places import actions
from yinuo.places.models import Building, Outline, Place
from yinuo.places.queries import find_grid
from yinuo.places.words import PlanMode

TODAY = MONDAY.date()
DAY = timedelta(days=1)


@pytest.fixture
def town(settle):
    """Twenty grids' worth of ground, planned and adopted; each grid posted, the first two with one group of their own."""
    world = settle(rows(10, 4, households=40))
    actions.adopt(plan(world, count=4), world.coordinator, at=MONDAY)
    world.grids = list(Place.objects.filter(level="grid").order_by("code"))
    for grid in world.grids:
        actions.post(grid, world.worker, at=MONDAY, contact="网格员", phone="12345", complaint_phone="12345")
    return world


def shrunk(world, moment):
    """A new plan with fewer grids; those that vanished."""
    made = actions.plan_grids(
        world.community, world.worker, at=moment, mode=PlanMode.FEWEST_MOVES, terms=Terms(), count=3
    )
    actions.adopt(made, world.coordinator, at=moment)
    return list(Place.objects.filter(level="grid", valid_to__isnull=False))


def test_a_plan_that_lets_a_grid_vanish_leaves_no_trace_of_it_for_residents(town):
    community = town.community_office
    groups = [
        staffing.establish(community, HOUSE, at=MONDAY, name=f"{n}组", kind=Kind.PARTY_GROUP, place=town.community)
        for n in range(len(town.grids))
    ]
    for group, grid in zip(groups, town.grids, strict=True):
        staffing.serve(group, HOUSE, at=MONDAY, grid=grid)
    later = MONDAY + 10 * DAY
    gone = shrunk(town, later)
    assert len(gone) == 1
    day, before = later.date(), (later - DAY).date()
    told = coverage(town.community.code, day)
    assert (told.own, told.joint, told.none) == (3, 0, 0)
    assert group_of(gone[0], day) is None
    assert group_of(gone[0], before) is not None
    assert all(grid != gone[0] for group in groups_of(town.community, day) for grid in group.grids)
    for building in Building.objects.all():
        who = who_at(building, day)
        assert who.grid not in gone
        assert who.posting.grid == who.grid == who.group.grids[0]
        assert find_grid(building.latitude, building.longitude, day) not in gone


def test_a_grid_that_is_gone_is_neither_drawn_nor_posted(town):
    later = MONDAY + 10 * DAY
    (gone,) = shrunk(town, later)
    for act in (
        lambda: actions.draw(gone, town.worker, at=later, shape=box(10, 10, 200, 200)),
        lambda: actions.post(gone, town.worker, at=later, contact="网格员", phone="12345", complaint_phone="12345"),
    ):
        with pytest.raises(Failure):
            act()
    assert not Outline.objects.filter(place=gone, valid_to=None).exists()


def test_nothing_is_entered_into_a_community_that_is_gone(world):
    Place.objects.filter(pk=world.community.pk).update(valid_to=TODAY - DAY)
    community = Place.objects.get(pk=world.community.pk)
    for act in (
        lambda: actions.draw(community, HOUSE, at=MONDAY, shape=HOME),
        lambda: actions.enter_building(community, HOUSE, at=MONDAY, code="1", name="1号楼", households=1, **at(5, 5)),
        lambda: plan(world),
    ):
        with pytest.raises((NotNow, Unfit)):
            act()


def test_an_outline_of_a_year_mistyped_is_refused_because_it_could_not_be_drawn_again(world):
    with pytest.raises(Unfit) as unfit:
        actions.draw(world.community, HOUSE, at=MONDAY, shape=HOME, valid_from=date(2206, 3, 2))
    assert unfit.value.field == "valid_from"
    actions.draw(world.community, HOUSE, at=MONDAY, shape=HOME, valid_from=TODAY + 30 * DAY)


def test_a_building_demolished_or_imported_between_plan_and_adoption_stops_it(town):
    made = actions.plan_grids(town.community, town.worker, at=MONDAY, mode=PlanMode.FEWEST_MOVES, terms=Terms())
    actions.demolish(town.community.buildings.first(), town.worker, at=MONDAY + DAY)
    with pytest.raises(NotNow, match="减少1栋"):
        actions.adopt(made, town.coordinator, at=MONDAY + DAY)


def test_codes_of_another_communitys_buildings_move_nothing_there(town):
    other = town.other_community
    far = actions.enter_building(other, HOUSE, at=MONDAY, code="X-9", name="别处1号楼", households=1, **at(5000, 5000))
    made = actions.plan_grids(town.community, town.worker, at=MONDAY, mode=PlanMode.BY_HAND, terms=Terms())
    with pytest.raises(Unfit, match="X-9"):
        actions.move(made, town.worker, at=MONDAY, buildings=[far.code], number=1)
