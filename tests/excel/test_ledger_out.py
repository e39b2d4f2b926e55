"""The ledger written out: its columns, its privacy, its print, and that it can come back."""

import io
import zipfile
from datetime import timedelta

from python_calamine import CalamineWorkbook

from tests.world import MONDAY
from yinuo.channels.excel.ledger import export_ledger, import_ledger
from yinuo.channels.excel.ledger.columns import PRINTED
from yinuo.matters import actions
from yinuo.matters.models import Matter
from yinuo.matters.words import Method

PHONE = "19900001234"


def grid(path) -> list[list]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def xml(path, member: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(member).decode()


def test_the_columns_stand_in_the_order_of_the_reference(world, tmp_path):
    export_ledger(tmp_path / "out.xlsx", actor=world.county_coordinator)
    assert grid(tmp_path / "out.xlsx")[0] == [
        "事项编号", "序号", "问题表现", "问题来源", "整改目标", "整改措施", "牵头领导", "责任单位", "责任人", "承诺时限", "进展",
        "完成情况", "佐证", "验收人/销号意见", "回头看",
    ]  # fmt: skip


def test_a_row_tells_what_happened(world, tmp_path):
    matter = world.closed()
    actions.look_back(matter, world.verifier, at=MONDAY + timedelta(days=61), method=Method.SITE_CHECK, note="仍亮")
    assert export_ledger(tmp_path / "out.xlsx", actor=world.county_coordinator) == 1
    row = dict(zip([c.key for c in PRINTED], grid(tmp_path / "out.xlsx")[1], strict=True))
    assert row["number"] == matter.number
    assert row["problem"] == matter.words
    assert row["measure"] == "三天内换好灯头。"
    assert row["office"] == "县城市管理局"
    assert row["due"].startswith("2026-03-05")
    assert row["done"] == "已结案\n2026-03-02 已解决"
    assert row["verdict"] == "2026-03-02 县督查回访中心：通过 晚上去看过，灯都亮了。"
    assert row["look_back"] == "2026-05-02 没有反弹"


def test_who_raised_it_and_telephone_numbers_are_never_in_it(world, tmp_path):
    world.raised(words=f"路灯坏了，请打{PHONE}", called="张某某", phone="19900005678")
    export_ledger(tmp_path / "out.xlsx", actor=world.county_coordinator)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        everything = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    for secret in (PHONE, "19900005678", "5678", "张某某"):
        assert secret not in everything
    assert "路灯坏了，请打＊" in grid(tmp_path / "out.xlsx")[1][2]


def test_words_that_look_like_a_formula_stay_words(world, tmp_path):
    world.raised(words='=HYPERLINK("http://x","点我")')
    export_ledger(tmp_path / "out.xlsx")
    assert "<f>" not in xml(tmp_path / "out.xlsx", "xl/worksheets/sheet1.xml")
    assert grid(tmp_path / "out.xlsx")[1][2].startswith("=HYPERLINK")


def test_it_prints_on_one_landscape_page_wide_with_who_and_when(world, tmp_path):
    export_ledger(tmp_path / "out.xlsx", actor=world.county_coordinator, query="状态：办理中 & 全县")
    sheet = xml(tmp_path / "out.xlsx", "xl/worksheets/sheet1.xml")
    for part in ('orientation="landscape"', 'fitToHeight="0"', 'paperSize="9"', 'state="frozen"', "示例县政务服务中心"):
        assert part in sheet
    assert "状态：办理中 &amp;&amp; 全县；口径：m32-1" in sheet


def test_a_ledger_that_was_written_out_can_come_back_and_changes_nothing(world, tmp_path):
    world.closed()
    world.promised()
    world.raised(words="只说了一句")
    export_ledger(tmp_path / "out.xlsx")
    outcome = import_ledger(tmp_path / "out.xlsx", place=world.county)
    assert (outcome.imported, outcome.known, outcome.rejected) == (0, 3, [])
    assert Matter.objects.count() == 3


def test_the_queries_do_not_grow_with_the_rows(world, django_assert_max_num_queries):
    for _n in range(12):
        world.verified()
    with django_assert_max_num_queries(10):
        export_ledger(io.BytesIO(), actor=world.county_coordinator)
