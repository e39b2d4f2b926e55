"""Figures of structure that a page may print, each counted from rows on a day (REFERENCE §0.1 and the page's figures).

`FIGURES`: id → function(place code, day) → Quantity, or None where the rows give no one number.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Count

from ..kernel.quantities import Quantity
from ..kernel.words import _
from ..places.models import Place
from .models import Chain, Organisation, Post, Seat
from .queries.chains import chain_of
from .queries.seats import COUNTED, units_seated
from .words import Kind, SeatKind, UnitLevel

Figure = Callable[[str, date], Quantity | None]
COMMUNITY_CODE = 12
CITY_LEVEL = {UnitLevel.CENTRAL, UnitLevel.PROVINCE, UnitLevel.CITY}
"""市级以上: the units that the joint committees bring in."""


def grids(place_code: str, day: date) -> Quantity:
    """Grids under the place."""
    return Quantity(len(_grid_codes(place_code, day)), unit=_("个网格"))


def communities(place_code: str, day: date) -> Quantity:
    """Communities that are divided into grids."""
    return Quantity(len({code[:COMMUNITY_CODE] for code in _grid_codes(place_code, day)}), unit=_("个社区"))


def _grid_codes(place_code: str, day: date) -> list[str]:
    return list(Place.objects.under(place_code).filter(level="grid").on(day).values_list("code", flat=True))


def streets(place_code: str, day: date) -> Quantity:
    """Streets with a joint committee."""
    return Quantity(_joint(place_code, day).values("place").distinct().count(), unit=_("个街道"))


def street_members(place_code: str, day: date) -> Quantity | None:
    """Members from the street in each joint committee; None where the committees differ."""
    return _each(place_code, day, SeatKind.STREET_MEMBER)


def full_time_members(place_code: str, day: date) -> Quantity | None:
    """Full-time members in each joint committee; None where the committees differ."""
    return _each(place_code, day, SeatKind.FULL_TIME_MEMBER)


def units(place_code: str, day: date) -> Quantity:
    """Units of the city's level and above that have confirmed a seat in a joint committee; each counted once."""
    seated = units_seated(place_code, day).values()
    counted = {unit.pk for in_one in seated for unit in in_one if unit.unit_level in CITY_LEVEL}
    return Quantity(len(counted), unit=_("个单位"))


def _joint(place_code: str, day: date):
    found = Organisation.objects.filter(kind=Kind.STREET_JOINT_COMMITTEE, place__code__gte=place_code)
    return found.filter(place__code__lt=place_code + "~").on(day).order_by()


def _each(place_code: str, day: date, kind: SeatKind) -> Quantity | None:
    bodies = _joint(place_code, day).values_list("pk", flat=True)
    seats = Seat.objects.filter(body__in=bodies, kind=kind, state__in=COUNTED).order_by()
    held = dict(seats.values_list("body").annotate(n=Count("pk")))
    numbers = {held.get(body, 0) for body in bodies}
    return Quantity(numbers.pop(), unit=_("名")) if len(numbers) == 1 else None


def _levels(number: int) -> Figure:
    def levels(place_code: str, day: date) -> Quantity:
        """Levels of the chain in force for the place, or of those laid below it; none when none has so many."""
        return Quantity(number if number in _depths(place_code, day) else 0, unit=_("级"))

    return levels


def _depths(place_code: str, day: date) -> set[int]:
    below = Chain.objects.on(day).filter(place__code__gte=place_code, place__code__lt=place_code + "~")
    depths = set(below.order_by().annotate(n=Count("levels")).values_list("n", flat=True))
    return depths or {len(chain_of(place_code, day))}


def full_time_posts(place_code: str, day: date) -> Quantity:
    """Full-time posts of party work in units under the place."""
    posts = Post.objects.on(day).filter(is_full_time=True, org__place__code__gte=place_code)
    return Quantity(posts.filter(org__place__code__lt=place_code + "~").count(), unit=_("名"))


FIGURES: dict[str, Figure] = {
    "grid.communities": communities,
    "grid.grids": grids,
    "joint_committee.streets": streets,
    "joint_committee.members": street_members,
    "joint_committee.full_time": full_time_members,
    "joint_committee.units": units,
    "linkage.levels_3": _levels(3),
    "linkage.levels_5": _levels(5),
    "staff.full_time": full_time_posts,
}


def grid_sentence(place_code: str, day: date) -> str:
    """“53个社区、412个网格”."""
    return _("{communities}、{grids}").format(communities=communities(place_code, day), grids=grids(place_code, day))


def joint_sentence(place_code: str, day: date) -> str:
    """“6个街道、7+1+X、51个单位”; where the committees differ, it says so instead of a number; empty without any."""
    if not _joint(place_code, day).exists():
        return ""
    street, full_time = street_members(place_code, day), full_time_members(place_code, day)
    pattern = f"{street.value}+{full_time.value}+X" if street and full_time else _("委员人数各街道不一")
    return _("{streets}、{pattern}、{units}").format(
        streets=streets(place_code, day), pattern=pattern, units=units(place_code, day)
    )


def chain_sentence(place_code: str, day: date) -> str:
    """The levels in their order: “县党建工作领导小组、街道党建协调指导委员会……五级”; empty without a chain."""
    titles = [level.title for level in chain_of(place_code, day)]
    numbers = {3: _("三级"), 4: _("四级"), 5: _("五级")}
    return _("{titles}{levels}").format(titles="、".join(titles), levels=numbers[len(titles)]) if titles else ""


def post_sentence(place_code: str, day: date) -> str:
    """“48名专职党务工作人员”; empty without any."""
    if not full_time_posts(place_code, day).value:
        return ""
    return _("{posts}专职党务工作人员").format(posts=full_time_posts(place_code, day))
