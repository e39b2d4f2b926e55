"""A listening day: eight opinions at a table without a network, in order once it is back, reported at the next one."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.browser import PC
from tests.journeys.phones import Phone
from tests.journeys.test_field import playwright, wait_for  # noqa: F401
from tests.meetings.days import NEXT, THURSDAY, announced, finish, furnish, held
from yinuo.matters.queries import by_slip
from yinuo.meetings.models import Opinion
from yinuo.meetings.words.listening import Answer

pytestmark = [pytest.mark.slow, pytest.mark.browser]
MONTH = timedelta(days=28)
SAID = [
    ("北门的灯坏了，晚上看不见路", "3号楼居民", "transferred"), ("栏板松了，孩子扶着怕出事", "带孩子的", "limited_time"),
    ("不会用手机交电费", "退休工人", "on_spot"), ("物业费能不能免了", "", "explained"),
    ("早市散了菜叶子没人扫", "商户", "transferred"), ("活动室下午老锁着", "老党员", "limited_time"),
    ("垃圾几点投、投到哪儿", "新搬来的", "on_spot"), ("单元门口没有扶手", "独居老人的邻居", "limited_time"),
]  # fmt: skip


@pytest.fixture
def room(playwright, live_server, open_world, tmp_path):  # noqa: F811
    """The afternoon of the day of April; March has left two matters; (world, day, browsers by name)."""
    cache.clear()
    with time_machine.travel(NEXT, tick=True) as traveller:
        furnish(open_world)
        held(open_world, THURSDAY, kinds=(Answer.LIMITED_TIME, Answer.TRANSFERRED))
        day = announced(open_world, NEXT)
        Client().get("/field/shell/")  # the first request reads every module of the house
        opened = []

        def browser(name, **more):
            opened.append(Phone(playwright, live_server.url, tmp_path / name, **more))
            return opened[-1]

        yield open_world, day, browser, traveller
        for one in opened:
            one.close()


def answered(phone, words: str, kind: str, due: str = "2026-04-13") -> None:
    """Tap the kind of answer on the card of these words, and fill what it needs."""
    page = phone.page
    card = page.locator("li[data-opinion]", has_text=words)
    labels = {"on_spot": "当场答复", "limited_time": "限时办理", "transferred": "转办", "explained": "解释说明"}
    card.get_by_role("link", name=labels[kind]).click()
    page.locator("#text").fill("已经商量好，照这样办。")
    if kind == "limited_time":
        page.locator("#due").fill(due)
    if kind == "transferred":
        page.locator("#office").select_option(label="县城市管理局")
        page.get_by_role("button", name="现场签收").click()
    page.get_by_role("button", name="记下", exact=True).click()
    page.locator("li[data-opinion]").first.wait_for()


def test_eight_opinions_without_a_network_come_in_and_are_reported_next_month(room):
    world, day, browser, _traveller = room
    phone = browser("phone").sign_in(world.people["worker"])
    phone.open()
    phone.page.get_by_role("button", name="开始使用").click()
    phone.page.get_by_role("link", name="幸福社区").wait_for()
    phone.page.locator("#app[data-ready]").wait_for()
    phone.page.wait_for_function("() => navigator.serviceWorker.controller")
    phone.window().look()
    phone.network(False)
    phone.open()
    wait_for(phone, "离线")
    page = phone.page
    page.get_by_role("link", name="幸福社区").click()
    page.get_by_role("button", name="开始", exact=True).click()
    page.get_by_role("button", name="已通报").click()
    slips = [_said(phone, words, who) for words, who, _kind in SAID]
    phone.window().look()
    page.get_by_role("link", name="结束这一次").click()
    page.get_by_text("还有8条意见没有选答复方式").wait_for()
    page.get_by_role("link", name="返回这一次").click()
    for number, (words, _who, kind) in enumerate(SAID):
        answered(phone, words, kind, due="2026-06-01" if number == 7 else "2026-04-13")
    page.get_by_role("link", name="结束这一次").click()
    page.locator("#people").fill("31")
    phone.window().look()
    page.get_by_role("button", name="结束这一次").click()
    wait_for(phone, "待上传 19 件")
    assert not Opinion.objects.filter(day=day).exists()
    _back_on_the_network(phone, day, slips)
    _next_month(room, phone)


def _said(phone, words: str, who: str) -> str:
    """Two taps: the words, and 记下. The slip that stands there then."""
    page = phone.page
    page.locator("#words").fill(words)
    if who:
        page.get_by_text("怎么称呼、能不能公开").click()
        page.locator("#raised-by").fill("13800138000")
        page.get_by_role("button", name="记下", exact=True).click()
        page.get_by_text("不写电话号码").wait_for()
        page.locator("#raised-by").fill(who)
    page.get_by_role("button", name="记下", exact=True).click()
    page.locator("li[data-opinion]", has_text=words).wait_for()
    return page.locator(".field-slip").inner_text().replace("-", "")


def _back_on_the_network(phone, day, slips: list[str]) -> None:
    """Everything goes in its order; what the rulebook does not allow is told beside it, mended, and the end follows."""
    phone.network(True)
    wait_for(phone, "1 件要您看一下")
    day.refresh_from_db()
    assert (day.state, Opinion.objects.filter(day=day).count()) == ("open", 8), "the end waits for the last answer"
    card = phone.page.locator("li[data-opinion]", has_text=SAID[7][0])
    assert "规定时限" in card.inner_text()
    card.get_by_role("link", name="改一改再传").click()
    phone.page.locator("#due").fill("2026-04-13")
    phone.page.get_by_role("button", name="记下", exact=True).click()
    wait_for(phone, "都已上传")
    day.refresh_from_db()
    assert (day.state, day.attendance, day.reported_at is not None) == ("ended", 31, True)
    said = Opinion.objects.filter(day=day).select_related("matter")
    assert [(one.matter.words, one.raised_by, one.answer) for one in said] == SAID
    assert [by_slip(slip).pk for slip in slips] == [one.matter_id for one in said]
    assert phone.page.complaints == [] or all("net::" in one or "status of 4" in one for one in phone.page.complaints)


def _next_month(room, phone) -> None:
    """A month later at the desk: what became of each is read out, one press, and the day can be closed."""
    world, day, browser, traveller = room
    done = Opinion.objects.get(day=day, number=2)
    finish(done.matter, world, NEXT + timedelta(days=2))
    following = announced(world, NEXT + MONTH)
    traveller.shift(MONTH)
    desk = browser("desk", screen=PC).sign_in(world.people["worker"]).window()
    desk.go(f"/desk/listening/{following.pk}/").press("开始")
    assert "先把下面" in desk.text
    assert "单位称已办结" in desk.text
    desk.press("结束").fill(attendance="22").page.locator("main form button.btn-primary").click()
    desk.page.wait_for_load_state()
    assert "还没有向大家通报" in desk.text
    desk.go(f"/desk/listening/{following.pk}/").press("已通报")
    desk.press("结束").fill(attendance="22").press("结束")
    assert "没有人提意见" in desk.text or "已结束" in desk.text
    following.refresh_from_db()
    assert (following.state, following.attendance) == ("ended", 22)
