"""The desk in Chromium, on a phone and on an old PC: axe finds nothing, nothing sticks out, the keys work."""

import os
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests import browser
from tests.world import CHINA, MONDAY, World
from yinuo.kernel.actor import HOUSE
from yinuo.matters import actions
from yinuo.matters.models import Matter, Suggestion
from yinuo.matters.words import Method, Outcome, Refusal, Urgency

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("YINUO_SHOTS", "")
EVENING = datetime(2026, 3, 2, 18, 0, tzinfo=CHINA)
WORDS = (
    "俺楼前那个井盖翻了一半，晚上黑灯瞎火的，娃们跑着玩多吓人，先给围起来中不中？",
    "后街那一溜路灯坏了四盏，上夜班的闺女都不敢走。",
    "菜市场北头那堆烂菜叶子三天没人拉，味儿大得很。",
    "三单元楼道灯是声控的，拍半天不亮，俺娘七十多了上楼摸黑。",
    "小区门口天天停满电动车，消防通道堵得严严实实，想请社区来看看怎么划线。",
)


def lively(world: World) -> dict[str, Matter]:
    """A day's worth of matters in every state."""
    early, at = MONDAY - timedelta(days=6), MONDAY
    for n, words in enumerate(WORDS[2:]):
        world.raised(at=at + timedelta(minutes=n), words=words, intake="phone", address=f"{n + 1}号楼东侧")
    new = world.raised(
        at=at, words=WORDS[3] + "电话19900001234。", phone="19900001234", called="张某某", has_consented=True
    )
    accepted = world.accepted(at=at, words=WORDS[4])
    world.accepted(at=at, words=WORDS[2], urgency=Urgency.URGENT)
    actions.suggest(new, HOUSE, about="duplicate", suggestions=[Suggestion(other=accepted, probability=0.62)])
    actions.suggest(new, HOUSE, about="category", suggestions=[Suggestion(category=world.category, probability=0.84)])
    refused = world.dispatched(at=at, words=WORDS[0])
    actions.refuse(refused, world.handler, at=at, basis=Refusal.NOT_OUR_DUTY, text="井盖产权属于通信公司。")
    dispatched = world.dispatched(at=at, words=WORDS[1])
    late = world.promised(at=early, due_at=datetime(2026, 2, 26, 18, 0, tzinfo=CHINA), words=WORDS[1])
    world.promised(at=at, due_at=EVENING, words=WORDS[3])
    working = world.promised(at=early, due_at=MONDAY + timedelta(hours=9), words=WORDS[0], phone="19900001234")
    actions.ask_extension(
        working,
        world.handler,
        at=at,
        due_at=EVENING + timedelta(days=3),
        reason="井圈开裂，要等新井圈到货；先用铁板盖住并设围挡。",
    )
    actions.decide_extension(working, world.coordinator, at=at, is_approved=True, text="同意，围挡要有人看。")
    actions.work(working, world.handler, at=at, text="铁板已垫橡胶，围挡两面。")
    actions.attach(working, world.handler, at=at, kind=Method.WITNESS, note="门卫看着装好的围挡。")
    closed = world.closed(at=at, words=WORDS[1], outcome=Outcome.SOLVED)
    world.resolved(at=at, words=WORDS[2])
    return {
        "new": new, "accepted": accepted, "refused": refused, "dispatched": dispatched, "late": late,
        "working": working, "closed": closed,
    }  # fmt: skip


PAGES = [
    ("home-coordinator", "coordinator", "/desk/"),
    ("home-handler", "handler", "/desk/"),
    ("home-empty", "neighbour", "/desk/"),
    ("matters", "coordinator", "/desk/matters/"),
    ("matters-filtered", "coordinator", "/desk/matters/?state=accepted&overdue=on"),
    ("matter-new", "worker", "/desk/matters/{new}/"),
    ("matter-working", "handler", "/desk/matters/{working}/"),
    ("matter-closed", "coordinator", "/desk/matters/{closed}/"),
    ("step-register", "worker", "/desk/matters/{new}/register/"),
    ("step-dispatch", "coordinator", "/desk/matters/{refused}/dispatch/"),
    ("step-promise", "handler", "/desk/matters/{dispatched}/promise/"),
    ("step-redirect", "worker", "/desk/matters/{accepted}/redirect/"),
    ("step-attach", "handler", "/desk/matters/{working}/attach/"),
    ("step-unmask", "worker", "/desk/matters/{new}/unmask/"),
    ("step-too-late", "worker", "/desk/matters/{closed}/register/"),
    ("bulk", "coordinator", "/desk/matters/dispatch/?number={accepted}&number={refused}"),
    ("register", "worker", "/desk/register/"),
    ("login", "", "/accounts/login/"),
]


@pytest.fixture
def town(open_world, live_server):
    """A lively world, its server, and a cookie for each person."""
    try:
        browser.axe_source(), browser.chromium()
    except browser.NoBrowser as missing:
        pytest.skip(str(missing))
    with time_machine.travel(MONDAY + timedelta(hours=5), tick=True):
        matters = lively(open_world)
        cookies = {}
        for name, member in open_world.people.items():
            client = Client()
            client.force_login(member.user)
            cookies[name] = client.cookies["sessionid"].value
        yield {"url": live_server.url, "matters": matters, "cookies": cookies, "world": open_world}


def enter(page, town, who: str) -> None:
    """Sit down at somebody's desk."""
    page.context.clear_cookies()
    if who:
        page.context.add_cookies([{"name": "sessionid", "value": town["cookies"][who], "url": town["url"]}])


@pytest.mark.parametrize("screen", ["phone", "pc"])
def test_every_page_is_whole_on_phone_and_pc(town, screen):
    numbers = {name: matter.number for name, matter in town["matters"].items()}
    wrong = []
    with browser.open_browser() as chromium, browser.open_page(chromium, screen) as page:
        for name, who, address in PAGES:
            enter(page, town, who)
            page.goto(town["url"] + address.format(**numbers))
            if SHOTS:
                browser.screenshot(page, f"{SHOTS}/{name}-{screen}.png")
            for problem in (*browser.axe(page), *browser.overflows(page), *browser.small_targets(page)):
                wrong.append((name, problem))
        said = [one for one in page.complaints if "409" not in one]
    assert wrong == [], browser.told(wrong)
    assert said == []


def test_keys_move_open_tick_and_search(town):
    with browser.open_browser() as chromium, browser.open_page(chromium, "pc") as page:
        enter(page, town, "coordinator")
        page.goto(town["url"] + "/desk/matters/?group=to_dispatch")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("x")
        assert page.locator("input[form=chosen]:checked").count() == 1
        assert "已选 1 件" in page.content()
        page.keyboard.press("?")
        assert page.locator("dialog#keys[open]").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "id_q"
        page.locator("a.ledger-title").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/matters/2026-*/")
        assert page.complaints == []


def sound(page, name: str, screen: str) -> None:
    """Axe finds nothing and nothing sticks out."""
    if SHOTS:
        browser.screenshot(page, f"{SHOTS}/{name}-{screen}.png")
    found = browser.axe(page)
    assert found == [], (name, browser.told(found))
    assert browser.overflows(page) == [], name


@pytest.mark.parametrize("screen", ["phone", "pc"])
def test_a_worker_registers_a_call_looks_at_the_telephone_and_reissues_the_slip(town, screen):
    with browser.open_browser() as chromium, browser.open_page(chromium, screen) as page:
        enter(page, town, "worker")
        page.goto(town["url"] + "/desk/register/")
        page.fill("#id_words", WORDS[0])
        page.select_option("#id_intake", "phone")
        page.fill("#id_phone", "19900005678")
        page.click("main button.btn-lg")
        assert "要先征得本人同意" in page.content()
        sound(page, "register-wrong", screen)
        page.check("#id_has_consented")
        page.select_option("#id_category", label="公用设施/路灯")
        page.click("main button.btn-lg")
        page.wait_for_selector(".slip-number")
        sound(page, "registered", screen)
        page.click("text=打开这件事")
        page.click("text=查看电话")
        page.fill("#id_reason", "约上门时间")
        page.click("main form .btn-primary")
        assert "19900005678" in page.content()
        sound(page, "unmasked", screen)
        page.click("text=回到这件事")
        page.click("text=补发单号")
        page.click("main form .btn-primary")
        page.wait_for_selector(".slip-number")
        sound(page, "reissued", screen)


@pytest.mark.parametrize("screen", ["phone", "pc"])
def test_who_was_too_late_sees_what_changed_and_a_coordinator_dispatches_several(town, screen):
    world, matters = town["world"], town["matters"]
    with browser.open_browser() as chromium, browser.open_page(chromium, screen) as page:
        enter(page, town, "handler")
        page.goto(f"{town['url']}/desk/matters/{matters['working'].number}/work/")
        page.fill("#id_text", "新井圈到了，明早换。")
        actions.urge(matters["working"], world.coordinator, text="请抓紧。")
        page.click("main form .btn-primary")
        page.wait_for_selector("#changes")
        assert "新井圈到了，明早换。" in page.content()
        sound(page, "too-late", screen)
        enter(page, town, "coordinator")
        page.goto(town["url"] + "/desk/matters/?group=to_dispatch")
        for box in page.locator("input[form=chosen]").all():
            box.check()
        page.click("text=把选中的派给同一个单位")
        page.select_option("#id_office", label="县城市管理局")
        page.click("main form .btn-primary")
        page.wait_for_selector("text=件里派出")
        sound(page, "bulk-dispatched", screen)
