"""A community that is drawn and filled."""

import pytest

from tests.places.ground import HOME
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.places import actions
from yinuo.places.importing import import_buildings


@pytest.fixture
def settle(world):
    """Draw 幸福社区 and let these buildings stand in it."""

    def settled(given, *barriers):
        actions.draw(world.community, HOUSE, at=MONDAY, shape=HOME)
        for kind, shape in barriers:
            actions.lay_barrier(world.community, HOUSE, at=MONDAY, kind=kind, name="某路", shape=shape)
        assert import_buildings(world.community, given, HOUSE, at=MONDAY).is_written
        return world

    return settled
