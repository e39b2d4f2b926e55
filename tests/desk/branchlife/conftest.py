"""A desk in the small county with a branch that lives: everybody signed in, the branch built once a module."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import world as town
from tests.desk.conftest import Desk
from tests.meetings.branch.scene import LifeScene, scene


@pytest.fixture(scope="module")
def life_kept(django_db_setup, django_db_blocker):
    """The branch of a whole module, taken back afterwards."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with time_machine.travel(town.MONDAY + timedelta(hours=3), tick=False):
                yield scene(town.build())
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(monday, life_kept, db) -> LifeScene:
    """The branch, with everybody at a desk: `made.desk.branch_secretary.get(…)`."""
    found = deepcopy(life_kept)
    found.desk = Desk(found.world)
    return found
