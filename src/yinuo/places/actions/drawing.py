"""Draw outlines of communities and grids, lay and lift barriers, post a grid publicly (M10)."""

from datetime import timedelta

import shapely

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.codes import Level
from ...kernel.errors import Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from .. import geometry, office_words, policy
from ..models import Barrier, Building, GridBuilding, Outline, Place, Posting
from ..surroundings import check_first_day, living, neighbours
from ..words import BarrierKind

COMMUNITY, GRID = Level.COMMUNITY.name.lower(), Level.GRID.name.lower()
SMALLEST = 500.0
"""Square metres of an outline."""

NEAR = 1_000.0
"""Metres from its community within which a barrier makes sense."""

NAMED = 5


@act(may=policy.may_draw)
def draw(place: Place, actor: Actor, *, at, shape: str, source: str = "", valid_from=None) -> Outline:
    """The outline of a community or grid from a day on; the one before ends the day before.

    `outline.remarks` (not stored) are sentences about small overlaps that were allowed.
    """
    if place.level not in (COMMUNITY, GRID):
        raise Unfit(_("只有社区（村）和网格可以画边界，{name}不是。").format(name=place), "shape")
    living(place, at.date())
    drawn, day = geometry.read(shape), valid_from or at.date()
    check_first_day(day, at.date())
    if geometry.area(drawn) < SMALLEST:
        raise Unfit(_("边界围起来的地方不到500平方米，太小了。请检查是不是画错了。"), "shape")
    _hold_neighbours(place)
    remarks = _fit_in(place, drawn, day)
    _check_buildings(place, drawn, day)
    outline = replace_outline(place, drawn, day, source)
    if place.level == COMMUNITY:
        remarks += _cut_grids(place, drawn, day)
    if place.latitude is None:
        place.longitude, place.latitude = geometry.inside_point(drawn)
    outline.remarks = remarks
    return outline


def _hold_neighbours(place: Place) -> None:
    """Lock the place above, so that two neighbours drawn at the same time see each other."""
    above = place.code[: Level.COMMUNITY if place.level == GRID else Level.TOWN]
    list(Place.objects.select_for_update().filter(code=above))


def replace_outline(place: Place, shape, day, source: str) -> Outline:
    """Begin an outline on a day and end the one before."""
    before = place.outlines.filter(valid_to=None).first()
    if before is not None:
        if day < before.valid_from:
            raise Unfit(
                _("{name}现在的边界从{day}起用，新边界不能更早。").format(name=place, day=before.valid_from),
                "valid_from",
            )
        place.outlines.filter(pk=before.pk).update(valid_to=day - timedelta(days=1))
    outline = Outline.of(place, shape, source=impersonal(source, "source"), valid_from=day)
    outline.save(force_insert=True)
    return outline


def _fit_in(place: Place, drawn, day) -> list[str]:
    """Check the outline against its neighbours and what is above it; sentences about what was let pass."""
    remarks = []
    for other in neighbours(place, drawn, day):
        excess = geometry.overlap(drawn, geometry.stored(other.shape))
        facts = {"other": other.place.name, "area": f"{excess.area:,.0f}", "share": f"{excess.share:.1%}"}
        if not excess.is_slight:
            raise Unfit(
                _("和{other}的边界重叠了{area}平方米（占较小一方的{share}）。请沿着{other}的边界画。").format(**facts),
                "shape",
            )
        if not excess.is_none:
            remarks.append(_("和{other}的边界重叠{area}平方米，算手画误差，已经接受。").format(**facts))
    if place.level == GRID:
        remarks += _inside_community(place, drawn, day)
    return remarks


def _inside_community(grid: Place, drawn, day) -> list[str]:
    above = Outline.objects.on(day).filter(place__code=grid.code[: Level.COMMUNITY]).select_related("place").first()
    if above is None:
        return []
    excess = geometry.outside(drawn, geometry.stored(above.shape))
    facts = {"community": above.place.name, "area": f"{excess.area:,.0f}", "share": f"{excess.share:.1%}"}
    if not excess.is_slight:
        raise Unfit(
            _(
                "网格有{area}平方米（{share}）画到了{community}的边界外面。请把网格画在社区里面，或者先改社区边界。"
            ).format(**facts),
            "shape",
        )
    return [] if excess.is_none else [_("有{area}平方米超出社区边界，算手画误差，已经接受。").format(**facts)]


def _check_buildings(place: Place, drawn, day) -> None:
    """Buildings of the community, or assigned to the grid, must stay within."""
    if place.level == COMMUNITY:
        buildings = list(place.buildings.on(day))
    else:
        inside = GridBuilding.objects.on(day).filter(grid=place).values("building")
        buildings = list(Building.objects.on(day).filter(pk__in=inside))
    lost = [b.code for b in buildings if not geometry.is_within(drawn, b.longitude, b.latitude)]
    if lost:
        codes = _("、").join(lost[:NAMED])
        raise Unfit(
            _(
                "按这个边界，{number}栋楼会落到{place}外面：{codes}{more}。请把它们画进来，或者先改这些楼的归属。"
            ).format(number=len(lost), place=place, codes=codes, more=_("等") if len(lost) > NAMED else ""),
            "shape",
        )


def _cut_grids(community: Place, drawn, day) -> list[str]:
    """Grids of a community that was drawn smaller are cut along its new outline."""
    remarks = []
    grids = Outline.objects.filter(
        valid_to=None, place__level=GRID, place__code__gte=community.code, place__code__lt=community.code + "~"
    ).select_related("place")
    for outline in grids.order_by("place__code"):
        shape = geometry.stored(outline.shape)
        if geometry.outside(shape, drawn).is_slight:
            continue
        left = geometry.without_slivers(shapely.intersection(shape, drawn))
        if left.is_empty or geometry.area(left) < SMALLEST:
            raise Unfit(
                _("按这个边界，{grid}整个落到了社区外面。请先调整网格，再改社区边界。").format(grid=outline.place),
                "shape",
            )
        replace_outline(outline.place, left, max(day, outline.valid_from), outline.source)
        remarks.append(_("{grid}超出新边界的部分已经裁掉。").format(grid=outline.place))
    return remarks


@act(may=policy.may_draw, opens=True)
def lay_barrier(community: Place, actor: Actor, *, at, kind: BarrierKind, name: str, shape: str) -> Barrier:
    """A main road, river or railway that grids of this community should not cross."""
    if community.level != COMMUNITY:
        raise Unfit(_("请在社区的地图上画道路、河流和铁路。"))
    if not name.strip():
        raise Unfit(_("请填写道路、河流或者铁路的名称。"), "name")
    line = geometry.read(shape, geometry.LINES)
    outline = community.outlines.on(at.date()).first()
    if outline is not None:
        ground = geometry.stored(outline.shape)
        plane = geometry.Plane.around(ground)
        metres = shapely.distance(plane.metres(ground), plane.metres(line))
        if metres > NEAR:
            raise Unfit(
                _("“{name}”离{community}有{metres}米，隔不开这个社区的网格。请核对坐标。").format(
                    name=name.strip(), community=community, metres=f"{metres:,.0f}"
                ),
                "shape",
            )
    return Barrier.objects.create(
        community=community, kind=BarrierKind(kind), name=impersonal(name, "name")[:60], shape=geometry.geojson(line),
        valid_from=at.date(),
    )  # fmt: skip


@act(may=policy.may_draw)
def lift_barrier(barrier: Barrier, actor: Actor, *, at):
    """The barrier counts no longer from today on."""
    if barrier.valid_to is not None:
        raise Unfit(_("“{name}”已经取消了。").format(name=barrier.name))
    barrier.valid_to = at.date() - timedelta(days=1)


@act(may=policy.may_post)
def post(grid: Place, actor: Actor, *, at, contact: str, phone: str, complaint_phone: str) -> Posting:
    """Post a grid publicly: the post to ask, its office telephone, the complaint line; the posting before ends."""
    if grid.level != GRID:
        raise Unfit(_("只有网格需要公示，{name}不是网格。").format(name=grid))
    day = at.date()
    if not grid.outlines.on(day).exists():
        raise Unfit(_("{grid}还没有画边界，不能公示。请先画边界，或者采用一个网格方案。").format(grid=grid))
    if not GridBuilding.objects.on(day).filter(grid=grid).exists():
        raise Unfit(_("{grid}里还没有楼栋，不能公示。请先采用网格方案，把楼栋分到网格。").format(grid=grid))
    given = {
        "contact": office_words.read_post(contact, "contact"),
        "phone": office_words.read_phone(phone, "phone"),
        "complaint_phone": office_words.read_phone(complaint_phone, "complaint_phone"),
    }
    grid.postings.filter(valid_to=None).update(valid_to=day - timedelta(days=1))
    return Posting.objects.create(grid=grid, valid_from=day, **given)
