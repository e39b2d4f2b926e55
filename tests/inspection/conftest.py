"""The round of the small town once a module: every test has its own copy and its own savepoint."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from tests import world as town
from tests.inspection.scene import Scene, scene


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """The round as it stands on the first morning, taken back after the module."""
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
    """The groups have set out; nothing is marked."""
    return deepcopy(kept).fresh()
