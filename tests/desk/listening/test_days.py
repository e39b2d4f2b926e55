"""Listening days at the desk: the calendar, one day, an opinion with its slip, its answer, closing, the notice."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.listening.conftest import send, text
from tests.meetings.days import NEXT, VENUE, announced, finish, held, planned
from yinuo.channels.desk.house import waits as house
from yinuo.channels.desk.listening.waiting import listening
from yinuo.meetings import actions
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.words.listening import Answer

SIGNED_IN = 4


def url(day, verb: str = "") -> str:
    return f"/desk/listening/{day.pk}/{verb}/" if verb else f"/desk/listening/{day.pk}/"


def test_a_worker_plans_and_announces_and_the_notice_can_be_printed(room):
    march, _april, desk = room
    page = text(desk.worker.get("/desk/listening/"))
    assert "缺" in page
    assert "1、2月" in page
    early = send(desk.worker, "/desk/listening/plan/", starts_at="2026-04-10T15:00", venue=VENUE)
    assert early.status_code == 422
    assert "最早可以排在4月12日" in text(early)
    assert VENUE in text(early), "what was typed is kept"
    done = send(desk.worker, "/desk/listening/plan/", starts_at="2026-05-14T19:00", venue="3号楼前小广场")
    made = ListeningDay.objects.get(venue="3号楼前小广场")
    assert (done.status_code, done.url) == (302, url(made))
    assert send(desk.worker, url(made, "announce_listening")).status_code == 302
    notice = text(desk.worker.get(url(made, "notice")))
    assert made.code in notice
    assert "24小时内" in notice
    assert "<svg" in notice
    assert send(desk.worker, url(made, "call_off_listening"), reason="防汛。").status_code == 302
    assert "防汛" in text(desk.worker.get(url(made)))
    assert march.day.pk != made.pk


def test_an_opinion_is_written_down_with_its_slip_answered_and_the_day_closed(room):
    _march, april, desk = room
    day = april.day
    bad = send(desk.worker, url(day, "add_opinion"), words="路灯不亮", raised_by="13800138000")
    assert bad.status_code == 422
    assert "电话号码" in text(bad)
    assert "路灯不亮" in text(bad)
    heard = send(desk.worker, url(day, "add_opinion"), words="北门的路灯不亮", raised_by="2号楼居民")
    assert heard.status_code == 200
    made = Opinion.objects.get(matter__words="北门的路灯不亮")
    assert "单号" in text(heard)
    assert "no-store" in heard["Cache-Control"]
    early = send(desk.worker, url(day, "close_listening"), attendance="18")
    assert early.status_code == 409
    assert "第1条" in text(early)
    assert "第2条“北门的路灯不亮”" in text(early)
    answer = f"/desk/listening/opinions/{made.pk}/answer_opinion/"
    late = send(
        desk.worker, answer, answer="limited_time", text="换灯头。", due_on="2026-06-30", office=str(april.world.office.pk),
        was_there="on", is_agreed="yes",
    )  # fmt: skip
    assert late.status_code == 422
    assert "规定时限" in text(late)
    done = send(
        desk.worker, answer, answer="transferred", text="换灯头。", office=str(april.world.office.pk), receipt="现场签收",
        is_agreed="yes",
    )  # fmt: skip
    assert done.status_code == 302, text(done)
    first = april.opinions[0]
    assert send(
        desk.worker, f"/desk/listening/opinions/{first.pk}/answer_opinion/", answer="explained", text="要先过消防。",
        is_agreed="no",
    ).status_code == 302  # fmt: skip
    assert send(desk.worker, url(day, "close_listening"), attendance="18").status_code == 302
    page = text(desk.worker.get(url(day)))
    assert "18人、意见2条：转办1条、解释说明1条，交办率100%" in page
    assert "解释说明或者没有办成1条，正在办理1条" in page


def waiting(who, now) -> dict[str, int]:
    headings = listening(who, now)
    return {one["word"]: one["count"] for one in house.told(headings, house.union(house.asked(headings)))}


def test_what_was_done_is_told_back_and_stands_on_the_list_until_then(room):
    march, april, desk = room
    rail = march.opinions[1]
    finish(rail.matter, march.world, NEXT - timedelta(days=20))
    assert waiting(march.world.worker, april.now) == {"没有答复方式的意见": 1, "要反馈结果的意见": 1}
    assert "要反馈结果的意见" in text(desk.worker.get("/desk/"))
    assert "以前告诉提意见的人" in text(desk.worker.get("/desk/listening/"))
    done = send(desk.worker, f"/desk/listening/opinions/{rail.pk}/tell_raiser/", how="in_person", text="他看过了。")
    assert done.status_code == 302
    assert set(waiting(march.world.worker, april.now)) == {"没有答复方式的意见"}


def test_the_last_months_matters_are_reported_with_one_press(room, april):
    march, now, desk = room
    now.answers(now.opinions[0], Answer.ON_SPOT)
    now.closes()
    may = announced(march.world, NEXT + timedelta(days=35))
    april.shift(timedelta(days=35))
    desk.sign_in()
    opened = desk.worker.post(url(may, "open_listening"))
    assert opened.status_code == 302
    page = text(desk.worker.get(url(may)))
    assert "先把下面 2 件事" in page
    assert send(desk.worker, url(may, "close_listening")).status_code == 409
    assert desk.worker.post(url(may, "report_last")).status_code == 302
    assert send(desk.worker, url(may, "close_listening")).status_code == 302


def test_two_empty_days_propose_another_place(room, april):
    march, now, desk = room
    now.answers(now.opinions[0], Answer.ON_SPOT)
    now.closes()
    for number in (1, 2):
        held(march.world, NEXT + timedelta(days=28 * number), kinds=())
    april.shift(timedelta(days=80))
    desk.sign_in()
    assert "最近两次都没有意见" in text(desk.worker.get("/desk/listening/"))
    assert "换个时间或者地点试试" in text(desk.worker.get("/desk/listening/plan/"))


def test_those_of_other_places_do_not_see_it_and_leaders_only_read(room):
    march, april, desk = room
    assert desk.handler.get(url(april.day)).status_code == 404
    assert desk.handler.get("/desk/listening/").status_code == 403
    page = text(desk.leader.get(url(april.day)))
    assert "add_opinion" not in page
    assert desk.leader.get(url(april.day, "add_opinion")).status_code == 403
    assert desk.worker.get(url(april.day, "dance")).status_code == 404
    assert march.day.pk


def test_paper_after_the_day_has_its_own_hour(room, april):
    _march, now, desk = room
    now.answers(now.opinions[0], Answer.ON_SPOT)
    now.closes()
    april.shift(timedelta(days=2))
    desk.sign_in()
    address = url(now.day, "add_opinion")
    late = send(desk.worker, address, words="纸条：路灯。", way="paper", said_at="2026-04-11T09:00")
    assert late.status_code == 409
    assert "超过24小时" in text(late)
    assert "纸条：路灯。" in text(late)
    assert send(desk.worker, address, words="纸条：路灯。", way="paper", said_at="2026-04-10T09:00").status_code == 200
    assert "没有答复方式" in text(desk.worker.get("/desk/listening/"))


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_with_more_rows(room):
    march, april, desk = room
    pages = ["/desk/listening/", url(april.day), "/desk/"]
    before = [queries(desk.worker, one) for one in pages]
    for number in range(6):
        april.says(f"第{number}条意见")
        planned(march.world, NEXT + timedelta(days=30 + number), at=april.now)
    assert [queries(desk.worker, one) for one in pages] == before
    assert max(before[:2]) <= SIGNED_IN + 10, before


@pytest.mark.parametrize("year", ["x", "9999999", "٣", "2025", ""])
def test_an_odd_year_is_this_year(room, year):
    assert room[2].worker.get(f"/desk/listening/?year={year}").status_code == 200


def test_acts_of_the_desk_are_in_the_ledger_in_words(room):
    from yinuo.acts.models import Entry
    from yinuo.channels.desk.house.showing import told

    lines = told(Entry.objects.filter(act__startswith="meetings.").order_by("-id")[:40])
    assert lines
    assert not [one for one in lines if one["act"].startswith("meetings.")]
    assert not [one for one in lines if one["subject"][0].isascii()]
    assert actions
