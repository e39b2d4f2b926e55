"""The simple form of an official document, checked in its XML against REFERENCE §6.1, and how it renders where that can be seen."""

import shutil
import subprocess
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.bulletins.papers import faceless, part, word
from yinuo.bulletins import gongwen
from yinuo.bulletins.papers import CENTRE, Column, Grid, Level, Line, Page, Paper, day_words
from yinuo.kernel.clock import CHINA

AT = datetime(2026, 3, 2, 9, 5, tzinfo=CHINA)


def paper(*pages: Page, **given) -> Paper:
    text = Line("全县分两个组，按照统一的细则，到各单位现场观摩。" * 6)
    first = Page(
        "通报", "关于观摩情况的通报", [Line("一、总体情况", Level.FIRST), Line("（一）做法", Level.SECOND), text]
    )
    return Paper("观摩情况", [first, *pages], AT, organ="示例县委组织部", mark="口径1", **given)


def table(rows: int = 60) -> Page:
    columns = (Column("序号", 20, CENTRE), Column("任务", 125), Column("得分", 80))
    grid = Grid(columns, [[str(n), "网格党组织覆盖", n] for n in range(rows)], caption="第1组", height=9)
    return Page("表", "评分表", (), grid, [Line("监票人签字：＿＿＿", Level.SIGN)], is_landscape=True)


def written(made: Paper) -> bytes:
    content = BytesIO()
    gongwen.write(content, made)
    return content.getvalue()


def said(paragraph) -> str:
    """The words of a paragraph, those of its fields too."""
    return "".join(one.text for one in paragraph._p.iter(qn("w:t")))


@pytest.fixture(scope="module")
def content() -> bytes:
    return written(paper(table()))


def test_the_page_has_the_margins_of_the_standard_and_its_table_lies_turned(content):
    upright, turned = Document(BytesIO(content)).sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    margins = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    assert (round(turned.page_width.mm), round(turned.page_height.mm)) == (297, 210)
    area = turned.page_width - turned.left_margin - turned.right_margin
    assert (round(area / 36000), round(turned.top_margin.mm)) == (225, 28)


def test_type_sizes_lines_and_faces_are_those_of_the_standard(content):
    styles = Document(BytesIO(content)).styles
    body, title = styles["Normal"], styles["Title"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28.95))
    assert title.font.size == Pt(22)
    faces = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2")
    }
    assert faces == {
        "Normal": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
    }
    assert body.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_every_style_and_every_run_names_its_typeface_for_chinese(content):
    styles = Document(BytesIO(content)).styles
    bare = [one.name for one in styles if one.type in (1, 2) and not one.element.rPr.rFonts.get(qn("w:eastAsia"))]
    assert (bare, faceless(content)) == ([], [])
    assert "Theme=" not in part(content, "word/styles.xml")


def test_typefaces_are_named_with_what_may_stand_in_and_never_shipped(content):
    fonts = part(content, "word/fontTable.xml")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,' in fonts
    assert "embed" not in fonts
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert not [name for name in package.namelist() if not name.endswith((".xml", ".rels"))]


def test_pages_are_numbered_outside_and_say_what_they_belong_to(content):
    document = Document(BytesIO(content))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, align in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name == align
        assert said(paragraph) == "— 1 —"
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
    assert "观摩情况｜口径1｜共 " in said(section.header.paragraphs[0])


def test_headings_of_a_table_come_back_on_every_page_and_rows_stay_whole(content):
    rows = Document(BytesIO(content)).tables[0]._tbl.tr_lst
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows[:3]] == [True, True, False]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert rows[2].trPr.find(qn("w:trHeight")).get(qn("w:val")) == "510"


def test_it_reads_as_it_was_written(content):
    found = word(content)
    assert found[:3] == ["关于观摩情况的通报", "一、总体情况", "（一）做法"]
    assert found[5][1:3] == [["序号", "任务", "得分"], ["0", "网格党组织覆盖", "0"]]
    assert found[-3:] == ["监票人签字：＿＿＿", "示例县委组织部", "2026年3月2日"]


def test_characters_that_no_file_may_hold_are_left_out():
    page = Page("甲\x00", "标题\x0b", [Line("一\x1f二<b>&")], Grid((Column("列", 50),), [["a\x08<w:t>\n下一行"]]))
    assert word(written(Paper("名", [page], AT)))[:3] == ["标题", "一二<b>&", [["列"], ["a<w:t>\n下一行"]]]


def test_a_date_is_arabic_without_zeros():
    assert day_words(AT) == "2026年3月2日"


@pytest.mark.slow
def test_a_full_page_holds_22_lines_and_no_page_is_empty(tmp_path):
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice and poppler are not installed: the page is only checked in its XML")
    lines = Page("正文", "", [Line("观摩" * 320)])
    (tmp_path / "a.docx").write_bytes(written(Paper("名", [lines, table(13), table(13)], AT)))
    where = ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", *where],
        check=True,
        capture_output=True,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert all("评分表" in page or "观摩观摩" in page or "监票人" in page for page in pages)
    assert sum("观摩观摩" in line for line in pages[0].splitlines()) == 22
