"""kill -9 in the middle of things: nothing acknowledged is lost, the chain is whole, reactions go on."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.db import connection

from tests.world import MONDAY
from yinuo.acts.models import Entry, Reacted
from yinuo.acts.verify import verify
from yinuo.kernel.codes import read_slip
from yinuo.matters import actions, queries
from yinuo.matters.models import Matter
from yinuo.matters.words import Rating, State
from yinuo.site import cluster

pytestmark = [pytest.mark.slow]


def environment():
    """A process of the product on the database of this test."""
    address = urlsplit(cluster.database_url())._replace(path=f"/{connection.settings_dict['NAME']}")
    return os.environ | {
        "YINUO_DATABASE_URL": address.geturl(),
        "YINUO_RATE_RAISE": "1000000/h",
        "DJANGO_SETTINGS_MODULE": "yinuo.site.settings",
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(*command):
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env=environment(), start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process):
    """The whole process group, with no chance to tidy up."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def opened(port):
    """A connection once the server answers, with its CSRF cookie and token."""
    for _try in range(150):
        try:
            wire = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            wire.request("GET", "/raise/")
            answer = wire.getresponse()
            page = answer.read().decode()
            assert answer.status == 200, page[:500]
            cookie = answer.getheader("Set-Cookie").split(";")[0]
            return wire, cookie, re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not come up")


def raise_until_it_dies(port, place, acknowledged, stop):
    wire, cookie, token = opened(port)
    while not stop.is_set():
        key = str(uuid4())
        given = {
            "csrfmiddlewaretoken": token,
            "key": key,
            "words": f"路灯不亮 {key}",
            "place": place,
            "kind": "help_request",
            "wants_public": "on",
        }
        head = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            wire.request("POST", "/raise/", urlencode(given), head)
            answer = wire.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return
        if answer.status == 302:
            acknowledged.append(key)


def test_the_server_is_killed_while_people_are_raising_matters(open_world):
    port, acknowledged, stop = free_port(), [], threading.Event()
    with running("gunicorn", "-b", f"127.0.0.1:{port}", "-w", "2", "--threads", "4", "yinuo.site.wsgi") as server:
        crowd = [
            threading.Thread(target=raise_until_it_dies, args=(port, open_world.community.code, acknowledged, stop))
            for _one in range(6)
        ]
        for person in crowd:
            person.start()
        deadline = time.monotonic() + 60
        while len(acknowledged) < 40 and time.monotonic() < deadline:
            time.sleep(0.05)
        kill(server)
        stop.set()
        for person in crowd:
            person.join(20)
    assert len(acknowledged) >= 40
    kept = {words.split()[-1] for words in Matter.objects.values_list("words", flat=True)}
    assert set(acknowledged) <= kept, "nothing acknowledged is lost"
    assert Entry.objects.filter(act="matters.raise").count() == Matter.objects.count(), "no matter without its entry"
    assert verify().is_true


def jobs(*states):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status::text = ANY(%s)", [list(states)])
        return cursor.fetchone()[0]


def left():
    """The jobs that are not done, for the message of a failure."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, task_name, attempts, worker_id, scheduled_at, count(*) FROM procrastinate_jobs"
            " WHERE status::text <> 'succeeded' GROUP BY 1, 2, 3, 4, 5"
        )
        return cursor.fetchall()


def until(holds, seconds=90):
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert holds(), left()


def test_the_worker_is_killed_while_reacting_and_every_effect_comes_exactly_once(open_world):
    matters = []
    for number in range(30):
        matter = open_world.verified(words=f"第{number}件：路灯不亮")
        actions.rate(matter, open_world.raiser(matter), at=MONDAY, rating=Rating.SATISFIED)
        matters.append(matter.pk)
    waiting = jobs("todo")
    assert waiting >= 60
    with running("yinuo.site.command", "worker") as worker:
        until(lambda: jobs("succeeded") > 5)
        kill(worker)
    assert jobs("todo", "doing") > 0, "it was killed in the middle"
    with connection.cursor() as cursor:  # a killed worker's heartbeat has to grow old before its jobs are given again
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'")
    with running("yinuo.site.command", "worker"):
        until(lambda: Matter.objects.filter(pk__in=matters, state=State.CLOSED).count() == 30)
        until(lambda: jobs("todo", "doing") == 0)
    for pk in matters:
        assert Entry.objects.filter(subject=f"matter:{pk}", act="matters.close").count() == 1
    assert Reacted.objects.filter(reaction__endswith="close_when_satisfied").count() >= 30
    assert verify().is_true


def test_a_slip_given_before_the_crash_opens_the_matter_after_it(open_world):
    matter = open_world.raised()
    connection.close()
    assert queries.by_slip(read_slip(matter.slip)) == matter
