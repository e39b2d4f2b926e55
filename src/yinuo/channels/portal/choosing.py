"""Finding one's place: by name, step by step, or the nearest ones to a position that is used and never kept."""

from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, hypot, radians, sin, sqrt

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Power

from ...kernel.codes import Level, parents
from ...places.models import Place

STEPS = {0: Level.COUNTY, Level.COUNTY: Level.TOWN, Level.TOWN: Level.COMMUNITY, Level.COMMUNITY: Level.GRID}
MOST = 30
NEAREST = 3
FARTHEST = 20.0
"""Kilometres; farther away than this no community of ours is near."""

EARTH = 6371.0


@dataclass
class Choice:
    """What the place part of a page shows: what is chosen, or what to choose from."""

    chosen: Place | None = None
    line: str = ""
    grids: list[Place] = field(default_factory=list)
    grid: str = ""
    """The code of the grid that is chosen among them."""

    options: list[tuple[Place, str]] = field(default_factory=list)
    """What may be taken as it is, each with the names above it."""

    steps: list[Place] = field(default_factory=list)
    """What leads further down."""

    within: Place | None = None
    above: str = ""
    asked: str = ""
    is_near: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.chosen or self.options or self.steps)


def by_code(code: str, today: date) -> Place | None:
    """The place with this code if it exists today and is a county or smaller."""
    if len(code) < Level.COUNTY or not code.replace("-", "").isascii():
        return None
    return Place.objects.on(today).filter(code=code).first()


def chosen(place: Place, today: date, grid: str = "") -> Choice:
    """A place that has been chosen, with its grids for those who know theirs; a grid stands for its community."""
    rows = {p.code: p for p in Place.objects.filter(code__in=parents(place.code))}
    above = {code: row.name for code, row in rows.items()}
    if len(place.code) == Level.GRID and (home := rows.get(place.code[: Level.COMMUNITY])):
        place, grid = home, place.code
    grids = below(place.code, today) if len(place.code) == Level.COMMUNITY else []
    return Choice(chosen=place, line=_line(place, above), grids=list(grids), grid=grid)


def below(code: str, today: date) -> QuerySet[Place]:
    """The next level down: counties, streets and towns, communities and villages, grids."""
    level = STEPS.get(len(code))
    if level is None:
        return Place.objects.none()
    return Place.objects.under(code).on(today).filter(level=level.name.lower())


def browsed(code: str, today: date) -> Choice:
    """One step down from a place; where there is only one way, it is taken."""
    within = by_code(code, today) if code else None
    code = within.code if within else ""
    rows = list(below(code, today))
    if not code and len(rows) == 1:
        within, code = rows[0], rows[0].code
        rows = list(below(code, today))
    if len(code) < Level.TOWN:
        choice = Choice(steps=rows, within=within)
        choice.options = [(within, "")] if within else []
        return choice
    options = [(row, "") for row in [*rows, within] if row]
    return Choice(options=options, within=within, above=code[: Level.COUNTY])


def searched(text: str, today: date) -> Choice:
    """Communities, villages, streets and towns whose name has these words; one match is chosen."""
    text = "".join(text.split())[:40]
    if not text:
        return Choice()
    levels = [Level.COMMUNITY.name.lower(), Level.TOWN.name.lower()]
    named = Q(name__icontains=text)
    if short := text.rstrip("社区村"):
        named |= Q(name__icontains=short)
    rows = list(Place.objects.on(today).filter(named, level__in=levels).order_by("-level", "code")[: MOST * 4])
    rows = [row for row in rows if text in row.name] or rows
    rows.sort(key=lambda row: (row.name != text, row.level != levels[0], len(row.name)))
    return Choice(options=_with_lines(rows[:MOST]), asked=text)


def near(latitude: float, longitude: float, today: date) -> Choice:
    """The nearest communities with a known middle. Phones tell WGS-84 and maps may hold GCJ-02, half a kilometre apart:
    so the nearest few are offered, and a person chooses."""
    wide = cos(radians(latitude))
    squared = Power(F("latitude") - Value(latitude), 2) + Power((F("longitude") - Value(longitude)) * Value(wide), 2)
    rows = (
        Place.objects.on(today)
        .filter(level="community", latitude__isnull=False, longitude__isnull=False)
        .order_by(squared)[:NEAREST]
    )
    found = [row for row in rows if _kilometres(latitude, longitude, row.latitude, row.longitude) <= FARTHEST]
    return Choice(options=_with_lines(found), is_near=True)


def _kilometres(a: float, b: float, c: float, d: float) -> float:
    north, east = radians(c - a) / 2, radians(d - b) / 2
    return 2 * EARTH * asin(min(1, hypot(sin(north), sqrt(cos(radians(a)) * cos(radians(c))) * sin(east))))


def _with_lines(rows: list[Place]) -> list[tuple[Place, str]]:
    above = {code for row in rows for code in parents(row.code)}
    names = dict(Place.objects.filter(code__in=above).values_list("code", "name"))
    return [(row, _names(row, names)) for row in rows]


def _names(place: Place, names: dict[str, str]) -> str:
    return " ".join(names[code] for code in parents(place.code) if len(code) >= Level.COUNTY and code in names)


def _line(place: Place, names: dict[str, str]) -> str:
    return f"{_names(place, names)} {place.name}".strip()


def community_names(codes: set[str]) -> dict[str, str]:
    """The names of the communities (or streets) in which these codes lie, by code."""
    wanted = {code[: Level.COMMUNITY] for code in codes}
    return dict(Place.objects.filter(code__in=wanted).values_list("code", "name"))
