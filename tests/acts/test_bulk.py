"""The bulk forms of acts: the same rule, flow and body, one entry for each, and far fewer queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import MONDAY
from yinuo.acts.door import Held, many, many_on
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify as verify_ledger
from yinuo.kernel.actor import resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions
from yinuo.matters.models import LimitRule, Matter, Promise
from yinuo.matters.words import Outcome, State
from yinuo.places.queries import calendar

HOUR = timedelta(hours=1)
DERIVED = {"id", "number", "slip_key", "search", "received_at"}


def state_of(matter: Matter) -> dict:
    matter.refresh_from_db()
    return {f.name: getattr(matter, f.attname) for f in matter._meta.concrete_fields if f.name not in DERIVED}


def one_by_one_and_in_bulk(world, run, actor, prepare, **given):
    single, several = prepare(), [prepare(), prepare()]
    run(single, actor, at=MONDAY + HOUR, **given)
    many_on(run, [(matter, given, MONDAY + HOUR) for matter in several], actor)
    for matter in several:
        assert state_of(matter) == state_of(single)
        heads = Entry.objects.filter(subject=f"matter:{matter.pk}").order_by("-sequence")
        alone = Entry.objects.filter(subject=f"matter:{single.pk}").order_by("-sequence").first()
        assert (heads[0].act, heads[0].before, heads[0].after, heads[0].sequence) == (
            alone.act, alone.before, alone.after, alone.sequence,
        )  # fmt: skip
    assert verify_ledger().is_true
    return single, several


def test_answers_in_bulk_leave_what_single_ones_leave(world):
    single, several = one_by_one_and_in_bulk(world, actions.answer, world.coordinator, world.raised, text="周五换好。")
    assert single.state == State.RESOLVED
    assert [matter.actions.get().text for matter in several] == ["周五换好。"] * 2


def test_an_answer_in_bulk_keeps_the_open_promise(world):
    one_by_one_and_in_bulk(world, actions.answer, world.handler, world.promised, text="换好了。")
    assert {p.kept_at for p in Promise.objects.all()} == {MONDAY + HOUR}


def test_dispatches_promises_and_work_in_bulk_leave_what_single_ones_leave(world):
    one_by_one_and_in_bulk(world, actions.dispatch, world.coordinator, world.accepted, office=world.office)
    due = MONDAY + timedelta(days=1)
    one_by_one_and_in_bulk(world, actions.promise, world.handler, world.dispatched, text="明天换。", due_at=due)
    one_by_one_and_in_bulk(world, actions.work, world.handler, world.promised, text="已到货。")


def test_an_answer_without_dispatch_is_measured_from_the_receipt(world):
    matter = world.raised(at=MONDAY)
    actions.answer(matter, world.coordinator, at=MONDAY + timedelta(days=30), text="答复晚了。")
    assert matter.due_at < matter.resolved_at
    assert matter.due_at - MONDAY < timedelta(days=10)


def test_numbers_in_bulk_carry_the_year_of_each_row(world):
    rows = [(world.community, {"words": "路灯坏了"}, MONDAY.replace(year=year)) for year in (2025, 2026)]
    assert [matter.number[:4] for matter in many(actions.raise_, rows, resident())] == ["2025", "2026"]


def test_the_rule_holds_in_bulk_and_nothing_stays_of_a_bulk_that_is_refused(world):
    mine, foreign = world.dispatched(), world.dispatched(office=world.other_office)
    before = Entry.objects.count()
    rows = [(matter, {"text": "好了"}, MONDAY + HOUR) for matter in (mine, foreign)]
    with pytest.raises(Refused):
        many_on(actions.answer, rows, world.handler)
    assert Entry.objects.count() == before
    assert mine.actions.count() == 0


def test_a_bad_row_can_be_left_out_and_is_told(world):
    new, done, late = world.raised(), world.closed(), world.raised(at=MONDAY + 2 * HOUR)
    rows = [(matter, {"text": "好了"}, MONDAY + HOUR) for matter in (new, done, late)]
    unfit = {}
    answered = many_on(actions.answer, rows, world.coordinator, unfit=unfit)
    assert answered == [new, None, None]
    assert {index: type(failure) for index, failure in unfit.items()} == {1: Refused, 2: Unfit}
    late.refresh_from_db()
    assert late.state == State.RECEIVED


def test_the_flow_holds_in_bulk(world):
    with pytest.raises(NotNow):
        many_on(actions.dispatch, [(world.raised(), {"office": world.office}, MONDAY)], world.coordinator)


def test_a_subject_may_not_come_twice_in_one_bulk(world):
    matter = world.raised()
    with pytest.raises(ValueError, match="once"):
        many_on(actions.answer, [(matter, {"text": "好"}, MONDAY)] * 2, world.coordinator)


def test_the_queries_of_a_bulk_do_not_grow_with_its_rows(world):
    calendar()

    def queries(count: int) -> int:
        matters = [world.raised() for _n in range(count)]
        with CaptureQueriesContext(connection) as seen:
            rows = [(matter, {"text": "好", "outcome": Outcome.ANSWERED}, MONDAY) for matter in matters]
            many_on(actions.answer, rows, world.coordinator)
        return len(seen)

    assert queries(2) == queries(12) <= 20


def test_an_empty_bulk_is_nothing(world):
    before = Entry.objects.count()
    assert many(actions.raise_, [], resident()) == []
    assert many_on(actions.answer, [], world.coordinator) == []
    assert Entry.objects.count() == before


def test_a_body_that_fails_halfway_leaves_its_held_subject_as_it_was(world):
    LimitRule.objects.all().delete()
    matter = world.accepted()
    unfit = {}
    rows = [(matter, {"office": world.office}, MONDAY)]
    assert many_on(actions.dispatch, rows, world.coordinator, unfit=unfit, held=Held()) == [None]
    assert (matter.office, matter.office_path) == (None, "")
    assert "时限表" in unfit[0].sentence


def test_subjects_held_through_several_bulks_are_written_once_and_as_if_one_by_one(world):
    single, several = world.dispatched(), [world.accepted(), world.accepted()]
    due, held = MONDAY + timedelta(days=1), Held()
    actions.promise(single, world.handler, at=MONDAY, text="明天换。", due_at=due)
    for run, actor, given in (
        (actions.dispatch, world.coordinator, {"office": world.office, "basis": "职责清单"}),
        (actions.promise, world.handler, {"text": "明天换。", "due_at": due}),
    ):
        rows = [(matter, given, MONDAY) for matter in several]
        with CaptureQueriesContext(connection) as seen:
            several = many_on(run, rows, actor, held=held)
        assert not [one for one in seen if one["sql"].startswith("UPDATE")]
    held.save()
    for matter in several:
        assert state_of(matter) == state_of(single)
    assert verify_ledger().is_true
