"""A pass is lent to oneself for the days of the round, opens the field channel alone, and ends when it is given back."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.field.conftest import NOW, Phone, phone_of
from tests.world import CHINA
from yinuo.orgs.models import DevicePass

DAY = timedelta(days=1)


def lend(made, name="judge0"):
    client = Client()
    client.force_login(made.world.people[name].user)
    return client.post("/field/pass/")


def test_a_pass_lasts_until_ten_days_after_the_round_and_names_nobody(made):
    answer = lend(made)
    told = answer.json()
    assert answer.status_code == 200
    assert datetime.fromisoformat(told["valid_until"]).date() == made.round.ends_on + 10 * DAY
    assert told["member"] == f"{made.judges[0].unit.name} 观摩团成员"
    assert set(told) == {"token", "valid_until", "member", "holder"}
    assert answer["Cache-Control"] == "no-store"
    assert told["token"] not in str(DevicePass.objects.values())
    assert lend(made).json()["holder"] == told["holder"] != lend(made, "judge1").json()["holder"]


def test_the_pass_works_without_a_session_and_after_days(made, morning):
    phone = Phone(lend(made).json()["token"], Client())
    assert phone.packet()[0] == 200
    morning.shift(4 * DAY)
    assert phone.packet()[0] == 200
    morning.shift(9 * DAY)
    status, told = phone.packet()
    assert (status, told["state"]) == (401, "later")
    assert "没有上传的内容都还在手机里" in told["sentence"]


def test_a_pass_given_back_opens_nothing(made, phone):
    assert phone.client.post("/field/pass/withdraw/", headers=phone.bearer()).status_code == 200
    for answer in (phone.packet(), phone.send(phone.item("note")), phone.photo(None, "x")):
        assert answer[0] == 401
    assert phone.client.post("/field/pass/withdraw/", headers=phone.bearer()).status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic abc", "bearer\t"])
def test_without_a_pass_nothing_opens(made, header):
    for path in ("/field/outbox/", "/field/photos/", "/field/pass/withdraw/"):
        answer = Client().post(path, "{}", content_type="application/json", headers={"authorization": header})
        assert (answer.status_code, answer.json()["state"]) == (401, "later")
    assert Client().get("/field/packet/", headers={"authorization": header}).status_code == 401


def test_a_session_is_no_pass_and_a_pass_is_no_session(made, phone):
    client = Client()
    client.force_login(made.judges[0].member.user)
    assert client.get("/field/packet/").status_code == 401
    assert phone.client.get("/desk/", headers=phone.bearer()).status_code == 302


def test_who_has_left_has_no_pass_any_more(made, phone):
    member = made.judges[0].member
    member.valid_to = (NOW - DAY).date()
    member.save()
    assert phone.packet()[0] == 401


def test_nobody_is_lent_a_pass_who_does_not_go_along(made):
    answer = lend(made, "neighbour")
    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert "不在正在进行的观摩里" in answer.json()["sentence"]


def test_whoever_is_not_signed_in_is_sent_to_sign_in(made):
    assert Client().post("/field/pass/").status_code == 302


def test_another_site_cannot_have_a_pass_lent(made):
    client = Client(enforce_csrf_checks=True)
    client.force_login(made.judges[0].member.user)
    assert client.post("/field/pass/").status_code == 403


def test_addresses_answer_only_the_method_they_are_for(phone):
    for path in ("/field/outbox/", "/field/photos/", "/field/pass/withdraw/", "/field/pass/"):
        assert phone.client.get(path, headers=phone.bearer()).status_code == 405
    assert phone.client.post("/field/packet/", headers=phone.bearer()).status_code == 405


def test_too_many_passes_are_too_many(made, monkeypatch):
    monkeypatch.setattr("yinuo.channels.field.doors.RATES", {"lend": "2/h"})
    assert [lend(made).status_code for _again in range(3)] == [200, 200, 429]


def test_the_packet_has_what_four_days_need(made, phone, site):
    status, told = phone.packet()
    assert status == 200
    assert datetime.fromisoformat(told["now"]) == NOW.astimezone(CHINA)
    packet = told["rounds"][0]
    here = next(one for one in packet["sites"] if one["id"] == site.pk)
    assert here["name"] == site.name
    assert here["bound"].endswith(site.key)
    assert [item["no"] for item in packet["rubric"]["items"]] == ["T01", "T02", "T03"]
    assert len(packet["keepers"]) == 3
    assert all(packet["keepers"])
    assert packet["days"][0]["legs"]


def test_the_packet_has_nobody_elses_words(made, phone, site):
    other = phone_of(made, made.judges[2].member)
    other.send(other.item("note", site=site.pk, text="只给本单位看的一句话。"))
    assert "只给本单位" not in str(phone.packet())


def test_a_leader_has_his_route_and_no_ballots(made):
    packet = phone_of(made, made.leaders[0]).packet()[1]["rounds"][0]
    assert packet["judge"] is None
    assert packet["group"] == {"number": 1, "leads": True}
    assert all(site["why_not"] for site in packet["sites"])


def test_the_packet_costs_few_queries_whatever_its_size(made, phone, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        phone.packet()
    made.cast_all(at=NOW)
    with django_assert_max_num_queries(22):
        phone.packet()
