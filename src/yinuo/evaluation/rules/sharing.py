"""From totals to bands: ties stay ties, and a tie at a border gets the better band, openly (REFERENCE §7.3.5, §7.3.7)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ...kernel.words import _
from .terms import Terms

Row = dict[str, Any]


def orders(rows: Sequence[Row], *, is_whole: bool) -> list[dict[str, Any]]:
    """Groups of keys with equal totals, highest first: `[{"panel": 0, "order": [[key, …], …]}]`.

    Panels that judged different organisations without correction each have an order of their own (REFERENCE §7.3.4).
    """
    panels = [0] if is_whole else sorted({row["panel"] for row in rows})
    return [{"panel": panel, "order": _order([row for row in rows if panel in (0, row["panel"])])} for panel in panels]


def _order(rows: Sequence[Row]) -> list[list[str]]:
    totals = sorted({Decimal(row["total"]) for row in rows if row["total"] is not None}, reverse=True)
    return [
        [row["key"] for row in rows if row["total"] is not None and Decimal(row["total"]) == total] for total in totals
    ]


def band(rows: Sequence[Row], ranked: Sequence[dict[str, Any]], terms: Terms, full: Decimal) -> list[str]:
    """Give every row its `band` ("" without a total, or beyond the last place); returns what is to be said about it."""
    for row in rows:
        row["band"] = ""
    if terms.bands_by == "points":
        for row in rows:
            if row["total"] is not None:
                row["band"] = _by_points(Decimal(row["total"]), terms, full)
        return []
    said: list[str] = []
    for one in ranked:
        said += _by_places(rows, one, terms)
    return said


def _by_points(total: Decimal, terms: Terms, full: Decimal) -> str:
    """The first band whose share of the full points is reached; the last one takes all the rest."""
    found = (name for name, least in terms.bands if total * 100 >= least * full)
    return next(found, terms.bands[-1][0])


def _by_places(rows: Sequence[Row], ranked: dict[str, Any], terms: Terms) -> Iterator[str]:
    """2/2/5: a group of ties is in the band of its first place; who comes after it takes the places that are left."""
    by_key, before = {row["key"]: row for row in rows}, 0
    if ranked["panel"]:
        yield _("各组评的单位不同又没有校正，第{n}组在本组内按名额分档。").format(n=ranked["panel"])
    for keys in ranked["order"]:
        name, until = _band_at(before, terms)
        for key in keys:
            by_key[key]["band"] = name
        if name and before + len(keys) > until:
            names = "、".join(by_key[key]["name"] for key in keys)
            yield _("{names}总分相同，正好在“{band}”的名额边上，都列入“{band}”，这一档多出{n}个。").format(
                names=names, band=name, n=before + len(keys) - until
            )
        before += len(keys)


def _band_at(before: int, terms: Terms) -> tuple[str, int]:
    """The band of whoever has so many before him, and the last place of that band."""
    until = 0
    for name, number in terms.bands:
        until += int(number)
        if before < until:
            return name, until
    return "", until
