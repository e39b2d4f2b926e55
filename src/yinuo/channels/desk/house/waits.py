"""What waits for somebody on the home page: headings of all areas, counted by one query."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Value

MOST = 100
"""A heading counts no further."""

MARK = "waits:"
"""Before the kinds, so that they do not meet those of others in one union."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A heading with the rows that wait under it; `url` may depend on the key of the first of them."""

    word: str
    icon: str
    url: str | Callable[[int], str]
    rows: Sequence[QuerySet]


def asked(headings: Sequence[Waits]) -> list[QuerySet]:
    """(kind, key) of all their rows, to be joined into one union."""
    return [
        found.order_by().annotate(waits=Value(f"{MARK}{index}")).values_list("waits", "pk")[:MOST]
        for index, heading in enumerate(headings)
        for found in heading.rows
    ]


def told(headings: Sequence[Waits], pairs: Iterable[tuple[str, int]]) -> list[dict]:
    """Those under which something waits as {word, icon, url, count}; pairs of others are passed over."""
    counts, first = Counter(), defaultdict(int)
    for kind, key in pairs:
        counts[kind] += 1
        first.setdefault(kind, key)
    return [
        {
            "word": heading.word,
            "icon": heading.icon,
            "url": heading.url if isinstance(heading.url, str) else heading.url(first[kind]),
            "count": min(counts[kind], MOST),
        }
        for index, heading in enumerate(headings)
        if counts[kind := f"{MARK}{index}"]
    ]


def union(parts: Sequence[QuerySet]) -> list[tuple[str, int]]:
    """All pairs of these by one query; none for nothing."""
    if len(parts) < 2:
        return [pair for part in parts for pair in part]
    return list(parts[0].union(*parts[1:], all=True))
