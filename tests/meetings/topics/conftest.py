"""Scenes of meetings, each made once for a module: every test has its own copy and its own savepoint."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from tests import world as town
from tests.meetings.topics.scene import Council, council


@pytest.fixture(scope="module")
def sat(django_db_setup, django_db_blocker) -> Iterator[Council]:
    """The joint committee with its seats, taken back after the module."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield council(town.build())
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(sat, db) -> Council:
    """Nothing has been proposed yet."""
    return deepcopy(sat)
