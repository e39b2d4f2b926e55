"""The campaign of the small town once a module: every test has its own copy and its own savepoint."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from tests import world as town
from tests.duties.scene import Rectified, scene


@pytest.fixture(scope="module")
def kept_campaign(django_db_setup, django_db_blocker) -> Iterator[Rectified]:
    """Taken back after the module."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield scene(town.build())
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def rectified(kept_campaign, db) -> Rectified:
    """An item in every state."""
    return deepcopy(kept_campaign)
