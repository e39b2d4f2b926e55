"""A round of the small town, everybody at a desk on its Monday noon; each module builds it once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import world as town
from tests.desk.conftest import Desk
from tests.inspection.scene import Scene, scene


@contextmanager
def kept(django_db_blocker, prepare: Callable[[Scene], Scene]) -> Iterator[Scene]:
    """A round for a whole module, made once and taken back afterwards."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with time_machine.travel(town.MONDAY + timedelta(hours=2), tick=False):
                made = prepare(scene(town.build()))
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The groups are under way; nothing is marked yet."""
    with kept(django_db_blocker, lambda made: made) as one:
        yield one


@pytest.fixture
def made(monday, built, db) -> Scene:
    """The round in VISITING: routes adopted, rules frozen, marking under way."""
    return deepcopy(built)


@pytest.fixture
def office(made) -> Desk:
    """Everybody of the round at a desk."""
    return Desk(made.world)
