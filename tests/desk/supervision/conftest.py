"""Desks of the small town under supervision: everybody signed in, the plan in force, the first visit held."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import world as town
from tests.desk.conftest import Desk
from tests.supervision.scene import Scene, scene


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Of a whole module, taken back afterwards; each test has its own copy and its own savepoint."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with time_machine.travel(town.MONDAY + timedelta(hours=3), tick=False):
                made = scene(town.build())
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(monday, built, db) -> Scene:
    """Everybody at a desk: `made.desk.organiser.get(…)`."""
    made = deepcopy(built).fresh()
    made.desk = Desk(made.world)
    return made
