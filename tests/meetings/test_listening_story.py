"""A listening day in the words of those who come: heard, answered, done, told back, reported at the next one (M14)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.meetings.days import (
    MINUTE,
    NEXT,
    THURSDAY,
    VENUE,
    announced,
    check,
    finish,
    from_phone,
    furnish,
    held,
    planned,
    table,
)
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify as verify_ledger
from yinuo.kernel.actor import resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions as core
from yinuo.matters.queries import by_slip
from yinuo.matters.words import Intake, Outcome, Rating, State
from yinuo.meetings import actions
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.rules import listening as rules
from yinuo.meetings.words.listening import Answer, Step, Telling, Way

HOUR = timedelta(hours=1)


@pytest.fixture
def town(world):
    return furnish(world)


def steps(opinion) -> list[Step]:
    found = asking.with_facts(type(opinion).objects.filter(pk=opinion.pk)).get()
    done = rules.steps_done(asking.facts_of(found))
    return [step for step in Step if step in done]


def test_from_the_notice_to_the_next_month(town):
    day = planned(town)
    with pytest.raises(NotNow, match="已排日子"):
        actions.open_listening(day, town.worker, at=THURSDAY)
    actions.announce_listening(day, town.worker, at=MONDAY)
    with pytest.raises(NotNow, match="3月5日"):
        actions.open_listening(day, town.worker, at=THURSDAY - 24 * HOUR)
    actions.open_listening(day, town.worker, at=THURSDAY)
    made = table_of(town, day)
    lamps, rail = made.says("东门外路灯坏了四盏"), made.says("二单元楼梯栏板松了", "老住户")
    fee, phone = made.says("物业费能不能免了", ""), made.says("老年人不会用手机交电费")
    assert [one.number for one in made.opinions] == [1, 2, 3, 4]
    assert lamps.matter.intake == Intake.LISTENING_DAY
    assert by_slip(lamps.slip).pk == lamps.matter_id
    with pytest.raises(NotNow, match="还有4条意见没有选答复方式：第1条“东门外路灯坏了四盏”、第2条"):
        made.closes()
    made.answers(lamps, Answer.TRANSFERRED)
    made.answers(rail, Answer.LIMITED_TIME)
    made.answers(fee, Answer.EXPLAINED, is_agreed=False)
    made.answers(phone, Answer.ON_SPOT)
    made.closes(attendance=31, groups=4, note="下次改在晚上。")
    assert asking.tallies([day])[day.pk] == rules.Tally(
        4, {"transferred": 1, "limited_time": 1, "explained": 1, "on_spot": 1}, 31, 4, 0, 1, 1, 2
    )
    assert steps(lamps) == [Step.HEARD, Step.CONSULTED]
    assert steps(rail) == [Step.HEARD, Step.CONSULTED, Step.PROMISED]
    assert steps(fee) == steps(phone) == list(Step)
    assert (fee.matter.outcome, phone.matter.state) == (Outcome.EXPLAINED_NOT_AGREED, State.RESOLVED)
    _done_and_told_back(town, rail, lamps)
    _next_month(town, rail, lamps)
    assert verify_ledger().is_true


def table_of(town, day):
    from tests.meetings.days import Table

    return Table(town, day, THURSDAY)


def _done_and_told_back(town, rail, lamps):
    matter = rail.matter
    assert (matter.state, matter.office_id) == (State.IN_PROGRESS, town.community_office.pk)
    promise = matter.promises.get()
    assert (promise.text, promise.due_at.date()) == ("三天内把栏板修好。", date(2026, 3, 10))
    with pytest.raises(NotNow, match="还没有办结"):
        actions.tell_raiser(rail, town.worker, at=THURSDAY + 20 * HOUR, how=Telling.IN_PERSON)
    finish(matter, town, THURSDAY + 24 * HOUR)
    rail.refresh_from_db()
    due = asking.feedback_due(rail)
    assert due.date() == date(2026, 3, 10), "two working days after Friday"
    actions.tell_raiser(rail, town.worker, at=THURSDAY + 26 * HOUR, how=Telling.IN_PERSON, text="请他自己摇了摇。")
    assert steps(rail) == list(Step)
    assert asking.feedback_due(rail) is None
    with pytest.raises(Refused):
        core.close(matter, town.community_handler, at=THURSDAY + 27 * HOUR)
    check(matter, town, THURSDAY + 28 * HOUR)
    core.rate(matter, town.raiser(matter), at=THURSDAY + 29 * HOUR, rating=Rating.SATISFIED)
    core.promise(lamps.matter, town.handler, at=THURSDAY + 20 * HOUR, text="逐盏检查。", due_at=THURSDAY + 80 * HOUR)
    assert steps(lamps) == [Step.HEARD, Step.CONSULTED, Step.PROMISED]


def _next_month(town, rail, lamps):
    day = announced(town, NEXT)
    actions.open_listening(day, town.worker, at=NEXT)
    assert [one.pk for one in asking.carried(day)] == [lamps.pk, rail.pk]
    with pytest.raises(NotNow, match="上次的2件事办到哪一步"):
        actions.close_listening(day, town.worker, at=NEXT + HOUR)
    actions.report_last(day, town.worker, at=NEXT + MINUTE)
    actions.close_listening(day, town.worker, at=NEXT + HOUR)
    third = announced(town, NEXT + timedelta(days=28))
    assert [one.pk for one in asking.carried(third)] == [lamps.pk], "what is done and reported is not told again"


def test_who_was_there_adds_an_opinion_within_a_day_and_it_is_answered_too(town):
    made = held(town, kinds=(Answer.ON_SPOT,))
    late = from_phone(made.day, made.now + 23 * HOUR)
    paper = actions.add_opinion(
        made.day, town.worker, at=made.now + 30 * HOUR, uid=uuid4(), words="纸条：下水道有味儿。", way=Way.PAPER,
        said_at=made.now + 20 * HOUR,
    )  # fmt: skip
    assert (late.way, paper.way, made.day.state) == (Way.PHONE, Way.PAPER, "ended")
    with pytest.raises(NotNow, match="超过24小时"):
        from_phone(made.day, made.now + 25 * HOUR)
    after = table(town, NEXT, reported=False)
    with pytest.raises(NotNow, match="还有2条意见没有选答复方式"):
        actions.report_last(after.day, town.worker, at=NEXT + HOUR)
    made.now = NEXT + HOUR
    made.answers(late, Answer.LIMITED_TIME)
    made.answers(paper, Answer.EXPLAINED)
    actions.report_last(after.day, town.worker, at=NEXT + 2 * HOUR)


def test_a_promise_later_than_the_standard_limit_is_refused_at_its_field(town):
    made = table(town)
    opinion = made.says("二单元楼梯栏板松了")
    with pytest.raises(Unfit, match="规定时限") as told:
        made.answers(opinion, Answer.LIMITED_TIME, due_on=date(2026, 4, 20))
    assert told.value.field == "due_on"
    assert not Entry.objects.filter(subject=f"opinion:{opinion.pk}", act="meetings.answer_opinion").exists()
    opinion.matter.refresh_from_db()
    assert opinion.matter.state == State.RECEIVED, "a failure leaves nothing behind"


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"raised_by": "13800138000"}, "raised_by", "电话号码"),
        ({"raised_by": "长" * 41}, "raised_by", "40"),
        ({"words": " "}, "words", "请写下"),
        ({"slip": "ABC"}, "slip", "单号"),
    ],
)
def test_an_opinion_that_is_unfit_is_told_at_its_field(town, given, field, words):
    made = table(town)
    with pytest.raises(Unfit, match=words) as told:
        made.says(**({"words": "灯不亮"} | given))
    assert told.value.field == field


@pytest.mark.parametrize(
    ("answer", "given", "field"),
    [
        (Answer.ON_SPOT, {"text": " "}, "text"),
        (Answer.LIMITED_TIME, {"due_on": None}, "due_on"),
        (Answer.LIMITED_TIME, {"due_on": date(2026, 3, 1)}, "due_on"),
        (Answer.TRANSFERRED, {"office": None}, "office"),
        (Answer.TRANSFERRED, {"receipt": ""}, "receipt"),
        (Answer.EXPLAINED, {"text": "请打13800138000"}, "text"),
    ],
)
def test_an_answer_lacks_nothing_of_what_its_kind_needs(town, answer, given, field):
    made = table(town)
    with pytest.raises(Unfit) as told:
        made.answers(made.says("灯不亮"), answer, **({"text": "已经说明。"} | given))
    assert told.value.field == field


def test_an_absent_office_promises_nothing(town):
    made = table(town)
    opinion = made.says("东门外路灯坏了四盏")
    with pytest.raises(Unfit, match="没有人在场") as told:
        made.answers(opinion, Answer.LIMITED_TIME, office=town.office)
    assert told.value.field == "was_there"
    made.answers(opinion, Answer.LIMITED_TIME, office=town.office, was_there=True)
    opinion.matter.refresh_from_db()
    assert opinion.matter.promises.get().office_id == town.office.pk
    assert (opinion.office_id, opinion.matter.state) == (town.office.pk, State.IN_PROGRESS)


def test_nobody_answers_twice_and_the_same_opinion_comes_in_once(town):
    made = table(town)
    opinion = made.says("灯不亮")
    made.answers(opinion, Answer.ON_SPOT)
    with pytest.raises(NotNow, match="已经有答复方式了：当场答复"):
        made.answers(opinion, Answer.EXPLAINED)
    with pytest.raises(NotNow, match="已经记下"):
        made.says("灯不亮", uid=opinion.uid)
    key = uuid4()
    twice = [
        actions.add_opinion(made.day, resident(), at=made.now, key=key, uid=key, words="灯还是不亮") for _again in "ab"
    ]
    assert twice[0].pk == twice[1].pk


def test_what_may_be_shown_is_public_and_the_rest_is_not(town):
    made = table(town)
    plain, personal = made.says("东门外路灯坏了"), made.says("我家电话13800138000，管道漏了")
    closed = made.says("想单独说一件家里的事", wants_public=False)
    for one in (plain, personal, closed):
        made.answers(one, Answer.ON_SPOT)
    assert [one.matter.is_public for one in (plain, personal, closed)] == [True, False, False]
    assert personal.matter.words == "我家电话13800138000，管道漏了"


def test_the_notice_stands_three_days_before(town):
    with pytest.raises(Unfit, match="最早可以排在3月5日") as told:
        planned(town, MONDAY + timedelta(days=2), at=MONDAY)
    assert told.value.field == "starts_at"
    day = planned(town, at=MONDAY)
    with pytest.raises(NotNow, match="至少要提前3天"):
        actions.announce_listening(day, town.worker, at=MONDAY + timedelta(days=1))
    actions.move_listening(day, town.worker, at=MONDAY + timedelta(days=1), starts_at=NEXT, venue="小广场")
    actions.announce_listening(day, town.worker, at=MONDAY + timedelta(days=1))
    actions.call_off_listening(day, town.worker, at=MONDAY + timedelta(days=2), reason="全镇防汛。")
    with pytest.raises(NotNow):
        actions.open_listening(day, town.worker, at=NEXT)


def test_two_days_at_the_same_hour_are_one(town):
    planned(town)
    with pytest.raises(Unfit, match="已经排了一次"):
        planned(town, venue="楼下")
    assert VENUE


def test_a_phone_off_the_network_opens_and_closes_by_its_own_clock(town):
    day = announced(town)
    actions.open_listening(day, town.worker, at=THURSDAY + 20 * HOUR, opened_at=THURSDAY)
    actions.open_listening(day, town.worker, at=THURSDAY + 21 * HOUR)
    actions.close_listening(day, town.worker, at=THURSDAY + 21 * HOUR, ended_at=THURSDAY + 2 * HOUR)
    assert (day.opened_at, day.ended_at) == (THURSDAY, THURSDAY + 2 * HOUR)
    with pytest.raises(NotNow, match="已经过了"):
        actions.open_listening(announced(town, NEXT), town.worker, at=NEXT + 24 * HOUR)


def test_only_those_of_the_place_hold_the_table(town):
    made = table(town)
    opinion = made.says("灯不亮")
    for stranger in (town.handler, town.leader, town.neighbour, resident()):
        with pytest.raises(Refused):
            actions.answer_opinion(opinion, stranger, at=made.now, answer=Answer.ON_SPOT, text="好。")
    actions.answer_opinion(opinion, town.coordinator, at=made.now, answer=Answer.ON_SPOT, text="好。")
