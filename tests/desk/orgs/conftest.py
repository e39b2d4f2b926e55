"""A desk in a small city: the world with a structure, everybody signed in on its Monday."""

import pytest

from tests.desk.conftest import Desk
from tests.desk.orgs.city import City, build


@pytest.fixture
def city(monday, world) -> City:
    """A street's joint committee, a department of 16 sections, branches, a chain, posts, an appointment."""
    return build(world)


@pytest.fixture
def office(city) -> Desk:
    """Everybody of the city at a desk."""
    return Desk(city.world)
