"""The demo's topics of the joint committees: all four tracks, on the ground of the demo and through the same acts."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.db.models import F
from django.utils import timezone

from yinuo.acts.models import Entry
from yinuo.meetings.models import Sitting, Topic
from yinuo.meetings.queries.topic_figures import council_sentence, kinds
from yinuo.meetings.rules.topics import has_quorum
from yinuo.site.demo import bodies, building, councils, town


@pytest.mark.slow
@pytest.mark.django_db
def test_twelve_topics_stand_in_every_state_that_matters():
    now = timezone.localtime()
    counties, builder = town.build(now - building.MONTHS, Random("1 town"), (now + building.AHEAD).date())
    assembler = bodies.Assembler(builder, counties, now.date())
    assembler.joint_committees(bodies.GIVEN["joint"])
    for _what in councils.play(builder, counties, now):
        pass
    states = Counter(Topic.objects.values_list("state", flat=True))
    assert sum(states.values()) == len(councils.GIVEN["topic"]) == 12
    assert {"closed", "circulated", "assigned", "not_taken"} <= set(states), states
    assert council_sentence("411303", now.date()) == "大事共议、实事共办、要事共决、急事共商（4件、3件、3件、2件）"
    assert kinds("411303", now.date()).value == 4
    assert Topic.objects.filter(assembly="residents", assembled__gt=F("entitled") / 2).count() == 1
    assert Sitting.objects.exclude(late_why="").count() == 1
    without = [one for one in Sitting.objects.exclude(seats=None) if not has_quorum(one.present, one.seats)]
    assert {one.topics.count() for one in without if not one.is_urgent} == {0}, "nothing is decided without a quorum"
    assert not Entry.objects.filter(act__startswith="meetings.", at__gt=now).exists()
    assert Entry.objects.filter(at__gt=now - timedelta(days=200)).exists()
