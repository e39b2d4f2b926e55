"""Figures of listening days counted from rows: the two published ones (REFERENCE §9 E7, E8), months, queries."""

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.meetings.days import THURSDAY, finish, planned
from yinuo.acts.door import many
from yinuo.kernel.actor import resident
from yinuo.matters import actions as core
from yinuo.matters.models import Matter
from yinuo.matters.words import Intake
from yinuo.meetings import actions
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.rules import listening as rules
from yinuo.meetings.words.listening import Answer

PUBLISHED = Path(__file__).resolve().parent / "published_listening.json"


@pytest.fixture(scope="module")
def published():
    return json.loads(PUBLISHED.read_text())


def filled(world, answers: dict[str, int], **columns) -> ListeningDay:
    """A closed day with so many opinions of each answer, straight into the tables but for the matters."""
    day = planned(world)
    ListeningDay.objects.filter(pk=day.pk).update(state="ended", opened_at=THURSDAY, ended_at=THURSDAY, **columns)
    kinds = [answer for answer, n in answers.items() for _one in range(n)]
    rows = [(world.community, {"words": "有一条意见", "intake": Intake.LISTENING_DAY}, THURSDAY) for _kind in kinds]
    matters = many(core.raise_, rows, resident())
    Opinion.objects.bulk_create(
        Opinion(day=day, matter=one, uid=uuid4(), number=n, way="table", said_at=THURSDAY, answer=kind)
        for n, (one, kind) in enumerate(zip(matters, kinds, strict=True), 1)
    )
    day.refresh_from_db()
    return day


def test_the_village_of_25_groups_and_327_people(world, published):
    told = published["wugang_2019_04"]
    answers = {name: told[name] for name in ("on_spot", "limited_time", "transferred")}
    day = filled(world, answers, attendance=told["attendees"], groups=told["groups"])
    tally = asking.tallies([day])[day.pk]
    assert tally.opinions == told["opinions"] == 27
    assert (tally.assigned, tally.rate) == (27, f"{told['assigned_rate_pct']}%")
    assert rules.sentence(tally) == "25组、327人、意见27条：当场答复7条、限时办理11条、转办9条，交办率100%"


def test_the_township_of_231_problems(world, published):
    told = published["cennan_2014_07"]
    day = filled(world, {"limited_time": told["problems"]})
    keys = list(Matter.objects.filter(opinion__day=day).values_list("pk", flat=True))
    assert len(keys) == told["solved"] + told["in_progress"] == 231
    Matter.objects.filter(pk__in=keys[: told["solved"]]).update(
        state="closed", outcome="solved", resolved_at=THURSDAY, verified_at=THURSDAY
    )
    Matter.objects.filter(pk__in=keys[told["solved"] :]).update(state="in_progress")
    tally = asking.tallies([day])[day.pk]
    assert (tally.solved, tally.in_progress) == (126, 105)
    assert rules.outcome_sentence(tally) == "231条：已解决126条，正在办理105条"
    said = asking.listening_sentence("419901", date(2026, 3, 31))
    assert said.startswith(
        "今年1个社区（村）开了1次民情沟通日，意见231条：限时办理231条，交办率100%；231条：已解决126条"
    )
    assert asking.listening_sentence("419901", date(2025, 12, 31)) == ""


def test_what_an_office_claims_is_no_solution_yet_and_what_was_explained_never_is():
    tally = rules.Tally(5, {"on_spot": 5}, solved=1, claimed=2, unsolved=1, in_progress=1)
    assert rules.outcome_sentence(tally) == (
        "5条：已解决1条，单位称已办结、待核实2条，解释说明或者没有办成1条，正在办理1条"
    )


def test_the_rate_is_a_hundred_only_where_none_is_left():
    assert rules.Tally(2000, {"on_spot": 1999}).rate == "99.9%"
    assert rules.Tally(3, {"on_spot": 2}).rate == "66.6%"
    assert rules.sentence(rules.Tally(3, {"on_spot": 2})) == "意见3条：当场答复2条、还没有答复1条，交办率66.6%"
    assert rules.sentence(rules.Tally()) == "没有人提意见"


@pytest.mark.parametrize(
    ("answer", "has_promise", "is_done", "is_told", "last"),
    [
        ("", False, False, False, "heard"), (Answer.TRANSFERRED, False, False, False, "consulted"),
        (Answer.TRANSFERRED, True, False, False, "promised"), (Answer.LIMITED_TIME, True, True, False, "handled"),
        (Answer.ON_SPOT, False, True, True, "fed_back"),
    ],
)  # fmt: skip
def test_the_five_steps_are_counted_from_what_has_happened(answer, has_promise, is_done, is_told, last):
    done = rules.steps_done(rules.Facts(answer, has_promise, is_done, is_told))
    order = ["heard", "consulted", "promised", "handled", "fed_back"]
    assert sorted(done, key=order.index) == order[: order.index(last) + 1]


def test_months_without_a_day_and_two_empty_ones():
    held = [date(2026, 1, 9), date(2026, 3, 5), date(2026, 3, 20)]
    missing = rules.months_without(held, 2026, date(2026, 5, 10))
    assert missing == [date(2026, 2, 1), date(2026, 4, 1)], "May is not over"
    assert rules.wants_another_place([0, 0, 9])
    assert not rules.wants_another_place([0, 3])
    assert not rules.wants_another_place([0])


def test_acts_and_lists_cost_the_same_with_more_rows(days, django_assert_max_num_queries):
    march, april = days
    now = april.pass_(minutes=9)
    with django_assert_max_num_queries(14):  # two acts, with their savepoints
        actions.add_opinion(april.day, april.world.worker, at=now, uid=uuid4(), words="灯不亮")
    with django_assert_max_num_queries(60):  # five acts: answered, registered, accepted, given, promised
        actions.answer_opinion(
            april.opinions[0],
            april.world.worker,
            at=april.pass_(minutes=1),
            answer=Answer.LIMITED_TIME,
            text="装扶手。",
            due_on=date(2026, 4, 13),
        )
    with django_assert_max_num_queries(3):
        list(asking.opinions_of(march.day))
    with django_assert_max_num_queries(1):
        asking.tallies([march.day, april.day])
    with django_assert_max_num_queries(2):
        assert len(asking.carried(april.day)) == 2


def test_the_twin_of_what_is_untold(days):
    march, _april = days
    rail = march.opinions[1]
    finish(rail.matter, march.world, march.now + timedelta(days=1))
    rows = asking.with_facts(Opinion.objects.all())
    assert {one.pk for one in rows if asking.feedback_due(one)} == {rail.pk}
    assert set(Opinion.objects.filter(asking.untold()).values_list("pk", flat=True)) == {rail.pk}
