"""Pages of rectification at the desk: lists, one item, every form, bad input that loses nothing, a list from Excel."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.inspection.conftest import send, text
from yinuo.acts.models import Entry
from yinuo.channels.desk.rectification.forms import CAMPAIGN_FORMS, ITEM_FORMS, ORG_FORMS, WEEK_FORMS
from yinuo.channels.desk.rectification.verbs import VERBS
from yinuo.duties.models import Item

HOME = "/desk/rectification/"


def item_url(made, name: str, verb: str = "") -> str:
    return f"{HOME}items/{made.items[name].pk}/" + (f"{verb}/" if verb else "")


def test_every_verb_has_one_form():
    forms = {**ORG_FORMS, **CAMPAIGN_FORMS, **ITEM_FORMS, **WEEK_FORMS}
    assert set(forms) == set(VERBS)


def test_the_campaign_tells_its_three_truths(desk, django_assert_max_num_queries):
    assert "城市基层治理专项整治" in text(desk.desk.handler.get(HOME))
    with django_assert_max_num_queries(16):
        page = text(desk.desk.organiser.get(f"{HOME}{desk.campaign.pk}/"))
    assert "1个方面13项" in page
    assert "另有撤下 1 项、重复并入 1 项" in page
    assert "从 2 项里" not in page
    assert "黄色：过期不到七天" in page
    late = text(desk.desk.organiser.get(f"{HOME}{desk.campaign.pk}/?show=late"))
    assert "公交末班车过早" in late
    assert "路灯失修" not in late


def test_the_list_of_many_asks_no_more(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        desk.desk.handler.get(f"{HOME}items/")


@pytest.mark.parametrize(
    "name", ["listed", "rejected", "drawn", "rebounded", "normal", "struck_out", "merged", "asked"]
)
def test_one_item_in_a_fixed_number_of_queries(desk, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        page = text(desk.desk.verifier.get(item_url(desk, name)))
    assert desk.items[name].problem in page


def test_who_sees_which_button(desk):
    checker, doer = (
        text(desk.desk.verifier.get(item_url(desk, "verifying"))),
        text(desk.desk.handler.get(item_url(desk, "verifying"))),
    )
    assert "验收通过，销号" in checker
    assert "验收通过，销号" not in doer
    assert "登记本期做了什么" in text(desk.desk.handler.get(item_url(desk, "long")))
    assert "报告已整改" not in text(desk.desk.handler.get(item_url(desk, "long")))


def test_a_promise_and_a_sign_off_by_hand(desk):
    answer = send(
        desk.desk.handler, item_url(desk, "listed", "promise_item"), promise="修十八条。", due_on="2026-06-30"
    )
    assert answer.status_code == 302
    send(desk.desk.handler, item_url(desk, "listed", "report_done"), text="都修好了。", method="site_check")
    send(desk.desk.verifier, item_url(desk, "listed", "take_check"))
    send(desk.desk.verifier, item_url(desk, "listed", "sell_off"), method="site_check", note="逐条看过。")
    found = Item.objects.get(pk=desk.items["listed"].pk)
    assert (found.state, found.first_due_on, found.checking) == ("sold_off", date(2026, 6, 30), desk.world.callers)


def test_what_is_too_late_loses_nothing(desk):
    address = item_url(desk, "in_progress", "ask_more_time")
    answer = desk.desk.handler.post(address, {"due_on": "2026-07-30", "why": "公交公司排班没有完成。"})
    assert answer.status_code == 409
    assert "已经过了" in text(answer)
    assert "公交公司排班没有完成。" in text(answer)


def test_the_doing_office_cannot_sign_off(desk):
    address = item_url(desk, "verifying", "sell_off")
    assert desk.desk.handler.get(address).status_code == 403
    assert "责任单位不能验收" in text(desk.desk.own_verifier.get(address))


def test_a_repetition_is_asked_about_beside_the_field(desk):
    given = {
        "area": "城市管理", "problem": "路灯失修二百多盏", "office": str(desk.world.office.pk), "term": "staged",
    }  # fmt: skip
    answer = send(desk.desk.organiser, f"{HOME}{desk.campaign.pk}/list_item/", **given)
    assert answer.status_code == 422
    assert "和第2项很像" in text(answer)
    assert "路灯失修二百多盏" in text(answer)
    answer = send(desk.desk.organiser, f"{HOME}{desk.campaign.pk}/list_item/", **given, distinct_why="在另一条街。")
    assert answer.status_code == 302


def test_a_campaign_begins_and_the_monday_list_goes_out(desk):
    answer = send(
        desk.desk.organiser,
        f"{HOME}start/",
        name="窗口作风整治",
        source="巡察反馈",
        starts_on="2026-03-02",
        ends_on="2026-12-31",
    )
    assert answer.status_code == 302
    week = f"{HOME}weeks/{desk.drafted.pk}/"
    page = text(desk.desk.organiser.get(week))
    assert "公交末班车过早" in page
    assert "过期 3 天" in page
    assert desk.desk.handler.get(week).status_code == 404, "a draft is the organiser's"
    assert send(desk.desk.organiser, f"{week}issue_week/", remarks="盯紧。").status_code == 302
    assert "盯紧。" in text(desk.desk.handler.get(week))
    answer = send(desk.desk.organiser, f"{week}correct_week/", why="漏登一项。")
    assert answer.status_code == 302
    assert "更正件" in text(desk.desk.organiser.get(answer.url))


def test_what_waits_is_told_on_the_first_page(desk):
    page = text(desk.desk.handler.get("/desk/"))
    assert "待承诺的整改事项" in page
    assert "过了承诺日子的整改事项" in page
    assert "待验收、待回头看" in text(desk.desk.verifier.get("/desk/"))
    assert "待批的整改延期" in text(desk.desk.organiser.get("/desk/"))


def test_the_ledger_and_the_week_are_taken_away(desk):
    for kind in ("xlsx", "docx"):
        answer = desk.desk.handler.get(f"/excel/rectification/{desk.campaign.pk}.{kind}")
        assert (answer.status_code, b"".join(answer.streaming_content)[:2]) == (200, b"PK")
    assert desk.desk.handler.get(f"/excel/rectification/weeks/{desk.issued.pk}.docx").status_code == 200
    assert desk.desk.handler.get(f"/excel/rectification/weeks/{desk.drafted.pk}.docx").status_code == 404


def workbook(rows: list[list]) -> SimpleUploadedFile:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return SimpleUploadedFile("清单.xlsx", content.getvalue())


HEAD = ["序号", "方面", "问题表现", "责任单位", "整改类型", "验收标准", "承诺时限"]


def brought(desk, rows):
    return desk.desk.organiser.post(f"{HOME}{desk.campaign.pk}/import/", {"table": workbook(rows)})


def test_twenty_six_items_come_in_from_excel(desk):
    before = desk.campaign.items.count()
    offices = ["县城市管理局", "县住房和城乡建设局"]
    rows = [
        [n, f"方面{n % 11}", f"{chr(0x5200 + 40 * n) * 6}", offices[n % 2], ("立行立改", "分阶段", "长期坚持")[n % 3], "看过", "2026-06-30"]
        for n in range(1, 27)
    ]  # fmt: skip
    answer = brought(desk, [["城市基层治理问题清单"], HEAD, *rows])
    assert answer.status_code == 302
    assert desk.campaign.items.count() == before + 26
    assert Entry.objects.filter(act="duties.list_item").count() == before + 26
    assert desk.campaign.items.order_by("-number").first().due_on is None, "the office promises by itself"


def test_four_hundred_rows_in_the_wrong_columns(desk):
    before = Item.objects.count()
    rows = [["名称", "情况", "谁负责"], *([f"{n}", "路面破损", "县城市管理局"] for n in range(400))]
    answer = brought(desk, rows)
    assert answer.status_code == 422
    assert "没有找到“问题表现”“责任单位”这一列，一行也没有导入" in text(answer)
    assert "名称、情况、谁负责" in text(answer)
    assert Item.objects.count() == before


def test_wrong_rows_are_told_by_their_line_and_nothing_comes_in(desk):
    before = Item.objects.count()
    rows = [
        HEAD, [1, "方面", "背街小巷的路灯杆歪斜", "县城市管理局", "分阶段"], [2, "方面", "有一条河很脏", "没有的局"],
        [3, "方面", "问题三三三三", "县城市管理局、县住房和城乡建设局"], [4, "方面", "", "县城市管理局"],
        [5, "方面", "问题五五五五五", "县城市管理局", "尽快"], [6, "方面", "路灯失修二百余盏", "县城市管理局"],
    ]  # fmt: skip
    answer = brought(desk, rows)
    page = text(answer)
    assert answer.status_code == 422
    assert "有 5 行不对" in page
    for sentence in (
        "本地没有叫“没有的局”的单位",
        "责任单位只写一个",
        "没有写问题表现",
        "整改类型只能写",
        "和第2项很像",
    ):
        assert sentence in page
    assert Item.objects.count() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\x00\x01\x02"])
def test_what_is_no_table(desk, content):
    given = {"table": SimpleUploadedFile("清单.xlsx", content)}
    assert desk.desk.organiser.post(f"{HOME}{desk.campaign.pk}/import/", given).status_code == 422


def test_residents_read_it_without_an_account(desk, client):
    assert "城市基层治理专项整治" in text(client.get("/rectification/"))
    page = text(client.get(f"/rectification/{desk.campaign.pk}/"))
    assert "属铁路部门管理，已函告。" in page
    assert "县督查回访中心验收" in page
