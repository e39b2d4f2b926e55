"""Lists of 50 matters: processor time among a million against ten thousand, and what the database plans for them.

Both are the same city, after eleven days and after three years; two servers take turns in one run.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from . import _city, _ground
from ._clients import Clients
from ._processor import postgres, spent
from .report import ROOT, Figure

SMALL, LARGE = 10_000, 1_000_000
TURNS = 3
REQUESTS = 64
ALIKE = 0.8
"""Answers of both sizes must be about as long, or the lists are not of the same 50 rows."""

LISTS = {
    "handler of a busy office": ("handler", "/desk/matters/"),
    "street coordinator": ("street_coordinator", "/desk/matters/"),
    "county coordinator": ("county_coordinator", "/desk/matters/"),
    "leader of a county": ("leader", "/desk/matters/"),
    "verifier of a county": ("verifier", "/desk/matters/"),
    "newest first, county coordinator": ("county_coordinator", "/desk/matters/?sort=newest"),
    "words, county coordinator": ("county_coordinator", "/desk/matters/?q=路灯"),
    "today, county coordinator": ("county_coordinator", "/desk/"),
    "public promises": (None, "/promises/"),
    "public promises with words": (None, "/promises/?words=路灯"),
}
PLANNED = LISTS | {"handler of a small office": ("small_handler", "/desk/matters/")}


def run() -> Iterator[Figure]:
    """For each list how many times dearer it has become; then the plans."""
    sizes = [SMALL // _ground.small(), LARGE // _ground.small()]
    urls = [_city.ready(size) for size in sizes]
    cookies = [cookies_of(size) for size in sizes]
    with ExitStack() as stack:
        servers = [stack.enter_context(_ground.served("yinuo.site.wsgi:application", url, ROOT)) for url in urls]
        for name in LISTS:
            yield compared(name, servers, cookies)
    yield from planned()


def cookies_of(size: int) -> dict[str | None, dict]:
    """The cookies of everybody who asks for a list."""
    _ground.enter(_city.name_of(size))
    return {None: {}} | {name: _city.cookie(name) for name, _path in PLANNED.values() if name}


def compared(name: str, servers: list[tuple[str, int]], cookies: list[dict]) -> Figure:
    """One list: the small city and the large one in turns, the median of the ratios."""
    who, path = LISTS[name]
    path = encoded(path)
    ends = [
        (Clients(host, [{"paths": [path], "cookies": known[who]}], 200), pid)
        for (host, pid), known in zip(servers, cookies, strict=True)
    ]
    try:
        sizes = [clients.send(32) for clients, _pid in ends]
        turns = [[cost(clients, pid) for clients, pid in ends] for _turn in range(TURNS)]
    finally:
        for clients, _pid in ends:
            clients.stop()
    small, large = (median(turn[side] for turn in turns) for side in (0, 1))
    told = f"{large:.1f} ms among {LARGE:,}; {small:.1f} ms among {SMALL:,}"
    if min(sizes) / max(sizes) < ALIKE:
        told += f"; the answers differ ({sizes[0]:,} and {sizes[1]:,} bytes), so the rows are not as many"
    return Figure(name, median(large / small for small, large in turns), "×", "≤ 1.5 ×", None, told)


def cost(clients: Clients, pid: int) -> float:
    """Milliseconds of processor for one request, of web server and PostgreSQL."""
    before = spent(pid, postgres())
    clients.send(REQUESTS)
    return (spent(pid, postgres()) - before) / REQUESTS * 1000


def encoded(path: str) -> str:
    """The path as it goes over the wire."""
    from django.utils.encoding import iri_to_uri

    return iri_to_uri(path)


def planned() -> Iterator[Figure]:
    """Every query about matters that the lists of the large city ask, explained; called while Django is at work there."""
    plans = [plan for name in PLANNED for plan in plans_of(name)]
    scans = [plan for plan in plans if plan["scans"]]
    told = "; ".join(f"{plan['list']}: {plan['sql']}" for plan in scans[:3])
    yield Figure("sequential scans of matters in their plans", len(scans), "queries", "≤ 0", None, told)
    worst = max(plans, key=lambda plan: plan["ms"])
    told = f"{worst['list']}: {worst['how']}"
    yield Figure("slowest query about matters", worst["ms"], "ms", None, None, told)


def plans_of(name: str) -> Iterator[dict]:
    """Plans of one list's queries about matters."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    who, path = PLANNED[name]
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(_city.cookie(who) if who else {})
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    for query in asked.captured_queries:
        if '"matters_matter"' in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql'].replace('%', '%%')}", [])
                found = cursor.fetchone()[0]
            plan = (json.loads(found) if isinstance(found, str) else found)[0]
            nodes = list(walked(plan["Plan"]))
            yield {
                "list": name,
                "sql": query["sql"][-300:],
                "ms": plan["Planning Time"] + plan["Execution Time"],
                "how": f"planned in {plan['Planning Time']:.1f} ms, then {', '.join(map(words_of, nodes))}",
                "scans": any("Seq Scan" in node["Node Type"] and node["Relation Name"] == "matters_matter" for node in nodes),
            }  # fmt: skip


def walked(node: dict) -> Iterator[dict]:
    """A node of a plan and all below it."""
    yield node
    for below in node.get("Plans", []):
        yield from walked(below)


def words_of(node: dict) -> str:
    """One node: what it does, on what, to how many rows."""
    where = node.get("Index Name") or node.get("Relation Name") or ""
    return f"{node['Node Type']} {where} ({node['Actual Rows'] * node['Actual Loops']:,} rows)".replace("  ", " ")
