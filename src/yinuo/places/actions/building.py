"""Buildings of a community: entered, amended, demolished. How many households live there, and nothing about them."""

import re
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

import shapely

from ...acts.door import act
from ...kernel import privacy
from ...kernel.actor import Actor
from ...kernel.codes import Level
from ...kernel.errors import Unfit
from ...kernel.words import _
from .. import geometry, policy
from ..models import Building, Place
from ..surroundings import Surroundings, check_first_day, living, surroundings

MOST_HOUSEHOLDS = 5_000
FAR = 100.0
"""Metres that a building's point may lie from its own outline."""

CODE = re.compile(r"[\w#.\-/]{1,30}")
SPACES = re.compile(r"\s+")


@act(may=policy.may_draw, opens=True)
def enter_building(
    community: Place, actor: Actor, *, at, code: str, name: str, households: int, members: int = 0,
    latitude: Decimal | None = None, longitude: Decimal | None = None, compound: str = "", block: str = "",
    shape: str = "", valid_from=None,
) -> Building:  # fmt: skip
    """A building of a community. The point may be left out where there is a shape."""
    building = draft(
        community, actor, at=at, code=code, name=name, households=households, members=members, latitude=latitude,
        longitude=longitude, compound=compound, block=block, shape=shape, valid_from=valid_from,
    )  # fmt: skip
    around = surroundings(community, building.valid_from, _bounds(building))
    around.check(building.code, building.longitude, building.latitude)
    hold(community)
    if community.buildings.filter(code=building.code, valid_to=None).exists():
        raise Unfit(
            _("{community}已经有编码为{code}的楼栋，请换一个编码。").format(community=community, code=building.code),
            "code",
        )
    building.save(force_insert=True)
    return building


def draft(
    community: Place, _actor, *, at, code: str, name: str, households: int, members: int = 0, latitude=None,
    longitude=None, compound: str = "", block: str = "", shape: str = "", valid_from=None,
) -> Building:  # fmt: skip
    """The building as a row that is not yet written; Unfit for content that cannot stand by itself."""
    if community.level != Level.COMMUNITY.name.lower():
        raise Unfit(_("楼栋属于社区（村），请先选社区。"))
    living(community, at.date())
    check_first_day(valid_from or at.date(), at.date())
    drawn = geometry.read(shape, geometry.AREAS) if shape.strip() else None
    building = Building(
        community=community, code=read_code(code), name=read_name(name), compound=_words(compound, "compound"),
        block=_words(block, "block"), households=read_count(households, "households"),
        members=read_count(members, "members"), shape=geometry.geojson(drawn) if drawn is not None else None,
        valid_from=valid_from or at.date(),
    )  # fmt: skip
    building.longitude, building.latitude = read_point(latitude, longitude, drawn)
    return building


def _save_all(buildings: list[Building]) -> None:
    Building.objects.bulk_create(buildings)


enter_building.act.fn.draft, enter_building.act.fn.save_all = draft, _save_all


def hold(community: Place) -> None:
    """Lock a community, so that two people cannot give one code to two buildings."""
    Place.objects.select_for_update().get(pk=community.pk)


def _bounds(building: Building) -> tuple[float, float, float, float]:
    return building.longitude, building.latitude, building.longitude, building.latitude


def read_code(text: str) -> str:
    """The code of a building within its community: up to 30 letters, digits and dashes."""
    code = SPACES.sub("", normalize("NFKC", str(text)))
    if not CODE.fullmatch(code):
        raise Unfit(_("请填写楼栋编码：30位以内的数字、字母、汉字或者短横线，例如“A-012”。"), "code")
    return code


def read_name(text: str) -> str:
    """The address as residents say it, down to the building and no further."""
    name = " ".join(str(text).split())
    if not name:
        raise Unfit(_("请填写楼栋的名称或者地址，例如“幸福小区3号楼”。"), "name")
    if len(name) > 80:
        raise Unfit(_("楼栋名称太长了，请写在80个字以内。"), "name")
    if any(finding.kind != privacy.Kind.HEALTH for finding in privacy.scan(name)):
        raise Unfit(_("楼栋名称写到楼为止，不要写到哪一户，也不要写电话和证件号。"), "name")
    return name


def _words(text: str, field: str) -> str:
    words = " ".join(str(text).split())
    if len(words) > 60:
        raise Unfit(_("小区和街区的名称请写在60个字以内。"), field)
    return privacy.impersonal(words, field)


def read_count(number: int, field: str) -> int:
    """A count of households or members; 0 is a count too."""
    if number < 0:
        raise Unfit(_("户数和党员数不能是负数，没有就填0。"), field)
    if number > MOST_HOUSEHOLDS:
        raise Unfit(_("一栋楼不会有{number}，请核对是不是多打了一位。").format(number=number), field)
    return number


def read_point(latitude, longitude, drawn) -> tuple[float, float]:
    """(longitude, latitude) as given or from within the shape; Unfit when there is neither, or when they disagree."""
    if latitude is None or longitude is None:
        if drawn is None:
            raise Unfit(_("请填写经度和纬度，或者在地图上画出这栋楼。"), "latitude")
        return geometry.inside_point(drawn)
    try:
        east, north = round(float(Decimal(longitude)), 6), round(float(Decimal(latitude)), 6)
    except (InvalidOperation, ValueError, TypeError):
        raise Unfit(_("经度和纬度要填小数，例如112.528300和33.003600。"), "latitude") from None
    try:
        geometry.check_degrees(shapely.Point(east, north))
    except Unfit as problem:
        raise Unfit(problem.sentence, "latitude") from None
    if drawn is not None and (metres := geometry.distance(drawn, east, north)) > FAR:
        raise Unfit(
            _("楼栋的坐标离画出的楼有{metres}米，两者对不上。请核对其中一个。").format(metres=f"{metres:,.0f}"),
            "latitude",
        )
    return east, north


@act(may=policy.may_draw)
def amend_building(
    building: Building, actor: Actor, *, at, name: str | None = None, households: int | None = None,
    members: int | None = None, compound: str | None = None, block: str | None = None,
    latitude: Decimal | None = None, longitude: Decimal | None = None, shape: str | None = None,
) -> None:  # fmt: skip
    """Correct what is known of a building; what is None stays. A change of grid is not an amendment but a plan."""
    where = (building.longitude, building.latitude)
    around = None
    if latitude is not None or longitude is not None or shape:
        around = surroundings(building.community, at.date(), (*where, *where))
    amend(
        building, actor, at=at, around=around, name=name, households=households, members=members, compound=compound,
        block=block, latitude=latitude, longitude=longitude, shape=shape,
    )  # fmt: skip


def amend(building: Building, _actor, *, at, around: Surroundings | None = None, **given) -> None:
    """Write what is given into the row; `around` is needed when the building moves."""
    if building.valid_to is not None and building.valid_to < at.date():
        raise Unfit(_("{building}已经拆除，不能再改。").format(building=building))
    given = {name: value for name, value in given.items() if value is not None}
    for name in given.keys() & READERS.keys():
        setattr(building, name, READERS[name](given[name]))
    if not given.keys() & {"latitude", "longitude", "shape"}:
        return
    drawn = geometry.read(given["shape"]) if given.get("shape") else None
    if drawn is not None:
        building.shape = geometry.geojson(drawn)
    elif building.shape:
        drawn = geometry.stored(building.shape)
    latitude, longitude = given.get("latitude"), given.get("longitude")
    if (latitude is None) != (longitude is None):
        raise Unfit(_("经度和纬度要一起改。"), "latitude")
    building.longitude, building.latitude = read_point(latitude, longitude, drawn)
    if around is not None:
        around.check(building.code, building.longitude, building.latitude)


READERS = {
    "name": read_name,
    "households": lambda number: read_count(number, "households"),
    "members": lambda number: read_count(number, "members"),
    "compound": lambda text: _words(text, "compound"),
    "block": lambda text: _words(text, "block"),
}


def _prepare(buildings: list[Building], _actor):
    """For a bulk: the communities and their surroundings are asked once."""
    communities = Place.objects.in_bulk({building.community_id for building in buildings})
    for building in buildings:
        building.community = communities[building.community_id]
    return lambda _building: {}


amend_building.act.fn.draft, amend_building.act.fn.prepare = amend, _prepare


@act(may=policy.may_draw)
def demolish(building: Building, actor: Actor, *, at, valid_to=None) -> None:
    """The building's last day; yesterday unless said. Its place in a grid ends with it."""
    if building.valid_to is not None:
        raise Unfit(_("{building}已经登记拆除了。").format(building=building))
    last = valid_to or at.date() - timedelta(days=1)
    if last > at.date() or last < building.valid_from - timedelta(days=1):
        raise Unfit(_("最后一天应该在{first}和今天之间。").format(first=building.valid_from), "valid_to")
    building.valid_to = last
    building.in_grids.filter(valid_to=None).update(valid_to=last)
