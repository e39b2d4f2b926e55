"""The whole life of a matter, in the words of those who live it."""

from datetime import datetime, timedelta

import pytest

from tests.world import CHINA, MONDAY
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify as verify_ledger
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions
from yinuo.matters.words import Method, Outcome, Rating, Refusal, State

HOUR = timedelta(hours=1)


def test_a_matter_becomes_a_promise_is_kept_checked_rated_and_looked_back_at(world):
    matter = world.accepted(at=MONDAY)
    actions.dispatch(matter, world.coordinator, at=MONDAY + HOUR, office=world.other_office, basis="职责")
    actions.refuse(matter, world.other_handler, at=MONDAY + 2 * HOUR, basis=Refusal.NOT_OUR_DUTY, text="路灯归城管。")
    actions.dispatch(matter, world.coordinator, at=MONDAY + 3 * HOUR, office=world.office, basis="职责")
    actions.refuse(matter, world.handler, at=MONDAY + 4 * HOUR, basis=Refusal.NOT_OUR_DUTY, text="灯杆归住建。")
    assert matter.state == State.ADJUDICATING
    actions.adjudicate(
        matter, world.county_coordinator, at=MONDAY + 5 * HOUR, office=world.office, text="按三定归城管。"
    )
    with pytest.raises(NotNow):
        actions.refuse(matter, world.handler, at=MONDAY + 5 * HOUR, basis=Refusal.NOT_OUR_DUTY, text="还是不归。")
    due = datetime(2026, 3, 4, 18, 0, tzinfo=CHINA)
    actions.promise(matter, world.handler, at=MONDAY + 6 * HOUR, text="周三前换好。", due_at=due)
    later = datetime(2026, 3, 6, 18, 0, tzinfo=CHINA)
    actions.ask_extension(matter, world.handler, at=MONDAY + 7 * HOUR, due_at=later, reason="灯头缺货。")
    with pytest.raises(Refused):
        actions.decide_extension(matter, world.handler, at=MONDAY + 8 * HOUR, is_approved=True, text="同意")
    actions.decide_extension(matter, world.coordinator, at=MONDAY + 8 * HOUR, is_approved=True, text="同意")
    promise = matter.promises.get()
    assert (promise.first_due_at, promise.due_at) == (due, later)
    actions.work(matter, world.handler, at=MONDAY + 9 * HOUR, text="已到货。")
    actions.attach(matter, world.handler, at=MONDAY + 9 * HOUR, kind=Method.MEASUREMENT, note="照度 12 勒克斯")
    actions.resolve(matter, world.handler, at=MONDAY + 10 * HOUR, outcome=Outcome.SOLVED, text="换好了。")
    with pytest.raises(Refused):
        actions.verify(matter, world.own_verifier, at=MONDAY + 11 * HOUR, method=Method.SITE_CHECK, note="亮")
    actions.verify(matter, world.verifier, at=MONDAY + 11 * HOUR, method=Method.SITE_CHECK, note="亮")
    actions.rate(matter, world.raiser(matter), at=MONDAY + 12 * HOUR, rating=Rating.UNSATISFIED, words="还有一盏不亮")
    actions.ask_reopen(matter, world.raiser(matter), at=MONDAY + 13 * HOUR, reason="还有一盏不亮")
    actions.reopen(matter, world.coordinator, at=MONDAY + 14 * HOUR, text="确有一盏未修")
    assert (matter.state, matter.received_at, matter.reopened) == (State.IN_PROGRESS, MONDAY, 1)
    assert matter.first_due_at == due
    actions.promise(matter, world.handler, at=MONDAY + 15 * HOUR, text="明天修好最后一盏。", due_at=due)
    actions.resolve(matter, world.handler, at=MONDAY + 16 * HOUR, outcome=Outcome.SOLVED, text="都亮了。")
    actions.verify(matter, world.verifier, at=MONDAY + 17 * HOUR, method=Method.SITE_CHECK, note="都亮")
    actions.rate(matter, world.raiser(matter), at=MONDAY + 18 * HOUR, rating=Rating.SATISFIED)
    actions.close(matter, world.coordinator, at=MONDAY + 19 * HOUR)
    assert (matter.state, matter.closed_reason) == (State.CLOSED, Outcome.SOLVED)
    actions.look_back(matter, world.verifier, at=MONDAY + timedelta(days=61), method=Method.SITE_CHECK, note="仍然亮")
    verdict = verify_ledger()
    assert verdict.is_true
    assert Entry.objects.filter(subject=f"matter:{matter.pk}").count() == 24


def test_a_promise_may_not_be_later_than_the_standard_limit(world):
    matter = world.dispatched()
    with pytest.raises(Unfit, match="规定时限"):
        actions.promise(matter, world.handler, at=MONDAY, text="慢慢来", due_at=MONDAY + timedelta(days=30))
