"""Sixteen clients in a process of their own, so that what they cost is not counted: `python -m bench._clients`.

Reads a plan as one line of JSON, gets what the forms need (cookie and token against forgery), says `ready`; then for
each line `N` sends N requests over kept connections and answers with a line of JSON.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from http.client import HTTPConnection, HTTPException, HTTPResponse
from itertools import count, islice
from threading import Thread
from urllib.parse import urlencode
from uuid import uuid4

from .report import ROOT

CLIENTS = 16
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Clients:
    """The other end: starts the process, lets it send, and stops it."""

    def __init__(self, host: str, lanes: list[dict], expected: int):
        """A lane: `paths` (taken in turn), `cookies`, `form` (sent when given), `first` (the page with the token)."""
        command = [sys.executable, "-m", "bench._clients"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.expected = str(expected)
        self._tell(json.dumps({"host": host, "lanes": lanes}))
        if (said := self.process.stdout.readline().strip()) != "ready":
            raise RuntimeError(f"The clients could not begin: {said}")

    def send(self, number: int) -> float:
        """Send that many requests and wait for all; gives the size of the last answer in bytes."""
        self._tell(str(number))
        told = json.loads(self.process.stdout.readline())
        if set(told["statuses"]) != {self.expected}:
            raise RuntimeError(f"Answers were {told['statuses']} and not all {self.expected}: {told['last'][:2000]}")
        return told["size"]

    def _tell(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)


class Lane(Thread):
    """One client: one connection, one request after the other."""

    def __init__(self, host: str, plan: dict, number: int):
        super().__init__(daemon=True)
        self.plan, self.number = plan, number
        self.connection = HTTPConnection(host, timeout=60)
        self.statuses: Counter = Counter()
        self.body = b""

    def run(self) -> None:
        for path in islice(self.plan["turns"], self.number):
            answer = self.ask(path)
            self.statuses[str(answer.status)] += 1
        self.connection.close()

    def ask(self, path: str) -> HTTPResponse:
        """One request; a kept connection that has been closed meanwhile is opened again."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.plan["cookies"].items())}
        form, method = self.plan.get("form"), "GET"
        body = None
        if form is not None:
            method, headers["Content-Type"] = "POST", FORM
            body = urlencode(form | {"key": str(uuid4()), "csrfmiddlewaretoken": self.plan["token"]})
        try:
            return self._exchange(method, path, body, headers)
        except (HTTPException, ConnectionError):
            self.connection.close()
            return self._exchange(method, path, body, headers)

    def _exchange(self, method, path, body, headers) -> HTTPResponse:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        self.body = answer.read()
        return answer


def prepare(host: str, plan: dict) -> dict:
    """Get the page with the form, keep its cookie and its token."""
    paths = plan["paths"]
    plan["turns"] = (paths[i % len(paths)] for i in count())
    plan.setdefault("cookies", {})
    if "form" in plan:
        connection = HTTPConnection(host, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in plan["cookies"].items())
        connection.request("GET", plan["first"], headers={"Cookie": cookies})
        answer = connection.getresponse()
        text = answer.read().decode()
        if not (found := TOKEN.search(text)):
            raise SystemExit(f"{plan['first']} answered {answer.status} without a form")
        plan["token"] = found[1]
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = header.partition(";")[0].partition("=")
            plan["cookies"][name] = value
        connection.close()
    return plan


def main() -> None:
    given = json.loads(sys.stdin.readline())
    host = given["host"]
    plans = [prepare(host, dict(given["lanes"][i % len(given["lanes"])])) for i in range(CLIENTS)]
    print("ready", flush=True)
    for line in sys.stdin:
        total = int(line)
        lanes = [Lane(host, plan, total // CLIENTS + (i < total % CLIENTS)) for i, plan in enumerate(plans)]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
        statuses = sum((lane.statuses for lane in lanes), Counter())
        last = lanes[0].body
        print(
            json.dumps({"statuses": statuses, "size": len(last), "last": last[:3000].decode(errors="replace")}),
            flush=True,
        )


if __name__ == "__main__":
    main()
