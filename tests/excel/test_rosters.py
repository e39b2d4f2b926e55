"""Rosters out to Excel, changed there, and in again: the tree, seats, counts, buildings; each refusal in words, nothing half-written."""

import io
import re
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.excel.files import workbook
from yinuo.acts.models import Entry
from yinuo.channels.excel.rosters import COUNTS, SEATS, TREE, read_roster, take, write_roster
from yinuo.kernel.codes import credit_code_check
from yinuo.kernel.errors import Unfit
from yinuo.orgs.models import Headcount, Organisation, Seat
from yinuo.orgs.words import Kind, SeatState
from yinuo.places.models import Building

TREE_HEAD = ["上级单位", "名称*", "类别*", "办公电话", "统一社会信用代码", "单位级别"]
SEAT_HEAD = ["委员会", "席位类别", "岗位", "来源单位", "任期开始", "任期结束"]


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def root(world) -> Organisation:
    return Organisation.objects.get(path="0001")


def taken(path: Path, roster, world, root, **how):
    return take(roster, read_roster(path, roster), world.organiser, top=root, **how)


def test_a_tree_is_entered_whatever_the_order_of_its_rows(world, root, tmp_path):
    code = "12419901MB9000001"
    rows = [
        ["示例街道联合党工委", "第一党小组", "党小组"],
        ["示例街道办事处", "示例街道联合党工委", "街道联合党工委"],
        ["示例街道办事处", "市图书馆", "驻区单位", "0377-00001234", code + credit_code_check(code), "市级单位"],
    ]
    found = taken(workbook(tmp_path / "t.xlsx", [["示例县组织架构"], TREE_HEAD, *rows]), TREE, world, root)
    assert [found.count("fresh"), found.bad] == [3, []]
    group = Organisation.objects.get(name="第一党小组")
    assert group.path.startswith(Organisation.objects.get(name="示例街道联合党工委").path)
    unit = Organisation.objects.get(name="市图书馆")
    assert (unit.kind, unit.unit_level, unit.credit_code) == ("resident_unit", "city", code + credit_code_check(code))
    assert Entry.objects.filter(act="orgs.establish", channel="desk", actor=world.organiser.reference).count() == 3


def test_the_same_file_again_finds_everything_known_and_a_new_telephone_is_taken(world, root, tmp_path):
    first = workbook(tmp_path / "a.xlsx", [TREE_HEAD, ["示例街道办事处", "市图书馆", "驻区单位", "0377-00001234"]])
    taken(first, TREE, world, root)
    assert taken(first, TREE, world, root).count("known") == 1
    later = workbook(tmp_path / "b.xlsx", [TREE_HEAD, ["示例街道办事处", "市图书馆", "驻区单位", "0377-00005678"]])
    assert taken(later, TREE, world, root).count("changed") == 1
    assert Organisation.objects.get(name="市图书馆").phone == "0377-00005678"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["乙组", "甲组", "党小组"], ["甲组", "乙组", "党小组"]], "绕成了一个圈"),
        ([["不存在的局", "某科", "科室"]], "没有找到“不存在的局”"),
        ([["示例街道办事处", "某某公司", "央企"]], "“央企”不认识"),
        ([["示例街道办事处", "某某公司", "驻区单位", "", "12419901MB90000019"]], "校验码"),
        ([["示例街道办事处", "", "驻区单位", "0377-1"]], "“名称”是空的"),
    ],
)
def test_a_bad_row_is_told_and_nothing_is_half_written(world, root, tmp_path, rows, words):
    good = ["示例街道办事处", "市博物馆", "驻区单位"]
    path = workbook(tmp_path / "t.xlsx", [TREE_HEAD, good, *rows])
    before = Entry.objects.count()
    found = taken(path, TREE, world, root)
    assert any(words in one.reason for one in found.bad)
    assert not Organisation.objects.filter(name="市博物馆").exists()
    assert Entry.objects.count() == before
    assert taken(path, TREE, world, root, skip_bad=True).count("fresh") == 1
    assert Organisation.objects.filter(name="市博物馆").exists()


def test_a_name_borne_twice_asks_for_the_number(world, root, tmp_path):
    for office in (world.office, world.other_office):
        taken(workbook(tmp_path / f"{office.pk}.xlsx", [TREE_HEAD, [office.path, "办公室", "科室"]]), TREE, world, root)
    found = taken(workbook(tmp_path / "x.xlsx", [TREE_HEAD, ["办公室", "文书岗", "其他单位"]]), TREE, world, root)
    assert "叫“办公室”的有2个" in found.bad[0].reason


def test_a_trial_says_what_would_be_and_changes_nothing(world, root, tmp_path):
    path = workbook(tmp_path / "t.xlsx", [TREE_HEAD, ["示例街道办事处", "市图书馆", "驻区单位"]])
    before = Entry.objects.count()
    assert taken(path, TREE, world, root, is_trial=True).count("fresh") == 1
    assert (Entry.objects.count(), Organisation.objects.filter(name="市图书馆").count()) == (before, 0)


def test_seats_of_units_wait_for_the_unit_and_terms_run_forward(world, root, tmp_path):
    tree = [
        TREE_HEAD,
        ["示例街道办事处", "示例街道联合党工委", "街道联合党工委"],
        ["示例街道办事处", "市图书馆", "驻区单位"],
    ]
    taken(workbook(tmp_path / "t.xlsx", tree), TREE, world, root)
    body, day = "示例街道联合党工委", datetime(2026, 1, 1)
    rows = [
        [body, "街道（社区）委员", "党工委书记", "", day, datetime(2030, 12, 31)],
        [body, "兼职委员（驻区单位）", "党组织负责人", "市图书馆"],
        [body, "街道（社区）委员", "党工委委员", "", day, datetime(2025, 1, 1)],
    ]
    path = workbook(tmp_path / "s.xlsx", [SEAT_HEAD, *rows])
    assert "任期" in taken(path, SEATS, world, root).bad[0].reason
    assert not Seat.objects.exists()
    taken(path, SEATS, world, root, skip_bad=True)
    states = dict(Seat.objects.values_list("kind", "state"))
    assert states == {"street_member": SeatState.SEATED, "unit_member": SeatState.INVITED}
    assert taken(path, SEATS, world, root).count("known") == 2


def merged_counts(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["组织", "统计日期", "正式党员", "预备党员"])
        page.merge_range("B2:B3", "2026年3月1日")
        page.write_row("A2", ["县城市管理局"])
        page.write_row("A3", ["县住房和城乡建设局"])
        page.merge_range("C2:C3", 12)
    return path


def test_merged_cells_are_read_where_they_are_clear_and_asked_about_where_they_are_not(world, root, tmp_path):
    found = taken(merged_counts(tmp_path / "c.xlsx"), COUNTS, world, root)
    assert [one.row for one in found.bad] == [2, 3]
    assert "“正式党员”（C2）是合并单元格" in found.bad[0].reason
    assert "取消合并" in found.bad[0].reason
    assert not Headcount.objects.exists()


def test_counts_are_numbers_from_a_day_on(world, root, tmp_path):
    rows = [["县城市管理局", "2026年3月1日", "12人", 1], ["县住房和城乡建设局", 46082, 7, None]]
    path = workbook(tmp_path / "c.xlsx", [["组织", "统计日期", "正式党员", "预备党员"], *rows])
    assert taken(path, COUNTS, world, root).count("fresh") == 2
    count = Headcount.objects.get(org=world.office)
    assert (count.full, count.probationary, count.counted_on) == (12, 1, date(2026, 3, 1))
    assert taken(path, COUNTS, world, root).count("known") == 2


def test_a_file_about_persons_is_refused_by_its_heading(tmp_path):
    path = workbook(tmp_path / "p.xlsx", [["组织", "统计日期", "正式党员", "姓名"], ["甲", "2026-03-01", 3, "张某某"]])
    with pytest.raises(Unfit, match="不收个人信息（姓名）"):
        read_roster(path, COUNTS)


def test_what_goes_out_comes_back_as_known(world, root, tmp_path):
    for roster in (TREE, COUNTS, SEATS):
        content = io.BytesIO()
        count = write_roster(content, roster, top=root, community=None, day=date(2026, 3, 3))
        path = tmp_path / f"{roster.key}.xlsx"
        path.write_bytes(content.getvalue())
        if count:
            assert taken(path, roster, world, root).count("known") == count


def sent(client, path: Path, **given):
    file = SimpleUploadedFile("名册.xlsx", path.read_bytes())
    return client.post(reverse("excel:rosters"), given | {"file": file})


def test_a_tree_goes_through_the_pages(world, root, signed_in, tmp_path):
    client = signed_in("organiser")
    path = workbook(
        tmp_path / "t.xlsx", [TREE_HEAD, ["示例街道办事处", "市图书馆", "驻区单位"], ["无此局", "甲", "科室"]]
    )
    page = client.get(sent(client, path, roster="tree", top=root.path).url)
    assert page.status_code == 200
    assert "没有找到“无此局”" in text(page)
    assert not Organisation.objects.filter(name="市图书馆").exists()
    url = reverse("excel:take_roster", args=[page.context["upload"].id])
    refused = client.post(url)
    assert (refused.status_code, "一行也没有导入" in text(refused)) == (422, True)
    result = client.post(url, {"skip_bad": "yes"}, follow=True)
    assert result.context["upload"].imported == 1
    assert Organisation.objects.get(name="市图书馆").kind == Kind.RESIDENT_UNIT
    again = client.post(url, {"skip_bad": "yes"}, follow=True)
    assert again.redirect_chain[-1][0] == reverse("excel:result", args=[page.context["upload"].id])
    assert Organisation.objects.filter(name="市图书馆").count() == 1


def test_buildings_go_through_the_pages(world, signed_in, tmp_path):
    client = signed_in("worker")
    head = ["楼栋编码", "地址", "小区", "户数", "党员数", "经度", "纬度"]
    rows = [
        ["001", "锦绣花园1号楼", "锦绣花园", 36, 2, 112.5, 32.9],
        ["002", "锦绣花园2号楼", "锦绣花园", 0, 0, 112.5005, 32.9],
    ]
    path = workbook(tmp_path / "b.xlsx", [head, *rows])
    page = client.get(sent(client, path, roster="buildings", community=world.community.code).url)
    client.post(reverse("excel:take_roster", args=[page.context["upload"].id]))
    assert list(Building.objects.values_list("code", "households")) == [("001", 36), ("002", 0)]
    sheet = client.get(reverse("excel:download"), {"roster": "buildings", "community": world.community.code})
    (tmp_path / "out.xlsx").write_bytes(b"".join(sheet.streaming_content))
    assert (
        CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_index(0).to_python()[1][1]
        == "锦绣花园1号楼"
    )


def test_the_pages_are_for_who_keeps_the_rosters(world, signed_in):
    assert signed_in("handler").get(reverse("excel:rosters")).status_code == 403
    assert signed_in("organiser").get(reverse("excel:rosters")).status_code == 200
    foreign = signed_in("worker").get(reverse("excel:download"), {"roster": "buildings", "community": "419901901902"})
    assert foreign.status_code == 422
