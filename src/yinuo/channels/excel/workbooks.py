"""Opening a workbook that somebody sent: what is no workbook, or would burst, is refused in a sentence before it is read."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_MEMBERS = 2_000
MOST_ROWS, MOST_COLUMNS = 20_000, 400
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>')
"""A cell that holds something, in the XML of a sheet; cells that are only painted end in `/>`."""

LONGEST_TAG = 400


@dataclass(frozen=True)
class Sheet:
    """One visible sheet: its cells by row from the first row on, merged cells filled with what they show."""

    name: str
    rows: list[list]
    merged: tuple = ()
    """Ranges of merged cells as ((top, left), (bottom, right)), from 0."""


def read_sheets(path: str | Path) -> list[Sheet]:
    """The visible sheets of an .xlsx or .xls file; Unfit for everything else, for too much, and for bombs."""
    check(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            names = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
            ]
            sheets = [_sheet(book, name) for name in names]
    except PasswordError:
        raise _locked() from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise _wrong(_("这个文件打不开，可能已经损坏。请用表格软件打开，另存为 .xlsx 后再导入。")) from None
    if not any(sheet.rows for sheet in sheets):
        raise _wrong(_("这个文件里没有内容。请检查是不是选错了文件。"))
    return sheets


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS + 100:
        raise too_many(sheet.total_height)
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < len(rows) and left < len(rows[top]):
            shown, right = rows[top][left], min(right, MOST_COLUMNS)
            for row in rows[top : bottom + 1]:
                row += [""] * (right + 1 - len(row))
                row[left : right + 1] = [shown] * (right + 1 - left)
    return Sheet(name, rows, tuple(sheet.merged_cell_ranges or ()))


def check(path: str | Path) -> None:
    """Refuse what is not to be opened: too large, another kind of file, with a password, or a bomb."""
    path = Path(path)
    size = path.stat().st_size
    if size > LARGEST:
        raise too_large(size)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(ZIP):
        _check_package(path)
    elif head == OLE:
        _check_old(path)
    elif not size:
        raise _wrong(_("这个文件是空的。请重新选择。"))
    else:
        raise _wrong(
            _("这不是 Excel 文件（可能是 CSV 或者网页改了扩展名）。请用表格软件打开它，另存为 .xlsx 后再导入。")
        )


def _check_old(path: Path) -> None:
    content = path.read_bytes()
    if ENCRYPTED in content:
        raise _locked()


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names:
                raise _wrong(_("这不是 .xlsx 工作簿。请用表格软件打开它，另存为 .xlsx 后再导入。"))
            if len(members) > MOST_MEMBERS:
                raise _burst()
            _unpack(package, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _wrong(_("这个文件已经损坏，打不开。请重新导出或者另存后再试。")) from None


def _unpack(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, counting: what a package says of its own size is not believed."""
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise _burst()
    left = LARGEST_UNPACKED
    for member in members:
        is_sheet = member.filename.startswith("xl/worksheets/")
        tail = b""
        for piece in _pieces(package, member):
            left -= len(piece)
            if left < 0:
                raise _burst()
            if is_sheet:
                tail = _check_cells(tail + piece)


def _pieces(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(member) as content:
        while piece := content.read(MEGABYTE):
            yield piece


def _check_cells(xml: bytes) -> bytes:
    """Refuse a sheet with a filled cell far out, for which a reader would lay out all the cells before it.

    Gives the end of the piece, in which a tag may be cut in two.
    """
    for found in CELL.finditer(xml):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        if int(found[2]) > MOST_ROWS + 100:
            raise too_many(int(found[2]))
        if column > MOST_COLUMNS:
            raise _wrong(_("表里有{n}列，超过了{most}列。请删掉多余的列后再导入。").format(n=column, most=MOST_COLUMNS))
    return xml[-LONGEST_TAG:]


def too_large(size: int) -> Unfit:
    """The sentence for a file of more bytes than one import takes."""
    return _wrong(
        _("文件有{size}MB，超过了{most}MB。请去掉图片，或者分成几个文件导入。").format(
            size=size // MEGABYTE, most=LARGEST // MEGABYTE
        )
    )


def too_many(rows: int) -> Unfit:
    """The sentence for a sheet that is too long for one import."""
    return _wrong(_("表里有{n}行，一次最多导入{most}行。请分成几个文件导入。").format(n=rows, most=MOST_ROWS))


def _burst() -> Unfit:
    return _wrong(_("这个文件解压后太大，不能导入。请只保留需要的工作表，另存后再试。"))


def _locked() -> Unfit:
    return _wrong(_("这个文件设了密码，打不开。请用表格软件去掉密码，另存后再导入。"))


def _wrong(sentence: str) -> Unfit:
    return Unfit(sentence, "file")
