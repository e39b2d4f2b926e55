"""A paper as a workbook: text stays text, numbers are numbers, and it prints on A4."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

from tests.bulletins.papers import book, everything, part
from yinuo.bulletins import books
from yinuo.bulletins.papers import Column, Grid, Line, Page, Paper
from yinuo.kernel.clock import CHINA

AT = datetime(2026, 3, 2, 9, 5, tzinfo=CHINA)
COLUMNS = (Column("编号", 30), Column("说明", 60), Column("得分", 20))


def written(*pages: Page) -> bytes:
    content = BytesIO()
    books.write(content, Paper("观摩结果", pages, AT, mark="口径1 & 数据"))
    return content.getvalue()


def page(*rows, name: str = "结果", **given) -> Page:
    return Page(name, "观摩结果", [Line("说明一")], Grid(COLUMNS, rows, caption="第1组", **given))


def test_words_that_look_like_formulas_numbers_or_addresses_stay_words():
    rows = [
        ["=1+1", '=HYPERLINK("http://x","点")', Decimal("2.50")],
        ["0001234567890123456789", "https://example.org", 3],
    ]
    content = written(page(*rows))
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert "<hyperlink" not in everything(content)
    assert book(content)["结果"][4:] == [
        ["=1+1", '=HYPERLINK("http://x","点")', 2.5],
        ["0001234567890123456789", "https://example.org", 3.0],
    ]


def test_it_is_set_up_for_a4_across_with_its_headings_frozen_and_repeated():
    content = written(page(["1", "甲", 1]))
    sheet = part(content, "xl/worksheets/sheet1.xml")
    for said in (
        'orientation="landscape"',
        'paperSize="9"',
        'fitToHeight="0"',
        'state="frozen"',
        'topLeftCell="A5"',
        "口径1 &amp;&amp; 数据",
    ):
        assert said in sheet
    assert "$3:$4" in part(content, "xl/workbook.xml")
    assert 'formatCode="@"' in part(content, "xl/styles.xml") or 'numFmtId="49"' in part(content, "xl/styles.xml")


def test_sheets_have_names_that_excel_takes_and_no_two_the_same():
    names = ["甲/乙:[丙]*?", "甲乙" * 20, "甲乙" * 20, "", "Ａ", "ａ"]
    found = list(book(written(*(page(["1", "甲", 1], name=name) for name in names))))
    assert len({name.lower() for name in found}) == 6
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in found)


def test_long_chinese_words_get_a_row_as_tall_as_they_need():
    assert books.lines_of("一二三四五六七八九十", 10) == 2
    assert books.lines_of("a\nb", 10) == 2
    assert books.lines_of("", 10) == 1


def test_characters_that_no_file_may_hold_are_left_out():
    assert book(written(page(["a\x00b", "c\x1fd", 1])))["结果"][4][:2] == ["ab", "cd"]
