"""Written material: PDF, Word and Excel files, kept as they are and looked at only from outside.

They are never shown inside a page: the channels send them with `Content-Disposition: attachment`.
"""

import io
import zipfile
import zlib
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from ..kernel.errors import Unfit
from ..kernel.words import _
from .attachments import MEGABYTE, Attachment, kept, received

FIELD = "document"
LARGEST = 10 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE
LARGEST_RATIO = 100
MOST_MEMBERS = 2_000
LARGEST_TABLE_OF_CONTENTS = MEGABYTE

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN_PARTS = {
    "word/document.xml": (f"{OFFICE}.wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{OFFICE}.spreadsheetml.sheet", ".xlsx"),
}
CONTENTS = "[Content_Types].xml"
ACTIVE = ("vbaproject.bin", "/activex/", "/macrosheets/")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""An OLE container: .doc and .xls, but also any Office file with a password."""


class Document(Attachment):
    """A PDF, DOCX or XLSX."""

    __slots__ = ()


def take_document(upload: UploadedFile, at: datetime | None = None) -> Document:
    """Keep a PDF, DOCX or XLSX of at most 10 MB; Unfit says what to do about any other."""
    content = received(upload, LARGEST, FIELD)
    media_type, ending = _type_of(content)
    file, sha256 = kept(content, ending, at)
    return Document(file, media_type, sha256)


def _type_of(content: bytes) -> tuple[str, str]:
    """Media type and ending by what the bytes say, whatever the name says."""
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-4096:]:
            raise Unfit(_("这个PDF文件不完整，请重新导出后再传。"), FIELD)
        return PDF, ".pdf"
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    if content.startswith(OLD_OFFICE):
        raise Unfit(_("不能接收旧格式或者加了密码的文件。请去掉密码，另存为docx、xlsx或者PDF再传。"), FIELD)
    raise Unfit(_("材料只收PDF、Word（docx）和Excel（xlsx）文件。图片请作为照片上传，其他文件请先转成PDF。"), FIELD)


def _office_type(content: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _weigh(archive, len(content))
            found = _main_part(archive)
            broken = archive.testzip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise Unfit(_("这个文件打不开，可能已经损坏。请用Word或者Excel打开，另存一份再传。"), FIELD) from None
    if broken:
        raise Unfit(_("这个文件打不开，可能已经损坏。请用Word或者Excel打开，另存一份再传。"), FIELD)
    return found


def _weigh(archive: zipfile.ZipFile, size: int) -> None:
    """Unfit for a file that unpacks to too much, or is locked; nothing is unpacked for this."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or unpacked > size * LARGEST_RATIO:
        raise Unfit(_("这个文件展开后太大，不能接收。请去掉其中的大图或者空白行列，或者转成PDF再传。"), FIELD)
    if any(member.flag_bits & 0x1 for member in members):
        raise Unfit(_("不能接收加了密码的文件，请去掉密码再传。"), FIELD)


def _main_part(archive: zipfile.ZipFile) -> tuple[str, str]:
    names = set(archive.namelist())
    found = [kind for part, kind in MAIN_PARTS.items() if part in names]
    if CONTENTS not in names or len(found) != 1:
        raise Unfit(_("这个压缩包不是Word（docx）或者Excel（xlsx）文件。请解压后逐个上传，或者转成PDF。"), FIELD)
    with archive.open(CONTENTS) as table:
        contents = table.read(LARGEST_TABLE_OF_CONTENTS).lower()
    if b"macroenabled" in contents or any(mark in f"/{name.lower()}" for name in names for mark in ACTIVE):
        raise Unfit(_("不能接收带宏的文件。请另存为不带宏的docx、xlsx或者PDF再传。"), FIELD)
    return found[0]
