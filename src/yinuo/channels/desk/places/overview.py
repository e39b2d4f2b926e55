"""The table of communities: buildings, grids, how many are in the band, grouped, posted and running; constant queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import Coalesce, Substr

from yinuo.channels import serving
from yinuo.channels.ground import band_of
from yinuo.kernel.codes import Level
from yinuo.orgs.rules import Thresholds
from yinuo.places.models import Building, GridBuilding, Place, Posting

from .seeing import COMMUNITY, GRID, within

PER_PAGE = 50
HOME = Substr("code", 1, int(Level.COMMUNITY))
SHOWS = ("", "planned", "unplanned", "out_of_band", "unposted")


@dataclass
class Row:
    """One community. `in_band` is None where no rules say how large a grid should be."""

    place: Place
    street: str = ""
    buildings: int = 0
    households: int = 0
    grids: int = 0
    in_band: int | None = None
    own: int = 0
    joint: int = 0
    none: int = 0
    posted: int = 0
    quiet: int = 0


@dataclass(frozen=True)
class Page:
    """Some of the places, from `number` × PER_PAGE on, and how many there are in all."""

    places: list[Place]
    number: int
    total: int

    @property
    def has_next(self) -> bool:
        return self.total > self.number * PER_PAGE


def paged(places: QuerySet[Place], number: int) -> Page:
    """One page with the number of all rows, in one query."""
    first = (max(1, number) - 1) * PER_PAGE
    found = list(places.annotate(total=Window(Count("pk")))[first : first + PER_PAGE])
    return Page(found, max(1, number), found[0].total if found else 0)


def found(scope: tuple[str, ...], day: date, rules: Thresholds, given: dict[str, str]) -> QuerySet[Place]:
    """The communities of these areas to list, by code; `given`: words, street, show."""
    places = Place.objects.on(day).filter(within(scope), level=COMMUNITY)
    if words := given["words"]:
        places = places.filter(Q(name__icontains=words) | Q(code__startswith=words))
    if given["street"]:
        places = places.under(given["street"])
    if given["show"] in SHOWS[1:]:
        places = places.filter(_shown(given["show"], day, band_of(rules)))
    return places.order_by("code")


def _shown(show: str, day: date, band: tuple[int, int] | None) -> Q:
    homes = Place.objects.on(day).filter(level=GRID).annotate(home=HOME)
    if show == "unposted":
        return Q(code__in=homes.exclude(Exists(_postings(day))).values("home"))
    if show == "out_of_band":
        sums = homes.annotate(households=_households(day)).exclude(households__range=band or (0, 2**31 - 1))
        return Q(code__in=sums.values("home"))
    planned = Q(code__in=homes.values("home"))
    return planned if show == "planned" else ~planned


def _postings(day: date) -> QuerySet:
    return Posting.objects.on(day).filter(grid=OuterRef("pk"))


def _households(day: date) -> Coalesce:
    inside = GridBuilding.objects.on(day).filter(grid=OuterRef("pk")).order_by().values("grid")
    return Coalesce(Subquery(inside.annotate(all=Sum("building__households")).values("all")), 0)


def rows(places: list[Place], streets: dict[str, str], day: date, rules: Thresholds) -> list[Row]:
    """The rows of one page: five queries at most, whatever their number. `streets` are names by code."""
    made = {place.code: Row(place, streets.get(place.code[: Level.TOWN], "")) for place in places}
    if not made:
        return []
    buildings = Building.objects.on(day).filter(community__in=places).order_by()
    counted = buildings.values("community__code").annotate(number=Count("pk"), all=Sum("households"))
    for one in counted:
        row = made[one["community__code"]]
        row.buildings, row.households = one["number"], one["all"]
    _count_grids(made, day, rules)
    return list(made.values())


def _count_grids(made: dict[str, Row], day: date, rules: Thresholds) -> None:
    grids = Place.objects.on(day).filter(level=GRID, code__gte=min(made), code__lt=max(made) + "~")
    grids = grids.annotate(is_posted=Exists(_postings(day)), households=_households(day))
    by_home: dict[str, list[Place]] = defaultdict(list)
    for grid in grids:
        if (home := grid.code[: Level.COMMUNITY]) in made:
            by_home[home].append(grid)
    groups = serving.served((grid for inside in by_home.values() for grid in inside), day, rules)
    for home, inside in by_home.items():
        _fill(made[home], inside, [groups.get(grid.pk) for grid in inside], band_of(rules))


def _fill(row: Row, grids: list[Place], groups: list[serving.Served | None], band: tuple[int, int] | None) -> None:
    row.grids = len(grids)
    row.posted = sum(grid.is_posted for grid in grids)
    row.in_band = sum(band[0] <= grid.households <= band[1] for grid in grids) if band else None
    row.none = groups.count(None)
    row.joint = sum(group is not None and group.is_joint for group in groups)
    row.own = row.grids - row.none - row.joint
    row.quiet = sum(group is not None and group.is_running is False for group in groups)
