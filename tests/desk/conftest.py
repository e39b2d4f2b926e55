"""A desk: signed-in clients by role, on a plain working Monday."""

import string
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from tests.world import MONDAY, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
        """Everybody, anew, by one statement: a session lasts a working day."""
        self.clients, rows = {}, []
        for name, member in self.world.people.items():
            key = get_random_string(32, string.ascii_lowercase)
            rows.append(_session(key, member.user))
            self.clients[name] = Client()
            self.clients[name].cookies[settings.SESSION_COOKIE_NAME] = key
        Session.objects.bulk_create(rows)


def _session(key: str, user) -> Session:
    """What signing in leaves in the database."""
    inside = {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    ends = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return Session(session_key=key, session_data=SessionStore().encode(inside), expire_date=ends)


@pytest.fixture
def monday():
    """It is Monday noon; `monday.shift(…)` lets time pass. The world's own acts happened at nine."""
    with time_machine.travel(MONDAY + timedelta(hours=3), tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(monday, world) -> Desk:
    """Everybody of the world, signed in."""
    return Desk(world)
