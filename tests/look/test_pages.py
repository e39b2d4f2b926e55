"""Every part in a real Chromium: on a phone and on a PC, in normal and in large type."""

import pytest

from tests.browser import (
    HERE,
    NoBrowserError,
    axe,
    axe_source,
    chromium,
    open_browser,
    open_page,
    overflows,
    small_targets,
    small_type,
    told,
)
from yinuo.site.style_page import FRAMES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [*FRAMES, "404"]


@pytest.fixture(scope="module")
def browser():
    if not (HERE / "src/yinuo/site/static/vendor/icons.svg").exists():
        pytest.skip("no assets: run `python -m yinuo.site.assets`")
    try:
        chromium(), axe_source()
    except NoBrowserError as absent:
        pytest.skip(str(absent))
    with open_browser() as one:
        yield one


@pytest.fixture
def house(live_server, settings):
    settings.YINUO_DEMO = True
    return live_server.url


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("screen", ["phone", "pc"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_for_everybody(browser, house, name, screen, large):
    with open_page(browser, screen, large=large, address=house) as page:
        page.goto(f"{house}/style/{name}/")
        wrong = axe(page)
        assert wrong == [], told(wrong)
        assert overflows(page) == []
        assert small_targets(page, 60 if large else 44) == []
        assert not large or small_type(page, 18) == []
        assert [said for said in page.complaints if "404" not in said] == []


@pytest.mark.parametrize("name", FRAMES)
def test_a_page_needs_no_sideways_scrolling_at_four_times_the_size(browser, house, name):
    with open_page(browser, "phone") as page:
        page.set_viewport_size({"width": 320, "height": 256})
        page.goto(f"{house}/style/{name}/")
        assert overflows(page) == []


def test_large_type_works_without_javascript(browser, house):
    with open_page(browser, "phone", scripts=False) as page:
        page.goto(f"{house}/style/")
        page.get_by_role("button", name="大字版").click()
        assert page.locator("html").get_attribute("data-size") == "large"
        assert page.get_by_role("button", name="标准字").is_visible()


def test_the_menu_of_the_desk_opens_on_a_phone_without_javascript(browser, house):
    with open_page(browser, "phone", scripts=False) as page:
        page.goto(f"{house}/style/desk/")
        assert not page.locator("#desk-menu").is_visible()
        page.get_by_role("link", name="菜单", exact=True).click()
        assert page.locator("#desk-menu").is_visible()
        page.get_by_role("link", name="关闭菜单").click()
        assert not page.locator("#desk-menu").is_visible()


def test_the_keyboard_reaches_the_text_first_and_sees_where_it_is(browser, house):
    with open_page(browser, "pc") as page:
        page.goto(f"{house}/style/")
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == "跳到正文"
        assert focused.bounding_box()["y"] >= 0
        assert focused.evaluate("one => getComputedStyle(one).boxShadow") != "none"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_what_is_wrong_with_a_form_is_where_the_reader_begins(browser, house):
    with open_page(browser, "phone") as page:
        page.goto(f"{house}/style/form/")
        assert page.locator(":focus").get_attribute("role") == "alert"
        page.get_by_role("link", name="在哪儿").click()
        assert page.evaluate("document.activeElement.id") == "id_place"
