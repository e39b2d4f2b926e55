"""Rosters as careless people send them: a second sheet, another superior, terms typed over, ends while it was looked at."""

from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.excel.files import workbook
from tests.excel.test_rosters import SEAT_HEAD, TREE_HEAD, taken
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.channels.excel.rosters import COUNTS, SEATS, TREE, read_roster, take, write_roster
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import Unfit
from yinuo.orgs import actions
from yinuo.orgs.models import Organisation, Seat, Trust
from yinuo.orgs.words import Kind, SeatKind

FULL = ["单位编号", "上级单位", "名称*", "类别*", "服务地区代码", "上级党组织"]


@pytest.fixture
def root(world) -> Organisation:
    return Organisation.objects.get(path="0001")


@pytest.fixture
def streets(world) -> Organisation:
    return Organisation.objects.get(kind=Kind.SUBDISTRICT)


def sheets(path, *books):
    with xlsxwriter.Workbook(path) as book:
        for number, rows in enumerate(books):
            sheet = book.add_worksheet(f"表{number}")
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def test_two_sheets_that_are_both_rosters_are_asked_about(tmp_path):
    one = [TREE_HEAD, ["示例街道办事处", "市图书馆", "驻区单位"]]
    other = [TREE_HEAD, ["示例街道办事处", "市博物馆", "驻区单位"]]
    with pytest.raises(Unfit, match="表0、表1"):
        read_roster(sheets(tmp_path / "two.xlsx", one, other), TREE)
    notes = [["说明"], ["名称", "怎么填"], ["单位的全称", "不写简称"]]
    assert len(read_roster(sheets(tmp_path / "notes.xlsx", notes, one), TREE)) == 1
    assert len(read_roster(sheets(tmp_path / "empty.xlsx", one, [TREE_HEAD]), TREE)) == 1, "an empty form is no roster"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (1, "县城市管理局", "上级单位"),
        (4, "419901", "服务地区"),
        (5, "某党委", "上级党组织"),
    ],
)
def test_a_change_that_the_import_does_not_make_is_told_and_not_passed_over(
    world, root, streets, tmp_path, column, value, words
):
    """“已有，不变” beside a row that asks for something is a lie."""
    actions.establish(streets, HOUSE, at=MONDAY, name="市图书馆", kind=Kind.RESIDENT_UNIT, place=streets.place)
    unit = Organisation.objects.get(name="市图书馆")
    row = [unit.path, "示例街道办事处", "市图书馆", "驻区单位", streets.place.code, ""]
    assert taken(workbook(tmp_path / "a.xlsx", [FULL, row]), TREE, world, root).count("known") == 1
    row[column] = value
    found = taken(workbook(tmp_path / "b.xlsx", [FULL, row]), TREE, world, root)
    assert [words in one.reason for one in found.bad] == [True]


def test_the_number_of_the_superior_or_nothing_leaves_all_as_it_is(world, root, streets, tmp_path):
    actions.establish(streets, HOUSE, at=MONDAY, name="市图书馆", kind=Kind.RESIDENT_UNIT, place=streets.place)
    unit = Organisation.objects.get(name="市图书馆")
    for above in (streets.path, ""):
        row = [unit.path, above, "市图书馆", "驻区单位", "", ""]
        assert taken(workbook(tmp_path / "a.xlsx", [FULL, row]), TREE, world, root).count("known") == 1


def committee(streets) -> Organisation:
    return actions.establish(
        streets, HOUSE, at=MONDAY, name="示例街道联合党工委", kind=Kind.STREET_JOINT_COMMITTEE, place=streets.place
    )


@pytest.mark.parametrize("terms", [["2024-01-01", "2029-12-31"], ["2025-01-01", "2028-12-31"]])
def test_a_term_typed_over_in_the_file_is_not_called_known(world, root, streets, tmp_path, terms):
    committee(streets)
    row = ["示例街道联合党工委", "街道（社区）委员", "主任", "", "2024-01-01", "2028-12-31"]
    assert taken(workbook(tmp_path / "a.xlsx", [SEAT_HEAD, row]), SEATS, world, root).count("fresh") == 1
    assert taken(workbook(tmp_path / "a.xlsx", [SEAT_HEAD, row]), SEATS, world, root).count("known") == 1
    found = taken(workbook(tmp_path / "b.xlsx", [SEAT_HEAD, [*row[:4], *terms]]), SEATS, world, root)
    assert ["任期" in one.reason for one in found.bad] == [True]
    assert Seat.objects.get().term_to == date(2028, 12, 31)


def test_a_row_about_a_seat_that_was_left_invites_nobody(world, root, streets, tmp_path):
    committee(streets)
    rows = [
        [*SEAT_HEAD, "状态"],
        ["示例街道联合党工委", "街道（社区）委员", "原主任", "", "", "", "已离任"],
        ["示例街道联合党工委", "街道（社区）委员", "主任", "", "", "", "在任"],
    ]
    found = taken(workbook(tmp_path / "a.xlsx", rows), SEATS, world, root, skip_bad=True)
    assert ["已离任" in one.reason for one in found.bad] == [True]
    assert Seat.objects.get().post == "主任"


def test_names_are_found_however_wide_their_brackets_and_spaces_are(world, root, streets, tmp_path):
    actions.establish(streets, HOUSE, at=MONDAY, name="市图书馆（东馆）", kind=Kind.RESIDENT_UNIT, place=streets.place)
    row = ["　示例街道办事处 ", "市图书馆(东馆)", "驻区单位"]
    found = taken(workbook(tmp_path / "a.xlsx", [TREE_HEAD, row]), TREE, world, root)
    assert (found.count("known"), found.bad) == (1, [])
    assert Organisation.objects.filter(name__startswith="市图书馆").count() == 1
    rows = [["组织", "统计日期", "正式党员"], ["市图书馆(东馆)", "2026-03-02", "３"]]
    assert taken(workbook(tmp_path / "b.xlsx", rows), COUNTS, world, root).count("fresh") == 1


def test_the_same_row_twice_makes_one_organisation(world, root, tmp_path):
    row = ["示例街道办事处", "市图书馆", "驻区单位"]
    found = taken(workbook(tmp_path / "a.xlsx", [TREE_HEAD, row, row]), TREE, world, root)
    assert (found.count("fresh"), found.count("known")) == (1, 1)


def test_rows_that_point_outside_the_chosen_top_find_nothing(world, root, streets, tmp_path):
    """Even where the person oversees it: what was chosen is what is meant."""
    for row in (["县城市管理局", "某科", "科室"], ["0001", "某科", "科室"]):
        found = taken(workbook(tmp_path / "a.xlsx", [TREE_HEAD, row]), TREE, world, streets)
        assert ["没有找到" in one.reason for one in found.bad] == [True]
    assert not Organisation.objects.filter(name="某科").exists()


def test_a_formula_is_neither_written_nor_believed(world, root, streets, tmp_path):
    bad = '=HYPERLINK("http://example.invalid","点我")'
    actions.establish(streets, HOUSE, at=MONDAY, name=bad, kind=Kind.RESIDENT_UNIT, place=streets.place)
    path = tmp_path / "out.xlsx"
    with path.open("wb") as target:
        write_roster(target, TREE, top=streets, community=None, day=MONDAY.date())
    import zipfile

    inside = zipfile.ZipFile(path)
    assert not any(b"<f>" in inside.read(name) for name in inside.namelist() if "worksheets/" in name)
    assert taken(path, TREE, world, streets).bad == []


def test_what_was_chosen_and_ended_or_was_taken_away_meanwhile_is_a_sentence(world, root, streets, signed_in, tmp_path):
    client = signed_in("organiser")
    place = streets.place
    top = actions.establish(streets, HOUSE, at=MONDAY, name="旧街道服务中心", kind=Kind.OTHER, place=place)
    path = workbook(tmp_path / "a.xlsx", [TREE_HEAD, ["旧街道服务中心", "某科", "科室"]])

    def upload():
        file = SimpleUploadedFile("a.xlsx", path.read_bytes())
        answer = client.post(reverse("excel:rosters"), {"roster": "tree", "top": top.path, "file": file})
        return answer["Location"]

    page, other = upload(), upload()
    actions.close_down(top, HOUSE, document="1号")
    assert client.get(page).status_code == 409
    assert client.post(page + "take/" if not page.endswith("take/") else page).status_code in (404, 409)
    Trust.objects.filter(member=world.people["organiser"]).update(valid_to=date(2020, 1, 1))
    assert client.get(other).status_code == 403
    assert not Entry.objects.filter(act="orgs.establish", actor=world.organiser.reference).exists()


def test_a_trial_tells_of_the_second_row_what_really_happens(world, root, streets, tmp_path):
    """A row that stands on another row of the same file, a bad one."""
    rows = [TREE_HEAD, ["示例街道办事处", "甲", "央企"], ["甲", "乙", "科室"]]
    lines = read_roster(workbook(tmp_path / "a.xlsx", rows), TREE)
    trial = take(TREE, lines, world.organiser, top=root, is_trial=True)
    real = take(TREE, lines, world.organiser, top=root, skip_bad=True)
    assert trial.rows == real.rows
    assert len(real.bad) == 2


def test_an_invitation_through_a_file_waits_for_the_unit_like_any_other(world, root, streets, tmp_path):
    committee(streets)
    actions.establish(streets, HOUSE, at=MONDAY, name="市图书馆", kind=Kind.RESIDENT_UNIT, place=streets.place)
    rows = [[*SEAT_HEAD, "状态"], ["示例街道联合党工委", "兼职委员（驻区单位）", "书记", "市图书馆", "", "", "在任"]]
    taken(workbook(tmp_path / "a.xlsx", rows), SEATS, world, root)
    assert (Seat.objects.get().state, Seat.objects.get().kind) == ("invited", SeatKind.UNIT_MEMBER)
