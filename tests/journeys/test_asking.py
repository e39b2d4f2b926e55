"""A neighbour asks the group of the stairwell without a script and without a mouse; the group answers on a phone."""

import re

import pytest

from tests.journeys.test_keyboard import tab_to
from tests.matters.street import build_stairs
from yinuo.matters.models import Ask
from yinuo.matters.words import AskState

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def slip_on(window) -> str:
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}", window.page.locator(".slip-number").inner_text())[0]


def test_a_neighbour_asks_without_javascript_and_the_group_settles_it(town):
    world, stairs = town.world, build_stairs(town.world)
    neighbour = town.resident(scripts=False)
    neighbour.go("/ask/").press(world.street.name).press(world.community.name)
    neighbour.press("请他们来")
    assert "一句话也行" in neighbour.page.locator("[role=alert]").inner_text()
    neighbour.choose("幸福路2号楼 2单元").fill(words="楼上夜里洗衣服。", times="晚上七点以后").press("请他们来")
    slip = slip_on(neighbour)
    made = Ask.objects.get()
    assert (made.group, made.words) == (stairs.stairwell_group, "楼上夜里洗衣服。")

    group = town.at_desk("group_leader", "phone").go("/desk/asks/")
    group.page.locator("a.ledger-title").first.click()
    group.page.wait_for_load_state()
    group.look().press("约谈").fill(talk_at="2026-03-02", talk_time="15:00", note="一楼门厅").press("记下时间")
    assert "上班时间" in group.page.locator("[role=alert]").inner_text()
    group.fill(talk_time="19:30").press("记下时间")
    assert "3月2日 周一 19:30" in group.text

    neighbour.go("/follow/").fill(slip=slip).press("查")
    assert "一楼门厅" in neighbour.text
    town.pass_time(hours=9)
    town.at_desk("group_leader", "phone").go(f"/desk/asks/{made.pk}/").press("记结果")
    group.choose("有了约定").fill(text="301室答应了。").press("记下结果")
    assert "甲家、乙家" in group.page.locator("[role=alert]").inner_text()
    group.fill(text="双方约定晚上十点以后不用洗衣机。").press("记下结果")
    made.refresh_from_db()
    assert made.state == AskState.SOLVED
    neighbour.page.reload()
    assert "双方约定晚上十点以后不用洗衣机。" in neighbour.look().text


def test_a_neighbour_asks_and_calls_it_off_without_a_mouse(town):
    world = town.world
    build_stairs(world)
    window = town.window("pc").go("/ask/")
    press = window.page.keyboard.press
    tab_to(window, "input[name=words]")
    window.page.keyboard.type(world.community.name)
    press("Enter")
    window.page.locator(f"a[href$='place={world.community.code}']").wait_for()
    tab_to(window, f"a[href$='place={world.community.code}']")
    press("Enter")
    window.page.locator("textarea[name=words]").wait_for()
    tab_to(window, "input[name=area]")
    press("Space")
    tab_to(window, "textarea[name=words]")
    window.page.keyboard.type("楼道里没有人牵头打扫。")
    tab_to(window, "main form .form-foot button")
    press("Enter")
    window.page.locator(".slip-number").wait_for()
    window.look()
    tab_to(window, "a.btn-primary[href*='/a/']")
    press("Enter")
    window.page.locator("a[href$='/call-off/']").wait_for()
    window.look()
    tab_to(window, "a[href$='/call-off/']")
    press("Enter")
    window.page.locator("button.btn-outline-danger").wait_for()
    tab_to(window, "button.btn-outline-danger")
    press("Enter")
    window.page.wait_for_function("document.body.innerText.includes('党小组不再过问')")
    assert Ask.objects.get().state == AskState.CALLED_OFF


def test_time_to_talk_is_told_and_nothing_counts_down(town):
    """No reminder, no red number: what waits for a group is a quiet list (REFERENCE M11)."""
    stairs = build_stairs(town.world)
    from tests.matters.street import asked

    asked(stairs)
    town.pass_time(days=20)
    group = town.at_desk("group_leader", "phone").go("/desk/asks/")
    for word in ("超期", "还剩", "逾期", "催"):
        assert word not in group.page.locator("table").inner_text()
