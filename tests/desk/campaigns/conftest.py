"""Desks in a small county with central work, rules, a letter and a training: built once a module."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import world as town
from tests.desk.conftest import Desk
from tests.duties.works.scene import Works, works


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The works of a whole module, taken back afterwards; each test has its own copy and its own savepoint."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with time_machine.travel(town.MONDAY + timedelta(hours=2), tick=False):
                made = works(town.build())
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(monday, built, db) -> Works:
    """The works, with everybody at a desk: `made.desk.organiser.get(…)`."""
    copy = deepcopy(built)
    copy.desk = Desk(copy.world)
    return copy
