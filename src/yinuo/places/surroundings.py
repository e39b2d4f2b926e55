"""What a new building or outline has to fit in with: the outlines around it, asked once for many buildings."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from ..kernel.codes import Level
from ..kernel.errors import NotNow, Unfit
from ..kernel.words import _
from . import geometry
from .models import Outline, Place

CITY = 4
"""Neighbours are looked for in the same city: the first four digits of the code."""

LATEST = timedelta(days=366)


def living(place: Place, day: date) -> None:
    """NotNow when the community or grid has ended."""
    if place.valid_to is not None and place.valid_to < day:
        raise NotNow(_("{place}已经撤销，不能再改动。请到现在的社区、网格办理。").format(place=place))


def check_first_day(day: date, today: date) -> None:
    """Not so late that nobody would remember; what begins late cannot be replaced before it has begun."""
    if day > today + LATEST:
        raise Unfit(_("启用日期离今天太远了（超过一年）。请核对日期。"), "valid_from")


def neighbours(place: Place, shape: BaseGeometry, day) -> list[Outline]:
    """Outlines of other places of the same level whose bounds meet this shape; grids only within the community."""
    under = place.code[:CITY] if place.level == Level.COMMUNITY.name.lower() else place.code[: Level.COMMUNITY]
    return list(
        Outline.objects.on(day)
        .around(*shape.bounds)
        .filter(place__level=place.level, place__code__gte=under, place__code__lt=under + "~")
        .exclude(place__code=place.code)
        .select_related("place")
        .order_by("place__code")
    )


@dataclass
class Surroundings:
    """A community's outline, and the outlines of the communities around it."""

    community: Place
    outline: BaseGeometry | None
    others: list[tuple[str, BaseGeometry]] = field(default_factory=list)

    @cached_property
    def metres(self) -> tuple[geometry.Plane, BaseGeometry] | None:
        """The outline in metres, made ready for many questions."""
        if self.outline is None:
            return None
        plane = geometry.Plane.around(self.outline)
        inside = plane.metres(self.outline)
        shapely.prepare(inside)
        return plane, inside

    def beyond(self, longitude: float, latitude: float) -> float:
        """Metres by which a point misses the outline; 0 within, and where there is no outline."""
        if self.metres is None:
            return 0.0
        plane, inside = self.metres
        return shapely.distance(inside, shapely.Point(plane.point(longitude, latitude)))

    def check(self, code: str, longitude: float, latitude: float) -> None:
        """Unfit for a building that stands outside its community, or on another one's ground."""
        metres = self.beyond(longitude, latitude)
        if metres > geometry.TOLERANCE:
            raise Unfit(
                _("楼栋{code}在{community}的边界外面，离边界{metres}米。请核对坐标，或者先改社区边界。").format(
                    code=code, community=self.community, metres=f"{metres:,.0f}"
                ),
                "latitude",
            )
        if self.outline is None:
            for name, shape in self.others:
                if shape.covers(shapely.Point(longitude, latitude)):
                    raise Unfit(
                        _(
                            "楼栋{code}的坐标在{other}的边界里面，不在{community}。请核对坐标，或者到{other}登记。"
                        ).format(code=code, other=name, community=self.community),
                        "latitude",
                    )


def surroundings(community: Place, day, bounds=None) -> Surroundings:
    """What buildings of this community must fit in with; `bounds` (degrees) of the buildings, for no outline yet."""
    own = Outline.objects.on(day).filter(place=community).first()
    if own is not None:
        return Surroundings(community, geometry.stored(own.shape))
    if bounds is None:
        return Surroundings(community, None)
    others = neighbours(community, shapely.box(*bounds), day)
    return Surroundings(community, None, [(one.place.name, geometry.stored(one.shape)) for one in others])
