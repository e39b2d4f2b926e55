"""The pages of a campaign: a list pasted or sent as a file, bad rows told one by one, owners, checks, the look-back."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.desk.inspection.conftest import said, send, text
from tests.duties.works.scene import days
from yinuo.duties import actions
from yinuo.duties.models import ChecklistItem, Recheck

GOOD = "编号\t测评内容\t分值\t责任单位\n3.1\t斑马线清楚\t1\t县城市管理局\n3.2\t盲道不被占\t2\t县住房和城乡建设局\n"
BAD = "4.1\t斑马线清楚\t1\t\n4.2\t盲道不被占\t2\t没有的局\n4.3\t动员亲属签约\t1\t县城市管理局\n4.4\t路灯都亮\t一分\t县城市管理局\n"


def step(made, verb: str) -> str:
    return reverse("desk:recheck_step", args=[made.recheck.pk, verb])


def item_step(item, verb: str) -> str:
    return reverse("desk:checklist_item_step", args=[item.pk, verb])


def test_a_campaign_is_opened_with_sixty_days(made):
    address = reverse("desk:open_recheck")
    assert made.desk.organiser.get(address).context["form"]["look_back_days"].value() == 60
    answer = send(
        made.desk.organiser, address, name="卫生县城复验", system="国家卫生县城标准", place="419901", visit_on="2026-05-01",
        look_back_days="60",
    )  # fmt: skip
    assert answer.url == reverse("desk:recheck", args=[Recheck.objects.get(name="卫生县城复验").pk])
    assert "还没有导入清单" in text(made.desk.organiser.get(answer.url))


def test_a_pasted_list_comes_in_whole(made):
    answer = send(made.desk.organiser, step(made, "list_items"), pasted=GOOD)
    assert answer.status_code == 302
    assert list(ChecklistItem.objects.filter(code__startswith="3.").values_list("code", "owner__name")) == [
        ("3.1", "县城市管理局"), ("3.2", "县住房和城乡建设局"),
    ]  # fmt: skip


def test_each_bad_row_is_told_and_what_was_typed_stays(made):
    answer = send(made.desk.organiser, step(made, "list_items"), pasted=GOOD + BAD)
    assert answer.status_code == 422
    told = said(answer)
    for words in (
        "第4行（4.1）：没有责任单位",
        "第5行（4.2）：没有叫“没有的局”的单位",
        "第6行（4.3）",
        "株连",
        "第7行（4.4）：分值“一分”不是数",
    ):
        assert words in told, words
    assert answer.context["form"]["pasted"].value() == GOOD + BAD
    assert ChecklistItem.objects.filter(code__startswith="3.").count() == 0, "all or none"


def book(text: str) -> SimpleUploadedFile:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for number, line in enumerate(text.splitlines()):
            sheet.write_row(number, 0, [float(cell) if cell in ("1", "2") else cell for cell in line.split("\t")])
    return SimpleUploadedFile("清单.xlsx", content.getvalue())


def test_a_workbook_is_read_like_what_is_pasted_and_its_bad_rows_can_be_put_right_here(made):
    answer = send(made.desk.organiser, step(made, "list_items"), file=book(BAD))
    assert answer.status_code == 422
    assert "没有叫“没有的局”的单位" in said(answer)
    assert "4.2\t盲道不被占\t2\t没有的局" in answer.context["form"]["pasted"].value()
    assert send(made.desk.organiser, step(made, "list_items"), file=book(GOOD)).status_code == 302
    bad = SimpleUploadedFile("清单.xlsx", b"PK\x03\x04 no workbook")
    assert send(made.desk.organiser, step(made, "list_items"), file=bad).status_code == 422


def test_an_item_goes_its_way_through_forms(made, monday):
    item = made.items[0]
    page = reverse("desk:checklist_item", args=[item.pk])
    assert send(made.desk.handler, item_step(item, "own_item"), plan="分段修", due_on="2026-03-20").url == page
    assert send(made.desk.handler, item_step(item, "report_item")).status_code == 409
    send(made.desk.handler, item_step(item, "add_item_evidence"), kind="measurement", text="八处都没有积水。")
    assert send(made.desk.handler, item_step(item, "report_item")).status_code == 302
    assert "待核查的创建项目1" in said(made.desk.verifier.get("/desk/"))
    assert made.desk.colleague.get(item_step(item, "pass_item")).status_code == 403
    answer = send(made.desk.verifier, item_step(item, "pass_item"), grade="B", kind="site_check", note="属实。")
    assert answer.status_code == 302
    shown = said(made.desk.handler.get(page))
    assert "测量数据八处都没有积水" in shown
    assert "县督查回访中心（现场查看）：属实" in shown
    send(made.desk.organiser, step(made, "tell_visit"), visited_on="2026-03-02", result="通过。")
    monday.shift(days(61) - days(0))
    made.desk.sign_in()
    assert "该回头看的创建项目1" in said(made.desk.verifier.get("/desk/"))
    assert "不能核查自己" in said(made.desk.colleague.get(item_step(item, "confirm_held")))
    send(made.desk.verifier, item_step(item, "confirm_held"), grade="A", kind="site_check", note="保持住了。")
    item.refresh_from_db()
    assert item.state == "held"


def test_the_page_counts_only_what_others_found(made):
    made.checked(made.items[0])
    page = said(made.desk.organiser.get(reverse("desk:recheck", args=[made.recheck.pk])))
    assert "3项里1项" in page
    assert "已清零" not in page
    assert "1项，2分里得2分，合100.00%" in page
    only = made.desk.organiser.get(reverse("desk:recheck", args=[made.recheck.pk]) + "?state=checked")
    assert [one.code for one in only.context["page"]] == ["1.1"]


def test_a_worker_tells_a_rebound_for_a_resident_of_his_own_area(made):
    item = made.items[0]
    given = {"words": "又积水了。", "intake": "phone"}
    address = item_step(item, "tell_rebound")
    assert made.desk.coordinator.get(address).status_code == 404, "he sees no campaign of the whole county"
    answer = send(made.desk.handler, address, place="419901901901", **given)
    assert answer.status_code == 302
    assert "居民说反弹（1件）" in said(made.desk.handler.get(answer.url))


def test_the_workbook_of_the_list_opens(made):
    made.checked(made.items[0])
    answer = made.desk.organiser.get(reverse("excel:checklist_file", args=[made.recheck.pk]))
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0).to_python()
    )
    assert any("核查属实1项" in str(row) for row in rows)
    assert any("背街小巷路面平整" in str(row) for row in rows)
    assert made.desk.neighbour.get(reverse("excel:checklist_file", args=[made.recheck.pk])).status_code == 404


def test_the_pages_cost_the_same_with_more_rows(made, django_assert_max_num_queries):
    item = made.checked(made.items[0])
    codes = [f"9.{n}" for n in range(60)]
    actions.list_items(
        made.recheck, made.organiser, codes=codes, texts=["干净"] * 60, points=[1] * 60, owners=[made.world.office] * 60
    )
    for address in (f"/desk/rechecks/{made.recheck.pk}/", "/desk/rechecks/", f"/desk/rechecks/items/{item.pk}/"):
        with django_assert_max_num_queries(14):
            assert made.desk.organiser.get(address).status_code == 200
    with django_assert_max_num_queries(16):
        made.desk.verifier.get("/desk/")


@pytest.mark.parametrize(("who", "verb", "status"), [
    ("handler", "list_items", 403), ("neighbour", "list_items", 404), ("leader", "tell_visit", 403),
    ("organiser", "settle_recheck", 409), ("organiser", "list_items", 200),
])  # fmt: skip
def test_who_gets_which_form(made, who, verb, status):
    assert getattr(made.desk, who).get(step(made, verb)).status_code == status
