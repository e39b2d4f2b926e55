"""What every import shares: who records it, where it belongs, which years its clocks need, and what came of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import connection

from yinuo.kernel.actor import HOUSE, Actor, Grant, Role
from yinuo.kernel.errors import Refused, Unfit
from yinuo.kernel.words import _
from yinuo.matters import rulebook
from yinuo.matters.models import LimitRule
from yinuo.orgs.actions import establish
from yinuo.orgs.models import Kind, Organisation
from yinuo.places.actions import confirm_year, enter, load_year
from yinuo.places.models import CalendarYear, Place

CHUNK = 500
"""Rows of one transaction: a chunk is imported whole or not at all."""

IMPORTERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
UNTOLD_PLACE, UNTOLD_PLACE_NAME = "899999", _("导入地区（未注明）")
"""A code that no division has; entered only when a database without any place is imported into."""

UNTOLD_OFFICE = _("原平台承办单位（未注明）")
LONG_AGO = date(2000, 1, 1)

Progress = Callable[..., None]
One = TypeVar("One")


class Bad(NamedTuple):
    """A row that was left out, or that needs a look, and why."""

    row: int
    reason: str

    def __str__(self) -> str:
        return _("第{row}行：{reason}").format(row=self.row, reason=self.reason)


@dataclass
class Outcome:
    """What an import did: rows made, rows known before, rows left out; `noted` were taken but deserve a look."""

    imported: int = 0
    known: int = 0
    rejected: list[Bad] = field(default_factory=list)
    noted: list[Bad] = field(default_factory=list)

    def reject(self, row: int, reason: str) -> None:
        self.rejected.append(Bad(row, reason))

    def note(self, row: int, reason: str) -> None:
        self.noted.append(Bad(row, reason))


def recorder(actor: Actor | None, place: Place, office: Organisation | None = None) -> Actor:
    """Who writes an import into the ledger: the person (or the house) through Excel, for the office that did the work.

    Imports tell the past of other desks, so whoever oversees the place may record every step of it there. Refused
    for a person who oversees neither the place nor the office's own.
    """
    grants = [Grant(role, place=place.code) for role in (Role.COMMUNITY_WORKER, Role.COORDINATOR)]
    if office is not None:
        grants.append(Grant(Role.HANDLER, org=office.path))
    actor = actor or HOUSE
    if not actor.is_house:
        for reached in (place, office.place if office else place):
            if not actor.holds(*IMPORTERS, place=reached.code):
                raise Refused(_("您只能导入本辖区的台账和留言，承办单位也要在本辖区内。"))
    org, name = (office.path, office.name) if office else (actor.org, actor.org_name)
    return Actor("excel", actor.member, org, name, tuple(grants), is_house=actor.is_house)


def place_for(code: str | None) -> Place:
    """The place of this code, or by default the first county; a database without places gets a neutral one."""
    if code:
        found = Place.objects.filter(code=code).first()
        if found is None:
            raise Unfit(_("系统里没有代码为“{code}”的地点，请先导入行政区划。").format(code=code), "place")
        return found
    found = Place.objects.filter(level="county").first() or Place.objects.filter(code__regex="^.{6}").first()
    return found or enter(None, HOUSE, code=UNTOLD_PLACE, name=UNTOLD_PLACE_NAME)


def office_for(path: str | None, place: Place) -> Organisation:
    """The organisation at this path, or by default one that says that the source did not tell."""
    if path:
        found = Organisation.objects.select_related("place").filter(path=path).first()
        if found is None:
            raise Unfit(_("系统里没有编号为“{path}”的单位。").format(path=path), "office")
        if found.kind == Kind.COMMUNITY:
            raise Unfit(_("没有分类的留言不能记在社区（村）名下，请选择街道或者职能部门。"), "office")
        return found
    here = Organisation.objects.select_related("place").filter(place=place)
    found = here.filter(name=UNTOLD_OFFICE).first()
    above = here.filter(path__regex="^.{4}$").first() or place
    return found or establish(above, HOUSE, name=UNTOLD_OFFICE, kind=Kind.OTHER, place=place, valid_from=LONG_AGO)


def need_clocks(moments: Iterable[datetime], now: datetime) -> None:
    """Load what the clocks of these moments need: the shipped rulebook where there is none, and their years.

    Past years that nobody announced make-up days for count as plain weeks; the present and the future are never guessed.
    """
    if not LimitRule.objects.exists():
        rulebook.load()
    years = {moment.year + more for moment in moments for more in (0, 1) if moment.year + more <= now.year + 1}
    known = set(CalendarYear.objects.values_list("year", flat=True))
    for year in sorted(years - known):
        try:
            load_year(None, HOUSE, year=year)
        except Unfit:
            if year < now.year:
                confirm_year(None, HOUSE, year=year, source=_("没有查到该年的调休安排，导入历史资料时按周一至周五计算"))


def chunks(rows: list[One], size: int = CHUNK) -> Iterator[list[One]]:
    """The rows in pieces of at most `size`."""
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece


def alone() -> None:
    """Hold back other imports until this transaction ends, so that two of them cannot both find a row new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('yinuo.import'))")
