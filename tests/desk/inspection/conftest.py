"""A desk in a small county that is inspected: everybody signed in, the groups under way."""

import pytest

from tests.desk.conftest import Desk
from tests.inspection.scene import Scene, scene


@pytest.fixture
def tour(monday, world) -> Scene:
    """The round on its first morning."""
    return scene(world)


@pytest.fixture
def drawn(monday, world) -> Scene:
    """The round right after the lot."""
    return scene(world, "drawn")


@pytest.fixture
def listing(monday, world) -> Scene:
    """The round while the units name their sites."""
    return scene(world, "listing")


@pytest.fixture
def routed(monday, world) -> Scene:
    """The round with its routes, before the rules are frozen."""
    return scene(world, "routed")


def desk_of(scene: Scene) -> Desk:
    """Everybody of the scene at a desk."""
    return Desk(scene.world)
