"""A finding is disputed by the branch, upheld by other people, put right and verified by another office; the sentence changes."""

import pytest

from tests.supervision.scene import FACT, FOUND, scene
from yinuo.duties.models import Item
from yinuo.supervision.figures import supervision_sentence
from yinuo.supervision.models import Finding, RectificationNotice

pytestmark = [pytest.mark.slow, pytest.mark.browser]
DESK = "/desk/supervision"


@pytest.fixture
def made(town):
    return scene(town.world)


def test_disputed_upheld_by_others_put_right_and_verified(town, made):
    team = town.at_desk("inspector1", "phone").go(f"{DESK}/visits/{made.visit.pk}/").press("记一个问题")
    team.choose(FOUND["topic"], "较重").fill(fact=FACT, basis=FOUND["basis"], measures=FOUND["measures"]).press(
        "记一个问题"
    )
    team.press("告知单位").press("告知单位")
    finding = Finding.objects.get()
    unit = town.at_desk("handler", "phone").go(f"{DESK}/findings/{finding.pk}/").press("回复")
    unit.choose("对事实有异议").fill(reply="两次会议的记录不一样，请再看原件。").press("回复")
    assert "核定成立" not in team.go(f"{DESK}/findings/{finding.pk}/").text, "the team does not decide what is disputed"
    other = town.at_desk("verifier").go(f"{DESK}/findings/{finding.pk}/").press("核定成立")
    other.fill(decision="核对了会议记录原件，问题成立。").press("核定成立")
    _noticed(town, made, finding)
    _put_right(town, finding)
    assert "发现并整改1项" in town.at_desk("organiser").go(f"{DESK}/plans/{made.plan.pk}/").text
    assert supervision_sentence("419901", finding.recorded_at.date()).endswith("发现并整改1项")


def _noticed(town, made, finding):
    organiser = town.at_desk("organiser").go(f"{DESK}/findings/{finding.pk}/").press("下发整改通知书")
    organiser.choose(FACT).fill(measures="逐项整改。", due_on="2026-03-30", feedback="书面报督查组。").press(
        "下发整改通知书"
    )
    assert "发现1项，已验收销号0项，复查反弹0项" in organiser.go(f"{DESK}/plans/{made.plan.pk}/").text
    notice = RectificationNotice.objects.get()
    file = organiser.page.request.get(f"{organiser.address}/excel/supervision/notices/{notice.pk}/notice.docx")
    assert (file.status, file.body()[:2]) == (200, b"PK")
    unit = town.at_desk("handler", "phone").go(f"{DESK}/notices/{notice.pk}/").press("签收")
    unit.fill(post="党支部书记").press("签收")


def _put_right(town, finding):
    """On the pages of rectification: promised, reported, taken up and signed off by another office."""
    item = Item.objects.get()
    address = f"/desk/rectification/items/{item.pk}"
    unit = town.at_desk("handler", "phone").go(f"{address}/promise_item/")
    unit.fill(promise="十天内整改到位。", due_on="2026-03-20").page.locator("main form button.btn-primary").click()
    unit.go(f"{address}/report_done/").fill(text="补开了会议，更正了记录。").choose("书面材料")
    unit.page.locator("main form button.btn-primary").click()
    other = town.at_desk("verifier").go(f"{address}/take_check/")
    other.page.locator("main form button.btn-primary").click()
    other.go(f"{address}/sell_off/").fill(note="看了记录原件，问了三名党员。").choose("现场查看")
    other.page.locator("main form button.btn-primary").click()
    other.page.wait_for_load_state()
    finding.refresh_from_db()
    assert finding.item.state == "sold_off"
