"""The private PostgreSQL of a run: found, made, started and stopped without anybody's help. No Django here.

`YINUO_DATABASE_URL` names a server of one's own and switches all this off. Everything lives in `$YINUO_VAR/pg`.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from .programs import Account, ClusterTrouble, find, refuge, run, server_account

__all__ = ["ClusterTrouble", "database_url", "ensure", "leave", "start", "status", "stop", "var"]

DATABASE = ROLE = "yinuo"
PORT = 5432
SOCKET_BYTES = 103  # sun_path holds 107 bytes on Linux, 103 on macOS
PATIENCE = 30  # seconds in which the children of a killed server let go of its memory
SETTINGS = """\
# Written anew at each start; ALTER SYSTEM has the last word.
listen_addresses = '{addresses}'
port = {port}
unix_socket_directories = '{sockets}'
max_connections = 100
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
max_wal_size = 1GB
checkpoint_timeout = 15min
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
default_text_search_config = 'pg_catalog.simple'
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
"""


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


def database_url() -> str:
    """The address of the database, whether it runs or not; starts and writes nothing."""
    return os.environ.get("YINUO_DATABASE_URL") or (_known() or _expected()).url()


def ensure(*, durable: bool | None = None, say: Callable[[str], None] | None = None) -> str:
    """The private server runs and has our database; returns its address.

    This process counts as a user of the server until it ends or calls `leave`. `durable=False` (or
    YINUO_PG_FAST=1) lets commits return before they are on disk: for tests only.
    """
    if os.environ.get("YINUO_DATABASE_URL"):
        return database_url()
    _count_in()
    start(durable=durable, say=say)
    place = _known()
    with psycopg.connect(place.url("postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            try:
                connection.execute(f"CREATE DATABASE {DATABASE}")
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                pass  # another process was quicker
    return place.url()


def start(*, durable: bool | None = None, say: Callable[[str], None] | None = None) -> bool:
    """Start the private server if it does not run; True if this call started it. Safe to call from many processes."""
    if os.environ.get("YINUO_DATABASE_URL"):
        return False
    if durable is None:
        durable = os.environ.get("YINUO_PG_FAST") != "1"
    say = say or (lambda sentence: print(sentence, file=sys.stderr))
    with _locked():
        account = server_account()
        place = _known() or _settle(account, say)
        if _postmaster(place.path):
            _change_durability(place, durable, account)
            return False
        if not (place.path / "PG_VERSION").exists():
            place = _create(place, account, say)
        _clear_away(place)
        _write_settings(place, durable)
        _launch(place, account)
        return True


def stop() -> bool:
    """Stop the private server, whoever uses it; True if it ran."""
    with _locked():
        place = _known()
        if os.environ.get("YINUO_DATABASE_URL") or place is None or not _postmaster(place.path):
            return False
        run([_programs(place) / "pg_ctl", "stop", "-D", place.data, "-m", "fast", "-t", "60"], _owner(place))
        return True


def leave() -> bool:
    """This process needs the server no more; the last one out stops it. True if that was us."""
    if _using is None:
        return False
    try:
        fcntl.flock(_using, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return stop()
    finally:
        _count_out()


def status() -> dict:
    """Whether the server runs, where, and by which programs; for people and for `yinuo check`."""
    if external := os.environ.get("YINUO_DATABASE_URL"):
        return {"kind": "external", "running": None, "url": external}
    place = _known()
    if place is None:
        return {"kind": "private", "running": False, "data": None, "pid": None, "url": _expected().url()}
    pid = _postmaster(place.path)
    release = place.path / "PG_VERSION"
    major = int(release.read_text()) if release.exists() else None
    return {"kind": "private", "running": bool(pid), "data": place.data, "pid": pid, "major": major, "url": place.url()}


# --- where -----------------------------------------------------------------------------------------------------


def _known() -> Place | None:
    """The place as it was settled; None before the first start, and when the directory was moved since."""
    try:
        place = Place(**json.loads((var() / "cluster.json").read_text()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise ClusterTrouble(f"{var()} 属于另一个账户。请用原来的账户执行，或用 YINUO_VAR 指定自己的目录。") from None
    return place if place.var == str(var()) else None


def _expected() -> Place:
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


def _settle(account: Account | None, say: Callable[[str], None]) -> Place:
    """Choose a directory that really works for the account of the server, and write down which."""
    home = var()
    data = home / "pg"
    if trouble := _unfit(home, account):
        data = refuge(_mark(home)) / "pg"
        say(f"{home} 不能存放数据库（{trouble}），改为存放在 {data}。")
        if trouble := _unfit(data.parent, account):
            raise ClusterTrouble(f"{data.parent} 也不能存放数据库（{trouble}）。请用 YINUO_VAR 指定另一个目录。")
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
        _make_private(probe, account)
        if probe.stat().st_mode & 0o077:
            return "该文件系统不支持访问权限"
        code, _said = run(["/bin/sh", "-c", 'cd -- "$1" && : > probe', "sh", str(probe)], account, check=False)
        return None if code == 0 else f"账户 {account.name if account else ''} 进不去"
    except OSError as trouble:
        return trouble.strerror or str(trouble)
    finally:
        shutil.rmtree(probe, ignore_errors=True)


def _make_private(folder: Path, account: Account | None) -> None:
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


# --- life ------------------------------------------------------------------------------------------------------


@contextmanager
def _locked() -> Iterator[None]:
    """Only one process at a time makes, starts or stops the cluster."""
    var().mkdir(parents=True, exist_ok=True)
    with open(var() / "cluster.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


_using = None


def _count_in() -> None:
    """Hold a shared lock for as long as this process lives; the kernel lets go of it even after kill -9."""
    global _using
    var().mkdir(parents=True, exist_ok=True)
    if _using is None:
        _using = open(var() / "cluster.users", "a")  # noqa: SIM115 - held for as long as the process lives
        fcntl.flock(_using, fcntl.LOCK_SH)


def _count_out() -> None:
    global _using
    if _using is not None:
        _using.close()
        _using = None


def _programs(place: Place):
    release = place.path / "PG_VERSION"
    return find(int(release.read_text()) if release.exists() else None)


def _owner(place: Place) -> Account | None:
    """The account the data belongs to, when we are root; it may differ from the one a new cluster would get."""
    if os.geteuid() != 0:
        return None
    entry = place.path.stat()
    return Account(str(entry.st_uid), entry.st_uid, entry.st_gid)


def _create(place: Place, account: Account | None, say: Callable[[str], None]) -> Place:
    """Make an empty cluster beside its final place and move it there whole, so that none is ever half made."""
    programs = find()
    say(f"正在创建私有数据库：PostgreSQL {programs.major}（{programs.origin}），位置 {place.data}" +
        (f"，以账户 {account.name} 运行。" if account else "。"))  # fmt: skip
    fresh = place.path.with_name("pg.new")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
    _make_private(fresh, account)
    with tempfile.NamedTemporaryFile("w", prefix="yinuo-", dir="/tmp") as secret:
        secret.write(place.password)
        secret.flush()
        if account:
            os.chown(secret.name, account.uid, account.gid)
        run(
            [programs / "initdb", "-D", str(fresh), "-U", ROLE, "--pwfile", secret.name, "--auth-local=trust",
             "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"],
            account,
        )  # fmt: skip
    with open(fresh / "postgresql.conf", "a") as settings:
        settings.write("\ninclude_if_exists = 'yinuo.conf'\n")
    os.sync()
    if place.path.exists():
        shutil.rmtree(place.path)
    fresh.rename(place.path)
    return place


def _write_settings(place: Place, durable: bool) -> None:
    if place.sockets and place.sockets != place.data:
        folder = Path(place.sockets)
        _make_private(folder, _owner(place))
        if folder.stat().st_uid != place.path.stat().st_uid or folder.is_symlink():
            raise ClusterTrouble(f"{folder} 不是我们的目录。请删除它，或缩短 YINUO_VAR 的路径。")
    text = SETTINGS.format(
        addresses="" if place.sockets else "127.0.0.1", port=place.port,
        sockets=place.sockets.replace("'", "''"), durable="on" if durable else "off",
    )  # fmt: skip
    target = place.path / "yinuo.conf"
    target.write_text(text)
    target.chmod(0o644)


def _change_durability(place: Place, durable: bool, account: Account | None) -> None:
    """A server started for tests becomes safe when somebody needs it so; never the other way round."""
    target = place.path / "yinuo.conf"
    if durable and "fsync = off" in target.read_text():
        _write_settings(place, durable)
        run([_programs(place) / "pg_ctl", "reload", "-D", place.data], _owner(place) or account)


def _launch(place: Place, account: Account | None) -> None:
    """Start the server and wait until it answers."""
    log = place.path / "server.log"
    account = _owner(place) or account
    command = [_programs(place) / "pg_ctl", "start", "-D", place.data, "-l", str(log), "-w", "-t", str(PATIENCE)]
    deadline = time.monotonic() + PATIENCE
    while True:
        code, said = run(command, account, check=False)
        if code == 0:
            return
        last = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        if time.monotonic() > deadline or "shared memory block" not in last:
            raise ClusterTrouble(f"数据库没有启动：{said}\n{last}\n日志在 {log}。")
        time.sleep(0.5)
        _clear_away(place)


def _postmaster(data: Path) -> int | None:
    """The process id of the server at work on this directory; a pid file left by a killed one does not count."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, NotADirectoryError, ProcessLookupError, ValueError):
        return None
    except PermissionError:
        raise ClusterTrouble(f"{data} 属于另一个账户。请用原来的账户执行，或用 YINUO_VAR 指定自己的目录。") from None
    return pid if _works_in(pid, data) else None


def _works_in(pid: int, data: Path) -> bool:
    """Whether that process is a server of this directory; its number may have gone to somebody else since."""
    if not Path("/proc/self/cwd").exists():
        return "postgres" in run(["ps", "-p", str(pid), "-o", "comm="], None, check=False)[1]
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except OSError:  # a zombie has no directory, a stranger's may not be read
        return False


def _clear_away(place: Place) -> None:
    """Remove what a killed server left; called only when none is running."""
    for path in (place.path / "postmaster.pid", *Path(place.sockets or place.data).glob(".s.PGSQL.*")):
        path.unlink(missing_ok=True)
