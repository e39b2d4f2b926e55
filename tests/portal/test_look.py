"""Every page of residents in a real Chromium, on a phone and on an old PC, in both sizes of type: axe finds nothing,
nothing sticks out, everything can be hit with a thumb. YINUO_SHOTS names a folder to keep the pictures in.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests import browser
from tests.portal.conftest import slip_of
from tests.portal.test_raise import picture
from tests.world import CHINA, MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.matters import actions, photos
from yinuo.matters.words import Method, Outcome, Rating
from yinuo.places import actions as mapping

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("YINUO_SHOTS", "")
HOUR = timedelta(hours=1)
DUE = datetime(2026, 3, 5, 18, 0, tzinfo=CHINA)


@pytest.fixture(scope="module")
def chrome():
    try:
        with browser.open_browser() as opened:
            browser.axe_source()
            yield opened
    except browser.NoBrowser as why:
        pytest.skip(str(why))


def lived(world) -> dict[str, str]:
    """Matters in every interesting state; addresses by the name of the picture."""
    mapping.enter(None, HOUSE, at=MONDAY, code="419901901901012", name="第十二网格")
    late = world.promised(is_public=True, words="后街那一溜路灯坏了四盏，上夜班的闺女都不敢走。")
    busy = world.promised(words="俺楼前那个井盖翻了一半，晚上黑灯瞎火的。", phone="13900000000", called="张大姐")
    later = DUE + timedelta(days=4)
    actions.ask_extension(busy, world.handler, at=MONDAY + HOUR, due_at=later, reason="灯头缺货，等厂家发来。")
    actions.decide_extension(busy, world.coordinator, at=MONDAY + 2 * HOUR, is_approved=True, text="情况属实，同意。")
    actions.attach(busy, world.raiser(busy), at=MONDAY + 2 * HOUR, kind=Method.DOCUMENT, note="每天夜里八点以后最黑。")
    photo = photos.take(picture(size=(640, 480)))
    actions.attach(busy, world.raiser(busy), at=MONDAY + 2 * HOUR, kind=Method.PHOTO, photo=photo, note="灯杆下面")
    asked = world.promised()
    actions.pause(asked, world.handler, at=MONDAY + HOUR, asked="是几号楼前面的灯？白天方便开门吗？")
    unhappy = world.resolved(is_public=True, outcome=Outcome.SOLVED)
    actions.verify(unhappy, world.verifier, at=MONDAY + HOUR, method=Method.SITE_CHECK, note="晚上去看过，灯都亮了。")
    actions.rate(unhappy, world.raiser(unhappy), at=MONDAY + 2 * HOUR, rating=Rating.UNSATISFIED, words="还有一盏")
    world.closed(is_public=True, words="垃圾桶离单元门太近，夏天味儿大。")
    merged = world.accepted()
    actions.merge(merged, world.coordinator, at=MONDAY + 3 * HOUR, into=late)
    busy_slip, asked_slip, unhappy_slip = slip_of(busy), slip_of(asked), slip_of(unhappy)
    return {
        "home": "/",
        "raise": "/raise/",
        "raise-chosen": f"/raise/?place={world.community.code}",
        "places": f"/places/?under={world.street.code}",
        "burden": "/burden/",
        "follow": "/follow/",
        "wrong-slip": "/m/00000000000/",
        "matter-busy": f"/m/{busy_slip}/",
        "matter-asked": f"/m/{asked_slip}/",
        "matter-unhappy": f"/m/{unhappy_slip}/",
        "matter-new": f"/m/{slip_of(world.raised(at=timezone.now()))}/",
        "matter-merged": f"/m/{slip_of(merged)}/",
        "rate": f"/m/{unhappy_slip}/rate/",
        "ask-reopen": f"/m/{unhappy_slip}/ask-reopen/",
        "withdraw": f"/m/{busy_slip}/withdraw/",
        "supplement": f"/m/{busy_slip}/supplement/",
        "resume": f"/m/{asked_slip}/resume/",
        "urge": f"/m/{busy_slip}/urge/",
        "forget": f"/m/{busy_slip}/forget/",
        "promises": "/promises/",
        "promises-none": "/promises/?words=没有的事",
        "public-late": f"/p/{late.number}/",
        "public-unhappy": f"/p/{unhappy.number}/",
        "communities": "/communities/",
        "community": f"/community/{world.community.code}/",
        "about": "/about/",
        "privacy": "/privacy/",
        "accessibility": "/accessibility/",
    }


def examined(page, name: str) -> list[str]:
    """What is wrong with a page as it now is; its picture is kept where wanted."""
    if SHOTS:
        browser.screenshot(page, Path(SHOTS) / f"{name}.png")
    wrong = [f"{name}: {one['id']} {one['nodes']}" for one in browser.axe(page)]
    wrong += [f"{name}: sticks out {one}" for one in browser.overflows(page)]
    wrong += [f"{name}: {one}" for one in browser.small_targets(page)]
    if SHOTS:  # taking a picture adds a style of its own, of which the policy complains
        return wrong
    return wrong + [f"{name}: console {one}" for one in page.complaints if "404" not in one and "422" not in one]


@pytest.mark.parametrize(("screen", "large"), [("phone", False), ("pc", False), ("phone", True)])
def test_every_page_is_fit_for_everybody(chrome, live_server, open_world, screen, large):
    addresses, wrong = lived(open_world), []
    with browser.open_page(chrome, screen, large=large, address=live_server.url) as page:
        for name, address in addresses.items():
            page.goto(live_server.url + address)
            wrong += examined(page, f"{name}-{screen}{'-large' if large else ''}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_resident_says_something_on_a_phone_with_and_without_scripts(chrome, live_server, open_world, scripts):
    kind = "phone-scripts" if scripts else "phone-plain"
    wrong = []
    with browser.open_page(chrome, "phone", scripts=scripts, address=live_server.url) as page:
        page.goto(live_server.url)
        page.click("text=说一件事 >> nth=0")
        page.click("main button.btn-primary:has-text('交上去')")
        assert "请写下您想反映的事" in page.content()
        if scripts:
            wrong += examined(page, f"raise-wrong-{kind}")
            assert page.evaluate("document.activeElement.hasAttribute('data-wrong')")
        page.fill("#id_words", "三楼着火了，楼道里全是烟。")
        if scripts:
            assert page.is_visible("#heard >> text=119")
        page.fill("#id_place_words", "幸福")
        page.click("button:has-text('找')")
        page.wait_for_selector("label:has-text('幸福社区')")
        assert page.input_value("#id_words") == "三楼着火了，楼道里全是烟。"
        page.check("label:has-text('幸福社区') input")
        page.check("#id_is_dangerous")
        if scripts:
            wrong += examined(page, f"raise-danger-{kind}")
        page.click("summary:has-text('联系方式')")
        page.fill("#id_phone", "13900000000")
        page.click("main button.btn-primary:has-text('交上去')")
        page.wait_for_selector(".slip-number")
        if scripts:
            wrong += examined(page, f"raised-{kind}")
        slip = page.inner_text(".slip-number [aria-hidden]")
        page.goto(live_server.url + "/follow/")
        page.fill("#id_slip", slip.lower())
        page.click("main button.btn-primary")
        page.wait_for_selector("text=我说的事")
        assert "三楼着火了" in page.content()
    assert not wrong, "\n".join(wrong)


def test_the_slip_prints_on_one_page_without_the_menus(chrome, live_server, open_world, tmp_path):
    with browser.open_page(chrome, "pc", address=live_server.url) as page:
        page.goto(live_server.url + f"/raise/?place={open_world.community.code}")
        page.fill("#id_words", "路灯坏了。")
        page.click("main button.btn-primary:has-text('交上去')")
        page.wait_for_selector(".slip-number")
        page.emulate_media(media="print")
        assert page.is_visible(".slip-number")
        assert not page.is_visible(".portal-menu")
        if SHOTS:
            browser.screenshot(page, Path(SHOTS) / "raised-print.png")
