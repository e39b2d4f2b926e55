"""What a phone at the table of a listening day hands in: everything once, in any order that arrives, refusals in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tests.field.conftest import Phone
from tests.meetings.days import NEXT, THURSDAY, announced, furnish, held
from yinuo.kernel import codes
from yinuo.matters.queries import by_slip
from yinuo.meetings.models import Opinion
from yinuo.orgs import actions as staffing

HOUR = timedelta(hours=1)


@pytest.fixture
def table(morning, world):
    """The worker's phone on a Thursday in April, an hour after the table was set; March has left two matters."""
    furnish(world)
    held(world, THURSDAY)
    day = announced(world, NEXT)
    with time_machine.travel(NEXT + HOUR, tick=False) as traveller:
        yield day, lent(world, "worker"), traveller, world


def lent(world, name: str) -> Phone:
    member, actor = world.people[name], getattr(world, name)
    found = staffing.lend_pass(member, actor, at=NEXT - HOUR, valid_until=NEXT + timedelta(days=10))
    return Phone(found.token, Client())


def opinion(phone, day, words="东门没有扶手。", **more):
    return phone.item(
        "opinion",
        day=day.pk,
        words=words,
        slip=codes.new_slip(),
        **{"raised_by": "3号楼居民", "wants_public": True} | more,
    )


def answer(phone, said, kind="on_spot", **more):
    content = {"text": "已经说明。", "due_on": "", "office": None, "receipt": "", "was_there": False, "is_agreed": True}
    return phone.item("answer", opinion=said["id"], answer=kind, **content | more)


def test_a_whole_table_comes_in_from_a_phone_that_was_off_the_network(table):
    day, phone, traveller, world = table
    began, reported = phone.item("table_open", day=day.pk), phone.item("table_report", day=day.pk)
    lamp, rail = opinion(phone, day, "北门的灯不亮"), opinion(phone, day, "栏板松了", raised_by="")
    sent = answer(phone, lamp, "transferred", office=world.office.pk, receipt="现场签收")
    promised = answer(phone, rail, "limited_time", text="三天内修好。", due_on="2026-04-14")
    ended = phone.item("table_close", day=day.pk, attendance=18, groups=None, note="")
    traveller.shift(16 * HOUR)
    early = phone.send(sent)
    assert (early[0], early[1]["state"]) == (409, "later")
    for item in (began, reported, lamp, sent, rail, promised, ended):
        status, told = phone.send(item)
        assert (status, told["state"]) == (200, "done"), told
        assert phone.send(item)[0] == 200, "the same again changes nothing"
    day.refresh_from_db()
    assert (day.state, day.attendance, day.opened_at) == ("ended", 18, NEXT + HOUR)
    assert [one.answer for one in Opinion.objects.filter(day=day)] == ["transferred", "limited_time"]
    first = Opinion.objects.get(uid=lamp["id"])
    assert (first.said_at, first.way, first.matter.received_at) == (NEXT + HOUR, "table", NEXT + HOUR)
    assert by_slip(lamp["slip"]).pk == first.matter_id


def test_the_packet_carries_the_days_the_offices_and_what_has_to_be_reported(table, django_assert_max_num_queries):
    day, phone, _traveller, world = table
    with django_assert_max_num_queries(20):
        status, told = phone.packet()
    assert status == 200
    (found,) = told["days"]
    assert (found["id"], found["on"], found["state"], found["reported"]) == (day.pk, "2026-04-09", "announced", False)
    assert found["offices"][0] == {"id": world.community_office.pk, "name": "幸福社区居委会"}
    assert "县城市管理局" in [one["name"] for one in found["offices"]]
    assert "县督查回访中心" not in [one["name"] for one in found["offices"]]
    assert [one["state"] for one in found["carried"]] == ["办理中", "已派单，待承办"]
    assert found["latest"] == "2026-04-16"
    assert lent(world, "handler").packet()[1]["days"] == []


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"raised_by": "13800138000"}, 422, "电话号码"),
        ({"words": " "}, 422, "请写下"),
        ({"slip": "short"}, 422, "单号"),
        ({"wants_public": "yes"}, 422, "wants_public"),
        ({"day": 999_999}, 404, "找不到这次民情沟通日"),
    ],
)
def test_an_opinion_that_cannot_be_taken_is_told_and_may_be_mended_under_its_id(table, change, status, words):
    day, phone, _traveller, _world = table
    phone.send(phone.item("table_open", day=day.pk))
    item = opinion(phone, day)
    found, told = phone.send(item | change)
    assert (found, words in told["sentence"]) == (status, True), told
    assert phone.send(item)[0] == 200


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("limited_time", {"due_on": "2026-06-01"}, "规定时限"),
        ("limited_time", {"due_on": "morgen"}, "日期"),
        ("transferred", {"office": None, "receipt": "现场签收"}, "选择转给哪个单位"),
        ("transferred", {"office": 999_999}, "找不到这个单位"),
        ("dance", {}, "答复方式"),
        ("explained", {"text": ""}, "为什么"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_in_words(table, kind, change, words):
    day, phone, _traveller, _world = table
    phone.send(phone.item("table_open", day=day.pk))
    said = opinion(phone, day)
    phone.send(said)
    status, told = phone.send(answer(phone, said, kind, **change))
    assert (status, told["state"], words in told["sentence"]) == (422, "unfit", True), told


def test_the_end_waits_for_answers_and_the_report_and_strangers_hand_in_nothing(table):
    day, phone, _traveller, world = table
    phone.send(phone.item("table_open", day=day.pk))
    phone.send(opinion(phone, day))
    status, told = phone.send(phone.item("table_close", day=day.pk, attendance=None, note=""))
    assert (status, told["state"]) == (409, "conflict")
    assert "第1条“东门没有扶手”" in told["sentence"]
    assert phone.send(phone.item("table_close", day=day.pk, attendance="x", note=""))[0] == 422
    stranger = lent(world, "handler")
    assert stranger.send(opinion(stranger, day))[0] == 403
    assert stranger.send(stranger.item("table_open", day=day.pk))[0] == 403


def test_a_pass_is_lent_for_a_day_at_the_table_and_to_nobody_else(table, client):
    _day, _phone, _traveller, world = table
    client.force_login(world.people["worker"].user)
    lent_to = client.post("/field/pass/")
    assert lent_to.status_code == 200
    assert lent_to.json()["valid_until"].startswith("2026-04-19")
    client.force_login(world.people["neighbour"].user)
    refused = client.post("/field/pass/")
    assert refused.status_code == 403
    assert "民情沟通日" in refused.json()["sentence"]
    assert uuid4()
