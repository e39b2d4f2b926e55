"""What the benchmarks stand on: their names, processor time that loses nobody, clients that keep to the rules of forms."""

import importlib
import os
import subprocess
import sys
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest

from bench import __main__ as frame
from bench._clients import CLIENTS, Clients
from bench._processor import spent

BURN = "from time import process_time\nwhile process_time() < 0.4: pass"


def test_every_benchmark_of_the_design_that_is_built_has_its_name():
    assert {"http", "import", "ledger", "suggest", "worklist"} <= set(frame.names())
    assert not {"importing", "floor", "report"} & set(frame.names())
    for name in frame.names():
        assert callable(importlib.import_module(f"bench.{frame.MODULES.get(name, name)}").run)


def test_processor_time_of_an_ended_child_is_not_lost():
    before = spent(os.getpid())
    subprocess.run([sys.executable, "-c", BURN], check=True)
    assert spent(os.getpid()) - before >= 0.35


class Guarded(BaseHTTPRequestHandler):
    """A form as Django guards it: without cookie and token of the same page nobody gets in."""

    protocol_version = "HTTP/1.1"
    keys: Counter = Counter()

    def do_GET(self):
        self._answer(200, b'<input type="hidden" name="csrfmiddlewaretoken" value="word">', "secret=cookie; Path=/")

    def do_POST(self):
        given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        is_ours = given.get("csrfmiddlewaretoken") == ["word"] and "secret=cookie" in self.headers["Cookie"]
        self.keys[given["key"][0]] += 1
        self._answer(302 if is_ours and given["words"] == ["灯坏了"] else 403, b"")

    def _answer(self, status, body, cookie=""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given):
        """Say nothing."""


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    Guarded.keys.clear()
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_clients_bring_the_token_of_the_form_and_a_new_key_each_time(host):
    clients = Clients(host, [{"paths": ["/raise/"], "first": "/raise/", "form": {"words": "灯坏了"}}], 302)
    try:
        clients.send(3 * CLIENTS)
        clients.send(CLIENTS)
    finally:
        clients.stop()
    assert len(Guarded.keys) == 4 * CLIENTS
    assert set(Guarded.keys.values()) == {1}


def test_an_answer_that_was_not_expected_ends_the_benchmark(host):
    clients = Clients(host, [{"paths": ["/raise/"], "first": "/raise/", "form": {"words": "别的话"}}], 302)
    try:
        with pytest.raises(RuntimeError, match="403"):
            clients.send(CLIENTS)
    finally:
        clients.stop()
