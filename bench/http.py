"""Processor time of a request (web server and PostgreSQL, 16 clients, 2 worker processes) against bare Django views.

Both servers, with the same settings, take turns in one run. The floor is bench/floor: one plain table, no more.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median

from . import _city, _ground
from ._clients import CLIENTS, Clients
from ._processor import postgres, spent
from .floor import rows as floor
from .report import ROOT, Figure

SIZE = 1_000_000
TURNS = 5
REQUESTS = 240
"""Of one turn of one kind; the clients warm up with half as many."""

WHY_ACT = (
    "it stands at its bound (7.1 to 8.1 in runs beside busy neighbours): about ten statements, with receipt, lock, head of"
    " the chain and hashed entry, where the floor has one"
)
WHY_DETAIL = (
    "the floor reads one row and shows it; the record asks twelve queries (session, account, grants, the matter with place"
    " and offices, entries, offices' names, words, promises, evidence, related matters, calendar), which are more than"
    " half of its time, and draws history, promises and the buttons of what one may do. Fewer and narrower queries are the way"
)
WHY_LIST = (
    "the floor shows fifty rows to anybody; the work list knows who asks (session, account, grants), offers filters of up"
    " to four hundred choices, counts the working days left of every row and draws it for PC and phone"
)
WORDS = "菜市场北侧的路灯坏了晚上看不见路，请尽快处理。已经好几天了，老人孩子都不方便。"


@dataclass(frozen=True)
class Kind:
    """One kind of request: how the house is asked, how the floor is asked, what is expected and the bound."""

    name: str
    ours: list[dict]
    floor: list[dict]
    expected: int
    bound: str
    why: str = ""


def run() -> Iterator[Figure]:
    """For raise, act, detail and list: milliseconds, those of the floor, and how many times the floor that is."""
    size = SIZE // _ground.small()
    ours = _city.ready(size)
    bare = _ground.database(
        f"bench_floor_{size}",
        migrated=False,
        fill=partial(floor.fill, size=size),
        mark=Path(floor.__file__).read_text(),
    )
    _ground.enter(_city.name_of(size))
    with ExitStack() as stack:
        house, house_pid = stack.enter_context(_ground.served("yinuo.site.wsgi:application", ours, ROOT))
        ground, ground_pid = stack.enter_context(_ground.served("bench.floor.wsgi:application", bare, ROOT))
        for kind in kinds(size):
            yield from compared(kind, (house, house_pid), (ground, ground_pid))


def kinds(size: int) -> list[Kind]:
    """The four kinds that have a bound."""
    signed_in = {name: _city.cookie(name) for name in _city.STAFF}
    acts, details = [], []
    for handler in _city.HANDLERS:
        numbers = _city.worked_on(handler)
        middle = len(numbers) // 2
        details.append({"paths": [f"/desk/matters/{one}/" for one in numbers[middle:]], "cookies": signed_in[handler]})
        for part in (0, 1):  # two clients never act on the same matter
            paths = [f"/desk/matters/{one}/work/" for one in numbers[part:middle:2]]
            form = {"text": "去现场看过，材料已经备好。"}
            acts.append({"paths": paths, "first": paths[0], "cookies": signed_in[handler], "form": form})
    listing = [*_city.HANDLERS, *["street_coordinator", "county_coordinator"] * 4]
    said = {"words": WORDS, "kind": "help_request", "place": "419901001001", "address": "北门", "wants_public": "on"}
    noted = {"words": WORDS, "kind": "help_request", "place": "社区1", "address": "北门"}
    rows = [f"/{1 + n * (size // 97)}/" for n in range(97)]
    return [
        Kind("raise", [{"paths": ["/raise/"], "first": "/raise/", "form": said}], _created(noted), 302, "≤ 6 ×"),
        Kind("act", acts, _created(noted), 302, "≤ 8 ×", WHY_ACT),
        Kind("detail", details, [{"paths": rows}], 200, "≤ 6 ×", WHY_DETAIL),
        Kind("list", [{"paths": ["/desk/matters/"], "cookies": signed_in[n]} for n in listing], [{"paths": ["/"]}], 200, "≤ 4 ×", WHY_LIST),
    ]  # fmt: skip


def _created(form: dict) -> list[dict]:
    return [{"paths": ["/create/"], "first": "/create/", "form": form}]


def compared(kind: Kind, ours: tuple[str, int], floor: tuple[str, int]) -> Iterator[Figure]:
    """Both ends in turns; the figures are medians over the turns."""
    sides = [
        (Clients(ours[0], kind.ours, kind.expected), ours[1]),
        (Clients(floor[0], kind.floor, kind.expected), floor[1]),
    ]
    try:
        for clients, _pid in sides:
            clients.send(REQUESTS // 2)
        taken = [[cost(clients, pid) for clients, pid in sides] for _turn in range(TURNS)]
    finally:
        for clients, _pid in sides:
            clients.stop()
    (web, base), (bare_web, bare_base) = (
        [median(turn[side][part] for turn in taken) for part in (0, 1)] for side in (0, 1)
    )
    ratio = median(sum(house) / sum(bare) for house, bare in taken)
    parts = f"Django {web:.1f} ms and PostgreSQL {base:.1f} ms; floor {bare_web:.1f} ms and {bare_base:.1f} ms"
    yield Figure(f"{kind.name}: processor time of a request", web + base, "ms", None, bare_web + bare_base, parts)
    figure = Figure(f"{kind.name}: against the floor", ratio, "×", kind.bound)
    yield figure if figure.ok else replace(figure, reason=kind.why)


def cost(clients: Clients, pid: int) -> tuple[float, float]:
    """Milliseconds of processor for one request: of the web server, of PostgreSQL."""
    web, base = spent(pid), spent(postgres())
    clients.send(REQUESTS)
    return (spent(pid) - web) / REQUESTS * 1000, (spent(postgres()) - base) / REQUESTS * 1000


assert REQUESTS % CLIENTS == 0
