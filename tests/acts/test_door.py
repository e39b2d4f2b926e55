"""The door: what it checks, in which order, and that a failure leaves nothing behind."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.acts.models import Entry
from yinuo.kernel.actor import resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions
from yinuo.matters.actions.intake import slip_for
from yinuo.matters.models import Matter
from yinuo.matters.words import Method, Outcome, Rating


def test_a_refused_act_leaves_nothing_behind(world):
    matter = world.promised()
    before = Entry.objects.count()
    with pytest.raises(Refused):
        actions.resolve(matter, world.other_handler, at=MONDAY, outcome=Outcome.SOLVED, text="好了")
    matter.refresh_from_db()
    assert (matter.state, Entry.objects.count()) == ("in_progress", before)


def test_an_unfit_act_leaves_nothing_behind(world):
    matter = world.dispatched()
    before = Entry.objects.count()
    with pytest.raises(Unfit):
        actions.promise(matter, world.handler, at=MONDAY, text="x", due_at=MONDAY.replace(year=2025))
    assert (matter.promises.count(), Entry.objects.count()) == (0, before)


def test_the_same_form_sent_twice_is_one_matter_with_one_slip(world):
    key = uuid4()
    given = {"words": "井盖松了", "slip": slip_for(key), "key": key, "at": MONDAY}
    first = actions.raise_(world.community, resident(), **given)
    second = actions.raise_(world.community, resident(), **given)
    assert first.pk == second.pk
    assert Matter.objects.count() == 1


def test_the_same_key_with_other_content_is_refused_and_says_so(world):
    key = uuid4()
    actions.raise_(world.community, resident(), at=MONDAY, words="井盖松了", key=key)
    with pytest.raises(NotNow, match="内容不同"):
        actions.raise_(world.community, resident(), at=MONDAY, words="井盖没了", key=key)


def test_a_repeated_act_on_a_matter_answers_as_before(world):
    matter, key = world.promised(), uuid4()
    one = actions.work(matter, world.handler, at=MONDAY, text="已到现场", key=key)
    two = actions.work(matter, world.handler, at=MONDAY, text="已到现场", key=key)
    assert one == two
    assert matter.actions.count() == 1


def test_whoever_acts_on_an_old_page_is_told_that_something_has_changed(world):
    matter = world.dispatched()
    seen = Entry.objects.filter(subject=f"matter:{matter.pk}").count()
    actions.work(matter, world.handler, at=MONDAY, text="已到现场", seen=seen)
    with pytest.raises(NotNow, match="新的进展"):
        actions.work(matter, world.handler, at=MONDAY, text="又到现场", seen=seen)


def test_no_act_goes_back_in_time(world):
    matter = world.promised()
    with pytest.raises(Unfit, match="早于"):
        actions.work(matter, world.handler, at=MONDAY.replace(hour=8), text="x")


def test_every_act_has_a_rule_and_a_sentence_that_says_what_it_is(world):
    for name, act in ACTS.items():
        assert callable(act.may), name
        assert act.fn.__doc__, f"{name} says nothing of what it does"


@pytest.fixture
def at_most():
    """Fails when a block takes more queries; beginning and ending a transaction is not a query."""

    @contextmanager
    def counted(number):
        with CaptureQueriesContext(connection) as context:
            yield
        asked = [
            q["sql"] for q in context.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))
        ]
        assert len(asked) <= number, "\n".join(asked)

    return counted


def test_each_act_of_the_loop_takes_at_most_ten_queries(world, at_most):
    matter = world.accepted()
    coordinator, handler, verifier, raiser = world.coordinator, world.handler, world.verifier, world.raiser(matter)
    due = MONDAY.replace(day=5)
    loop = [
        (actions.dispatch, coordinator, {"office": world.office, "basis": "职责"}),
        (actions.promise, handler, {"text": "换灯", "due_at": due}),
        (actions.ask_extension, handler, {"due_at": due.replace(day=6), "reason": "缺货"}),
        (actions.decide_extension, coordinator, {"is_approved": True, "text": "同意"}),
        (actions.work, handler, {"text": "已到现场"}),
        (actions.urge, coordinator, {"text": "请抓紧"}),
        (actions.attach, handler, {"kind": Method.WITNESS, "note": "邻居看见了"}),
        (actions.resolve, handler, {"outcome": Outcome.SOLVED, "text": "好了"}),
        (actions.verify, verifier, {"method": Method.SITE_CHECK, "note": "亮"}),
        (actions.rate, raiser, {"rating": Rating.UNSATISFIED, "words": "不亮"}),
        (actions.ask_reopen, raiser, {"reason": "不亮"}),
        (actions.reopen, coordinator, {"text": "再修"}),
    ]
    for act, actor, given in loop:
        with at_most(
            11 if act is actions.reopen else 10
        ):  # one of reopen's enqueues what a council's topic hears of it
            act(matter, actor, at=MONDAY, key=uuid4(), **given)


def test_raising_takes_at_most_twelve_queries(world, at_most):
    with at_most(12):
        actions.raise_(world.community, resident(), at=MONDAY, words="井盖松了", phone="19900001234", key=uuid4())
