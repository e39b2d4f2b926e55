"""The `yinuo` command as an operator uses it: in processes of its own, with a directory of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
CHECKOUT = Path(__file__).resolve().parents[2]
COMMANDS = {
    *("demo", "serve", "worker", "stop", "import", "export", "ledger", "map", "where", "page"),
    *("backup", "restore", "check", "users"),
}
DIVISIONS = "code,name\n890102,甲县\n890102001,乙街道\n890102001001,丙社区居民委员会\n1x,错\n"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A directory that every account may enter; the private server in it is stopped afterwards."""
    with tempfile.TemporaryDirectory(prefix="yinuo-command-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)
        for var in Path(name).glob("*/cluster.json"):
            yinuo(var.parent, "stop")


@pytest.fixture(scope="module")
def filled(folder) -> Path:
    """A var directory with three divisions in it."""
    (folder / "divisions.csv").write_text(DIVISIONS, encoding="utf-8-sig")
    done = yinuo(folder / "var", "import", "divisions", str(folder / "divisions.csv"))
    assert done.stdout.splitlines()[-1] == "imported 3, known 0, rejected 1", done
    assert "第5行" in done.stderr
    return folder / "var"


def environment(var: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YINUO_") and k != "DJANGO_SETTINGS_MODULE"}
    return kept | {"YINUO_VAR": str(var), "YINUO_PG_FAST": "1", "COLUMNS": "200"}


def yinuo(var: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess:
    """Run the command to its end; its exit code must be `code`."""
    command = [sys.executable, "-m", "yinuo.site.command", *arguments]
    done = subprocess.run(command, env=environment(var), capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def until(true: Callable[[], bool], seconds: float = 40) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def test_the_help_names_every_command_in_both_languages(folder):
    said = yinuo(folder / "none", "--help").stdout
    for command in COMMANDS:
        line = re.search(rf"^\W*{command} .*$", said, re.M)
        assert line, command
        assert re.search(r"[\u4e00-\u9fff].*[A-Za-z]{3}", line[0].split(command, 1)[1]), line[0]
    assert not (folder / "none" / "pg").exists(), "asking for help starts no database"


def test_the_map_shows_each_act_with_its_rule_and_draws_each_flow(folder):
    said = yinuo(folder / "none", "map").stdout
    assert re.search(r"matters\.promise +matters\.policy\.may_\w+ +\S", said)
    assert re.search(r"^  promise +.*dispatched.*→ +in_progress", said, re.M)
    drawn = yinuo(folder / "none", "map", "--mermaid").stdout
    assert "stateDiagram-v2" in drawn
    assert re.search(r"dispatched --> in_progress: promise", drawn)


def test_where_leads_to_the_lines_that_bear_the_word(folder):
    lines = yinuo(folder / "none", "where", "promise").stdout.splitlines()
    assert {"flow", "act", "rule", "test"} <= {line.split()[0] for line in lines}
    for line in lines:
        place = line.split()[1]
        path, _colon, number = place.rpartition(":")
        assert (CHECKOUT / path).read_text().splitlines()[int(number) - 1] is not None
    flow = next(line for line in lines if line.startswith("flow"))
    path, _colon, number = flow.split()[1].rpartition(":")
    assert '"promise"' in (CHECKOUT / path).read_text().splitlines()[int(number) - 1]
    assert "nonsuch" in yinuo(folder / "none", "where", "nonsuch", code=1).stderr


def test_an_import_says_what_it_did_in_its_last_line_and_does_nothing_twice(filled, folder):
    done = yinuo(filled, "import", "divisions", str(folder / "divisions.csv"))
    assert done.stdout.splitlines()[-1] == "imported 0, known 3, rejected 1"


def test_a_file_that_is_no_table_of_divisions_is_refused_in_words(filled, folder):
    (folder / "other.csv").write_text("a,b\n1,2\n")
    assert "code" in yinuo(filled, "import", "divisions", str(folder / "other.csv"), code=1).stderr
    (folder / "gbk.csv").write_bytes("code,name\n890103,丁县\n".encode("gbk"))
    assert "UTF-8" in yinuo(filled, "import", "divisions", str(folder / "gbk.csv"), code=1).stderr


def test_the_ledger_of_an_import_verifies_and_can_be_sealed(filled):
    assert int(yinuo(filled, "ledger", "sequence").stdout.split()[-1]) >= 0
    said = yinuo(filled, "ledger", "verify").stdout.splitlines()[-1]
    entries = re.fullmatch(r"entries (\d+), checkpoints \d+, broken 0", said)
    assert entries
    assert int(entries[1]) >= 3
    assert "没有编号" in yinuo(filled, "ledger", "proof", "NONE-1", code=1).stderr


def test_a_backup_restored_elsewhere_holds_the_same(filled, folder):
    (filled / "media").mkdir(exist_ok=True)
    (filled / "media" / "photo.txt").write_text("a photo")
    kept = folder / "kept.tar"
    yinuo(filled, "backup", str(kept))
    assert kept.stat().st_mode & 0o077 == 0, "the file holds keys: nobody else may read it"
    with tarfile.open(kept) as tar:
        assert {"yinuo.json", "database.dump", "media/photo.txt", "keys/secret.key"} <= set(tar.getnames())
    other = folder / "other"
    yinuo(other, "restore", str(kept))
    done = yinuo(other, "import", "divisions", str(folder / "divisions.csv"))
    assert done.stdout.splitlines()[-1] == "imported 0, known 3, rejected 1"
    assert (other / "media" / "photo.txt").read_text() == "a photo"
    assert (other / "keys" / "secret.key").read_text() == (filled / "keys" / "secret.key").read_text()
    assert "--replace" in yinuo(other, "restore", str(kept), code=1).stderr
    yinuo(other, "restore", str(kept), "--replace")


def test_a_broken_backup_harms_nothing(filled, folder):
    kept, broken = folder / "whole.tar", folder / "broken.tar"
    yinuo(filled, "backup", str(kept))
    with tarfile.open(kept) as old, tarfile.open(broken, "w") as new:
        for entry in old.getmembers():
            if entry.name == "database.dump":
                entry.size //= 2
                new.addfile(entry, old.extractfile("database.dump"))
            else:
                new.addfile(entry, old.extractfile(entry) if entry.isfile() else None)
    yinuo(filled, "restore", str(broken), "--replace", code=1)
    done = yinuo(filled, "import", "divisions", str(folder / "divisions.csv"))
    assert done.stdout.splitlines()[-1] == "imported 0, known 3, rejected 1"


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_serving_ends_whole_however_it_ends(filled, ending):
    if ending == signal.SIGKILL and sys.platform != "linux":
        pytest.skip("only Linux ends the children of a killed process")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "yinuo.site.command", "serve", "--port", str(port)]
    log = filled.parent / f"serve-{port}.log"
    with log.open("wb") as out:
        served = subprocess.Popen(command, env=environment(filled), stdout=out, stderr=subprocess.STDOUT)
    try:
        assert until(lambda: answers(port) or served.poll() is not None), log.read_text()
        assert served.poll() is None, log.read_text()
        assert until(lambda: len(family(filled)) >= 4), "ourselves, the web server, its process, and the worker"
        served.send_signal(ending)
        served.wait(60)
    finally:
        served.kill()
    assert until(lambda: not family(filled)), family(filled)
    assert not answers(port)
    if ending != signal.SIGKILL:
        assert served.returncode == 0
        assert until(lambda: not running(filled)), "the private database went with it"


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as refusal:
        return refusal.code < 500
    except OSError:
        return False


def family(var: Path) -> list[str]:
    """The processes of Python that work with this var directory (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            given = (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"YINUO_VAR={var}".encode() in given.split(b"\0") and "python" in command:
            found.append(command)
    return found


def running(var: Path) -> bool:
    data = Path(json.loads((var / "cluster.json").read_text())["data"])
    return (data / "postmaster.pid").exists()


def test_a_port_in_use_is_refused_with_a_way_out(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = yinuo(folder / "none", "serve", "--port", str(port), code=1).stderr
    assert f"--port {port + 1}" in said


def test_the_check_names_what_is_missing(filled):
    done = subprocess.run(
        [sys.executable, "-m", "yinuo.site.command", "check"], env=environment(filled), capture_output=True, text=True
    )
    assert "PostgreSQL" in done.stdout
    assert "0 waiting" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if "✗" in done.stdout else 0)
