"""A desk in a small city: the world with a structure, everybody signed in on its Monday."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import world as town
from tests.desk.conftest import Desk
from tests.desk.orgs.city import City, build


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The city of a whole module, taken back afterwards; each test has its own copy and its own savepoint."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with time_machine.travel(town.MONDAY + timedelta(hours=3), tick=False):
                city = build(town.build())
            yield city
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def city(monday, built, db) -> City:
    """A street's joint committee, a department of 16 sections, branches, a chain, posts, an appointment."""
    return deepcopy(built)


@pytest.fixture
def office(city) -> Desk:
    """Everybody of the city at a desk."""
    return Desk(city.world)
