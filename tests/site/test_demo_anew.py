"""The demo city on a fresh database: the same seed, other data, nothing built, and the whole of it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from yinuo.kernel.errors import NotNow
from yinuo.matters.models import Matter
from yinuo.matters.words import State
from yinuo.places.models import Place
from yinuo.site import demo

SMALL = 20
NOW = timezone.localtime()


@pytest.fixture(autouse=True)
def models(settings, tmp_path):
    """What is learnt from a demo stays in the folder of the test."""
    settings.YINUO_VAR = tmp_path


def story(counts) -> tuple:
    """What must be the same for the same seed; only the slips of parts are drawn by chance."""
    words = Matter.objects.values_list("words", "title", "state", "closed_reason", "received_at", "due_at")
    slips = Matter.objects.filter(lead=None).values_list("slip_key", flat=True)
    places = Place.objects.values_list("code", "latitude", "longitude")
    return counts.states, sorted(map(str, words)), sorted(slips), sorted(places)


def built(seed: int) -> tuple:
    """The story of a demo that is taken back at once."""
    with transaction.atomic():
        found = story(demo.build(seed, size=SMALL, now=NOW, gridded=1))
        transaction.set_rollback(True)
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_the_same_seed_tells_the_same_story_and_another_seed_another():
    first = built(1)
    assert built(1) == first
    assert built(2)[1] != first[1]


def test_a_database_with_other_data_is_refused(world):
    with pytest.raises(NotNow, match="YINUO_VAR"):
        demo.build(1, size=SMALL)


@pytest.mark.django_db
def test_the_page_says_so_when_nothing_is_built(client, settings):
    settings.YINUO_DEMO = True
    page = client.get("/demo/")
    assert page.status_code == 200
    assert "演示数据还没有建立" in page.content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_whole_demo_has_some_hundred_matters_most_of_them_recent():
    counts = demo.build(1, now=NOW)
    assert 300 <= counts.matters <= 420
    assert set(counts.states) == set(State)
    recent = Matter.objects.filter(received_at__gt=NOW - timedelta(days=60)).count()
    assert recent > counts.matters / 2
    assert Matter.objects.values("words").distinct().count() > counts.matters * 0.85
