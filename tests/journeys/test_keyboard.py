"""Hands on the keyboard: the work list by its keys, the order of the tab key, a resident's form without a mouse."""

from datetime import timedelta

import pytest

from tests.journeys.walking import Window
from tests.world import MONDAY
from yinuo.matters.models import Matter

pytestmark = [pytest.mark.slow, pytest.mark.browser]

FOCUS = """() => {
    const one = document.activeElement;
    return [one.tagName, one.name || one.id || "", (one.innerText || one.value || "").trim().slice(0, 40)].join(" ");
}"""
IN_ORDER = """() => [...document.querySelectorAll("main a[href], main button, main input, main select, main textarea")]
    .filter(one => one.tabIndex >= 0 && one.type !== "hidden" && !one.disabled && one.getClientRects().length)
    .filter(one => !one.closest("details:not([open]) > :not(summary)"))
    .map(one => one.tabIndex)"""


def focus(window: Window) -> str:
    return window.page.evaluate(FOCUS)


def tab_to(window: Window, selector: str, most: int = 60) -> None:
    """Press Tab until the element has the focus; each stop on the way must be visible."""
    for _step in range(most):
        window.page.keyboard.press("Tab")
        if window.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached in {most} tabs; the focus is on {focus(window)}")


def test_the_work_list_is_walked_by_its_keys(town):
    world = town.world
    for number in range(3):
        world.accepted(at=MONDAY + timedelta(minutes=number), words=f"{number + 1}号楼的路灯坏了。")
    window = town.at_desk("coordinator").go("/desk/matters/")
    titles = window.page.locator("a.ledger-title").all_inner_texts()
    assert len(titles) == 3
    press = window.page.keyboard.press
    press("j")
    assert focus(window).endswith(titles[0])
    press("j")
    assert focus(window).endswith(titles[1])
    press("k")
    assert focus(window).endswith(titles[0])
    press("x")
    assert window.page.locator("input[form=chosen]:checked").count() == 1
    assert "1" in window.page.locator("[data-chosen]").inner_text()
    press("?")
    assert window.page.locator("#keys").is_visible()
    window.look()
    press("Escape")
    assert not window.page.locator("#keys").is_visible()
    press("/")
    assert focus(window).startswith("INPUT q")
    window.page.keyboard.type("j2号楼")
    assert window.page.locator("#id_q").input_value() == "j2号楼", "in a field a key is a letter"
    window.page.locator("#id_q").fill("2号楼")
    press("Enter")
    window.page.wait_for_url("**q=*")
    assert window.page.locator("a.ledger-title").all_inner_texts() == [titles[1]]
    press("j")
    press("Enter")
    window.page.wait_for_url(f"**/desk/matters/{Matter.objects.get(words__startswith='2号楼').number}/")


def test_a_matter_is_dispatched_without_a_mouse(town):
    matter = town.world.accepted()
    window = town.at_desk("coordinator").go(f"/desk/matters/{matter.number}/")
    tab_to(window, "a.btn-primary[href$='/dispatch/']")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/dispatch/")
    tab_to(window, "select[name=office]")
    window.page.keyboard.press("ArrowDown")
    tab_to(window, "main form button")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(f"**/{matter.number}/")
    matter.refresh_from_db()
    assert matter.office == town.world.office


def test_nothing_jumps_the_queue_of_the_tab_key(town):
    matter = town.world.promised()
    window = town.at_desk("handler")
    for path in (
        "/desk/",
        "/desk/matters/",
        f"/desk/matters/{matter.number}/",
        f"/desk/matters/{matter.number}/promise/",
    ):
        stops = window.go(path).page.evaluate(IN_ORDER)
        assert stops, path
        assert set(stops) == {0}, path


def test_a_resident_says_something_without_a_mouse(town):
    world, window = town.world, town.window("pc")
    window.go("/raise/")
    keyboard = window.page.keyboard
    keyboard.press("Tab")
    assert "跳到正文" in focus(window)
    keyboard.press("Enter")
    tab_to(window, "[name=words]")
    keyboard.type("垃圾桶满了三天没人收。")
    tab_to(window, "[name=place_words]")
    keyboard.type(world.community.name)
    tab_to(window, "button[value=search]")
    keyboard.press("Enter")
    window.page.locator(f"input[name=place][value='{world.community.code}']").wait_for()
    tab_to(window, "input[name=place]")
    keyboard.press("Space")
    tab_to(window, "form[data-raise] .form-foot button")
    keyboard.press("Enter")
    window.page.locator(".slip-number").wait_for()
    matter = Matter.objects.get()
    assert (matter.words, matter.place) == ("垃圾桶满了三天没人收。", world.community)


def test_a_wrong_form_puts_the_reader_where_it_is_wrong(town):
    window = town.window("pc").go("/raise/")
    tab_to(window, "form[data-raise] .form-foot button")
    window.page.keyboard.press("Enter")
    window.page.locator("[data-wrong]:focus").wait_for()
    tab_to(window, "[data-wrong] a[href='#id_words']", most=4)
    window.page.keyboard.press("Enter")
    window.page.locator("textarea[name=words]:focus").wait_for()
