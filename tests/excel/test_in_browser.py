"""The excel pages in Chromium, on a phone and on an old PC: a whole import by hand, axe finds nothing, nothing sticks out."""

import os

import pytest
from django.test import Client

from tests import browser
from tests.excel.files import ledger, messy
from tests.excel.test_ledger_in import GOOD, changed
from tests.excel.test_messages import ONE, messages

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("YINUO_SHOTS", "")


@pytest.fixture
def signed_in(open_world, live_server) -> str:
    """The session cookie of the county's coordinator."""
    client = Client()
    client.force_login(open_world.people["county_coordinator"].user)
    return client.cookies["sessionid"].value


def sound(page, name: str, screen: str) -> None:
    if SHOTS:
        browser.screenshot(page, f"{SHOTS}/excel-{name}-{screen}.png")
    violations = browser.axe(page)
    assert violations == [], browser.told(violations)
    assert browser.overflows(page) == [], name
    assert browser.small_targets(page) == [], name
    assert page.complaints == [], name


@pytest.mark.parametrize(("screen", "scripts"), [("pc", True), ("phone", True), ("pc", False)])
def test_a_ledger_is_imported_by_hand(live_server, signed_in, tmp_path, screen, scripts):
    bad = changed(问题表现="后街井盖翻了", 责任单位="不存在的局")
    long = changed(问题表现="前街路灯不亮", 承诺时限="2026-06-30")
    path = ledger(tmp_path / "第一季度整改台账.xlsx", GOOD, bad, long)
    with browser.open_browser() as chromium, browser.open_page(chromium, screen, scripts=scripts) as page:
        page.context.add_cookies([{"name": "sessionid", "value": signed_in, "url": live_server.url}])
        check = sound if scripts else lambda *_given: None
        page.goto(f"{live_server.url}/excel/")
        check(page, "upload", screen)
        page.set_input_files("input[type=file]", str(path))
        page.click("main form button.btn-primary")
        page.select_option("#id_place", "419901")
        check(page, "mapping", screen)
        page.click("text=按这样再看一遍")
        page.click("main form button.btn-primary")
        page.wait_for_selector("text=导入结果")
        check(page, "result", screen)
        assert "不存在的局" in page.inner_text("main")
        page.goto(f"{live_server.url}/excel/export/?state=in_progress")
        check(page, "export", screen)


@pytest.mark.parametrize("screen", ["pc", "phone"])
def test_messages_and_the_waiting_page_look_sound(live_server, signed_in, tmp_path, screen, monkeypatch):
    from yinuo.channels.excel import running

    monkeypatch.setattr(running, "AT_ONCE", 0)
    with browser.open_browser() as chromium, browser.open_page(chromium, screen) as page:
        page.context.add_cookies([{"name": "sessionid", "value": signed_in, "url": live_server.url}])
        for name, path in (("messages", messages(tmp_path / "a.xlsx", ONE)), ("messy", messy(tmp_path / "b.xlsx"))):
            page.goto(f"{live_server.url}/excel/")
            page.set_input_files("input[type=file]", str(path))
            page.click("main form button.btn-primary")
            page.select_option("#id_place", "419901")
            sound(page, name, screen)
        page.click("main form button.btn-primary")
        page.wait_for_selector("text=正在导入")
        sound(page, "progress", screen)


def test_a_bad_file_is_told_on_the_page(live_server, signed_in, tmp_path):
    (tmp_path / "a.xlsx").write_bytes("甲,乙".encode())
    with browser.open_browser() as chromium, browser.open_page(chromium, "phone") as page:
        page.context.add_cookies([{"name": "sessionid", "value": signed_in, "url": live_server.url}])
        page.goto(f"{live_server.url}/excel/")
        page.set_input_files("input[type=file]", str(tmp_path / "a.xlsx"))
        page.click("main form button.btn-primary")
        page.wait_for_selector("text=这不是 Excel 文件")
        page.complaints.clear()  # Chromium reports the 422 itself
        sound(page, "bad", "phone")
