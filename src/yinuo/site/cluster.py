"""The private PostgreSQL of a run: found, made, started and stopped without anybody's help. No Django here.

`YINUO_DATABASE_URL` names a server of one's own and switches all this off. Everything lives in `$YINUO_VAR/pg`.
"""

import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from getpass import getuser
from pathlib import Path
from typing import IO

import psycopg

from yinuo.kernel.words import _

from .home import DATABASE, ROLE, STRANGE, Place, expected, known, make_private, settle, var
from .programs import Account, ClusterError, Programs, find, run, server_account

__all__ = ["ClusterError", "database_url", "ensure", "leave", "start", "status", "stop", "var"]

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


def database_url() -> str:
    """The address of the database, whether it runs or not; starts and writes nothing."""
    return os.environ.get("YINUO_DATABASE_URL") or (known() or expected()).url()


def ensure(*, durable: bool | None = None, say: Callable[[str], None] | None = None) -> str:
    """The private server runs and has our database; returns its address.

    This process counts as a user of the server until it ends or calls `leave`. `durable=False` (or
    YINUO_PG_FAST=1) lets commits return before they are on disk: for tests only.
    """
    if os.environ.get("YINUO_DATABASE_URL"):
        return database_url()
    _count_in()
    start(durable=durable, say=say)
    place = known()
    with psycopg.connect(place.url("postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            # another process may have been quicker
            with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                connection.execute(f"CREATE DATABASE {DATABASE}")
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
        place = known() or settle(account, say)
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
    if os.environ.get("YINUO_DATABASE_URL") or known() is None:
        return False
    with _locked():
        place = known()
        if not _postmaster(place.path):
            return False
        run([_programs(place) / "pg_ctl", "stop", "-D", place.data, "-m", "fast", "-t", "60"], _owner(place))
        if place.sockets and place.sockets != place.data:
            shutil.rmtree(place.sockets, ignore_errors=True)
        return True


def leave() -> bool:
    """This process needs the server no more; the last one out stops it. True if that was us."""
    if var() not in _using:
        return False
    try:
        fcntl.flock(_using[var()], fcntl.LOCK_EX | fcntl.LOCK_NB)
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
    place = known()
    if place is None:
        return {"kind": "private", "running": False, "data": None, "pid": None, "url": expected().url()}
    pid = _postmaster(place.path)
    release = place.path / "PG_VERSION"
    major = int(release.read_text()) if release.exists() else None
    return {"kind": "private", "running": bool(pid), "data": place.data, "pid": pid, "major": major, "url": place.url()}


@contextmanager
def _locked() -> Iterator[None]:
    """Only one process at a time makes, starts or stops the cluster."""
    var().mkdir(parents=True, exist_ok=True)
    with open(var() / "cluster.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


_using: dict[Path, IO] = {}


def _count_in() -> None:
    """Hold a shared lock for as long as this process lives; the kernel lets go of it even after kill -9."""
    place = var()
    if place not in _using:
        place.mkdir(parents=True, exist_ok=True)
        _using[place] = open(place / "cluster.users", "a")  # noqa: SIM115 - held for as long as the process lives
        fcntl.flock(_using[place], fcntl.LOCK_SH)


def _count_out() -> None:
    _using.pop(var()).close()


def _programs(place: Place) -> Programs:
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
    say(
        _("正在创建私有数据库：PostgreSQL {major}（{origin}），位置 {data}，以账户 {account} 运行。").format(
            major=programs.major,
            origin=programs.origin,
            data=place.data,
            account=account.name if account else getuser(),
        )
    )
    fresh = place.path.with_name("pg.new")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
    make_private(fresh, account)
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
        make_private(folder, _owner(place))
        if folder.stat().st_uid != place.path.stat().st_uid or folder.is_symlink():
            raise ClusterError(_("{folder} 不是我们的目录。请删除它，或缩短 YINUO_VAR 的路径。").format(folder=folder))
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
            sentence = _("数据库没有启动：{said}\n{last}\n日志在 {log}。")
            raise ClusterError(sentence.format(said=said, last=last, log=log))
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
        raise ClusterError(STRANGE.format(place=data)) from None
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
