"""A plan of routes on the map: a line for each group and day, its stops numbered in the order in which they are seen."""

from django.utils.translation import gettext as _

from yinuo.channels import maps

from .timetable import DayTable, Known, Timetable, clock

DAYS = 4
"""Dresses of a line by its day; a fifth day looks like the first again."""


def map_of(table: Timetable, *, group: int | None = None, day: int | None = None) -> maps.GroundMap:
    """All lines, or those of one group or one day."""
    features: list[dict] = []
    legend: list[tuple[str, str]] = []
    for one in table.groups:
        for leg in one.days:
            if group in (None, one.number) and day in (None, leg.day) and leg.lines:
                features += list(_day(table, one.number, leg))
                word = _("第{group}组 {m}月{d}日").format(group=one.number, m=leg.on.month, d=leg.on.day)
                legend.append((_dress(one.number, leg.day), word))
    title = _("{round}的路线").format(round=table.known.round.name)
    return maps.GroundMap(title, features, key="routes", legend=legend)


def _dress(group: int, day: int) -> str:
    return f"map-route hue-{(group - 1) % maps.HUES} day-{day % DAYS}"


def _day(table: Timetable, group: int, day: DayTable):
    legs = next(one["legs"] for one in table.plan["groups"][group - 1]["days"] if one["day"] == day.day)
    spots = [spot for leg in legs if (spot := _spot(table.known, leg["key"])) is not None]
    spots = _start(table, group, day.day) + spots
    said = {"hue": (group - 1) % maps.HUES, "day": day.day % DAYS}
    name = _("第{group}组 {m}月{d}日").format(group=group, m=day.on.month, d=day.on.day)
    if len(spots) > 1:
        lines = [(_("点位"), day.visits), (_("行车"), day.driving_words)]
        yield maps.feature("route", {"type": "LineString", "coordinates": spots}, name, lines=lines, **said)
    for leg, line in zip([leg for leg in legs if leg["kind"] != "drive"], day.lines, strict=True):
        if line.site is not None:
            lines = [
                (_("时间"), f"{clock(leg['from'])}–{clock(leg['until'])}"),
                (_("单位"), line.under),
                (_("谁去"), name),
            ]
            shape = maps.spot(line.site.latitude, line.site.longitude)
            yield maps.feature("stop", shape, line.word, number=line.number, lines=lines, **said)


def _spot(known: Known, key: str) -> list[float] | None:
    """Longitude and latitude of a key of the plan."""
    if site := known.sites.get(key):
        return [site.longitude, site.latitude]
    place = known.hotels.get(key) or (known.round.org.place if key == "depot" else None)
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return [place.longitude, place.latitude]


def _start(table: Timetable, group: int, day: int) -> list[list[float]]:
    """Where the group begins the day: the depot, or where it slept."""
    key = "depot"
    for one in table.plan["groups"][group - 1]["days"]:
        if one["day"] >= day:
            break
        beds = [leg["key"] for leg in one["legs"] if leg["kind"] in ("hotel", "depot")]
        key = beds[-1] if beds else key
    spot = _spot(table.known, key)
    return [spot] if spot else []
