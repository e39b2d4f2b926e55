"""Whom to find: a grid with what is posted about it, and the way from an address, or from where one stands, to people."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ...kernel.codes import Level
from ...orgs.models import Organisation, ServiceArea
from ...orgs.queries import thresholds, who_at
from ...orgs.rules import Thresholds
from ...orgs.words import Kind
from ...places.models import Building, Place
from ...places.queries import GridOn, find_buildings, find_grid, find_place
from .. import ground, maps, serving
from ..doors import ANYONE, open_to
from . import choosing
from .forms import asked


@require_safe
@open_to(ANYONE)
def grid(request: HttpRequest, code: str) -> HttpResponse:
    """One grid as it is posted: boundary, households as one number, whom to call, its group, where to complain (M10)."""
    today = timezone.localdate()
    known = Place.objects.on(today).in_bulk([code, code[: Level.COMMUNITY]], field_name="code")
    if len(known) < 2:
        raise Http404
    place, home = known[code], known[code[: Level.COMMUNITY]]
    rules = thresholds(today)
    here = ground.lying(home, today)
    on = next(one for one in here.grids if one.place == place)
    groups = serving.served([one.place for one in here.grids], today, rules)
    group = groups.get(place.pk)
    shown = {
        "place": place,
        "community": home,
        "on": on,
        "group": group,
        "shared": [one.place for one in here.grids if _same(groups.get(one.place.pk), group) and one is not on],
        "stairwells": stairwells_of(on.buildings, today),
        "office": _office(home, today),
        "compounds": sorted({one.compound or one.name for one in on.buildings}),
        "map": _map(here, on),
    }
    return render(request, "portal/grid.html", shown)


def _same(one: serving.Served | None, other: serving.Served | None) -> bool:
    return one is not None and other is not None and one.org == other.org


def _office(home: Place, day) -> Organisation | None:
    return Organisation.objects.on(day).filter(place=home, kind=Kind.COMMUNITY).first()


def stairwells_of(buildings: Iterable[Building], day) -> list[ServiceArea]:
    """Stairwell groups of these buildings with their hours. One query."""
    rows = ServiceArea.objects.on(day).filter(building__in=list(buildings), org__kind=Kind.STAIRWELL_GROUP)
    return list(rows.select_related("org", "building").order_by("building__name", "stairwell"))


def _map(here: ground.Lying, on: GridOn) -> maps.GroundMap:
    """The grid among its neighbours; buildings are shown without any number."""
    features = [ground.outline_feature(here.place, here.outline)] if here.outline else []
    features += [_neighbour(one) for one in here.grids if one.outline is not None and one is not on]
    features += ground.grid_features([on])
    features += [ground.barrier_feature(one) for one in here.barriers]
    features += [ground.building_feature(one, hue=0) for one in on.buildings]
    return maps.GroundMap(_("{name}的边界").format(name=on.place.name), features, legend=ground.legend_of(features))


def _neighbour(one: GridOn) -> dict:
    said = {"number": ground.number_of(one.place), "url": reverse("portal:grid", args=[one.place.code])}
    return maps.feature("grid", one.outline.shape, one.place.name, is_other=True, **said)


def grids_of(home: Place, day, known: tuple[list[Place], list[Place]]) -> dict:
    """What a community's page tells about its grids: rows with their groups, and the map. Five queries."""
    here = ground.lying(home, day, known=known)
    groups = serving.served(known[1], day, Thresholds({}))
    colours = maps.hues(ground.centres(here.grids))
    features = [ground.outline_feature(home, here.outline)] if here.outline else []
    features += ground.grid_features(here.grids, lambda one: {"url": reverse("portal:grid", args=[one.place.code])})
    features += [ground.barrier_feature(one) for one in here.barriers]
    rows = [
        (one, ground.number_of(one.place), colours.get(one.place.code), groups.get(one.place.pk)) for one in here.grids
    ]
    title = _("{name}的网格").format(name=home.name)
    return {"grids": rows, "map": maps.GroundMap(title, features, legend=ground.legend_of(features))}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(ANYONE)
def who(request: HttpRequest) -> HttpResponse:
    """Whom to find: by community and building, or by POST with a position that is used once and kept nowhere."""
    today = timezone.localdate()
    if request.method == "POST":
        return _here(request, today)
    home = choosing.by_code(asked(request, "place", 40), today)
    if home is None or len(home.code) != Level.COMMUNITY:
        words = asked(request, "words", 40)
        choice = choosing.searched(words, today) if words else choosing.browsed(asked(request, "under", 40), today)
        return render(request, "portal/who.html", {"choice": choice, "words": words})
    return _at(request, home, today)


def _at(request: HttpRequest, home: Place, today) -> HttpResponse:
    """In a community: the building, and then its people."""
    words, key = asked(request, "building", 40), asked(request, "at", 12)
    found = find_buildings(words, home.code, today) if words else []
    chosen = None
    if key.isascii() and key.isdigit():
        chosen = get_object_or_404(
            Building.objects.on(today).filter(community=home).select_related("community"), pk=key
        )
    elif len(found) == 1:
        chosen = found[0]
    shown = {"community": home, "building": words, "found": found, "chosen": chosen, "is_asked": bool(words)}
    return render(request, "portal/who.html", shown | {"who": who_at(chosen or home, today)})


def _here(request: HttpRequest, today) -> HttpResponse:
    """From a position: the grid it lies in, else the community, else the nearest ones to choose from."""
    try:
        latitude, longitude = float(request.POST.get("latitude", "")), float(request.POST.get("longitude", ""))
    except ValueError:
        latitude, longitude = 999.0, 999.0
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        shown = {"choice": choosing.browsed("", today), "problem": _("没有收到手机的位置，请按社区和楼找。")}
        return render(request, "portal/who.html", shown, status=422)
    place = find_grid(latitude, longitude, today) or find_place(latitude, longitude, today)
    if place is None:
        choice = choosing.near(latitude, longitude, today)
        return render(request, "portal/who.html", {"choice": choice, "is_near": True})
    home = place if place.level != "grid" else get_object_or_404(Place, code=place.code[: Level.COMMUNITY])
    shown = {"community": home, "building": "", "found": [], "chosen": None, "is_here": True}
    return render(request, "portal/who.html", shown | {"who": who_at(place, today)})
