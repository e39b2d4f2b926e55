"""Importing buildings at the desk: looked at first, then written whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.places import made


@pytest.fixture
def address(world):
    made.outlined(world)
    return f"/desk/ground/{world.community.code}/buildings/import/"


def test_a_file_is_looked_at_before_anything_is_written(desk, world, address):
    rows, _roads = made.rows_and_roads()
    file = SimpleUploadedFile("buildings.csv", made.csv_of(rows).encode("gb18030"))
    answer = desk.worker.post(address, {"file": file})
    assert answer.status_code == 200
    assert answer.context["looked"].imported.fresh == len(rows)
    assert world.community.buildings.count() == 0
    assert sum(one["properties"]["kind"] == "building" for one in answer.context["map"].features) == len(rows)


def test_confirmed_it_is_written_and_a_second_time_everything_is_known(desk, world, address):
    rows, _roads = made.rows_and_roads()
    text = made.geojson_of(rows)
    assert desk.worker.post(address, {"text": text, "confirm": "1"}).status_code == 302
    assert world.community.buildings.count() == len(rows)
    again = desk.worker.post(address, {"text": text})
    assert again.context["looked"].imported.known == len(rows)
    assert "没有变化" in again.content.decode()


def test_one_bad_row_and_nothing_is_written(desk, world, address):
    rows, _roads = made.rows_and_roads()
    rows[4]["households"] = "很多"
    rows[9]["latitude"] = "40.1"
    text = made.csv_of(rows)
    for more in ({}, {"confirm": "1"}):
        answer = desk.worker.post(address, {"text": text} | more)
        assert answer.status_code == 422
        assert [number for number, _why in answer.context["looked"].rejected] == [6, 11]
        assert "一行也没有写入" in answer.content.decode()
        assert "确认导入" not in answer.content.decode()
    assert world.community.buildings.count() == 0
    wrong = [one for one in answer.context["map"].features if one["properties"]["kind"] == "wrong"]
    assert len(wrong) == 2


def test_changed_and_missing_buildings_are_told(desk, world, address):
    rows, _roads = made.rows_and_roads()
    desk.worker.post(address, {"text": made.csv_of(rows), "confirm": "1"})
    rows[0]["households"] += 5
    looked = desk.worker.post(address, {"text": made.csv_of(rows[:-1])}).context["looked"].imported
    assert (looked.fresh, looked.changed, looked.gone) == (0, 1, [rows[-1]["code"]])


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "请选择文件"), ("编码,姓名\n1,某某\n", "姓名"), ("{不是JSON", "GeoJSON"), ("甲,乙\n1,2\n", "楼栋编码"),
     ("编码,名称,户数\n", "没有楼栋")],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_in_words(desk, world, address, text, said):
    answer = desk.worker.post(address, {"text": text})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_too_large_a_file_is_refused_in_words(desk, address):
    answer = desk.worker.post(address, {"file": SimpleUploadedFile("a.csv", b"x" * (2 * 1024 * 1024 + 1))})
    assert answer.status_code == 422
    assert "太大" in answer.content.decode()


def test_an_excel_file_is_told_where_to_go(desk, address):
    answer = desk.worker.post(address, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04\0\0\0\0")})
    assert answer.status_code == 422
