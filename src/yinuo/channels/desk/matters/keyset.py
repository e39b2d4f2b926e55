"""Paging by the last row seen: no OFFSET, so that page 400 costs what page 1 costs."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from yinuo.matters.models import Matter

PAGE = 50
NONE = "-"


class Order(NamedTuple):
    """A sort by one moment and the id; rows without the moment come last."""

    column: str
    is_descending: bool


ORDERS = {
    "due": Order("due_at", False),
    "newest": Order("received_at", True),
    "oldest": Order("received_at", False),
}


class Page(NamedTuple):
    """Rows of one page with the cursors of its neighbours, empty where there is none."""

    rows: list[Matter]
    before: str
    after: str


def page_of(matters: QuerySet[Matter], order: Order, *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """The page after or before a cursor; an unreadable cursor means the first page. One query."""
    backwards = bool(before) and not after
    place = read(after or before)
    found = _sorted(matters, order, backwards)
    if place:
        found = found.filter(_beyond(order, place, backwards))
    rows = list(found[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_earlier = has_more if backwards else bool(place)
    has_later = bool(place) if backwards else has_more
    return Page(
        rows,
        cursor(rows[0], order) if rows and has_earlier else "",
        cursor(rows[-1], order) if rows and has_later else "",
    )


def cursor(matter: Matter, order: Order) -> str:
    """Where a row stands in the order."""
    moment = getattr(matter, order.column)
    return f"{moment.isoformat() if moment else NONE}~{matter.pk}"


def read(text: str) -> tuple[datetime | None, int] | None:
    """What a cursor says, or None."""
    moment, _tilde, pk = text.partition("~")
    try:
        return (None if moment == NONE else datetime.fromisoformat(moment.replace(" ", "+"))), int(pk)
    except ValueError:
        return None


def _sorted(matters: QuerySet[Matter], order: Order, backwards: bool) -> QuerySet[Matter]:
    descending = order.is_descending != backwards
    moment = F(order.column)
    if not Matter._meta.get_field(order.column).null:  # an index is not used for an order of nulls that it has not
        return matters.order_by(moment.desc() if descending else moment.asc(), "-pk" if descending else "pk")
    if descending:
        return matters.order_by(moment.desc(nulls_first=True) if backwards else moment.desc(nulls_last=True), "-pk")
    return matters.order_by(moment.asc(nulls_first=True) if backwards else moment.asc(nulls_last=True), "pk")


def _beyond(order: Order, place: tuple[datetime | None, int], backwards: bool) -> Q:
    moment, pk = place
    side = "lt" if order.is_descending != backwards else "gt"
    further = Q(**{f"pk__{side}": pk})
    if moment is None:
        nothing = Q(**{f"{order.column}__isnull": True}) & further
        return nothing | Q(**{f"{order.column}__isnull": False}) if backwards else nothing
    beyond = Q(**{f"{order.column}__{side}": moment}) | (Q(**{order.column: moment}) & further)
    if not Matter._meta.get_field(order.column).null:
        return Q(**{f"{order.column}__{side}e": moment}) & beyond  # where an index may begin
    return beyond if backwards else beyond | Q(**{f"{order.column}__isnull": True})
