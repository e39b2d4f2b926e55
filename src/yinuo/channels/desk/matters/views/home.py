"""My desk: what needs me now, by heading."""

from collections import Counter

from django.db.models import F, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Role
from yinuo.matters import neighbours, queries
from yinuo.matters.models import Matter
from yinuo.places.queries import calendar

from ...evaluation.waiting import PREFIX, parts, told
from ...house import waits
from ...waiting import beyond
from ..showing import rows, with_shown
from ..verbs import GROUPS
from .register import REGISTER

MOST = 100
"""A heading counts no further: 99+."""

SHOWN = 5


@open_to(MEMBERS)
def home(request: HttpRequest) -> HttpResponse:
    """The headings with a capped count and their first rows. Five queries, whatever the headings and rows."""
    now = timezone.localtime()
    found = {group.key: group.condition for group in queries.desk_groups(request.actor, now)}
    keys = [key for key in GROUPS if key in found]
    hung = beyond(request.actor, now)
    counts, first, others = _first(found, keys, [*parts(request.actor), *waits.asked(hung)])
    table = calendar() if any(first.values()) else None
    headings = [
        {
            "key": key,
            "word": GROUPS[key][0],
            "icon": GROUPS[key][1],
            "count": "99+" if counts[key] >= MOST else counts[key],
            "rows": rows(first[key], now, table),
            "is_more": counts[key] > SHOWN,
        }
        for key in keys
        if counts[key]
    ]
    has_asks = request.actor.holds(Role.HANDLER) and neighbours.asked_of(request.actor, is_open=True).exists()
    shown = {"headings": headings, "has_desk": bool(keys), "has_asks": has_asks}
    shown["waiting"] = waits.told(hung, others)
    shown["judged"] = told(request.actor, [pair for pair in others if pair[0].startswith(PREFIX)])
    shown |= {"today": now.date(), "may_register": request.actor.holds(*REGISTER)}
    return render(request, "desk/home.html", shown)


def _first(found: dict, keys: list[str], others: list[QuerySet]) -> tuple[Counter, dict, list[tuple[str, int]]]:
    """How many matters each heading has, up to a hundred, the first of each, and what `others` found beside them."""
    asked = [
        Matter.objects.filter(found[key])
        .annotate(heading=Value(key))
        .order_by(F("due_at").asc(nulls_last=True), "received_at", "pk")
        .values_list("heading", "pk")[:MOST]
        for key in keys
    ]
    asked += others
    pairs = waits.union(asked)
    beside = [pair for pair in pairs if pair[0] not in found]
    chosen: dict[str, list[int]] = {key: [] for key in keys}
    for key, pk in dict.fromkeys(pairs):
        if key in found:
            chosen[key].append(pk)
    wanted = {pk for pks in chosen.values() for pk in pks[:SHOWN]}
    known = with_shown(Matter.objects).in_bulk(wanted) if wanted else {}
    first = {key: [known[pk] for pk in pks[:SHOWN]] for key, pks in chosen.items()}
    return Counter({key: len(pks) for key, pks in chosen.items()}), first, beside
