"""The private database starts for everybody: root or not, PostgreSQL installed or not, after any kind of end."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from yinuo.site import cluster, programs

pytestmark = pytest.mark.slow
SOURCE = Path(cluster.__file__).resolve().parents[2]
SAY_IT = """
import json, sys
from yinuo.site import cluster
import psycopg
url = cluster.ensure(durable=False)
with psycopg.connect(url) as connection:
    facts = connection.execute(
        "SELECT current_setting('server_version_num')::int / 10000, current_database(), "
        "current_setting('server_encoding'), datcollate FROM pg_database WHERE datname = current_database()"
    ).fetchone()
print(json.dumps({"facts": facts, "status": cluster.status(), "left": cluster.leave()}))
"""


@pytest.fixture
def run_of(monkeypatch):
    """An own YINUO_VAR, in a directory that every account may enter; the server is stopped afterwards."""
    with tempfile.TemporaryDirectory(prefix="yinuo-ground-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("YINUO_VAR", f"{folder}/var")
        monkeypatch.delenv("YINUO_DATABASE_URL", raising=False)
        monkeypatch.delenv("YINUO_POSTGRES", raising=False)
        yield Path(folder)
        for path in Path(folder).rglob("cluster.json"):
            data = Path(json.loads(path.read_text())["data"])
            monkeypatch.setenv("YINUO_VAR", str(path.parent))
            cluster.stop()
            if not data.is_relative_to(folder):
                shutil.rmtree(data.parent)


@pytest.fixture(scope="module")
def python_for_everybody() -> Iterator[tuple[str, dict]]:
    """A Python 3.11 with our modules that the account `nobody` may run; copied if ours is locked in a home."""
    folder = Path(tempfile.mkdtemp(prefix="yinuo-python-", dir="/tmp"))
    folder.chmod(0o755)
    paths = [p for p in sys.path if p.endswith("site-packages")]
    extra = {"PYTHONPATH": os.pathsep.join([str(SOURCE), *paths]), "PYTHONDONTWRITEBYTECODE": "1"}
    nobody = programs.Account("nobody", pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
    python = os.path.realpath(sys.executable)
    if programs.run([python, "-c", "pass"], nobody, check=False)[0] != 0:
        home = Path(sys.base_prefix)
        left_out = shutil.ignore_patterns("site-packages", "test", "idlelib", "tkinter", "config-*", "*.a")
        shutil.copytree(home / "lib", folder / "python" / "lib", ignore=left_out)
        (folder / "python" / "bin").mkdir()
        python = shutil.copy2(python, folder / "python" / "bin")
        extra |= {"PYTHONHOME": str(folder / "python"), "LD_LIBRARY_PATH": str(folder / "python" / "lib")}
    if programs.run(["/bin/sh", "-c", f"test -r '{paths[0]}/psycopg/__init__.py'"], nobody, check=False)[0] != 0:
        pytest.skip(f"{paths[0]} may not be read by the account nobody")
    yield python, extra
    shutil.rmtree(folder)


def in_another_process(user: str | None = None, python: str = sys.executable, **environment: str) -> dict:
    """Bring the cluster up in a process of its own and take what it says of itself."""
    account = pwd.getpwnam(user) if user else None
    drop = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    done = subprocess.run(
        [python, "-c", SAY_IT], env=os.environ | environment, cwd="/", capture_output=True, text=True, **drop
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) | {"said": done.stderr}


def needs_installed():
    account = programs.server_account()
    if not list(programs.candidates("installed", account)):
        pytest.skip("no PostgreSQL is installed on this machine")


@pytest.mark.parametrize("way", ["installed", "wheel"])
def test_a_cluster_comes_up_from_either_set_of_programs(run_of, way):
    if way == "installed":
        needs_installed()
    seen = in_another_process(YINUO_POSTGRES=way)
    major, database, encoding, collation = seen["facts"]
    assert major >= programs.OLDEST
    assert (database, encoding, collation) == ("yinuo", "UTF8", "C")
    assert seen["status"]["running"]
    assert seen["left"], "the only user turns off the light"
    assert way in seen["said"]


def test_what_was_made_by_one_version_is_started_by_that_version(run_of):
    made = in_another_process(YINUO_POSTGRES="wheel")
    again = in_another_process(YINUO_POSTGRES="auto")
    assert again["facts"] == made["facts"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("way", ["installed", "wheel"])
def test_an_ordinary_account_brings_it_up_as_itself(run_of, python_for_everybody, way):
    if way == "installed":
        needs_installed()
    python, extra = python_for_everybody
    home = run_of / "home"
    home.mkdir()
    shutil.chown(home, "nobody")
    seen = in_another_process(
        "nobody", python, YINUO_POSTGRES=way, YINUO_VAR=str(home / "var"), HOME=str(home), **extra
    )
    assert seen["facts"][1] == "yinuo"
    assert (home / "var" / "pg").stat().st_uid == pwd.getpwnam("nobody").pw_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the server to another account")
def test_a_closed_directory_of_root_is_left_for_one_that_works(run_of):
    closed = run_of / "closed"
    closed.mkdir(mode=0o700)
    seen = in_another_process(YINUO_VAR=str(closed / "var"))
    assert not Path(seen["status"]["data"]).is_relative_to(closed)
    assert seen["status"]["data"] in seen["said"], "it says where the data went instead"
    again = in_another_process(YINUO_VAR=str(closed / "var"))
    assert again["status"]["data"] == seen["status"]["data"]


def test_a_killed_server_starts_again_and_keeps_what_was_committed(run_of):
    url = cluster.ensure(durable=True)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    pid = cluster.status()["pid"]
    os.kill(pid, signal.SIGKILL)
    while cluster.status()["running"]:
        time.sleep(0.05)
    with psycopg.connect(cluster.ensure()) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    assert cluster.status()["pid"] != pid
    cluster.leave()


def test_a_process_number_taken_by_somebody_else_does_not_prevent_the_start(run_of):
    cluster.ensure(durable=False)
    cluster.stop()
    data = Path(cluster.status()["data"])
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n0\n5432\n{data}\n\n0 0\nready\n")
    assert not cluster.status()["running"]
    cluster.ensure(durable=False)
    assert cluster.status()["running"]
    cluster.leave()


def test_a_making_that_was_interrupted_is_begun_anew(run_of):
    half = run_of / "var" / "pg.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("15\n")
    assert in_another_process()["facts"][1] == "yinuo"


def test_many_processes_at_once_find_one_server(run_of):
    children = [
        subprocess.Popen([sys.executable, "-c", SAY_IT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    seen = [child.communicate(timeout=120) for child in children]
    assert [child.returncode for child in children] == [0] * 4, [err for _out, err in seen]
    assert len({json.loads(out)["status"]["data"] for out, _err in seen}) == 1
    assert not cluster.status()["running"], "the last one out stops it"


def test_the_server_stays_while_somebody_else_uses_it(run_of):
    cluster.ensure(durable=False)
    assert not in_another_process()["left"]
    assert cluster.status()["running"]
    assert cluster.leave()
    assert not cluster.status()["running"]


def test_a_path_too_long_for_a_socket_still_works(run_of):
    seen = in_another_process(YINUO_VAR=str(run_of / ("long" * 15) / ("er" * 30)))
    assert seen["facts"][1] == "yinuo"
    assert "host=%2Ftmp%2Fyinuo-" in seen["status"]["url"]


def test_without_sockets_it_listens_on_this_machine_with_a_password(run_of):
    seen = in_another_process(YINUO_PG_TCP="1")
    assert "@127.0.0.1:" in seen["status"]["url"]
    cluster.start(durable=False)
    wrong = cluster.database_url().replace("yinuo:", "yinuo:not-", 1)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)
    cluster.stop()


def test_a_server_for_tests_becomes_durable_when_somebody_needs_it_so(run_of):
    def fsync() -> str:
        with psycopg.connect(cluster.database_url()) as connection:
            return connection.execute("SHOW fsync").fetchone()[0]

    cluster.ensure(durable=False)
    assert fsync() == "off"
    cluster.ensure(durable=True)
    for _ in range(50):
        if fsync() == "on":
            break
        time.sleep(0.1)
    assert fsync() == "on"
    cluster.ensure(durable=False)
    assert fsync() == "on"
    cluster.leave()


def test_the_address_is_the_same_before_and_after_the_start(run_of):
    before = cluster.database_url()
    assert not (run_of / "var").exists(), "asking for the address writes nothing"
    assert cluster.ensure(durable=False) == before
    cluster.leave()


def test_a_server_of_ones_own_is_left_alone(run_of, monkeypatch):
    monkeypatch.setenv("YINUO_DATABASE_URL", "postgresql://city@db.invalid/city")
    assert cluster.ensure() == "postgresql://city@db.invalid/city"
    assert not cluster.start()
    assert not cluster.stop()
    assert not (run_of / "var").exists()


def test_an_unknown_wish_is_refused_in_words(run_of, monkeypatch):
    monkeypatch.setenv("YINUO_POSTGRES", "oracle")
    with pytest.raises(cluster.ClusterError, match="oracle"):
        cluster.ensure()
    cluster.leave()
