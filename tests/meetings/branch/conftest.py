"""The branch of the small town once a module: every test has its own copy and its own savepoint."""

from copy import deepcopy

import pytest
from django.db import transaction

from tests import world as town
from tests.meetings.branch.scene import LifeScene, scene


@pytest.fixture(scope="module")
def life_kept(django_db_setup, django_db_blocker):
    """The branch, taken back after the module."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield scene(town.build())
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(life_kept, db) -> LifeScene:
    """The branch with nothing recorded."""
    return deepcopy(life_kept)
