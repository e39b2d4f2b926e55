"""The works of the small town once a module: every test has its own copy and its own savepoint."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from tests import world as town
from tests.duties.works.scene import Works, works


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[Works]:
    """Everything as it stands on Monday, taken back after the module."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield works(town.build())
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(kept, db) -> Works:
    return deepcopy(kept)
