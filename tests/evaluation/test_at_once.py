"""Two hands at the same moment: one ballot of one judge, none after the seal, one result signed once."""

from threading import Event
from uuid import uuid4

import pytest

from tests.inspection.scene import marks_of, scene
from tests.orgs.test_at_once import at_once
from tests.world import MONDAY
from yinuo.evaluation import actions
from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.models import Assessment, Ballot, Part, Signature
from yinuo.evaluation.rules import sealing

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def made(open_world):
    return scene(open_world)


def casting(made, number, site, share, key=None):
    """A run that hands in one ballot; sealed beforehand, so that the threads meet at the door."""
    judge, actor = made.judge(number)
    part = Part.objects.get(subject=site.subject, key=site.key)
    envelope = made.envelope(judge, site.subject, part, marks_of(made.rubric, share))
    given = {
        "subject": site.subject,
        "part": part,
        "envelope": Enclosed(envelope),
        "digest": sealing.digest_of(envelope),
    }
    return lambda: actions.cast(judge, actor, at=MONDAY, said_at=MONDAY, key=key, **given)


def test_two_tabs_of_one_judge_hand_in_one_ballot(made):
    site = made.sites(2)[0]
    told = at_once(casting(made, 0, site, 0.7), casting(made, 0, site, 0.9))
    assert Ballot.objects.count() == 1
    assert len(told) == 1
    assert "投过一张票" in told[0]


def test_the_same_submission_twice_at_once_is_one_ballot_and_no_error(made):
    run = casting(made, 0, made.sites(2)[0], 0.7, key=uuid4())
    assert at_once(run, run) == []
    assert Ballot.objects.count() == 1


def test_a_ballot_meets_the_seal_it_is_in_or_it_is_told(made):
    site, sealed = made.sites(2)[0], Event()

    def seal():
        actions.seal(Assessment.objects.get(pk=made.assessment.pk), made.organiser, at=MONDAY, note="提前封票。")
        sealed.set()

    told = at_once(casting(made, 0, site, 0.7), casting(made, 2, made.sites(4)[0], 0.7), seal)
    assert sealed.is_set()
    assert Ballot.objects.count() + len([one for one in told if "已经封票" in one]) == 2
    made.fresh()
    assert made.assessment.state == "sealed"


def test_a_result_is_signed_once_by_each_keeper(made):
    made.opened(at=MONDAY)
    actions.compute(made.assessment, made.organiser, at=MONDAY)
    keeper = made.keeper(1)
    told = at_once(*[lambda: actions.sign(Assessment.objects.get(pk=made.assessment.pk), keeper, at=MONDAY)] * 3)
    assert Signature.objects.count() == 1
    assert told == ["您已经签过字了。"] * 2
