"""The calendar as its rows stand, and places with everything above them."""

from functools import lru_cache

from django.db import connection

from ...kernel.calendar import Calendar
from ...kernel.codes import parents
from ..models import CalendarDay, CalendarYear, Place


def calendar() -> Calendar:
    """The calendar as its rows stand; one query when nothing has changed since the last call."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM places_calendarday), (SELECT coalesce(sum(year * (2 + is_plain::int)), 0) FROM"
            " places_calendaryear)"
        )
        return _calendar(connection.settings_dict["NAME"], *cursor.fetchone())


@lru_cache(maxsize=4)
def _calendar(_database: str, days: int, years: int) -> Calendar:
    known = list(CalendarYear.objects.order_by("year"))
    state = dict(CalendarDay.objects.order_by("pk").values_list("day", "is_working"))
    return Calendar(
        version=f"table-{days}-{years}",
        days_off=frozenset(day for day, works in state.items() if not works),
        make_up=frozenset(day for day, works in state.items() if works),
        years=frozenset(row.year for row in known if not row.is_plain),
        confirmed_years=frozenset(row.year for row in known if row.is_plain),
    )


def line_of(place: Place) -> list[Place]:
    """The place with everything above it, largest first."""
    codes = [*parents(place.code), place.code]
    return list(Place.objects.filter(code__in=codes).order_by("code"))


def full_name(place: Place) -> str:
    """Names from the county down: 宛城区 某某街道 某某社区."""
    return " ".join(p.name for p in line_of(place) if len(p.code) >= 6)
