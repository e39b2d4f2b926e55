"""Which grid a party group serves, and which stairwell a stairwell group (M10, M11)."""

from datetime import date, timedelta

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.words import _
from ...places.models import Building, Place
from .. import policy
from ..models import Organisation, ServiceArea
from ..words import Kind
from .establishing import has_ended
from .structure import fit_day, living

COMMUNITY_CODE = 12


@act(may=policy.may_shape)
def serve(
    org: Organisation,
    actor: Actor,
    *,
    at,
    grid: Place | None = None,
    building: Building | None = None,
    stairwell: str = "",
    valid_from: date | None = None,
):
    """A party group serves a grid, a stairwell group a stairwell. A group with several grids is a joint one."""
    living(org, at.date())
    first_day = fit_day(valid_from, at, "valid_from")
    if org.kind == Kind.PARTY_GROUP:
        return _serve_grid(org, grid, first_day, at.date())
    if org.kind == Kind.STAIRWELL_GROUP:
        return _serve_stairwell(org, building, stairwell.strip(), first_day, at.date())
    raise Unfit(_("只有党小组服务网格、楼道党小组服务楼道。"))


def _serve_grid(org: Organisation, grid: Place | None, day: date, today: date) -> ServiceArea:
    if grid is None or grid.level != "grid":
        raise Unfit(_("请选择党小组服务的网格。"), "grid")
    if org.place.code[:COMMUNITY_CODE] != grid.code[:COMMUNITY_CODE]:
        raise Unfit(_("“{grid}”不在党小组所在的社区，请选择本社区的网格。").format(grid=grid), "grid")
    if has_ended(grid, today):
        raise Unfit(_("“{grid}”已经撤销，请选择现在的网格。").format(grid=grid), "grid")
    Place.objects.select_for_update().get(pk=grid.pk)
    areas = ServiceArea.objects.since(day).select_related("org")
    if areas.filter(org=org, grid=grid).exists():
        raise Unfit(_("这个党小组已经服务“{grid}”。").format(grid=grid), "grid")
    is_joint = areas.filter(org=org).exists()
    for other in areas.filter(grid=grid):
        if not is_joint and areas.filter(org=other.org).count() == 1:
            raise Unfit(
                _(
                    "“{grid}”已经有自己的党小组“{group}”，一个网格只建一个党小组。请先结束它的服务，或者设联合党小组。"
                ).format(grid=grid, group=other.org),
                "grid",
            )
    return ServiceArea.objects.create(org=org, grid=grid, valid_from=day)


def _serve_stairwell(
    org: Organisation, building: Building | None, stairwell: str, day: date, today: date
) -> ServiceArea:
    if building is None:
        raise Unfit(_("请选择楼道党小组所在的楼栋。"), "building")
    if not stairwell:
        raise Unfit(_("请写明楼道，例如“2单元”。"), "stairwell")
    if org.place.code[:COMMUNITY_CODE] != building.community.code:
        raise Unfit(_("“{building}”不在党小组所在的社区，请选择本社区的楼栋。").format(building=building), "building")
    if has_ended(building, today):
        raise Unfit(_("“{building}”已经拆除，请选择现在的楼栋。").format(building=building), "building")
    Building.objects.select_for_update().get(pk=building.pk)
    taken = ServiceArea.objects.since(day).filter(building=building, stairwell=stairwell).select_related("org").first()
    if taken is not None:
        raise Unfit(
            _("{building}{stairwell}已经由“{group}”服务。").format(
                building=building, stairwell=stairwell, group=taken.org
            ),
            "stairwell",
        )
    return ServiceArea.objects.create(org=org, building=building, stairwell=stairwell, valid_from=day)


@act(may=policy.may_shape)
def unserve(org: Organisation, actor: Actor, *, at, area: ServiceArea):
    """The group no longer serves this area; yesterday was the last day."""
    if area.org_id != org.pk:
        raise Unfit(_("这不是“{name}”服务的范围。").format(name=org), "area")
    if area.valid_to is not None:
        raise Unfit(_("这项服务已经结束了。"), "area")
    area.valid_to = at.date() - timedelta(days=1)
    area.save(update_fields=["valid_to"])
