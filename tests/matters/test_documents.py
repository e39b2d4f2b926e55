"""Written material is weighed before it is kept: no bombs, no macros, nothing locked."""

import io
import zipfile

import pytest

from tests.matters.test_photos import encoded, scene, upload
from tests.world import MONDAY
from yinuo.kernel.errors import Unfit
from yinuo.matters import actions, photos
from yinuo.matters.words import Method

pytestmark = pytest.mark.django_db


def office_file(main: str = "word/document.xml", contents: str = "<Types/>", **more: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", contents)
        archive.writestr(main, "<document>情况说明</document>")
        for name, content in more.items():
            archive.writestr(name, content)
    return file.getvalue()


def locked() -> bytes:
    content = bytearray(office_file())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(mark) + offset] |= 1
    return bytes(content)


def spoilt() -> bytes:
    content = bytearray(office_file())
    content[content.index(b"word/document.xml") + 20] ^= 0xFF
    return bytes(content)


@pytest.mark.parametrize(("content", "ending"), [
    (b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n", ".pdf"),
    (office_file(), ".docx"),
    (office_file("xl/workbook.xml"), ".xlsx"),
])  # fmt: skip
def test_written_material_is_kept_as_it_is(content, ending):
    document = photos.take_document(upload(content, "说明.bin"), MONDAY)
    assert document.path.read_bytes() == content
    assert (document.path.suffix, document.look, document.captured_at) == (ending, "", None)
    assert document.reference == {"sha256": document.sha256}


def test_a_document_can_be_attached_and_resembles_nothing(world):
    document = photos.take_document(upload(b"%PDF-1.7\n%%EOF\n", "a.pdf"), MONDAY)
    first, second = world.dispatched(), world.dispatched()
    for matter in (first, second):
        made = actions.attach(matter, world.handler, at=MONDAY, kind=Method.DOCUMENT, note="验收单", photo=document)
        assert (made.media_type, made.resembles) == ("application/pdf", None)


REFUSED_DOCUMENTS = {
    "an empty file": (lambda: b"", "空的"),
    "a file of more than 10 MB": (lambda: b"%PDF-" + b"0" * (10 * 1024 * 1024), "10MB"),
    "half a PDF": (lambda: b"%PDF-1.7\n1 0 obj\n" + b"0" * 9000, "不完整"),
    "a photo": (lambda: encoded(scene(8, (64, 64))), "作为照片上传"),
    "a page before a PDF": (lambda: b"<html>" + b"%PDF-1.7\n%%EOF", "只收"),
    "a bomb of zeros": (lambda: office_file(**{"word/media/x.bmp": b"\0" * 101 * 1024 * 1024}), "展开后太大"),
    "a bomb that is small": (lambda: office_file(**{"word/media/x.bmp": b"\0" * 8 * 1024 * 1024}), "展开后太大"),
    "a bomb of members": (lambda: office_file(**{f"word/{n}.xml": b"" for n in range(2_000)}), "展开后太大"),
    "a macro": (lambda: office_file(**{"word/vbaProject.bin": b"x"}), "宏"),
    "a macro by its kind": (
        lambda: office_file(contents="<Types>ms-word.document.macroEnabled.main+xml</Types>"),
        "宏",
    ),
    "an ActiveX control": (lambda: office_file(**{"word/activeX/activeX1.bin": b"x"}), "宏"),
    "a locked member": (locked, "加了密码"),
    "an old or locked file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "去掉密码"),
    "any other archive": (lambda: office_file("readme.txt"), "不是Word"),
    "a broken archive": (lambda: office_file()[:-40], "打不开"),
    "a spoilt member": (spoilt, "打不开"),
}


@pytest.mark.parametrize("what", REFUSED_DOCUMENTS)
def test_what_is_no_document_is_refused_and_nothing_is_kept(what, media):
    content, why = REFUSED_DOCUMENTS[what]
    with pytest.raises(Unfit, match=why) as refused:
        photos.take_document(upload(content(), "a.docx"), MONDAY)
    assert refused.value.field == "document"
    assert not media.root.exists()
