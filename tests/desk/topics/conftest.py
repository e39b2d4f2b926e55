"""A desk beside the joint committee: everybody signed in, the committee made once for the module."""

import pytest

from tests.desk.conftest import Desk
from tests.meetings.topics.conftest import made, sat  # noqa: F401
from tests.meetings.topics.scene import Council


@pytest.fixture
def board(monday, made) -> Council:  # noqa: F811
    """The committee, with everybody at a desk."""
    made.desk = Desk(made.world)
    return made
