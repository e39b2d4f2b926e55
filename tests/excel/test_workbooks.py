"""Files that are not what they say, or would burst: each is refused in a sentence before it is read."""

import io
import os
import zipfile

import pytest
import xlsxwriter

from tests.excel.files import workbook
from yinuo.channels.excel import workbooks
from yinuo.channels.excel.workbooks import read_sheets
from yinuo.kernel.errors import Unfit


def packed(path, **members: bytes):
    """A package that says it is a workbook, with these members more."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in members.items():
            package.writestr(name, content)
    return path


def test_a_workbook_is_read(tmp_path):
    sheet = read_sheets(workbook(tmp_path / "a.xlsx", [["甲", "乙"], [1, "二"]]))[0]
    assert sheet.rows == [["甲", "乙"], [1.0, "二"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("姓名,事项\n甲,乙\n".encode(), "不是 Excel 文件"),
        (b"%PDF-1.7 ...", "不是 Excel 文件"),
        (b"<html><table></table></html>", "不是 Excel 文件"),
        (b"", "是空的"),
        (b"PK\x03\x04 and then nothing of a package", "已经损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "设了密码"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(tmp_path, content, sentence):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unfit, match=sentence) as told:
        read_sheets(path)
    assert told.value.field == "file"


def test_another_package_is_not_a_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("word/document.xml", "<w/>")
    with pytest.raises(Unfit, match=r"不是 .xlsx 工作簿"):
        read_sheets(tmp_path / "a.xlsx")


def test_a_hundred_megabytes_are_not_even_opened(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(Unfit, match="有100MB，超过了20MB"):
        read_sheets(path)


def test_a_bomb_is_refused_before_it_bursts(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 3_000_000)
    path = packed(tmp_path / "a.xlsx", **{"xl/worksheets/sheet1.xml": b" " * 5_000_000})
    assert path.stat().st_size < 20_000
    with pytest.raises(Unfit, match="解压后太大"):
        read_sheets(path)


def test_a_package_that_lies_about_its_size_is_refused(tmp_path):
    path = packed(tmp_path / "a.xlsx", **{"xl/worksheets/sheet1.xml": os.urandom(50) * 4_000})
    content = path.read_bytes()
    lying = content.replace((200_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != content
    path.write_bytes(lying)
    with pytest.raises(Unfit, match="损坏"):
        read_sheets(path)


def test_too_many_members_are_refused(tmp_path):
    path = packed(tmp_path / "a.xlsx", **{f"xl/media/{n}.png": b"" for n in range(2_100)})
    with pytest.raises(Unfit, match="解压后太大"):
        read_sheets(path)


def test_one_cell_far_out_does_not_lay_out_a_million_rows(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write("A1", "问题表现")
        page.write("XFD1048576", "x")
    with pytest.raises(Unfit, match="1048576行"):
        read_sheets(tmp_path / "a.xlsx")


def test_cells_that_are_only_painted_do_not_count(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write("A1", "问题表现")
        page.write_blank("A900000", None, book.add_format({"bg_color": "yellow"}))
    assert read_sheets(tmp_path / "a.xlsx")[0].rows[0] == ["问题表现"]


def test_merged_cells_show_in_every_cell_and_hidden_sheets_are_left_out(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet("看得见")
        page.merge_range("B2:C3", "合并")
        page.write("A3", "第三行")
        book.add_worksheet("看不见").hide()
    sheets = read_sheets(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["看得见"]
    assert sheets[0].rows[1:] == [["", "合并", "合并"], ["第三行", "合并", "合并"]]


def test_an_empty_workbook_says_so(tmp_path):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet()
    (tmp_path / "a.xlsx").write_bytes(content.getvalue())
    with pytest.raises(Unfit, match="没有内容"):
        read_sheets(tmp_path / "a.xlsx")
