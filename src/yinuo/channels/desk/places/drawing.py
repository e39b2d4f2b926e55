"""What lies on the map somebody draws on, and where a refused shape is wrong."""

import shapely
from django.utils.translation import gettext as _

from yinuo.channels import ground, maps
from yinuo.kernel.codes import Level
from yinuo.kernel.errors import Unfit
from yinuo.places import geometry
from yinuo.places.models import Outline, Place
from yinuo.places.queries import barriers_in, buildings_in, grids_in, outline_on
from yinuo.places.surroundings import neighbours

from .seeing import COMMUNITY

CLOSE = 17
"""Zoom of a map that shows a community."""

NOWHERE = (34.0, 108.0, 5)
"""The country: nothing is known of where the community lies."""

AROUND = 0.02
"""Degrees around a place within which neighbours are shown, about two kilometres."""


def around(place: Place, community: Place, day) -> list[dict]:
    """What somebody sees while drawing the outline of a place: neighbours to lean on, roads and buildings."""
    features = _others(place, community, day)
    features += [ground.barrier_feature(one) for one in barriers_in(community, day)]
    features += [ground.building_feature(one) for one in buildings_in(community, day)]
    return features


def _others(place: Place, community: Place, day) -> list[dict]:
    if place.level == COMMUNITY:
        return [_neighbour(one) for one in _next_to(place, day)]
    own = outline_on(community, day)
    features = [ground.outline_feature(community, own)] if own else []
    return features + [
        maps.feature("grid", one.outline.shape, one.place.name, number=ground.number_of(one.place), is_other=True)
        for one in grids_in(community, day)
        if one.outline is not None and one.place != place
    ]


def _next_to(place: Place, day) -> list[Outline]:
    own = outline_on(place, day)
    if own is not None:
        return neighbours(place, shapely.box(*geometry.stored(own.shape).buffer(AROUND / 4).bounds), day)
    if place.latitude is not None:
        return neighbours(place, shapely.Point(place.longitude, place.latitude).buffer(AROUND), day)
    street = Place.objects.under(place.code[: Level.TOWN]).filter(level=COMMUNITY).exclude(pk=place.pk)
    return list(Outline.objects.on(day).filter(place__in=street).select_related("place"))


def _neighbour(outline: Outline) -> dict:
    return maps.feature("grid", outline.shape, outline.place.name, is_other=True)


def start_of(community: Place) -> tuple[float, float, int]:
    """Where an empty map begins: the community, what it lies in, or the middle of the country."""
    codes = [community.code, community.code[: Level.TOWN], community.code[: Level.COUNTY]]
    known = Place.objects.filter(code__in=codes, latitude__isnull=False).order_by("-code").first()
    return (known.latitude, known.longitude, CLOSE) if known else NOWHERE


def faults(text: str, place: Place, community: Place, day) -> list[dict]:
    """What is wrong with a refused outline, as shapes of the map: crossings, overlaps, what lies outside."""
    try:
        given = geometry.parsed(text)
    except Unfit:
        return []
    given = given["features"][0] if given.get("features") else given
    try:
        shape = shapely.force_2d(shapely.geometry.shape(given.get("geometry") or given))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        return []
    if shape.is_empty or shape.geom_type not in geometry.AREAS:
        return []
    return [_crossing(shape)] if not shape.is_valid else _clashes(shape, place, community, day)


def _crossing(shape) -> dict:
    said = shapely.is_valid_reason(shape)
    east, north = (float(one) for one in said.partition("[")[2].rstrip("]").split()[:2])
    return maps.feature("wrong", maps.spot(north, east), _("这里交叉了"))


def _clashes(shape, place: Place, community: Place, day) -> list[dict]:
    marks = [
        _area(
            shapely.intersection(shape, geometry.stored(other.shape)), _("和{name}重叠").format(name=other.place.name)
        )
        for other in neighbours(place, shape, day)
    ]
    if place.level != COMMUNITY and (own := outline_on(community, day)):
        marks.append(_area(shapely.difference(shape, geometry.stored(own.shape)), _("超出社区边界")))
    marks += [
        maps.feature("wrong", maps.spot(one.latitude, one.longitude), _("{name}在外面").format(name=one.name))
        for one in (buildings_in(community, day) if place.level == COMMUNITY else [])
        if not geometry.is_within(shape, one.longitude, one.latitude)
    ]
    return [mark for mark in marks if mark]


def _area(shape, name: str) -> dict | None:
    left = geometry.without_slivers(shape)
    if left.is_empty or geometry.area(left) < geometry.SLIGHT_AREA:
        return None
    return maps.feature("wrong", geometry.geojson(left), name)
