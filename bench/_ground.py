"""Where a benchmark stands: its own cluster below var/bench, databases by name, servers, processor time.

Set-up only, never the product: databases here are filled by plain SQL, and are kept for the next run of the same day
(YINUO_BENCH_FRESH=1 makes them anew).
"""

import atexit
import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg

from .report import ROOT, Absent

WORKERS, THREADS = 2, 8
"""Of a web server: the processes that the design names, and threads as `yinuo serve` has them."""

PATIENCE = 60
Fill = Callable[[psycopg.Connection], None]


def small() -> int:
    """By how much to divide sizes (YINUO_BENCH_SMALL): for trying the benchmarks themselves, not for figures."""
    return int(os.environ.get("YINUO_BENCH_SMALL", "1"))


def address(name: str) -> str:
    """The address of a database of the bench's cluster, which runs from now on."""
    if not Path("/proc/self/stat").exists():
        raise Absent("processor time is read from /proc, which this system does not have.")
    # an own cluster: whoever runs the benchmarks keeps his data out of them
    os.environ.pop("YINUO_DATABASE_URL", None)
    os.environ["YINUO_VAR"] = os.environ.get("YINUO_BENCH_VAR") or str(ROOT / "var" / "bench")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinuo.site.settings")
    from yinuo.site import cluster, home

    cluster.ensure(durable=True)
    atexit.register(cluster.leave)  # stops the server when nobody else uses it; the data stays
    return home.known().url(name)


def database(name: str, *, migrated: bool = True, fill: Fill | None = None, mark: str | None = None) -> str:
    """The address of a database of this name; made and filled, unless `mark` says that it is still the same."""
    url = address(name)
    wanted = mark and hashlib.sha256(f"{mark} {date.today()} {_schema()}".encode()).hexdigest()
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        found = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if found and wanted and found[0] == wanted and not os.environ.get("YINUO_BENCH_FRESH"):
            return url
        say(f"making the database {name}")
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        if migrated:
            _migrate(url)
        if fill:
            with psycopg.connect(url, autocommit=True) as connection:
                fill(connection)
                connection.execute("VACUUM ANALYZE")
                connection.execute("CHECKPOINT")
        if wanted:
            server.execute(f"""COMMENT ON DATABASE "{name}" IS '{wanted}'""")
    return url


def copied(name: str, of: str) -> None:
    """A fresh database that is a copy of another one, and Django at work on it."""
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}"')
    enter(name)


def _schema() -> str:
    """The names of all migrations, so that a new one makes the databases anew."""
    return " ".join(str(path) for path in sorted((ROOT / "src").rglob("migrations/0*.py")))


def _migrate(url: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "--verbosity", "0", "--no-input"]
    subprocess.run(command, check=True, env=os.environ | {"YINUO_DATABASE_URL": url}, cwd=ROOT)


def enter(name: str) -> None:
    """Django in this process, at work on this database."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.conf import settings
    from django.db import connection

    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def say(sentence: str) -> None:
    """Tell somebody who waits; not part of the figures."""
    print(f"bench: {sentence}", file=sys.stderr, flush=True)


@contextmanager
def served(application: str, url: str, folder: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """A web server with two processes at work; gives its address and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
        "--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "30", "--log-level", "warning",
        "--chdir", str(folder),
    ]  # fmt: skip
    (Path(os.environ["YINUO_VAR"]) / "static").mkdir(exist_ok=True)
    server = subprocess.Popen(command, env=os.environ | {"YINUO_DATABASE_URL": url} | settings, cwd=folder)
    try:
        _await(port, server)
        yield f"127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _await(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not start.")
