"""What comes in as a file: read up to a limit, kept under its own hash, never under the name it came with."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from ..kernel.errors import Unfit
from ..kernel.words import _
from .models import Evidence

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was taken in: `file` below MEDIA_ROOT, `sha256` of the bytes as they are kept.

    `look` is pHash and dHash, 16 hex digits each; empty for what has no look to compare. `captured_at` is aware.
    """

    file: str
    media_type: str
    sha256: str
    look: str = ""
    captured_at: datetime | None = None

    @property
    def reference(self) -> dict[str, str]:
        """How the ledger names it."""
        return {"sha256": self.sha256}

    @property
    def path(self) -> Path:
        """Where the bytes are."""
        return Path(settings.MEDIA_ROOT) / self.file


def received(upload: UploadedFile, most: int, field: str) -> bytes:
    """The bytes of an upload; Unfit when there are none, or more than `most`."""
    size, content = upload.size or 0, b""
    if size <= most:
        upload.seek(0)
        content = upload.read(most + 1)
    if size > most or len(content) > most:
        raise Unfit(
            _("文件太大了，不能超过{most}MB。请压缩后再传，或者换一个小一点的文件。").format(most=most // MEGABYTE),
            field,
        )
    if not content:
        raise Unfit(_("这个文件是空的，请重新选择文件。"), field)
    return content


def kept(content: bytes, ending: str, at: datetime | None) -> tuple[str, str]:
    """Keep the bytes once; (path below MEDIA_ROOT, sha256). A half-written file is never seen under its name."""
    sha256 = hashlib.sha256(content).hexdigest()
    root = Path(settings.MEDIA_ROOT)
    known = Evidence.objects.filter(sha256=sha256).exclude(file="").values_list("file", flat=True).first()
    file = known or f"evidence/{timezone.localtime(at):%Y/%m}/{sha256[:2]}/{sha256}{ending}"
    path = root / file
    if not path.exists() or path.stat().st_size != len(content):
        _write(path, content)
    return file, sha256


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, 0o640)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
