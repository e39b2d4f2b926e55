"""Writing a roster out, in the columns in which it may come back; without rows it is the template to fill in."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

import xlsxwriter
from django.db.models import QuerySet

from yinuo.kernel.words import _
from yinuo.orgs.models import Headcount, Organisation, Seat
from yinuo.orgs.words import KINDS, SEAT_KINDS, SEAT_STATES, SOURCES, UNIT_LEVELS
from yinuo.places.models import Building, Place

from .columns import BUILDINGS, COUNTS, SEATS, TREE, Form, Roster

CHOICES = {
    "kind": {TREE.key: KINDS, SEATS.key: SEAT_KINDS},
    "unit_level": {TREE.key: UNIT_LEVELS},
    "source": {SEATS.key: SOURCES},
}
LAST_ROW = 3_000
LONGEST_LIST = 255
"""Excel takes no longer list of choices in a cell."""


def write_roster(
    target: BinaryIO, roster: Roster, *, top: Organisation | None, community: Place | None, day: date
) -> int:
    """The roster as it stands on this day below `top` (or in the community); how many rows."""
    rows = list(ROWS[roster.key](top, community, day))
    with xlsxwriter.Workbook(
        target, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    ) as book:
        sheet = book.add_worksheet(roster.title)
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF6", "border": 1, "text_wrap": True})
        words, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0"})
        degrees, days = book.add_format({"num_format": "0.000000"}), book.add_format({"num_format": "yyyy-mm-dd"})
        forms = {Form.COUNT: number, Form.DEGREES: degrees, Form.DAY: days}
        for at, column in enumerate(roster.columns):
            mark = "*" if column.is_needed else ""
            sheet.set_column(at, at, column.width, forms.get(column.form, words))
            sheet.write_string(0, at, column.heading + mark, heading)
            _offer(sheet, at, CHOICES.get(column.key, {}).get(roster.key))
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, 1):
            for at, column in enumerate(roster.columns):
                _write(sheet, line, at, row.get(column.key), forms.get(column.form, words))
    return len(rows)


def _offer(sheet, at: int, labels: dict | None) -> None:
    """The fixed words as choices of the column, where they fit."""
    words = [str(label) for label in (labels or {}).values()]
    if words and len(",".join(words)) <= LONGEST_LIST:
        sheet.data_validation(1, at, LAST_ROW, at, {"validate": "list", "source": words, "error_type": "warning"})


def _write(sheet, line: int, at: int, value: object, form) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(line, at, value, form)
    elif isinstance(value, bool):
        sheet.write_string(line, at, _("是") if value else _("否"), form)
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value, form)
    else:
        sheet.write_string(line, at, str(value), form)


def _orgs(top: Organisation | None, day: date) -> QuerySet[Organisation]:
    found = Organisation.objects.none() if top is None else Organisation.objects.under(top.path)
    return found.on(day).select_related("place", "superior").order_by("path")


def _tree(top: Organisation | None, _community, day: date) -> Iterator[dict]:
    orgs = list(_orgs(top, day))
    names = {org.path: org.name for org in orgs}
    for org in orgs[1:]:
        yield {
            "path": org.path, "above": names.get(org.path[:-4], org.path[:-4]), "name": org.name, "kind": KINDS[org.kind],
            "place": org.place.code, "phone": org.phone, "address": org.address, "hours": org.hours,
            "credit_code": org.credit_code, "unit_level": UNIT_LEVELS.get(org.unit_level, ""),
            "superior": org.superior.name if org.superior else "", "valid_from": org.valid_from,
        }  # fmt: skip


def _seats(top: Organisation | None, _community, day: date) -> Iterator[dict]:
    seats = Seat.objects.filter(body__in=_orgs(top, day).values("pk")).exclude(state__in=("left", "declined"))
    for seat in seats.select_related("body", "unit").order_by("body__path", "kind", "pk"):
        yield {
            "body": seat.body.path, "kind": SEAT_KINDS[seat.kind], "post": seat.post,
            "unit": seat.unit.path if seat.unit else "", "source": SOURCES.get(seat.source, ""),
            "is_full_time": seat.is_full_time, "term_from": seat.term_from, "term_to": seat.term_to,
            "state": SEAT_STATES[seat.state],
        }  # fmt: skip


def _counts(top: Organisation | None, _community, day: date) -> Iterator[dict]:
    latest = Headcount.objects.filter(org__in=_orgs(top, day).values("pk"), counted_on__lte=day)
    latest = latest.order_by("org_id", "-counted_on", "-pk").distinct("org_id").values("pk")
    for row in Headcount.objects.filter(pk__in=latest).select_related("org").order_by("org__path"):
        yield {
            "org": row.org.path, "counted_on": row.counted_on, "full": row.full, "probationary": row.probationary,
            "source": row.source,
        }  # fmt: skip


def _buildings(_top, community: Place | None, day: date) -> Iterable[dict]:
    found = Building.objects.none() if community is None else community.buildings.on(day).order_by("code")
    keys = [column.key for column in BUILDINGS.columns]
    return found.values(*keys)


ROWS = {TREE.key: _tree, SEATS.key: _seats, COUNTS.key: _counts, BUILDINGS.key: _buildings}
