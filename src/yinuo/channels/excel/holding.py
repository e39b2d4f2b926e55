"""Uploads that wait for a word: the file and what was said about it, in a folder of its own, for an hour."""

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from yinuo.analytics.texts.reading import looks_like_messages
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

from . import workbooks
from .importing import Bad, Outcome

MESSAGES, LEDGER, ROSTER = "messages", "ledger", "roster"
HELD, WAITING, RUNNING, DONE, FAILED = "held", "waiting", "running", "done", "failed"
KEPT_FOR = 3600
"""Seconds: what was uploaded holds personal data and is not kept longer than the work with it takes."""


@dataclass
class Upload:
    """One upload: whose it is, what it is, what was chosen, how far it is and what came of it."""

    id: str
    member: int
    name: str
    kind: str
    stage: str = HELD
    choices: dict = field(default_factory=dict)
    done: int = 0
    total: int = 0
    sentence: str = ""
    imported: int = 0
    known: int = 0
    rejected: list = field(default_factory=list)
    noted: list = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return _root() / self.id

    @property
    def file(self) -> Path:
        return self.folder / "file.xlsx"

    @property
    def is_over(self) -> bool:
        return self.stage in (DONE, FAILED)

    def keep(self) -> None:
        """Write it down; a reader sees the state before or after, never half of it."""
        fresh = self.folder / f"state.{os.getpid()}"
        fresh.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.folder / "state.json")

    def claim(self) -> bool:
        """Whether this call is the one that may start the import; a second press of the button is not."""
        try:
            os.close(os.open(self.folder / "claimed", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    def release(self) -> None:
        """The import did not begin after all."""
        (self.folder / "claimed").unlink(missing_ok=True)

    def tell(self, outcome: Outcome) -> None:
        """What came of it."""
        self.stage, self.imported, self.known = DONE, outcome.imported, outcome.known
        self.rejected, self.noted = [list(one) for one in outcome.rejected], [list(one) for one in outcome.noted]

    def bad_rows(self) -> list[Bad]:
        return [Bad(*one) for one in self.rejected]

    def noted_rows(self) -> list[Bad]:
        return [Bad(*one) for one in self.noted]


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def hold(file: UploadedFile, member: int) -> Upload:
    """Keep an uploaded file and say what it is; Unfit, and nothing kept, for what cannot be opened."""
    return _hold(file, member, lambda path: MESSAGES if looks_like_messages(path) else LEDGER)


def hold_roster(file: UploadedFile, member: int, choices: dict, *, check: Callable[[Path], object]) -> Upload:
    """Keep a roster with what was chosen; Unfit, and nothing kept, when `check` refuses it."""
    return _hold(file, member, lambda path: check(path) and ROSTER, choices)


def _hold(file: UploadedFile, member: int, kind: Callable[[Path], str], choices: dict | None = None) -> Upload:
    forget()
    if file.size > workbooks.LARGEST:
        raise workbooks.too_large(file.size)
    upload = Upload(str(uuid4()), member, Path(file.name or "").name[:120], "", choices=choices or {})
    upload.folder.mkdir(parents=True, mode=0o700)
    try:
        with upload.file.open("wb") as kept:
            for piece in file.chunks():
                kept.write(piece)
        workbooks.check(upload.file)
        upload.kind = kind(upload.file)
        upload.keep()
    except BaseException:
        shutil.rmtree(upload.folder, ignore_errors=True)
        raise
    return upload


def held(key: UUID, member: int | None) -> Upload | None:
    """The upload of this member, or None when there is none (any more)."""
    try:
        upload = Upload(**json.loads((_root() / str(key) / "state.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    return upload if upload.member == member else None


def forget(now: Callable[[], float] = time.time) -> int:
    """Delete what is older than an hour and not at work; how many."""
    gone = 0
    for folder in _root().glob("*-*-*"):
        state = folder / "state.json"
        last = (state if state.exists() else folder).stat().st_mtime
        if now() - last > KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def expired() -> Unfit:
    """The sentence for an upload that is gone."""
    return Unfit(_("这次上传已经过期（上传的文件只保留一小时）。请重新上传。"), "file")
