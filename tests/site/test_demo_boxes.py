"""The boxes and the burden register of the demo: half a year of logs, one box forgotten, requests in every state."""

from datetime import datetime
from random import Random

import pytest
from django.db import transaction

from tests.world import CHINA
from yinuo.duties.models import BurdenComplaint, CollectionRequest
from yinuo.matters.box_words import LetterState, Standing
from yinuo.matters.models import Box, BoxMonth, Letter, Opening
from yinuo.site.demo import boxes, building, town

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=CHINA)


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """The ground of the demo and this play alone, taken back afterwards."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with building._by_hand():
                counties, builder = town.build(NOW - building.MONTHS, Random("1 town"), NOW.date())
                list(boxes.build(builder, counties, NOW))
            yield NOW.date()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def test_half_a_year_of_boxes_and_one_forgotten(played, db):
    county = Box.objects.filter(place_code__startswith=boxes.COUNTY)
    assert county.count() == 3
    assert county.filter(forgotten_on__lte=played).count() == 1
    assert Box.objects.exclude(place_code__startswith=boxes.COUNTY).get().next_on <= played, "one waits for a visitor"
    assert Opening.objects.filter(confirmed_at__isnull=False).count() >= 70
    assert Letter.objects.filter(is_passed=True).count() == 1
    assert set(Letter.objects.values_list("standing", flat=True)) == set(Standing)
    assert Letter.objects.filter(state=LetterState.ANSWERED, is_adopted=True).exists()
    assert BoxMonth.objects.filter(number=2).count() == 1


def test_requests_and_complaints_in_every_state(played, db):
    assert CollectionRequest.objects.count() == 12
    states = set(CollectionRequest.objects.values_list("state", flat=True))
    assert states == {"figures_held", "figures_reviewing", "figures_approved", "figures_refused"}
    assert BurdenComplaint.objects.exclude(answer="").count() == 3
