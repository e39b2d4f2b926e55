"""backup and restore: database, media and keys in one file."""

import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from yinuo.site import cluster, programs

from .ground import bring_up, complain, console, migrate_if_needed

FORMAT = 1
VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "sslmode": "PGSSLMODE"}


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command()(backup)
    app.command()(restore)


def backup(file: Annotated[Path, typer.Argument(dir_okay=False, help="文件 · the file to write (.tar)")]) -> None:
    """备份数据库、附件和密钥 · Keep database, media and keys in one file. It holds the keys: keep it secret."""
    bring_up()
    unfinished = file.with_name(file.name + ".unfinished")
    with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder:
        dump = Path(folder) / "database.dump"
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", f"--dbname={_database()}")
        unfinished.unlink(missing_ok=True)
        with open(unfinished, "xb", opener=_secret) as out, tarfile.open(fileobj=out, mode="w") as tar:
            _add_note(tar)
            tar.add(dump, "database.dump")
            for name, place in _places().items():
                if place.exists():
                    tar.add(place, name)
    unfinished.replace(file)
    console.print(f"已备份 · kept in {file} ({file.stat().st_size / 1e6:.1f} MB)。文件内有密钥，请妥善保管。")


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="备份文件 · the file to restore")],
    replace: Annotated[bool, typer.Option(help="覆盖现有数据 · replace the data that is there")] = False,
) -> None:
    """从备份恢复 · Restore a backup. The present data stays untouched until all of the backup is in."""
    bring_up(migrate=False)
    if _has_data() and not replace:
        complain("这里已经有数据。确定要用备份覆盖，请加 --replace；也可以用 YINUO_VAR 指定一个新目录。")
    with tempfile.TemporaryDirectory(dir=cluster.var()) as folder:
        note = _unpack(file, Path(folder))
        _restore_database(Path(folder) / "database.dump")
        for name, place in _places().items():
            if (Path(folder) / name).exists():
                shutil.rmtree(place, ignore_errors=True)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(Path(folder) / name, place)
    migrate_if_needed()
    console.print(f"已恢复 {note['made_at']} 的备份 · restored")


def _unpack(file: Path, folder: Path) -> dict:
    """The files of a backup in `folder`; returns its note."""
    try:
        with tarfile.open(file) as tar:
            tar.extractall(folder, filter="data")
        note = json.loads((folder / "yinuo.json").read_text())
    except (tarfile.TarError, FileNotFoundError, json.JSONDecodeError):
        complain(f"{file} 不是 yinuo backup 写下的文件，或者已经损坏。")
    if note["format"] != FORMAT:
        complain(f"不认识这种备份（格式 {note['format']}）。请用写下它的版本恢复。")
    return note


def _add_note(tar: tarfile.TarFile) -> None:
    note = json.dumps({"format": FORMAT, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}).encode()
    entry = tarfile.TarInfo("yinuo.json")
    entry.size, entry.mtime = len(note), int(datetime.now(UTC).timestamp())
    tar.addfile(entry, io.BytesIO(note))


def _places() -> dict[str, Path]:
    from django.conf import settings

    return {"media": Path(settings.MEDIA_ROOT), "keys": Path(settings.YINUO_KEYS)}


def _secret(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _database() -> str:
    return str(conninfo_to_dict(cluster.database_url())["dbname"])


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL of the server's version, as ourselves, on our database."""
    known = conninfo_to_dict(cluster.database_url())
    environment = os.environ | {name: str(known[key]) for key, name in VARIABLES.items() if known.get(key)}
    found = programs.find(cluster.status().get("major"))
    done = subprocess.run([found / program, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        complain(f"{program} 没有成功：\n{done.stderr.strip()}")


def _has_data() -> bool:
    with psycopg.connect(cluster.database_url()) as connection:
        if connection.execute("SELECT to_regclass('acts_entry')").fetchone() == (None,):
            return False
        return connection.execute("SELECT EXISTS (SELECT FROM acts_entry)").fetchone() == (True,)


def _restore_database(dump: Path) -> None:
    """Restore beside the present database, then exchange their names: a backup that breaks off harms nothing."""
    from django.db import connections

    connections.close_all()
    name = _database()
    present, fresh, former = (sql.Identifier(n) for n in (name, f"{name}_restored", f"{name}_former"))
    elsewhere = conninfo_to_dict(cluster.database_url()) | {"dbname": "postgres"}
    with psycopg.connect(**elsewhere, autocommit=True) as connection:

        def tell(order: str, *names: sql.Identifier) -> None:
            connection.execute(sql.SQL(order).format(*names))

        others = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name]).fetchone()[0]
        if others:
            complain(f"还有 {others} 个连接正在使用数据库。请先停止 yinuo serve 和 yinuo worker。")
        tell("DROP DATABASE IF EXISTS {}", fresh)
        tell("CREATE DATABASE {} TEMPLATE template0", fresh)
        _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={name}_restored", str(dump))
        tell("DROP DATABASE IF EXISTS {}", former)
        tell("ALTER DATABASE {} RENAME TO {}", present, former)
        tell("ALTER DATABASE {} RENAME TO {}", fresh, present)
        tell("DROP DATABASE {}", former)
