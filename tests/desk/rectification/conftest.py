"""A desk in the small county with its campaign: everybody signed in."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine

from tests import world as town
from tests.desk.conftest import Desk
from tests.duties.conftest import kept_campaign
from tests.duties.scene import Rectified

__all__ = ["kept_campaign"]


@pytest.fixture
def desk(kept_campaign, db):
    """The campaign, an item in every state, and everybody at a desk three hours into the world's Monday."""
    with time_machine.travel(town.MONDAY + timedelta(hours=3), tick=False):
        made: Rectified = deepcopy(kept_campaign)
        made.desk = Desk(made.world)
        yield made
