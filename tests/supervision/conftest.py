"""The supervision of the small town once a module: every test has its own copy and its own savepoint."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from tests import world as town
from tests.supervision.scene import Scene, scene


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """As it stands on Monday, taken back after the module."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield scene(town.build())
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(kept, db) -> Scene:
    """The first team has come to the lamps office; nothing is found yet."""
    return deepcopy(kept).fresh()
