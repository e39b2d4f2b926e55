"""A listening day of the small town once a module: every test has its own copy and its own savepoint."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from tests import world as town
from tests.meetings.days import NEXT, Table, furnish, held, table


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[tuple[Table, Table]]:
    """March is held, in April people sit at the table; taken back after the module."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            world = furnish(town.build())
            march = held(world)
            april = table(world, NEXT)
            april.says("东门没有扶手，老人上下台阶不方便")
            yield march, april
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def days(kept, db) -> tuple[Table, Table]:
    """(March, April)."""
    return deepcopy(kept)
