"""A desk in a small county that is inspected: everybody signed in, the round where a module wants it (`STAGE`)."""

import re
from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import world as town
from tests.desk.conftest import Desk
from tests.inspection.scene import Scene, scene


@pytest.fixture(scope="module")
def built(request, django_db_setup, django_db_blocker):
    """The round of a whole module, taken back afterwards; each test has its own copy and its own savepoint."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with time_machine.travel(town.MONDAY + timedelta(hours=3), tick=False):
                made = scene(town.build(), request.module.STAGE)
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def tour(monday, built, db) -> Scene:
    """The round, with everybody at a desk."""
    return at_desks(deepcopy(built))


def at_desks(made: Scene) -> Scene:
    """With everybody signed in: `made.desk.organiser.get(…)`."""
    made.desk = Desk(made.world)
    return made


def url(made: Scene, verb: str) -> str:
    """The address of a step of the round."""
    return f"/desk/rounds/{made.round.pk}/{verb}/"


def text(answer) -> str:
    return answer.content.decode()


def hidden(client, address: str) -> dict:
    """What the hidden fields of a form say."""
    form = client.get(address).context["form"]
    return {field.html_name: field.value() or "" for field in form.hidden_fields()}


def send(client, address: str, **given):
    """Open a form and hand it in."""
    return client.post(address, hidden(client, address) | given)


def said(answer) -> str:
    """The sentences of a page, without tags."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", text(answer)))


def later(days: int) -> timedelta:
    return timedelta(days=days)
