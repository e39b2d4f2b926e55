"""A list of 26 problems from Excel: promised, done, one sent back, one that comes back; residents read it (M31–M33)."""

import pytest
import xlsxwriter

from yinuo.duties import actions
from yinuo.duties.models import Campaign, Item
from yinuo.duties.words.rectification import Term
from yinuo.kernel.actor import HOUSE

pytestmark = [pytest.mark.slow, pytest.mark.browser]

HEAD = ["序号", "方面", "问题表现", "责任单位", "整改类型", "验收标准"]
TEXTS = (
    "窗口各要一遍材料", "办件进度打电话才知道", "没有延时服务", "背街路面坑洼", "路灯坏了两周", "老管网爆管", "内河沿岸垃圾", "早市油污",
    "夜市油烟直排", "无人管理小区", "维修资金难用", "校门口堵", "延时服务收费不公示", "独居老人没有呼叫器", "轮椅坡道太陡",
    "欠薪线索办得慢", "公益岗位找不到", "菜市场秤不准", "食品抽检太少", "预付卡退费难", "公交末班早", "占用盲道", "噪声反复投诉",
    "信访答复没有依据", "同一个数要三遍", "工作群太多",
)  # fmt: skip


def problem_list(path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number, text in enumerate(TEXTS, 1):
            row = [
                number,
                f"方面{number % 11 + 1}",
                text,
                "县城市管理局",
                "长期坚持" if number == 7 else "分阶段",
                "居民代表看过",
            ]
            sheet.write_row(number, 0, row)
    return path


def test_twenty_six_problems_from_the_list_to_the_look_back(town, tmp_path):
    organiser = town.at_desk("organiser").go("/desk/rectification/")
    organiser.press("部署一次整治")
    organiser.fill(name="长期整治任务", source="主题教育检视问题", starts_on="2026-03-02", ends_on="2026-12-31").press(
        "部署一次整治"
    )
    organiser.press("从 Excel 导入问题清单").pick("table", problem_list(tmp_path / "清单.xlsx")).press("导入")
    assert "11个方面26项" in organiser.text
    campaign = Campaign.objects.get()
    _the_rest_goes_by_hand(town, campaign)
    first, second, river = (campaign.items.get(number=number) for number in (1, 2, 7))
    for item in (first, second):
        _promised_and_done(town, item)
    river_page = town.at_desk("handler", "phone").go(f"/desk/rectification/items/{river.pk}/")
    assert "报告已整改" not in river_page.text, "long-term items are never signed off"
    _one_is_sent_back_and_both_are_signed_off(town, first, second)
    assert "验收销号 2 项" in town.resident(scripts=False).go(f"/rectification/{campaign.pk}/").text
    _a_month_later_one_has_come_back(town, campaign, first, second)
    _on_monday(town, campaign)


def _the_rest_goes_by_hand(town, campaign):
    """The others are promised through the same act without a browser."""
    for item in campaign.items.filter(number__gt=2).exclude(number=26):
        actions.promise_item(item, town.world.handler, promise="分批改完。", due_on=campaign.ends_on)


def _promised_and_done(town, item: Item):
    handler = town.at_desk("handler", "phone").go(f"/desk/rectification/items/{item.pk}/")
    handler.press("承诺办结").fill(promise="材料清单共享，只收一次。", due_on="2026-04-30").press("承诺办结")
    handler.press("报告已整改").fill(text="清单已经上墙上网。").choose("书面材料").press("报告已整改")
    assert "单位称已整改" in handler.text


def _one_is_sent_back_and_both_are_signed_off(town, first: Item, second: Item):
    own = town.at_desk("own_verifier").go(f"/desk/rectification/items/{first.pk}/")
    assert "开始验收" not in own.text, "nobody signs off the work of his own office"
    for item in (first, second):
        verifier = (
            town.at_desk("verifier").go(f"/desk/rectification/items/{item.pk}/").press("开始验收").press("开始验收")
        )
        if item == second:
            verifier.press("没有改好，退回").choose("现场查看").fill(note="抽了三十件，两件还要两遍。").press(
                "没有改好，退回"
            )
            handler = town.at_desk("handler", "phone").go(f"/desk/rectification/items/{item.pk}/")
            handler.press("报告已整改").fill(text="两件已经改正。").choose("书面材料").press("报告已整改")
            verifier = (
                town.at_desk("verifier").go(f"/desk/rectification/items/{item.pk}/").press("开始验收").press("开始验收")
            )
        verifier.press("验收通过，销号").choose("现场查看").fill(note="随机抽三十件，没有重复收取。").press(
            "验收通过，销号"
        )
        assert "已销号" in verifier.text


def _a_month_later_one_has_come_back(town, campaign, first: Item, second: Item):
    town.pass_time(days=40)
    organiser = town.at_desk("organiser").go(f"/desk/rectification/{campaign.pk}/").press("抽回头看")
    organiser.fill(seed="20260411", seed_source="4月11日公开摇出的号码").press("抽回头看")
    assert "从 2 项里抽到第" in organiser.text
    verifier = town.at_desk("verifier", "phone").go(f"/desk/rectification/items/{first.pk}/")
    verifier.press("反弹了，重新整改").choose("现场查看").fill(note="窗口又开始各收一遍。").press("反弹了，重新整改")
    assert "反弹过1次" in verifier.text
    verifier.go(f"/desk/rectification/items/{second.pk}/").press("回头看：没有反弹").choose("现场查看")
    verifier.fill(note="没有反弹。").press("回头看：没有反弹")
    first.refresh_from_db()
    assert (first.number, first.state, str(first.first_due_on)) == (1, "rebounded", "2026-04-30")


def _on_monday(town, campaign):
    """11 April is a Saturday; the list of Monday the 13th drafts itself, and goes out by a person."""
    town.pass_time(days=2)
    week = actions.draft_week(campaign.org, HOUSE)
    organiser = town.at_desk("organiser").go("/desk/rectification/weeks/").press("2026年4月13日 周一")
    organiser.press("审定印发").fill(remarks="反弹的事项，请一把手到窗口看。").press("审定印发")
    assert "反弹的（1）" in organiser.text
    assert "请一把手到窗口看" in town.at_desk("leader").go(f"/desk/rectification/weeks/{week.pk}/").text


def test_a_promise_that_was_forgotten_cannot_be_prolonged(town):
    """An extension asked after the day: 409, and nothing typed is lost."""
    root = town.world.people["organiser"].org
    campaign = actions.start_campaign(
        root,
        town.world.organiser,
        name="窗口整治",
        source="巡察",
        starts_on=root.valid_from,
        ends_on=root.valid_from.replace(year=2027),
    )
    item = actions.list_item(
        campaign, town.world.organiser, problem="窗口没有人", office=town.world.office, term=Term.STAGED
    )
    handler = town.at_desk("handler", "phone").go(f"/desk/rectification/items/{item.pk}/promise_item/")
    handler.fill(promise="三天内排好班。", due_on="2026-03-05").press("承诺办结")
    handler.press("申请延期").fill(due_on="2026-03-20", why="人手还没有到位。")
    town.pass_time(days=5)
    town.sign_in(handler, "handler")
    handler.press("申请延期")
    assert "已经过了" in handler.text
    assert "人手还没有到位。" in handler.text
