"""Where the private cluster of a run lives and how it is reached. No Django here."""

import hashlib
import json
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from yinuo.kernel.words import _

from .programs import Account, ClusterError, refuge, run

DATABASE = ROLE = "yinuo"
PORT = 5432
SOCKET_BYTES = 103  # sun_path holds 107 bytes on Linux, 103 on macOS
STRANGE = _("{place} 属于另一个账户。请用原来的账户执行，或用 YINUO_VAR 指定自己的目录。")


@dataclass(frozen=True)
class Place:
    """Where one cluster lives and how it is reached; `sockets` is empty when it listens on 127.0.0.1."""

    var: str
    data: str
    sockets: str
    port: int
    password: str

    @property
    def path(self) -> Path:
        return Path(self.data)

    def url(self, database: str = DATABASE) -> str:
        """The address for Django and libpq."""
        if self.sockets:
            return f"postgresql://{ROLE}@/{database}?host={quote(self.sockets, safe='')}&port={self.port}"
        return f"postgresql://{ROLE}:{self.password}@127.0.0.1:{self.port}/{database}"


def var() -> Path:
    """Where all data of a run is kept: $YINUO_VAR, else `var` in the checkout, else `var` where we stand."""
    if chosen := os.environ.get("YINUO_VAR"):
        return Path(chosen).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    return (checkout if (checkout / "pyproject.toml").exists() else Path.cwd()) / "var"


def known() -> Place | None:
    """The place as it was settled; None before the first start, and when the directory was moved since."""
    try:
        place = Place(**json.loads((var() / "cluster.json").read_text()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise ClusterError(STRANGE.format(place=var())) from None
    return place if place.var == str(var()) else None


def expected() -> Place:
    """The place as it will be unless something stands in the way."""
    return _place(var() / "pg")


def _place(data: Path, *, password: str = "") -> Place:
    sockets, port = _sockets(data), PORT
    if not sockets:
        port = 20000 + int(_mark(data), 16) % 40000
    return Place(str(var()), str(data), str(sockets or ""), port, password)


def _mark(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:8]


def _sockets(data: Path) -> Path | None:
    """The directory of the Unix socket: the data directory itself if its name is short enough."""
    if os.environ.get("YINUO_PG_TCP") == "1" or not hasattr(socket, "AF_UNIX"):
        return None
    if len(os.fsencode(data / f".s.PGSQL.{PORT}")) <= SOCKET_BYTES:
        return data
    return Path("/tmp") / f"yinuo-{_mark(data)}"


def settle(account: Account | None, say: Callable[[str], None]) -> Place:
    """Choose a directory that really works for the account of the server, and write down which."""
    home = var()
    data = home / "pg"
    if trouble := _unfit(home, account):
        data = refuge(_mark(home)) / "pg"
        say(_("{home} 不能存放数据库（{trouble}），改为存放在 {data}。").format(home=home, trouble=trouble, data=data))
        if trouble := _unfit(data.parent, account):
            sentence = _("{place} 也不能存放数据库（{trouble}）。请用 YINUO_VAR 指定另一个目录。")
            raise ClusterError(sentence.format(place=data.parent, trouble=trouble))
    place = _place(data, password=secrets.token_urlsafe(24))
    if place.sockets and not _binds(Path(place.sockets), data.parent):
        place = Place(place.var, place.data, "", 20000 + int(_mark(data), 16) % 40000, place.password)
    _write_down(place)
    return place


def _write_down(place: Place) -> None:
    note = var() / "cluster.json"
    fresh = note.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(asdict(place), indent=1))
    fresh.rename(note)


def _unfit(home: Path, account: Account | None) -> str | None:
    """Why the server could not keep its data in a directory here; None if it can."""
    if (home / "pg" / "PG_VERSION").exists():
        return None
    probe = home / "pg.probe"
    try:
        home.mkdir(parents=True, exist_ok=True)
        make_private(probe, account)
        if probe.stat().st_mode & 0o077:
            return _("该文件系统不支持访问权限")
        code, _said = run(["/bin/sh", "-c", 'cd -- "$1" && : > probe', "sh", str(probe)], account, check=False)
        return None if code == 0 else _("账户 {account} 进不去").format(account=account.name if account else "")
    except OSError as trouble:
        return trouble.strerror or str(trouble)
    finally:
        shutil.rmtree(probe, ignore_errors=True)


def make_private(folder: Path, account: Account | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)


def _binds(folder: Path, home: Path) -> bool:
    """Whether this file system carries Unix sockets at all (shared folders of virtual machines often do not)."""
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent if folder.is_relative_to(home) else "/tmp") as probe:
            with socket.socket(socket.AF_UNIX) as end:
                end.bind(str(Path(probe) / "s"))
            return True
    except OSError:
        return False
