"""Pictures of the main pages of the demo city, at 390 and 1280 pixels, into var/screenshots; the best into docs/pictures.

    python tools/screenshots.py [--keep] [--only NAME]

The city is built anew in var/screenshots-db, so that its days are those of today; `--keep` uses the one that is there.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from tests.browser import SCREENS, open_browser, screenshot  # noqa: E402

VAR = HERE / "var/screenshots-db"
INTO = HERE / "var/screenshots"
PICTURES = HERE / "docs/pictures"
MOST_BYTES = 150_000
WORDS = "小区东门的路灯坏了三天，晚上看不见台阶，昨天有位老人差点摔倒。"
LEDGER = (
    ("序号", "存在问题", "责任单位", "完成时限", "进展情况"),
    (1, "公园北门的休息椅坏了两把", "", "", "已联系厂家"),
    (2, "菜市场西口占道摆摊，轮椅过不去", "", "", "正在劝导"),
    (3, "文化活动室空调不制冷", "", "", ""),
    (4, "", "", "", "这一行没有写问题"),
)


class Shot(NamedTuple):
    """One page: its name, who opens it ("" is a resident), and how to get there from anywhere."""

    name: str
    who: str
    go: Callable[[Page], None]


class Best(NamedTuple):
    """A picture of the READMEs: which shot, on which screen, and how tall."""

    file: str
    shot: str
    screen: str
    height: int


BEST = (
    Best("portal-home-phone.png", "portal-home", "phone", 844),
    Best("matter-phone.png", "matter", "phone", 1180),
    Best("desk-home.png", "desk-home", "pc", 860),
    Best("desk-matter.png", "desk-matter", "pc", 1000),
    Best("promises.png", "promises", "pc", 860),
    Best("grids.png", "grids", "pc", 1000),
    Best("structure-health.png", "structure-health", "pc", 1000),
    Best("tour-routes.png", "tour-routes", "pc", 1000),
    Best("tour-phone.png", "tour-phone", "phone", 844),
)


def main() -> None:
    """Build, serve, look."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--keep", action="store_true", help="use the city that is there")
    asked.add_argument("--only", default="", help="only the shots whose names hold this")
    given = asked.parse_args()
    INTO.mkdir(parents=True, exist_ok=True)
    with served(keep=given.keep) as address, open_browser() as browser:
        for shot in SHOTS:
            if given.only in shot.name:
                for screen in SCREENS:
                    take(browser, address, shot, screen)
        for best in BEST:
            if given.only in best.shot:
                publish(browser, address, best)


@contextmanager
def served(*, keep: bool) -> Iterator[str]:
    """The demo city on a free port."""
    environment = os.environ | {"YINUO_VAR": str(VAR), "YINUO_DEMO": "1"}
    command = [sys.executable, "-m", "yinuo.site.command"]
    if not keep and VAR.exists():
        subprocess.run([*command, "stop"], env=environment, check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(VAR)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([*command, "demo", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Return when the pages answer."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=20).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("the demo ended before it served")


@contextmanager
def page_of(browser: Browser, address: str, shot: Shot, screen: str, *, height: int = 0, sharp: int = 1):
    """The page of a shot, opened by the right person."""
    size = SCREENS[screen] | ({"height": height} if height else {})
    context = browser.new_context(
        viewport=size, device_scale_factor=sharp, locale="zh-CN", timezone_id="Asia/Shanghai", base_url=address,
        has_touch=screen == "phone", reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    try:
        if shot.who:
            page.goto("/demo/")
            page.locator(f"form[action='/demo/{shot.who}/enter/'] button").click()
            page.wait_for_url("**/desk/")
        shot.go(page)
        yield page
    finally:
        context.close()


def take(browser: Browser, address: str, shot: Shot, screen: str) -> None:
    """One shot of the whole page into var/screenshots."""
    with page_of(browser, address, shot, screen) as page:
        path = screenshot(page, INTO / f"{shot.name}-{screen}.png")
        print(path.relative_to(HERE))


def publish(browser: Browser, address: str, best: Best) -> None:
    """One picture for the READMEs, with few colours, so that the repository stays light."""
    shot = next(one for one in SHOTS if one.name == best.shot)
    sharp = 2 if best.screen == "phone" else 1
    with page_of(browser, address, shot, best.screen, height=best.height, sharp=sharp) as page:
        raw = screenshot(page, INTO / f"raw-{best.file}", whole=False)
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / best.file
    for colours in (256, 128, 64, 32):
        with Image.open(raw) as image:
            image.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            break
    else:
        sys.exit(f"{path.name} is larger than {MOST_BYTES} bytes")
    print(path.relative_to(HERE), path.stat().st_size)


def at(path: str) -> Callable[[Page], None]:
    """Simply the page of an address."""
    return lambda page: page.goto(path) and None


def raise_something(page: Page) -> None:
    """The form filled in, not yet handed in."""
    _address, name = community(page)
    page.goto("/raise/")
    page.fill("[name=words]", WORDS)
    page.fill("[name=place_words]", name)
    page.get_by_role("button", name="找", exact=True).click()
    page.locator(".place-chosen, .choices input[name=place]").first.wait_for()
    if page.locator("input[type=radio][name=place]").count():
        page.locator("input[type=radio][name=place]").first.check()


def hand_in(page: Page) -> None:
    """The slip."""
    raise_something(page)
    page.locator("form[data-raise] .form-foot button").click()
    page.locator(".slip-number").wait_for()


def community(page: Page) -> tuple[str, str]:
    """Address and name of a community that has public promises."""
    answer = page.request.get("/promises/?view=closed")
    number = next(part.partition("/")[0] for part in answer.text().split('href="/p/')[1:])
    page.goto(f"/p/{number}/")
    link = page.locator(".standing a[href^='/community/']")
    return link.get_attribute("href"), link.inner_text()


def look_at_community(page: Page) -> None:
    page.goto(community(page)[0])


def own_matter(number: int) -> Callable[[Page], None]:
    """The page of the resident's matter that stands at this place of the demo's list."""

    def go(page: Page) -> None:
        page.goto("/demo/")
        page.goto(page.locator("a[href^='/m/']").nth(number).get_attribute("href"))

    return go


def first_of(heading: str) -> Callable[[Page], None]:
    """The first matter under a heading of the desk."""

    def go(page: Page) -> None:
        page.locator(f"section[aria-labelledby={heading}] a.ledger-title").first.click()
        page.locator(".acts").wait_for()

    return go


def extended(page: Page) -> None:
    """A matter of my desk with its first day beside a later one, or else the first under way."""
    later = page.locator("tr:has(.due .ledger-under) a.ledger-title")
    (later if later.count() else page.locator("section[aria-labelledby=in_progress] a.ledger-title")).first.click()
    page.locator(".acts").wait_for()


def public_with_later_day(page: Page) -> None:
    """A public matter whose promise was extended, if the newest fifty have one."""
    page.goto("/promises/")
    for href in [one.get_attribute("href") for one in page.locator("a[href^='/p/']").all()]:
        page.goto(href)
        if page.locator(".promise-why").count():
            return


def step_form(page: Page) -> None:
    first_of("to_promise")(page)
    page.locator("a[href$='/promise/']").first.click()
    page.locator("[name=due_at]").wait_for()


def excel_mapping(page: Page) -> None:
    import xlsxwriter

    path = INTO / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(LEDGER):
            sheet.write_row(number, 0, row)
    page.goto("/excel/")
    page.set_input_files("input[type=file]", path)
    page.locator("main form button.btn-primary").click()
    page.locator("table").wait_for()


def tour(part: str) -> Callable[[Page], None]:
    """A part of the archived round of the page: the older of the two."""

    def go(page: Page) -> None:
        page.goto("/desk/rounds/")
        page.locator("main a[href$='/desk/rounds/1/']").first.click()
        page.goto(f"/desk/rounds/1/?part={part}")

    return go


def tour_result(page: Page) -> None:
    """How the units of that round were counted."""
    page.goto("/desk/results/1/")


def tour_phone(page: Page) -> None:
    """The route of today on a judge's phone."""
    page.goto("/field/")
    page.get_by_role("button", name="开始使用").click()
    page.locator("main h1").wait_for()
    page.wait_for_timeout(8000)  # until the notice that it works offline has gone


SHOTS = (
    Shot("portal-home", "", at("/")),
    Shot("demo", "", at("/demo/")),
    Shot("raise", "", raise_something),
    Shot("slip", "", hand_in),
    Shot("matter", "", own_matter(1)),
    Shot("matter-to-rate", "", own_matter(0)),
    Shot("matter-closed", "", own_matter(3)),
    Shot("promises", "", at("/promises/")),
    Shot("public", "", public_with_later_day),
    Shot("community", "", look_at_community),
    Shot("communities", "", at("/communities/")),
    Shot("sign-in", "", at("/accounts/login/")),
    Shot("desk-home", "demo-street", at("/desk/")),
    Shot("desk-home-department", "demo-department", at("/desk/")),
    Shot("desk-matters", "demo-street", at("/desk/matters/")),
    Shot("desk-matter", "demo-department", extended),
    Shot("desk-step", "demo-department", step_form),
    Shot("desk-register", "demo-community", at("/desk/register/")),
    Shot("desk-ledger", "demo-auditor", at("/desk/ledger/")),
    Shot("desk-people", "demo-administrator", at("/desk/people/")),
    Shot("excel-mapping", "demo-street", excel_mapping),
    Shot("grids", "demo-grids", at("/desk/ground/411381901901/")),
    Shot("grid-plan", "demo-grids", at("/desk/ground/411381901901/plan/")),
    Shot("grid", "", at("/g/411381901901001/")),
    Shot("who", "", at("/who/?place=411381901901")),
    Shot("structure", "demo-organiser", at("/desk/structure/")),
    Shot("structure-health", "demo-organiser", at("/desk/health/")),
    Shot("branch-planner", "demo-secretary", at("/desk/planner/")),
    Shot("figures", "demo-organiser", at("/desk/figures/")),
    Shot("stairwell-asks", "demo-stairwell", at("/desk/")),
    Shot("tour", "demo-city", tour("")),
    Shot("tour-sites", "demo-city", tour("sites")),
    Shot("tour-draw", "demo-city", tour("draw")),
    Shot("tour-routes", "demo-city", tour("routes")),
    Shot("tour-result", "demo-city", tour_result),
    Shot("tour-phone", "demo-judge", tour_phone),
)

if __name__ == "__main__":
    main()
