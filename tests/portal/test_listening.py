"""Listening days on the residents' pages: notices, numbers, public opinions, and the form for the day after."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.meetings.conftest import days, kept  # noqa: F401
from tests.meetings.days import NEXT, THURSDAY, announced, finish, planned
from yinuo.meetings import actions
from yinuo.meetings.models import Opinion
from yinuo.meetings.words.listening import Answer

HOUR = timedelta(hours=1)


@pytest.fixture
def shown(days, client):  # noqa: F811
    """(March, April, a visitor) an hour into April's table."""
    with time_machine.travel(NEXT + HOUR, tick=False) as traveller:
        yield (*days, client, traveller)


def text(answer) -> str:
    return answer.content.decode()


def send(client, address, **given):
    form = client.get(address).context["form"]
    return client.post(address, {"key": form["key"].value()} | given)


def test_the_calendar_tells_what_comes_and_what_came_of_the_last_ones(shown):
    march, april, client, _traveller = shown
    hidden = planned(march.world, NEXT + timedelta(days=30), at=april.now)
    page = text(client.get("/listening/"))
    assert f"/listening/{april.day.pk}/" in page
    assert "31人、意见4条：当场答复1条、限时办理1条、转办1条、解释说明1条，交办率100%" in page
    assert f"/listening/{hidden.pk}/" not in page
    assert client.get(f"/listening/{hidden.pk}/").status_code == 404
    assert f"/listening/{april.day.pk}/" in text(client.get("/listening/?words=幸福"))
    assert f"/listening/{april.day.pk}/" not in text(client.get("/listening/?words=和平"))


def test_opinions_whose_matter_is_public_stand_with_promise_and_state(shown):
    march, april, client, _traveller = shown
    closed = april.says("家里的事，不想公开", wants_public=False)
    april.answers(closed, Answer.ON_SPOT)
    finish(march.opinions[1].matter, march.world, march.now + HOUR)
    page = text(client.get(f"/listening/{march.day.pk}/"))
    assert "二单元楼梯栏板松了" in page
    assert "三天内把栏板修好。" in page
    assert "县城市管理局" in page
    assert "家里的事" not in text(client.get(f"/listening/{april.day.pk}/"))


def test_a_notice_says_how_it_goes_and_one_that_was_called_off_says_why(shown):
    march, april, client, _traveller = shown
    day = announced(march.world, NEXT + timedelta(days=30))
    assert "不用签到" in text(client.get(f"/listening/{day.pk}/"))
    actions.call_off_listening(day, march.world.worker, at=NEXT + timedelta(days=25), reason="全镇防汛。")
    assert "全镇防汛。" in text(client.get(f"/listening/{day.pk}/"))
    assert april.day.pk


def test_who_was_there_adds_an_opinion_with_the_code_and_keeps_a_slip(shown):
    _march, april, client, traveller = shown
    april.answers(april.opinions[0], Answer.ON_SPOT)
    april.closes()
    traveller.shift(20 * HOUR)
    address = f"/listening/{april.day.pk}/add/"
    wrong = send(client, address, code="000000", words="东门没有扶手。")
    assert wrong.status_code == 422
    assert "公开码不对" in text(wrong)
    assert "东门没有扶手。" in text(wrong)
    personal = send(client, address, code=april.day.code, words="灯不亮", raised_by="13800138000")
    assert personal.status_code == 422
    assert "电话号码" in text(personal)
    done = send(client, address, code=april.day.code.lower(), words="散会以后想起来：东门没有扶手。", wants_public="on")
    assert done.status_code == 302
    assert "单号" in text(client.get(done.url))
    made = Opinion.objects.get(matter__words="散会以后想起来：东门没有扶手。")
    assert (made.way, made.day_id) == ("phone", april.day.pk)
    april.day.refresh_from_db()
    assert april.day.state == "ended", "it re-opens nothing"
    traveller.shift(6 * HOUR)
    late = client.get(address)
    assert late.status_code == 409
    assert "24小时" in text(late)


def test_pages_cost_the_same_with_more_rows(shown):
    march, april, client, _traveller = shown
    pages = ["/listening/", f"/listening/{april.day.pk}/"]

    def cost():
        found = []
        for one in pages:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(one).status_code == 200
            found.append(len(captured))
        return found

    before = cost()
    for number in range(5):
        april.answers(april.says(f"第{number}条意见"), Answer.ON_SPOT)
    assert cost() == before
    assert max(before) <= 8
    assert march.day.starts_at == THURSDAY
