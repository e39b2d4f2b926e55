"""The facts of units in a span of days, counted from rows: matters, what was found, what was put right, and what others hang in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db.models import Count, Q

from ...duties.flow.rectification import CHECKED
from ...duties.models import Item
from ...kernel.words import _
from ...matters.models import Matter
from ...orgs.models import Organisation
from ..models import Finding
from ..words import FOUND, STANDING

Fact = list
"""[key, word, number]: as it is kept with a report."""

Count_ = Callable[[Sequence[Organisation], date, date], Iterable[tuple[str, str, dict[int, int]]]]
"""(units, first, last) → (key, word, number by key of the unit); areas that supervision does not know hang theirs in."""

BEYOND: list[Count_] = []


def facts_of(units: Sequence[Organisation], first: date, last: date) -> dict[int, list[Fact]]:
    """By unit: every fact of these days in the same order. Four queries and what is hung in, however many units."""
    counted = [*_matters(units, first, last), *_found(units, first, last), *_rectified(units, first, last)]
    for count in BEYOND:
        counted += count(units, first, last)
    return {unit.pk: [[key, word, by_unit.get(unit.pk, 0)] for key, word, by_unit in counted] for unit in units}


def _by_path(units: Sequence[Organisation], rows: Iterable[tuple[str, int]]) -> dict[int, int]:
    """Numbers by path of an office as numbers by unit: what an office below does is its unit's."""
    found: dict[int, int] = {}
    for path, number in rows:
        for unit in units:
            if path.startswith(unit.path):
                found[unit.pk] = found.get(unit.pk, 0) + number
    return found


def _under(units: Sequence[Organisation], field: str) -> Q:
    wanted = Q(pk=None)
    for unit in units:
        wanted |= Q(**{f"{field}__gte": unit.path, f"{field}__lt": unit.path + "~"})
    return wanted


def _matters(units, first: date, last: date):
    given = Q(dispatched_at__date__range=(first, last))
    solved = Q(verified_at__date__range=(first, last))
    found = Matter.objects.filter(_under(units, "office_path"), given | solved).order_by().values_list("office_path")
    rows = list(found.annotate(given=Count("pk", filter=given), solved=Count("pk", filter=solved)))
    yield "matters", _("收到派办的事项"), _by_path(units, ((path, number) for path, number, _s in rows))
    yield "verified", _("经复查办结的事项"), _by_path(units, ((path, number) for path, _n, number in rows))


def _found(units, first: date, last: date):
    told = Finding.objects.filter(unit__in=units, told_at__date__range=(first, last)).order_by().values_list("unit")
    rows = list(
        told.annotate(
            found=Count("pk", filter=Q(state__in=FOUND)),
            standing=Count("pk", filter=Q(state__in=STANDING)),
            gone=Count("pk", filter=Q(state="withdrawn")),
        )
    )
    yield "found", _("督查发现的问题"), {unit: number for unit, number, _s, _g in rows}
    yield "standing", _("其中核定成立的"), {unit: number for unit, _f, number, _g in rows}
    yield "withdrawn", _("回复、复核以后撤销的"), {unit: number for unit, _f, _s, number in rows}


def _rectified(units, first: date, last: date):
    listed = Q(listed_at__date__range=(first, last))
    off = Q(sold_off_at__date__range=(first, last), state__in=CHECKED)
    items = Item.objects.filter(_under(units, "office_path"), listed | off, merged_into=None)
    rows = list(
        items.order_by().values_list("office_path").annotate(
            listed=Count("pk", filter=listed), off=Count("pk", filter=off), back=Count("pk", filter=Q(rebounds__gt=0))
        )
    )  # fmt: skip
    yield "listed", _("列入清单的整改事项"), _by_path(units, ((row[0], row[1]) for row in rows))
    yield "sold_off", _("经其他单位验收销号的"), _by_path(units, ((row[0], row[2]) for row in rows))
    yield "rebounded", _("回头看反弹过的"), _by_path(units, ((row[0], row[3]) for row in rows))
