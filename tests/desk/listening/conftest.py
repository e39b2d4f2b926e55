"""A desk in a community that holds listening days: March is held, in April people sit at the table."""

from datetime import timedelta

import pytest
import time_machine

from tests.desk.conftest import Desk
from tests.meetings.conftest import days, kept  # noqa: F401
from tests.meetings.days import NEXT


@pytest.fixture
def april():
    """An hour after the table of April was opened."""
    with time_machine.travel(NEXT + timedelta(hours=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def room(april, days):  # noqa: F811
    """(March, April, desk)."""
    march, now = days
    return march, now, Desk(march.world)


def text(answer) -> str:
    return answer.content.decode()


def send(client, address: str, **given):
    """Open a form and hand it in."""
    form = client.get(address).context["form"]
    hidden = {field.html_name: field.value() or "" for field in form.hidden_fields()}
    return client.post(address, hidden | given)
