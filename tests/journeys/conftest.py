"""A town with windows: the committed world, a live server, real Chromium, and a Monday on which time can be let pass."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection

from tests.browser import HERE, NoBrowserError, axe_source, chromium, open_browser
from tests.journeys.walking import Town
from tests.world import MONDAY


@pytest.fixture(scope="module")
def browser():
    if not (HERE / "src/yinuo/site/static/vendor/icons.svg").exists():
        pytest.skip("no assets: run `python -m yinuo.site.assets`")
    try:
        chromium(), axe_source()
    except NoBrowserError as absent:
        pytest.skip(str(absent))
    with open_browser() as one:
        yield one


@pytest.fixture
def town(browser, live_server, open_world):
    """Monday noon; `town.pass_time(hours=1)` lets time pass. Every window is closed at the end."""
    cache.clear()
    with connection.cursor() as cursor:  # no model of ours: the cleaning after a test leaves the jobs of earlier ones
        cursor.execute("DELETE FROM procrastinate_jobs")
    with (
        time_machine.travel(MONDAY + timedelta(hours=3), tick=True) as traveller,
        Town(browser, live_server.url, open_world, traveller) as one,
    ):
        yield one
