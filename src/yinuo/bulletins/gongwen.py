"""The simple form of an official document as a Word file: A4 with its margins, typefaces, levels, tables, page numbers.

Values are those of REFERENCE §6.1 (GB/T 9704-2012). The mark of the organ, the red line, recipients and the imprint are
not here: the whole official document builds on these styles.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt

from ..kernel.words import _
from .papers import CENTRE, Grid, Level, Line, Page, Paper, clean, day_words

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
"""Millimetres around the type area of 156 × 225. A page on its side is the same page turned, its head at the binding."""

LINE = 28.95
"""Points from line to line: 22 lines on a page."""

FOOT = 12
"""Millimetres of the foot: the dash of the page number lies 7 below the type area, and the number is 5 high."""

TIGHTER = -5
"""Twentieths of a point between characters: 28 on a line."""

NARROW = 600
"""Twentieths of a point below which a column leaves no room for wide margins of its cells."""

NOTE, SIGN, CELL, HEAD, CAPTION = "Yinuo Note", "Yinuo Sign", "Yinuo Cell", "Yinuo Head", "Yinuo Caption"
STYLES = {
    "Normal": ("body", 16, LINE), "Title": ("title", 22, 36), "Heading 1": ("first", 16, LINE),
    "Heading 2": ("second", 16, LINE), "Header": ("body", 9, None), "Footer": ("plain", 14, None), NOTE: ("body", 12, 20),
    SIGN: ("body", 14, 32), CELL: ("body", 10.5, None), HEAD: ("first", 10.5, None), CAPTION: ("first", 12, None),
}  # fmt: skip
"""Style → typeface, points, points from line to line (None: what the characters need)."""

KEPT = {*STYLES, "Default Paragraph Font", "Normal Table", "No List"}
INDENTED = ("Heading 1", "Heading 2")
LEVELS = {
    Level.FIRST: "Heading 1", Level.SECOND: "Heading 2", Level.TEXT: "Normal", Level.NOTE: NOTE, Level.SIGN: SIGN,
}  # fmt: skip


@cache
def fonts() -> dict[str, dict]:
    """Typefaces by what they are for: `name`, what is taken `instead`, and `latin`."""
    return tomllib.loads(Path(__file__).with_name("fonts.toml").read_text())


def write(target: BinaryIO, paper: Paper) -> None:
    """The paper as a Word file."""
    document = Document()
    _set_styles(document)
    _name_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    for number, page in enumerate(page for page in paper.pages if not page.is_for_workbooks):
        _begin(document, page, is_first=number == 0)
        _fill(document, page)
    _sign(document, paper)
    _number_pages(document, paper)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = (
        clean(paper.title),
        clean(paper.organ),
        clean(paper.mark),
        "zh-CN",
    )
    about.created = about.modified = paper.at.replace(tzinfo=None)
    document.save(target)


def _set_styles(document) -> None:
    """Our styles, each with its typefaces; the others of the template go."""
    styles = document.styles
    for style in [one for one in styles if one.name not in KEPT]:
        style.delete()
    _clear(document.styles.element.find(qn("w:docDefaults")))
    known = {one.name for one in styles}
    for name, (face, points, line) in STYLES.items():
        style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name != "Normal":
            style.base_style = styles["Normal"]
        _set_style(style, face, points, line)
    for style in styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER) and style.name not in STYLES:
            _face(style.element.get_or_add_rPr(), "body")
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Normal"].element.get_or_add_rPr().append(_element("w:spacing", val=str(TIGHTER)))
    for name in (*INDENTED, "Normal"):
        _indent(styles[name].element.get_or_add_pPr(), firstLineChars=200, firstLine=640)


def _clear(defaults) -> None:
    """The template's own defaults (Cambria, theme fonts, English) give way to ours."""
    rpr = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(rpr):
        rpr.remove(child)
    _face(rpr, "body")
    rpr.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))


def _set_style(style, face: str, points: float, line: float | None) -> None:
    for tag in ("w:rPr", "w:pPr"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    _face(style.element.get_or_add_rPr(), face)
    style.font.size = Pt(points)
    if style.name != "Normal":
        style.element.get_or_add_rPr().append(_element("w:spacing", val="0"))
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    if line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    else:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _indent(style.element.get_or_add_pPr(), firstLineChars=0, firstLine=0)


def _element(tag: str, **given: str):
    made = OxmlElement(tag)
    for name, value in given.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _face(rpr, face: str) -> None:
    """The typefaces of a style or a run, for every kind of character."""
    for old in rpr.findall(qn("w:rFonts")):
        rpr.remove(old)
    font = fonts()[face]
    rpr.insert(
        0, _element("w:rFonts", ascii=font["latin"], hAnsi=font["latin"], cs=font["latin"], eastAsia=font["name"])
    )


def _indent(ppr, **given: int) -> None:
    for old in ppr.findall(qn("w:ind")):
        ppr.remove(old)
    made = ppr.get_or_add_ind()
    for name, value in given.items():
        made.set(qn(f"w:{name}"), str(value))


def _name_fonts(document) -> None:
    """What may stand in for a typeface that a machine lacks; none is shipped, nor the picture of the template."""
    rows = [
        f"<w:font w:name={quoteattr(font['name'])}><w:altName w:val={quoteattr(','.join(font['instead']))}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for font in fonts().values()
    ]
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{"".join(rows)}</w:fonts>'
    part = next(one for one in document.part.package.iter_parts() if one.partname == PackURI("/word/fontTable.xml"))
    part._blob = xml.encode()
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]


def _begin(document, page: Page, *, is_first: bool) -> None:
    """The section of a page, with its margins."""
    section = document.sections[-1] if is_first else _next_section(document)
    wide, narrow = Mm(297), Mm(210)
    if page.is_landscape:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, wide, narrow
        margins = (LEFT, RIGHT, BOTTOM, TOP)
    else:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, narrow, wide
        margins = (TOP, BOTTOM, LEFT, RIGHT)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (Mm(one) for one in margins)
    section.header_distance, section.footer_distance, section.gutter = (
        Mm(margins[0] - 10),
        Mm(margins[1] - FOOT),
        Emu(0),
    )


def _next_section(document):
    """A new section; its break hangs on the last paragraph, so that no empty one begins another page."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    holder = document.paragraphs[-1]._p
    last = holder.getprevious()
    last.get_or_add_pPr().append(holder.pPr.find(qn("w:sectPr")))
    holder.getparent().remove(holder)
    return section


def _fill(document, page: Page) -> None:
    if page.title:
        _say(document, page.title, "Title", "title").paragraph_format.space_after = Pt(10)
    for line in page.before:
        last = _line(document, line)
    if page.grid is not None:
        if page.before:
            last.paragraph_format.space_after = Pt(6)
        document._body._body.insert_element_before(_table(page.grid), "w:sectPr")
    for number, line in enumerate(page.after):
        said = _line(document, line)
        if number == 0:
            said.paragraph_format.space_before = Pt(6)
    if page.grid is not None and not page.after:
        gap = _say(document, "", NOTE, "body").paragraph_format
        gap.line_spacing_rule, gap.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def _line(document, line: Line):
    style = LEVELS[line.level]
    return _say(document, line.text, style, STYLES[style][0])


def _say(document, text: str, style: str, face: str):
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(clean(text))
    _face(run._r.get_or_add_rPr(), face)
    return paragraph


def _table(grid: Grid):
    """A table of fixed widths whose headings come back on every page; rows are not cut in two."""
    widths = [round(column.width * 56.7) for column in grid.columns]
    side = 28 if min(widths) < NARROW else 57
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    sides = (("top", 40), ("left", side), ("bottom", 40), ("right", side))
    around = "".join(f'<w:{edge} w:w="{gap}" w:type="dxa"/>' for edge, gap in sides)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{around}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"{''.join(_rows(grid, widths))}</w:tbl>"
    )


def _rows(grid: Grid, widths: list[int]) -> Iterator[str]:
    if grid.caption:
        span = f'<w:gridSpan w:val="{len(widths)}"/>'
        yield _row(_cell(grid.caption, sum(widths), CAPTION, span=span), is_head=True)
    heads = (_cell(column.heading, width, HEAD, CENTRE) for column, width in zip(grid.columns, widths, strict=True))
    yield _row("".join(heads), is_head=True)
    for number, row in enumerate(grid.rows):
        style = HEAD if number in grid.bold else CELL
        pairs = zip(row, grid.columns, widths, strict=True)
        yield _row(
            "".join(_cell(cell, width, style, column.align) for cell, column, width in pairs), height=grid.height
        )


def _row(cells: str, *, is_head: bool = False, height: float = 0) -> str:
    tall = f'<w:trHeight w:val="{round(height * 56.7)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{'<w:tblHeader/>' if is_head else ''}</w:trPr>{cells}</w:tr>"


def _cell(text: object, width: int, style: str, align: str = "left", span: str = "") -> str:
    font = fonts()[STYLES[style][0]]
    face = "".join(f" w:{kind}={quoteattr(font['latin'])}" for kind in ("ascii", "hAnsi", "cs"))
    run = f"<w:rPr><w:rFonts{face} w:eastAsia={quoteattr(font['name'])}/></w:rPr>"
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style.replace(" ", "")}"/><w:jc w:val="{align}"/></w:pPr><w:r>{run}{said}</w:r></w:p></w:tc>'
    )


def _sign(document, paper: Paper) -> None:
    """Organ and date, the organ centred over the date, the date four characters from the right."""
    if not paper.organ:
        return
    date = day_words(paper.at)
    wide = sum(0.5 if letter.isascii() else 1 for letter in date)
    aside = max(0.0, 4 + (wide - len(paper.organ)) / 2)
    for text, right in ((paper.organ, aside), (date, 4.0)):
        paragraph = _say(document, text, "Normal", "body")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_together = True
        _indent(
            paragraph._p.get_or_add_pPr(),
            firstLineChars=0,
            firstLine=0,
            rightChars=round(right * 100),
            right=round(right * 320),
        )


def _number_pages(document, paper: Paper) -> None:
    """“— 1 —” outside on odd and even pages; above, in small type, what the page belongs to and how many there are."""
    first = document.sections[0]
    for footer, align, side in (
        (first.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (first.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = document.styles["Footer"], align
        _indent(paragraph._p.get_or_add_pPr(), firstLineChars=0, firstLine=0, **{f"{side}Chars": 100, side: 280})
        _fields(paragraph, "plain", "— ", "PAGE", " —")
    for header in (first.header, first.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = document.styles["Header"]
        said = "｜".join(clean(part) for part in (paper.title, paper.mark) if part)
        _fields(paragraph, "body", _("{said}｜共 ").format(said=said), "NUMPAGES", _(" 页"))


def _fields(paragraph, face: str, before: str, code: str, after: str) -> None:
    for text in (before, code, after):
        run = paragraph.add_run("" if text == code else text)
        _face(run._r.get_or_add_rPr(), face)
        if text == code:
            field = _element("w:fldSimple", instr=f" {code} ")
            run._r.append(parse_xml(f"<w:t {nsdecls('w')}>1</w:t>"))
            run._r.addprevious(field)
            field.append(run._r)
