"""A year of listening days in the demo: twelve in one community, fewer and at last empty ones in another, one today."""

from datetime import timedelta
from random import Random
from time import process_time

import pytest
from django.db import transaction
from django.utils import timezone

from yinuo.kernel import privacy
from yinuo.matters.models import Matter
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.queries.listening_packet import days_to_hold
from yinuo.meetings.rules.listening import wants_another_place
from yinuo.orgs.models import User
from yinuo.orgs.queries import actor_of
from yinuo.site.demo import listening, town
from yinuo.site.demo.building import AHEAD, MONTHS
from yinuo.site.demo.topics import read

NOW = timezone.localtime().replace(hour=16)


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """(the year of the demo, seconds of the processor for it), taken back afterwards."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            counties, builder = town.build(NOW - MONTHS, Random("1 town"), (NOW + AHEAD).date())
            since = process_time()
            list(listening.build(builder, counties, NOW))
            yield counties, process_time() - since
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.mark.django_db
def test_twelve_months_in_one_community_and_two_empty_days_in_the_other(played):
    county = next(one for one in played[0] if one.place.code == listening.COUNTY)
    first, second = county.communities[:2]
    held = ListeningDay.objects.filter(state="ended")
    assert held.filter(place=first.place).count() == 12
    assert 5 <= held.filter(place=second.place).count() < 12
    assert wants_another_place(asking.last_counts(second.place.pk))
    assert not Opinion.objects.filter(answer="").exists()
    assert Matter.objects.filter(opinion__isnull=False, state="closed").count() > 20
    assert Opinion.objects.values("matter__words").distinct().count() == Opinion.objects.count()
    sentence = asking.listening_sentence(listening.COUNTY, NOW.date())
    assert "交办率100%" in sentence or not sentence


@pytest.mark.django_db
def test_the_worker_who_signs_in_has_todays_table_on_the_phone(played):
    user = User.objects.get(username=listening.USERNAME)
    (day,) = days_to_hold(actor_of(user, channel="field", day=NOW.date()), NOW)
    assert timezone.localdate(day.starts_at) == NOW.date()
    assert asking.carried(day)
    assert ListeningDay.objects.filter(state="announced", starts_at__gt=NOW + timedelta(days=4)).exists()


def test_the_texts_name_nobody():
    rows = read("listening.toml")["opinion"]
    assert {row["answer"] for row in rows} == {"on_spot", "limited_time", "transferred", "explained"}
    for text in (text for row in rows for text in row.values()):
        assert not privacy.scan(text), text


@pytest.mark.django_db
def test_the_year_is_cheap(played):
    assert played[1] < 30, "seconds of the processor; about six where nobody else computes"
