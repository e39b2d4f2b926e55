"""A real Chromium for tests: opening it, the two screens that count, axe, screenshots, old-fashioned checks.

axe-core is read from node_modules (`npm ci`, development dependency) or from the file named by AXE.
Chromium is Debian's, or the one named by CHROMIUM (tools/old_chromium.py prints the way to version 109).
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent.parent
PHONE = {"width": 390, "height": 844}
"""A common phone of today, in CSS pixels."""
PC = {"width": 1280, "height": 800}
"""An old office PC, in CSS pixels."""
SCREENS = {"phone": PHONE, "pc": PC}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--font-render-hinting=none",
)
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser")
"""Where Debian puts them; the one without windows and menus is a quarter faster."""

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2 AA and axe's good practice (landmarks, order of headings)."""


class NoBrowserError(RuntimeError):
    """Chromium or axe-core is not on this machine; a test may skip, saying so."""


def chromium() -> str:
    """The Chromium to start; NoBrowserError when there is none."""
    for path in (os.environ.get("CHROMIUM", ""), *BROWSERS):
        if path and Path(path).exists():
            return path
    raise NoBrowserError("no Chromium: install Debian's chromium or set CHROMIUM")


def axe_source() -> str:
    """The text of axe-core; NoBrowserError when it is not installed."""
    for path in (os.environ.get("AXE", ""), HERE / "node_modules/axe-core/axe.min.js"):
        if path and Path(path).is_file():
            return Path(path).read_text(encoding="utf-8")
    raise NoBrowserError("no axe-core: run `npm ci` (with its development part) or set AXE")


@contextmanager
def open_browser() -> "Iterator[Browser]":
    """A headless Chromium, closed at the end: `with open_browser() as browser:`.

    Playwright runs an event loop, and Django then refuses its synchronous database in the same thread:
    DJANGO_ALLOW_ASYNC_UNSAFE is set while the browser is open.
    """
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            try:
                yield browser
            finally:
                browser.close()
    finally:
        if before is None:
            os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@contextmanager
def open_page(
    browser: "Browser", screen: str = "phone", *, large: bool = False, scripts: bool = True, address: str = ""
) -> "Iterator[Page]":
    """A page on "phone" or "pc", in China's time and language; `large` needs `address` (the server's) for its cookie.

    `page.complaints` lists what the console said in anger: refused by the content security policy, script errors.
    """
    context = browser.new_context(
        viewport=SCREENS[screen],
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=screen == "phone",
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    if large:
        context.add_cookies([{"name": "size", "value": "large", "url": address}])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()


def axe(page: "Page", *, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What axe finds wrong on the page as it now is: [{id, impact, help, nodes: [html + reason]}]; [] is what we want.

    The script is evaluated through the debugger, so a strict content security policy does not stop it.
    `without` leaves out rules by id; say in the test why.
    """
    page.evaluate(axe_source() + "; undefined")
    options = {
        "runOnly": {"type": "tag", "values": list(RULES)},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
    }
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        {
            "id": violation["id"],
            "impact": violation["impact"],
            "help": violation["help"],
            "nodes": [f"{node['html'][:200]} — {node['failureSummary']}" for node in violation["nodes"]],
        }
        for violation in found
    ]


def told(violations: list[dict[str, Any]]) -> str:
    """Violations as text, for the message of an assertion."""
    return json.dumps(violations, ensure_ascii=False, indent=1)


def overflows(page: "Page") -> list[str]:
    """What makes the page scroll sideways: the outermost elements that stick out on the right; [] is what we want."""
    return page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= wide) return [];
            return [...document.querySelectorAll("body *")]
                .filter(one => one.getBoundingClientRect().right > wide + 1)
                .slice(0, 5).map(one => one.outerHTML.slice(0, 160));
        }"""
    )


def small_targets(page: "Page", least: int = 44) -> list[str]:
    """Buttons, menu links and inputs lower than `least` pixels; links inside sentences and table cells are excused."""
    return page.evaluate(
        """least => [...document.querySelectorAll(
                "a.btn, button, nav a, input:not([type=hidden]), select, textarea, .way"
            )].filter(one => one.getClientRects().length && !one.closest(".crumbs, .visually-hidden"))
            .filter(one => {
                const box = (one.type === "radio" || one.type === "checkbox" ? one.closest("label") || one : one);
                return box.getBoundingClientRect().height + 0.5 < least;
            })
            .map(one => Math.round(one.getBoundingClientRect().height) + "px " + one.outerHTML.slice(0, 120))""",
        least,
    )


def small_type(page: "Page", least: float = 18) -> list[str]:
    """Texts smaller than `least` pixels (for large type: 18); hidden ones do not count."""
    return page.evaluate(
        """least => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) {
                const one = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !one.getClientRects().length) continue;
                if (one.closest(".visually-hidden, script, style")) continue;
                const pixels = parseFloat(getComputedStyle(one).fontSize);
                if (pixels + 0.01 < least) found.push(pixels + "px " + walker.currentNode.data.trim().slice(0, 40));
            }
            return found;
        }""",
        least,
    )


def screenshot(page: "Page", path: str | Path, *, whole: bool = True) -> Path:
    """A picture of the page (`whole`: all of its height), after its fonts are there."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.screenshot(path=str(path), full_page=whole, animations="disabled")
    return path
