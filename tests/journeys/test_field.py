"""Inspectors with a phone and no network: nothing is lost, everything arrives once, whatever happens on the way."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.browser import HERE, PC, PHONE, NoBrowserError, axe_source, chromium, small_targets, small_type
from tests.field.test_photos import picture
from tests.inspection.scene import scene
from tests.journeys.phones import Phone
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.models import Ballot, Question
from yinuo.inspection.models import Note, NotePhoto, Visit
from yinuo.kernel.actor import HOUSE
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import DevicePass

pytestmark = [pytest.mark.slow, pytest.mark.browser]
NOON = MONDAY + timedelta(hours=3)
IN = "已联网 · 都已上传"


@pytest.fixture(scope="module")
def playwright():
    """Chromium at hand; each test opens its own phones."""
    if not (HERE / "src/yinuo/site/static/vendor/idb/idb.js").exists():
        pytest.skip("no assets: run `python -m yinuo.site.assets`")
    try:
        chromium(), axe_source()
    except NoBrowserError as absent:
        pytest.skip(str(absent))
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    with sync_playwright() as one:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        yield one
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE") if before is None else os.environ.update(
        {"DJANGO_ALLOW_ASYNC_UNSAFE": before}
    )


@pytest.fixture
def tour(playwright, live_server, open_world, tmp_path):
    """The first noon of a round, and phones for those who go along."""
    cache.clear()
    with time_machine.travel(NOON, tick=True) as traveller:
        made = scene(open_world)
        Client().get("/field/shell/")  # the first request reads every module of the house
        one = Tour(playwright, live_server.url, made, tmp_path, traveller)
        yield one
        for phone in one.phones:
            phone.close()


class Tour:
    """A round with phones."""

    def __init__(self, playwright, address, made, folder: Path, traveller):
        self.playwright, self.address, self.made, self.folder, self.traveller = (
            playwright,
            address,
            made,
            folder,
            traveller,
        )
        self.phones: list[Phone] = []

    def phone(self, name: str = "phone", **more) -> Phone:
        self.phones.append(Phone(self.playwright, self.address, self.folder / name, **more))
        return self.phones[-1]

    def judge(self, number: int = 0, **more) -> Phone:
        """The phone of a judge, everything on it."""
        return self.phone(f"judge{number}", **more).take_along(self.made.judges[number].member)

    @property
    def sites(self):
        """Three sites that judge 0 marks; the plan has the last one on the second day."""
        return [*self.made.sites(2), self.made.sites(4)[0]]


def write(phone: Phone, site, text: str, colour=None) -> None:
    """Write a note at the site, with a photo where there is a colour."""
    page = phone.go(f"#/note/{site.pk}")
    page.locator("#note-text").fill(text)
    if colour:
        file = picture(colour)
        given = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.read()}
        page.locator("main input[type=file]").last.set_input_files(given)
        page.locator(".field-pictures img").wait_for()


def save(phone: Phone) -> None:
    phone.page.get_by_role("button", name="存好这条笔记").click()
    phone.page.wait_for_function("() => location.hash.startsWith('#/site/')")


def mark(phone: Phone, site, word: str = "一半", most: int = 99) -> None:
    """Tap this for every scoring point (the first `most` of them)."""
    page = phone.go(f"#/mark/{site.pk}")
    page.locator(".field-item").first.wait_for()
    for index in range(min(most, page.locator("fieldset").count())):
        page.locator("fieldset").nth(index).get_by_label(word).check()


def close(phone: Phone) -> None:
    """Seal the ballot that is open."""
    phone.page.get_by_role("button", name="封好这张票").click()
    phone.page.locator("dialog").get_by_role("button", name="封好", exact=True).click()
    phone.page.get_by_text("您的票已在").wait_for()


def wait_for(phone: Phone, words: str) -> None:
    phone.page.locator("#status", has_text=words).wait_for()


def counts() -> tuple[int, ...]:
    acts = ("evaluation.cast", "inspection.take_note", "inspection.add_photo")
    return (
        Ballot.objects.count(), Note.objects.count(), NotePhoto.objects.count(),
        *(Entry.objects.filter(act=act).count() for act in acts),
    )  # fmt: skip


def test_a_day_without_network_and_a_killed_browser_arrive_exactly_once(tour):
    phone, sites = tour.judge(), tour.sites
    phone.network(False)
    phone.open()
    wait_for(phone, "离线")
    for number, site in enumerate(sites[:2]):
        write(phone, site, f"第{number + 1}站：议事台账写得清楚。", (90 + number * 60, 120, 60))
        save(phone)
        mark(phone, site)
        close(phone)
    wait_for(phone, "待上传 6 件")
    write(phone, sites[2], "第3站：服务清单贴在门口，", (10, 40, 200))
    mark(phone, sites[2], most=4)
    phone.kill()

    phone.open()
    wait_for(phone, "离线 · 待上传 6 件")
    assert "有草稿" in phone.go("#/day/1").locator(".field-route").inner_text()
    page = phone.go(f"#/note/{sites[2].pk}")
    assert page.locator("#note-text").input_value() == "第3站：服务清单贴在门口，"
    assert page.locator(".field-pictures img").count() == 1
    page.locator("#note-text").fill("第3站：服务清单贴在门口，可以学。")
    save(phone)
    page = phone.go(f"#/mark/{sites[2].pk}")
    assert page.locator("fieldset input:checked").count() == 4
    mark(phone, sites[2])
    close(phone)
    wait_for(phone, "离线 · 待上传 9 件")
    assert counts() == (0,) * 6
    assert not [row for row in phone.rows("drafts") if "marks" in row], "after sealing no mark stays"
    assert "points" not in json.dumps(phone.rows("outbox"))

    phone.network(True)
    wait_for(phone, IN)
    assert counts() == (3,) * 6
    phone.open()
    wait_for(phone, IN)
    assert counts() == (3,) * 6
    assert {ballot.digest for ballot in Ballot.objects.all()} == {row["digest"] for row in phone.rows("sealed")}
    assert opened(tour) == {"2.5", "5"}


def opened(tour) -> set[str]:
    """The points that the keepers find in the ballots."""
    made = tour.made.fresh()
    evaluating.seal(made.assessment, made.organiser, note="只有一位评委试用手机。")
    words, numbers = [made.words[1], made.words[3]], [1, 3]
    evaluating.open_(made.assessment, made.keeper(1), words=words, numbers=numbers)
    return {row["points"] for ballot in Ballot.objects.all() for row in ballot.content["marks"].values()}


def test_answers_that_are_lost_and_a_second_tab_make_nothing_twice(tour):
    phone, (site, other, _third) = tour.judge(), tour.sites
    phone.network(False)
    for one in (site, other):
        write(phone, one, "议事台账写得清楚。", (90, 120, one.pk % 250))
        save(phone)
        mark(phone, one)
        close(phone)
    lost = []

    def lose(route):
        lost.append(route.fetch().status)  # the server has it, the phone never hears of it
        route.abort()

    for path in ("**/field/outbox/", "**/field/photos/"):
        phone.context.route(path, lose)
    phone.network(True)
    wait_for(phone, "连不上服务器")
    assert lost
    assert set(lost) == {200}
    phone.context.unroute_all()
    second = phone.look_at(phone.context.new_page())
    second.goto(f"{tour.address}/field/#/queue")
    for page in (phone.page, second):
        page.evaluate("() => { location.hash = '#/queue'; }")
        page.get_by_role("button", name="现在上传").click()
    for page in (phone.page, second):
        page.locator("#status", has_text=IN).wait_for()
    assert counts() == (2,) * 6


def test_a_conflict_is_shown_and_holds_up_nothing_else(tour):
    phone, (site, other, _third) = tour.judge(), tour.sites
    phone.network(False)
    mark(phone, site)
    close(phone)
    tour.made.cast(0, site)  # meanwhile on paper, entered at the desk
    write(phone, other, "网格驿站有人值守。")
    save(phone)
    phone.network(True)
    wait_for(phone, "1 件要您看一下")
    page = phone.go("#/queue")
    line = page.locator("[data-state=conflict]")
    assert "有冲突" in line.inner_text()
    assert "投过一张票" in line.inner_text()
    assert (Ballot.objects.count(), Note.objects.count()) == (1, 1)
    phone.window().look()
    line.get_by_role("button", name="再传一次").click()
    page.wait_for_timeout(500)
    line.wait_for()
    page.get_by_role("button", name="不再上传").click()
    page.locator("dialog").get_by_role("button", name="删除").click()
    wait_for(phone, IN)


def test_a_wrong_clock_is_told_and_set_right(tour):
    phone, site = tour.judge(slow=timedelta(hours=2, minutes=13)), tour.sites[0]
    assert "您手机的时钟慢了2小时13分" in phone.page.locator("main").inner_text()
    phone.network(False)
    write(phone, site, "钟慢了，内容不慢。")
    save(phone)
    phone.kill()
    phone.open()
    phone.network(True)
    wait_for(phone, IN)
    note = Note.objects.get()
    assert abs(note.said_at - note.at) < timedelta(minutes=4)
    assert "已按实际时间记录" in phone.go("#/queue").locator("main").inner_text()


def test_signing_out_warns_offers_the_file_and_leaves_nothing(tour, tmp_path):
    phone, site = tour.judge(), tour.sites[0]
    phone.network(False)
    write(phone, site, "先导出，再退出。", (200, 10, 90))
    save(phone)
    page = phone.go("#/me")
    page.get_by_role("button", name="退出并清空这部手机").click()
    assert "还有 2 件没有上传" in page.locator("dialog").inner_text()
    with page.expect_download() as taken:
        page.get_by_role("button", name="先导出").click()
    file = tmp_path / "taken.json"
    taken.value.save_as(file)
    page.locator("dialog").get_by_role("button", name="取消").click()
    phone.context.route("**/field/outbox/", lambda route: route.abort())
    phone.network(True)
    wait_for(phone, "连不上服务器")
    page.get_by_role("button", name="退出并清空这部手机").click()
    page.get_by_role("button", name="仍要退出并清空").click()
    page.get_by_text("都已清空").wait_for()
    assert page.evaluate("() => indexedDB.databases().then(all => all.map(one => one.name))") in ([], ["yinuo-field"])
    assert not any(phone.rows(store) for store in ("meta", "packet", "drafts", "outbox", "photos", "sealed"))
    assert DevicePass.objects.get().withdrawn_at
    assert counts() == (0,) * 6

    phone.context.unroute_all()
    page.get_by_role("button", name="再次使用").click()
    page.locator(".field-route").wait_for()
    page = phone.go("#/queue")
    page.locator("main input[type=file]").set_input_files(file)
    page.locator(".is-short li").nth(1).wait_for()
    wait_for(phone, IN)
    assert counts()[1:3] == (1, 1)


def test_a_pass_that_was_taken_away_loses_nothing(tour):
    phone, site = tour.judge(), tour.sites[0]
    staffing.withdraw_pass(DevicePass.objects.get(), HOUSE)
    write(phone, site, "通行证收回了，笔记还在。")
    save(phone)
    phone.page.get_by_text("离线通行证已经到期或者被收回").wait_for()
    wait_for(phone, "待上传 1 件")
    phone.window().look()
    phone.page.get_by_role("button", name="请重新登录").click()
    wait_for(phone, IN)
    assert Note.objects.get().text == "通行证收回了，笔记还在。"


def test_a_leader_says_for_the_group_what_was_seen(tour):
    phone = tour.phone("leader").take_along(tour.made.leaders[0])
    seen, missed = (Visit.objects.get(site=site, group__number=1) for site in tour.sites[:2])
    phone.network(False)
    page = phone.go(f"#/site/{seen.site_id}")
    page.get_by_role("button", name="看过了").click()
    page.locator("dialog").get_by_role("button", name="登记").click()
    page.locator(".tone-good", has_text="已看").wait_for()
    page = phone.go(f"#/missed/{missed.site_id}")
    page.get_by_role("button", name="登记").click()
    assert "请写明原因" in page.locator("main").inner_text()
    page.get_by_label("为什么没有看成").fill("前一站超时，来不及去。")
    page.get_by_role("button", name="登记").click()
    page.locator(".tone-warn", has_text="没有看成").wait_for()
    phone.network(True)
    wait_for(phone, IN)
    seen.refresh_from_db()
    missed.refresh_from_db()
    assert (seen.state, missed.state, missed.reason) == ("held", "missed", "前一站超时，来不及去。")


def test_a_question_is_answered_in_private(tour):
    Question.objects.create(judge=tour.made.judges[0], kind="straight_line", asked_at=MONDAY)
    phone = tour.judge()
    page = phone.go("#/me")
    page.get_by_label("您的说明").fill("三个点位的确差不多。")
    page.get_by_role("button", name="提交说明").click()
    page.get_by_text("您已经说明").wait_for()
    wait_for(phone, IN)
    assert Question.objects.get().answer == "三个点位的确差不多。"


def look(phone: Phone) -> None:
    """Look the screen over with its bars at rest: whatever a bar covers for a moment can be scrolled from under it."""
    phone.page.evaluate(
        """() => document.querySelectorAll(".field-top, .field-menu, .field-total").forEach((bar) => {
            bar.style.position = "static";
        })"""
    )
    phone.window().look()


@pytest.mark.parametrize("screen", [PHONE, PC])
def test_every_screen_is_whole_in_both_sizes_of_type(tour, screen):
    Question.objects.create(judge=tour.made.judges[0], kind="straight_line", asked_at=MONDAY)
    phone, site = tour.phone("looked", screen=screen), tour.sites[0]
    phone.sign_in(tour.made.judges[0].member).open()
    look(phone)
    phone.take_along(tour.made.judges[0].member)
    mark(phone, site, most=5)
    phone.page.get_by_role("button", name="封好这张票").click()
    look(phone)
    write(phone, tour.sites[1], "议事台账写得清楚。", (90, 120, 60))
    save(phone)
    for size in ("大字", "标准字"):
        phone.page.get_by_role("button", name=size).click()
        for where in (
            "",
            f"site/{site.pk}",
            f"mark/{site.pk}",
            f"note/{site.pk}",
            f"missed/{site.pk}",
            "notes",
            "queue",
            "me",
            "nothing",
        ):
            phone.go(f"#/{where}")
            look(phone)
            assert small_targets(phone.page) == [], where
            if size == "大字":
                assert small_type(phone.page) == [], where
