"""The whole loop, pressed in the browser: residents on the phone, officials on the PC, and what everybody can read."""

import re
import threading
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from procrastinate.contrib.django import app

from tests.journeys.walking import Town, Window
from tests.world import seal
from yinuo.acts.verify import verify as verify_ledger
from yinuo.matters.models import Matter
from yinuo.matters.words import Outcome, Rating, State

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SAID = "幸福路东口的路灯坏了四盏，我老伴晚上在那里摔过一跤，请来修一修。"
CALLED, PHONE = "王大妈", "19900006789"
PASSWORD = "Xingfu-lu-42"


def photograph(folder: Path) -> Path:
    """A made-up scene at dusk."""
    drawn = Image.new("RGB", (1200, 900), "#26343c")
    pen = ImageDraw.Draw(drawn)
    for n in range(4):
        pen.rectangle([180 + n * 240, 200, 196 + n * 240, 800], fill="#5b6b73")
        pen.ellipse([140 + n * 240, 120, 236 + n * 240, 216], fill="#ffe9a8")
    path = folder / "lamps.jpg"
    drawn.save(path, "JPEG")
    return path


def work_off_reactions() -> None:
    """What a worker beside the server would do; in a thread, because the browser's loop runs in this one."""

    def work():
        with app.replace_connector(app.connector.get_worker_connector()) as ours:
            ours.run_worker(queues=["reactions"], wait=False, listen_notify=False, install_signal_handlers=False)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()


def raised(resident: Window, community: str) -> tuple[Matter, str]:
    """A resident says something and reads the slip from the page."""
    resident.go("/").page.locator("main a[href='/raise/']").first.click()
    resident.fill(words=SAID, place_words=community)
    resident.page.get_by_role("button", name="找", exact=True).click()
    resident.page.get_by_text(community).last.wait_for()
    resident.page.get_by_label(community).last.check()
    resident.look()
    resident.page.get_by_text("留个联系方式").click()
    resident.fill(called=CALLED, phone=PHONE, address="2号楼东侧")
    resident.press("交上去")
    slip = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}", resident.page.locator(".slip-number").inner_text())
    assert slip, resident.text
    return Matter.objects.latest("pk"), slip[0]


def signed_in_by_password(town: Town, name: str) -> Window:
    """Once through the real sign-in page."""
    user = town.world.people[name].user
    user.set_password(PASSWORD)
    user.save()
    window = town.window("pc").go("/accounts/login/?next=/desk/")
    window.fill(login=name, password="not-the-password").press("登录")
    assert window.page.locator("[data-wrong]").is_visible()
    window.fill(login=name, password=PASSWORD).press("登录")
    assert window.path == "/desk/"
    return window


def test_the_whole_loop_is_pressed_in_the_browser_and_told_truly_in_public(town, tmp_path):
    world, resident = town.world, town.resident()
    matter, slip = raised(resident, world.community.name)
    assert (matter.words, matter.state, matter.received_at.date()) == (SAID, State.RECEIVED, date(2026, 3, 2))
    registered_and_public(town, matter)
    to_and_fro(town, matter)
    promised_and_extended(town, matter)
    done_with_evidence(town, matter, photograph(tmp_path))
    refused_to_check_its_own_work(town, matter)
    town.act("verifier", matter, "核实：属实", ticks=["现场查看"], note="晚上去看过，灯都亮了。")
    rates(town, resident, slip, "不满意：没办好", "还有一盏一闪一闪的。")
    reopened_and_done_again(town, resident, matter)
    rates(town, resident, slip, "满意：办好了", "")
    work_off_reactions()
    matter.refresh_from_db()
    assert (matter.state, matter.closed_reason, matter.rating) == (State.CLOSED, Outcome.SOLVED, Rating.SATISFIED)
    town.pass_time(days=61)
    assert "到了回头看的日子" in town.at_desk("verifier").go("/desk/").text
    town.act("verifier", matter, "回头看：没反弹", "回头看：没有反弹", ticks=["现场查看"], note="两个月了，都亮着。")
    assert matter.held_at is not None
    everybody_reads_the_truth(town, matter)
    nobody_reads_what_is_the_raisers(town, matter, slip)
    assert verify_ledger().is_true


def registered_and_public(town: Town, matter: Matter) -> None:
    """A worker signs in, registers, accepts, and writes the words that everybody may read."""
    worker = signed_in_by_password(town, "worker")
    assert "新来的，等登记受理" in worker.text
    worker.page.locator("a.ledger-title").first.click()
    worker.press("登记")
    worker.fill(category="路灯", public_words="幸福路东口的路灯坏了四盏，请来修一修。", title="幸福路东口路灯不亮")
    worker.choose("同时公开这件事").press("登记")
    matter.refresh_from_db()
    assert (matter.state, matter.is_public) == (State.ACCEPTED, True)


def reopened_and_done_again(town: Town, resident: Window, matter: Matter) -> None:
    """The raiser asks, somebody outside the office grants it, and the office keeps its word this time."""
    resident.press("要求重办").fill(reason="最东边那一盏还是一闪一闪的。").press("要求重办")
    matter.refresh_from_db()
    assert matter.state == State.REOPEN_ASKED
    town.pass_time(hours=1)
    town.act("coordinator", matter, "同意重办", text="确有一盏没修好，请城管局接着修。")
    assert (matter.state, matter.reopened) == (State.IN_PROGRESS, 1)
    town.act("handler", matter, "作出承诺", text="后天修好最后一盏。", due_at="2026-03-05")
    town.act("handler", matter, "办结", ticks=["已解决"], text="最后一盏的镇流器换了。")
    town.act("verifier", matter, "核实：属实", ticks=["测量数据"], note="四盏灯下照度都在 10 勒克斯以上。")


def to_and_fro(town: Town, matter: Matter) -> None:
    """Two offices refuse, a third person adjudicates, and then nobody can refuse any more."""
    houses, lamps = town.world.other_office.name, town.world.office.name
    town.act("coordinator", matter, "派单", office=houses, basis="房屋修缮职责")
    town.act("other_handler", matter, "退单", ticks=["不属于"], text="路灯归城市管理局。")
    assert matter.state == State.REFUSED
    town.act("coordinator", matter, "派单", office=lamps, basis="三定方案")
    town.act("handler", matter, "退单", ticks=["不属于"], text="灯杆在小区里，归住建局。")
    assert matter.state == State.ADJUDICATING
    town.act("county_coordinator", matter, "裁定", office=lamps, text="按三定方案归城市管理局。")
    assert (matter.state, matter.office, matter.refusals) == (State.DISPATCHED, town.world.office, 2)
    handler = town.at_desk("handler").go(f"/desk/matters/{matter.number}/refuse/")
    handler.choose("不属于").fill(text="还是不归我们。").press("退单")
    assert "不能再退" in handler.text
    matter.refresh_from_db()
    assert matter.state == State.DISPATCHED


def promised_and_extended(town: Town, matter: Matter) -> None:
    """A promise within the rule, an extension asked in time and granted by somebody else."""
    handler = town.at_desk("handler").go(f"/desk/matters/{matter.number}/").press("作出承诺")
    handler.fill(text="换四个灯头。", due_at="2026-03-31").press("作出承诺")
    assert "规定时限" in handler.page.locator("[data-wrong]").inner_text()
    assert handler.page.locator("[name=text]").input_value() == "换四个灯头。", "what was typed is still there"
    handler.fill(due_at="2026-03-04").press("作出承诺")
    town.pass_time(hours=1)
    town.act("handler", matter, "申请延期", due_at="2026-03-06", reason="灯头缺货，周五到货。")
    assert not any("决定延期" in one for one in buttons(town.at_desk("handler")))
    town.act("coordinator", matter, "决定延期", "决定", ticks=["同意"], text="已核实供货单。")
    promise = matter.promises.get()
    assert [f"{day.astimezone():%m-%d}" for day in (promise.first_due_at, promise.due_at)] == ["03-04", "03-06"]


def done_with_evidence(town: Town, matter: Matter, photo: Path) -> None:
    """A step, a photo that may be shown, and the word of the office."""
    town.act("handler", matter, "记一步办理", "记下这一步", text="灯头到货，今天下午换。")
    seen = "可以公开（人脸、门牌、车牌已经看过）"
    handler = town.act("handler", matter, "添加佐证", ticks=["照片", seen], files={"photo": photo}, note="换好的四盏灯")
    shown = handler.page.locator("img[src*='/desk/photos/']").first
    assert shown.evaluate("one => one.complete && one.naturalWidth") > 0
    town.act("handler", matter, "办结", ticks=["已解决"], text="四盏灯都换好了。")
    assert matter.state == State.RESOLVED


def refused_to_check_its_own_work(town: Town, matter: Matter) -> None:
    """The verifier of the doing office is offered nothing, and is refused at the door."""
    own = town.at_desk("own_verifier")
    own.page.goto(f"{town.address}/desk/matters/{matter.number}/")
    assert not any("核实" in one for one in buttons(own))
    own.go(f"/desk/matters/{matter.number}/verify/", status=404)
    handler = town.at_desk("handler").go(f"/desk/matters/{matter.number}/verify/", status=403)
    assert "请由其他单位复查" in handler.text
    matter.refresh_from_db()
    assert matter.state == State.RESOLVED


def buttons(window: Window) -> list[str]:
    return window.page.locator(".acts").all_inner_texts()


def rates(town: Town, resident: Window, slip: str, rating: str, words: str) -> None:
    """The raiser comes back with the slip, types it in small letters without dashes, and says how it is."""
    resident.go("/follow/").fill(slip=slip.lower().replace("-", " ")).press("查")
    resident.press("说满不满意").choose(rating).fill(words=words).press("交上评价")
    assert "记下了" in resident.text


def everybody_reads_the_truth(town: Town, matter: Matter) -> None:
    """Who promised what by when, the first day beside the later one, refusals, the reopening, the rating."""
    for screen in ("phone", "pc"):
        page = town.window(screen).go("/promises/").press("幸福路东口路灯不亮")
        assert page.path == f"/p/{matter.number}/"
        first = page.page.locator("article.promise").last.inner_text()
        told = ("县城市管理局", "换四个灯头", "3月4日", "3月6日", "灯头缺货", "最初答应的日子", "后来改到")
        assert [one for one in told if one not in first] == []
        whole = page.text
        for one in (
            "后天修好最后一盏", "3月5日", "路灯归城市管理局", "灯杆在小区里", "按三定方案归城市管理局", "同意重办",
            "不满意", "已结案", "回头看：仍然好着",
        ):  # fmt: skip
            assert one in whole, one
        lines = page.page.locator(".timeline .timeline-head strong").all_inner_texts()
        assert lines.count("承办单位退回") == 2
        shown = page.page.locator("img[src*='/photo/']").first
        shown.scroll_into_view_if_needed()
        assert shown.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0


def nobody_reads_what_is_the_raisers(town: Town, matter: Matter, slip: str) -> None:
    """No name, no telephone, no words of the raiser on any public page; the raiser reads all of it."""
    private = ("老伴", "摔过", CALLED, PHONE, PHONE[-4:], slip, slip.replace("-", ""), "一闪一闪")
    stranger = town.resident()
    for path in (f"/p/{matter.number}/", "/promises/", f"/community/{town.world.community.code}/", "/"):
        source = stranger.go(path).page.content()
        assert [one for one in private if one in source] == [], path
    proof = f"{town.address}/p/{matter.number}/proof/"
    assert stranger.page.request.get(proof).status == 409, "not sealed yet"
    seal(matter)
    answer = stranger.page.request.get(proof)
    assert answer.ok, answer.text()
    assert [one for one in private if one in answer.text()] == []
    stranger.go("/desk/")
    assert stranger.path.startswith("/accounts/login/")
    own = town.resident().go(f"/m/{slip.replace('-', '')}/")
    assert SAID in own.text
