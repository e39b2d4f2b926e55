"""A desk: signed-in clients by role, on a plain working Monday."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.world import MONDAY, World


class Desk:
    """The world's people at their desks: `desk.worker.get("/desk/")`. Each has an own browser."""

    def __init__(self, world: World):
        self.world = world
        self.sign_in()

    def __getattr__(self, name: str) -> Client:
        try:
            return self.__dict__["clients"][name]
        except KeyError:
            raise AttributeError(name) from None

    def sign_in(self) -> None:
        """Everybody, anew: a session lasts a working day."""
        self.clients = {name: Client() for name in self.world.people}
        for name, client in self.clients.items():
            client.force_login(self.world.people[name].user)


@pytest.fixture
def monday():
    """It is Monday noon; `monday.shift(…)` lets time pass. The world's own acts happened at nine."""
    with time_machine.travel(MONDAY + timedelta(hours=3), tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(monday, world) -> Desk:
    """Everybody of the world, signed in."""
    return Desk(world)
