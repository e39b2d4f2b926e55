"""Documents read back as text and grids."""

import zipfile
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook


def word(content: bytes) -> list:
    """Paragraphs as text and tables as lists of rows, in their order."""
    document = Document(BytesIO(content))
    found: list = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found.append([[cell.text for cell in row.cells] for row in block.rows])
        elif block.text:
            found.append(block.text)
    return found


def book(content: bytes) -> dict[str, list[list]]:
    """Sheets by name, as rows of cells."""
    sheets = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names}


def everything(content: bytes) -> str:
    """All text of all parts of a file, to look for what must not be there."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def faceless(content: bytes) -> list[str]:
    """Runs with words whose typeface for Chinese is not named."""
    document = Document(BytesIO(content))
    return [
        run.findtext(qn("w:t"))
        for run in document.element.iter(qn("w:r"))
        if run.find(qn("w:t")) is not None
        and (
            run.rPr is None
            or run.rPr.find(qn("w:rFonts")) is None
            or not run.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        )
    ]
