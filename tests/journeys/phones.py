"""A judge's phone: a browser with its own folder, that can lose its network, its process and its right time."""

import os
import signal
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.browser import FLAGS, PHONE, chromium
from tests.journeys.walking import Window
from yinuo.orgs.models import Member

SHIFT = """{
    const shift = %d, Real = Date;
    globalThis.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + shift); }
        static now() { return Real.now() + shift; }
    };
}"""
"""The tests' Monday is not the browser's: its clock is moved by so many milliseconds."""

ROWS = """async ([store]) => {
    const opened = indexedDB.open("yinuo-field");
    const db = await new Promise((done, failed) => { opened.onsuccess = () => done(opened.result); opened.onerror = failed; });
    if (!db.objectStoreNames.contains(store)) { db.close(); return []; }
    const asked = db.transaction(store).objectStore(store).getAll();
    const rows = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    db.close();
    return rows.map((row) => JSON.parse(JSON.stringify(row)));
}"""


class Phone:
    """A browser whose data outlive its process. `slow`: how much its clock is behind the true time."""

    def __init__(
        self, playwright: Playwright, address: str, folder: Path, *, slow: timedelta = timedelta(0), screen=None
    ):
        self.playwright, self.address, self.folder, self.slow = playwright, address, folder, slow
        self.screen = screen or PHONE
        self.is_off = False
        self.start()

    def start(self) -> None:
        """Switch it on; a network that was lost is still lost."""
        self.context: BrowserContext = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=chromium(), args=list(FLAGS), viewport=self.screen, locale="zh-CN",
            timezone_id="Asia/Shanghai", has_touch=True, reduced_motion="reduce", accept_downloads=True,
        )  # fmt: skip
        shift = datetime.now(UTC).timestamp() - _real(self.folder) - self.slow.total_seconds()
        self.context.add_init_script(SHIFT % round(shift * 1000))
        self.context.set_default_timeout(45_000)
        self.context.set_offline(self.is_off)
        self.page: Page = self.look_at(self.context.pages[0])

    def look_at(self, page: Page) -> Page:
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    def sign_in(self, member: Member) -> "Phone":
        """A session of now, as signing in on the page gives it."""
        client = Client()
        client.force_login(member.user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address, "httpOnly": True}]
        )
        return self

    def take_along(self, member: Member) -> "Phone":
        """Sign in, press 开始使用, and wait until everything is on the phone."""
        self.sign_in(member)
        self.open()
        self.page.get_by_role("button", name="开始使用").click()
        self.page.locator(".field-route").wait_for()
        self.page.locator("#app[data-ready]").wait_for()
        self.page.wait_for_function("() => navigator.serviceWorker.controller")
        return self

    def open(self, where: str = "#/") -> Page:
        self.page.goto(f"{self.address}/field/{where}")
        self.page.locator("h1").wait_for()
        return self.page

    def go(self, where: str) -> Page:
        """Go to a screen without loading anything."""
        self.page.evaluate("where => { location.hash = where; }", where)
        self.page.wait_for_timeout(150)
        return self.page

    def network(self, is_there: bool) -> None:
        self.is_off = not is_there
        self.context.set_offline(self.is_off)

    def kill(self) -> None:
        """As when the battery falls out: no page is told. Then it is switched on again."""
        for pid in _processes(self.folder):
            os.kill(pid, signal.SIGKILL)
        with suppress(Error):  # the connection may end while we say so
            self.context.close()
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        self.start()

    def rows(self, store: str) -> list[dict]:
        """What stands in a store of the phone."""
        return self.page.evaluate(ROWS, [store])

    def window(self) -> Window:
        """The page as a window that is held to axe, width and a silent console."""
        return Window(self.page, self.address)

    @property
    def status(self) -> str:
        return self.page.locator("#status").inner_text()

    def close(self) -> None:
        self.context.close()


def _real(folder: Path) -> float:
    """The browser's time, outside the tests' Monday: the disk knows it."""
    mark = folder / "now"
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text("")
    return mark.stat().st_mtime


def _processes(folder: Path) -> list[int]:
    """The browser that holds this folder, and its children."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                said = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"--user-data-dir={folder}".encode() in said:
                found.append(int(entry.name))
    return found
