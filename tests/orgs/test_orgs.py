"""Offices, members and what they are trusted with; everything dated, nothing deleted."""

from datetime import timedelta

import pytest

from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE, Role
from yinuo.kernel.errors import Refused, Unfit
from yinuo.orgs import actions
from yinuo.orgs.models import Kind, Organisation, Trust
from yinuo.orgs.queries import actor_for, administered

DAY = timedelta(days=1)


def test_a_path_grows_by_a_segment_and_siblings_are_counted(world):
    root = Organisation.objects.get(path="0001")
    one = actions.establish(root, HOUSE, at=MONDAY, name="甲局", kind=Kind.DEPARTMENT, place=world.county)
    two = actions.establish(root, HOUSE, at=MONDAY, name="乙局", kind=Kind.DEPARTMENT, place=world.county)
    assert int(two.path) == int(one.path) + 1
    assert set(Organisation.objects.under(one.path)) == {one}


def test_grants_are_those_of_the_day(world):
    member = world.people["handler"]
    trust = member.trusts.get()
    actions.relieve(member, HOUSE, at=MONDAY + DAY, trust=trust)
    assert actor_for(member, channel="desk", day=MONDAY.date()).holds(Role.HANDLER, org=world.office.path)
    assert not actor_for(member, channel="desk", day=(MONDAY + DAY).date()).grants
    assert Trust.objects.filter(pk=trust.pk).exists(), "nothing is deleted"


@pytest.mark.parametrize(("role", "field"), [(Role.HANDLER, "org"), (Role.COORDINATOR, "place")])
def test_a_role_needs_the_reach_it_is_made_for(world, role, field):
    with pytest.raises(Unfit) as problem:
        actions.entrust(world.people["neighbour"], HOUSE, at=MONDAY, role=role)
    assert problem.value.field == field


def test_an_administrator_passes_on_no_more_than_he_oversees(world):
    member = world.people["neighbour"]
    narrow = world.people["leader"]
    actions.entrust(narrow, HOUSE, at=MONDAY, role=Role.ADMINISTRATOR, org=world.office, place=world.community)
    admin = actor_for(narrow, channel="desk", day=MONDAY.date())
    with pytest.raises(Refused):
        actions.entrust(member, admin, at=MONDAY, role=Role.HANDLER, org=world.other_office)
    own = world.people["own_verifier"]
    with pytest.raises(Unfit, match="超出"):
        actions.entrust(own, admin, at=MONDAY, role=Role.COORDINATOR, place=world.county)
    assert set(administered(admin, MONDAY.date())) == {world.office}


def test_filters_are_ones_own(world):
    member = world.people["handler"]
    actions.save_filter(member, world.handler, at=MONDAY, name="本周", query="state=in_progress")
    actions.save_filter(member, world.handler, at=MONDAY, name="本周", query="state=dispatched")
    assert member.filters.get().query == "state=dispatched"
    with pytest.raises(Refused):
        actions.drop_filter(member, world.coordinator, at=MONDAY, saved=member.filters.get())
