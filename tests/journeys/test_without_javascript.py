"""Everything a resident can do works without a single script: saying, following, completing, rating, withdrawing."""

import re

import pytest
from PIL import Image

from tests.journeys.walking import Window
from yinuo.kernel.clock import Cause
from yinuo.matters import actions
from yinuo.matters.models import Feedback, Matter
from yinuo.matters.words import Method, Outcome, Rating, State

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def say(resident: Window, words: str, community: str) -> str:
    """The raise page by its plain buttons; gives the slip."""
    resident.go("/raise/").fill(words=words)
    resident.press("示例街道")
    assert resident.page.locator("[name=words]").input_value() == words, "looking for a place loses nothing"
    resident.choose(community).press("交上去")
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}", resident.page.locator(".slip-number").inner_text())[0]


def test_a_resident_says_completes_and_rates_without_javascript(town, tmp_path):
    world, resident = town.world, town.resident(scripts=False)
    resident.go("/raise/").press("交上去")
    assert "请写下您想反映的事" in resident.page.locator("[role=alert]").inner_text()
    slip = say(resident, "井盖丢了一个，晚上容易踩空。", world.community.name)
    matter = Matter.objects.get()
    assert matter.place == world.community

    photo = tmp_path / "cover.png"
    Image.effect_noise((640, 480), 80).convert("RGB").save(photo)
    resident.go("/follow/").fill(slip=slip).press("查")
    resident.press("补充材料、照片").fill(note="就在菜市场北门。").pick("photos", photo).press("交上去")
    assert matter.evidences.count() == 1
    resident.press("催一催").press("催办")

    actions.register(matter, world.worker, category=world.category, kind=matter.kind, urgency=matter.urgency)
    actions.accept(matter, world.worker)
    actions.dispatch(matter, world.coordinator, office=world.office)
    actions.promise(matter, world.handler, text="今天补上。", due_at=matter.standard_due_at)
    actions.pause(matter, world.handler, cause=Cause.WAITING_FOR_RAISER, asked="是圆的还是方的？")
    resident.go(f"/m/{slip}/")
    assert "是圆的还是方的" in resident.text
    resident.press("去回答").fill(text="圆的。").press("交上回答")
    matter.refresh_from_db()
    assert matter.state == State.IN_PROGRESS
    actions.resolve(matter, world.handler, outcome=Outcome.SOLVED, text="补上了。")
    actions.verify(matter, world.verifier, method=Method.SITE_CHECK, note="看过，补上了。")

    resident.go(f"/m/{slip}/").press("说满不满意").press("交上评价")
    assert "请选满意、基本满意或者不满意" in resident.page.locator("[role=alert]").inner_text()
    resident.choose("基本满意").press("交上评价")
    assert Feedback.objects.get(matter=matter).rating == Rating.BASICALLY


def test_a_resident_withdraws_without_javascript(town):
    resident = town.resident(scripts=False)
    slip = say(resident, "楼上晚上装修。", town.world.other_community.name)
    resident.go(f"/m/{slip}/").press("撤回，不办了").fill(reason="已经不装了。").press("撤回，不办了")
    assert Matter.objects.get().state == State.WITHDRAWN
    assert "已经撤回" in resident.text


def test_a_wrong_slip_gets_one_sentence_and_what_to_do(town):
    resident = town.resident(scripts=False)
    resident.go("/follow/").fill(slip="7K3M-9QWD-2XX").press("查")
    assert "没有查到这个单号" in resident.page.locator("[role=alert]").inner_text()
    assert "说明事情就能帮您查" in resident.text
    resident.go("/m/7K3M9QWD2XX/", status=404)


def test_an_official_works_without_javascript(town):
    matter = town.world.accepted()
    clerk = town.window("pc", scripts=False)
    town.sign_in(clerk, "coordinator")
    clerk.go("/desk/")
    clerk.page.locator("a.ledger-title").first.click()
    clerk.press("派单").fill(office=town.world.office.name).press("派单")
    assert "已记录" in clerk.page.locator("#messages").inner_text()
    matter.refresh_from_db()
    assert matter.office == town.world.office
