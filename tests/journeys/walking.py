"""People of the world at real windows: each visited page is held to axe, to its width and to a silent console."""

import os
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser import axe, open_page, overflows, told
from tests.world import World
from yinuo.matters.models import Matter

SHAPES = """() => [...new Set([...document.querySelectorAll("*")].map(one =>
    [one.tagName, one.className.baseVal ?? one.className, one.getAttribute("role"), one.type, one.hidden,
     one.getAttribute("aria-current"), (one.parentElement || {}).tagName].join(" ")))].sort().join("|")"""
"""The kinds of elements on a page. Axe judges those, so a page of none but known kinds is not judged again."""

SHOTS = os.environ.get("YINUO_SHOTS", "")
"""A folder for a picture of every page that is looked at."""

EXPECTED = "the server responded with a status of 4"
"""Chromium writes every 4xx answer into the console; the tests look at the answers themselves."""


class Window:
    """One person's browser at this town's address."""

    known: ClassVar[set[tuple]] = set()

    def __init__(self, page: Page, address: str, *, scripts: bool = True):
        self.page, self.address, self.scripts = page, address, scripts

    def go(self, path: str, *, status: int = 200) -> "Window":
        """Open an address of the house and look the page over."""
        answer = self.page.goto(self.address + path)
        assert answer.status == status, f"{path} answered {answer.status}"
        return self.look()

    def look(self) -> "Window":
        """Nothing wrong with the page as it is now."""
        where = self.page.url.removeprefix(self.address)
        assert self.page.locator("h1").count() == 1, f"{where}: one heading of the first rank"
        if self.scripts:  # axe waits by timers, which a page without scripts does not have
            self._judge(where)
        if SHOTS:
            width, name = self.page.viewport_size["width"], where.strip("/").replace("/", "_").replace("?", "+")[:90]
            self.page.screenshot(path=Path(SHOTS) / f"{name or 'home'}-{width}.png", full_page=True)
        wide = overflows(self.page)
        assert wide == [], f"{where}: {wide}"
        angry = [said for said in self.page.complaints if EXPECTED not in said]
        assert angry == [], f"{where}: {angry}"
        return self

    def _judge(self, where: str) -> None:
        shapes = (self.page.viewport_size["width"], self.page.evaluate(SHAPES))
        if shapes not in self.known:
            wrong = axe(self.page)
            assert wrong == [], f"{where}: {told(wrong)}"
            self.known.add(shapes)

    def press(self, word: str) -> "Window":
        """Press a button or follow a link by its words, and look over where it leads."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=word, exact=True)
        button.or_(main.get_by_role("link", name=word, exact=True)).first.click()
        self.page.wait_for_load_state()
        return self.look()

    def fill(self, **words: str) -> "Window":
        """Fill fields by their names: lines, texts, days and choices from a list (by the visible word)."""
        for name, value in words.items():
            one = self.page.locator(f"[name={name}]:not([type=hidden])").first
            if one.evaluate("one => one.tagName") == "SELECT":
                found = one.locator("option").filter(has_text=value).first
                one.select_option(found.get_attribute("value"))
            else:
                one.fill(value)
        return self

    def choose(self, *labels: str) -> "Window":
        """Tick boxes and round buttons by the words beside them."""
        for label in labels:
            self.page.get_by_label(label).first.check()
        return self

    def pick(self, name: str, *files: Path) -> "Window":
        """Choose files from the disk."""
        self.page.locator(f"input[name={name}]").set_input_files([str(one) for one in files])
        return self

    @property
    def text(self) -> str:
        """What can be read on the page, folded parts too."""
        return self.page.locator("body").evaluate("one => one.textContent.replace(/\\s+/g, ' ')")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)


class Town:
    """The world, its server and its windows. Officials sit at PCs, residents hold phones."""

    def __init__(self, browser: Browser, address: str, world: World, traveller):
        self.browser, self.address, self.world, self.traveller = browser, address, world, traveller
        self._stack, self._windows = ExitStack(), {}

    def __enter__(self) -> "Town":
        return self

    def __exit__(self, *failure) -> None:
        self._stack.close()

    def pass_time(self, **span: float) -> None:
        """Time passes for everybody."""
        self.traveller.shift(timedelta(**span))

    def window(self, screen: str, *, scripts: bool = True) -> Window:
        """A fresh browser without any cookie."""
        page = self._stack.enter_context(open_page(self.browser, screen, scripts=scripts))
        page.set_default_timeout(20_000)
        return Window(page, self.address, scripts=scripts)

    def anybody(self, screen: str) -> Window:
        """A visitor without a cookie; the same one for each look."""
        if ("", screen) not in self._windows:
            self._windows["", screen] = self.window(screen)
        return self._windows["", screen]

    def resident(self, *, scripts: bool = True) -> Window:
        """Somebody with a phone."""
        return self.window("phone", scripts=scripts)

    def at_desk(self, name: str, screen: str = "pc") -> Window:
        """This member of the world, signed in (by a session of today, not through the sign-in page)."""
        key = (name, screen)
        if key not in self._windows:
            self._windows[key] = self.window(screen)
        return self.sign_in(self._windows[key], name)

    def sign_in(self, window: Window, name: str) -> Window:
        """A session of now for this member."""
        client = Client()
        client.force_login(self.world.people[name].user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        window.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address, "httpOnly": True}]
        )
        return window

    def act(self, who: str, matter: Matter, button: str, submit: str = "", *, ticks=(), files=None, **words) -> Window:
        """An official opens a matter, presses a button, fills the form and hands it in."""
        window = self.at_desk(who).go(f"/desk/matters/{matter.number}/")
        window.press(button)
        window.fill(**words).choose(*ticks)
        for name, file in (files or {}).items():
            window.pick(name, file)
        window.press(submit or button)
        assert "已记录" in window.page.locator("#messages").inner_text(), window.page.locator("main").inner_text()
        matter.refresh_from_db()
        return window
