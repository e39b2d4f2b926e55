"""Small tables that somebody sends as .xlsx or .csv: read as rows of cells; what is none, or too much, is refused."""

import csv
import re
import zipfile
import zlib
from io import BytesIO, StringIO

from django.core.files.uploadedfile import UploadedFile
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED = 2 * MEGABYTE, 40 * MEGABYTE
MOST_ROWS, MOST_COLUMNS = 2_000, 400
CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')

Rows = list[list]


def read_rows(upload: UploadedFile, field: str) -> Rows:
    """The cells of the first sheet, or of the CSV file (UTF-8 or GB 18030). Unfit for everything else."""
    if (upload.size or 0) > LARGEST:
        raise Unfit(_("文件超过了{n}MB。请只留这一张表。").format(n=LARGEST // MEGABYTE), field)
    upload.seek(0)
    content = upload.read()
    if not content:
        raise Unfit(_("这个文件是空的，请重新选择文件。"), field)
    rows = _workbook(content, field) if content.startswith(b"PK\x03\x04") else _csv(content, field)
    if not any(str(cell).strip() for row in rows for cell in row):
        raise Unfit(_("表里没有内容。请检查是不是选错了文件。"), field)
    return rows


def _csv(content: bytes, field: str) -> Rows:
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(coding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = "\0"
    if "\0" in text:
        raise Unfit(_("这不是 .xlsx 或者 .csv 文件。请用表格软件打开它，另存为 .xlsx 后再导入。"), field)
    try:
        return list(csv.reader(StringIO(text)))[:MOST_ROWS]
    except csv.Error:
        raise Unfit(_("这个 .csv 文件读不出来。请另存为 .xlsx 后再导入。"), field) from None


def _workbook(content: bytes, field: str) -> Rows:
    _check(content, field)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except PasswordError:
        raise Unfit(_("这个文件设了密码，打不开。请去掉密码，另存后再导入。"), field) from None
    except (CalamineError, OSError, ValueError, OverflowError, IndexError):
        raise Unfit(_("这个文件打不开，可能已经损坏。请用表格软件打开，另存为 .xlsx 后再导入。"), field) from None


def _check(content: bytes, field: str) -> None:
    """Unpack once, counting, and look for cells far out, before a reader lays everything out."""
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            for member in package.infolist():
                with package.open(member) as file:
                    text = file.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise Unfit(_("这个文件解压后太大，不能导入。请只保留这一张表，另存后再试。"), field)
                if member.filename.startswith("xl/worksheets/"):
                    _check_cells(text, field)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Unfit(_("这个文件已经损坏，打不开。请重新导出或者另存后再试。"), field) from None


def _check_cells(text: bytes, field: str) -> None:
    for letters, row in CELL.findall(text):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if int(row) > MOST_ROWS or column > MOST_COLUMNS:
            raise Unfit(_("表太大了：最多{rows}行、{columns}列。").format(rows=MOST_ROWS, columns=MOST_COLUMNS), field)
