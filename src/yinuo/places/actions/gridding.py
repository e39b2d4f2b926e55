"""Plan the grids of a community, change a plan by hand, adopt or drop it (M10). Nothing changes before adoption."""

from datetime import timedelta

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.codes import Level
from ...kernel.errors import Unfit
from ...kernel.words import _
from .. import geometry, planning, policy
from ..models import GridBuilding, GridPlan, Outline, Place, Posting
from ..surroundings import check_first_day, living
from ..words import PlanMode

GRID = Level.GRID.name.lower()
DRAWN_BY_PLAN = _("由网格方案生成")


@act(may=policy.may_draw, opens=True)
def plan_grids(
    community: Place, actor: Actor, *, at, mode: PlanMode, terms, count: int | None = None, seed: int = 1
) -> GridPlan:
    """A draft of the community's grids. `terms`: optimise.grids.Terms, the band from the rulebook.

    A rule that cannot hold is told in the notes of the plan, which is then the one that breaks the least.
    """
    if community.level != Level.COMMUNITY.name.lower():
        raise Unfit(_("网格按社区（村）划分，请先选社区。"))
    living(community, at.date())
    ground = planning.ground_of(community)
    drawn = planning.propose(ground, mode=PlanMode(mode), terms=terms, count=count, seed=seed)
    return GridPlan.objects.create(
        community=community, mode=mode, terms=planning.written(terms), base=ground.base, made_at=at, **vars(drawn)
    )


@act(may=policy.may_draw)
def move(plan: GridPlan, actor: Actor, *, at, buildings: list[str], number: int) -> None:
    """Move buildings to another grid of a draft by hand, or to a new one; the plan is priced anew.

    A grid that no longer hangs together is allowed, and said so in its notes.
    """
    ground = planning.ground_of(plan.community)
    planning.check_base(ground, plan)
    known = {code for grid in plan.grids for code in grid["buildings"]}
    unknown = sorted(set(buildings) - known)
    if not buildings or unknown:
        raise Unfit(_("请选择要移动的楼栋。{codes}").format(codes=_("、").join(unknown[:5])), "buildings")
    kept = {grid["number"]: set(grid["buildings"]) - set(buildings) for grid in plan.grids}
    _check_number(ground, kept, number)
    kept.setdefault(number, set()).update(buildings)
    drawn = planning.priced(ground, kept, planning.terms_of(plan))
    drawn.notes.insert(0, {"rule": "by_hand", "facts": {}})
    for name, value in vars(drawn).items():
        setattr(plan, name, value)


def _check_number(ground, kept: dict[int, set], number: int) -> None:
    """A grid of the plan, one that exists, or a number that was never used."""
    standing = {int(grid.code[-3:]) for grid in ground.grids}
    if number in kept or number in standing:
        return
    if not 1 <= number <= 999 or number in ground.used:
        raise Unfit(
            _("网格编号{number}不能用：编号在1到999之间，用过的编号不再用在别处。").format(number=number), "number"
        )


@act(may=policy.may_adopt)
def adopt(plan: GridPlan, actor: Actor, *, at, valid_from=None) -> None:
    """Make the grids of the plan: places, buildings in grids, outlines; grids that vanish end the day before.

    NotNow when buildings or grids have changed since the plan was made.
    """
    community = Place.objects.select_for_update().get(pk=plan.community_id)
    ground = planning.ground_of(community)
    planning.check_base(ground, plan)
    day = valid_from or at.date()
    _check_day(ground, at.date(), day)
    places = _places(ground, plan, day)
    _assign(ground, plan, places, day)
    _draw(ground, plan, places, day)
    _end([grid for grid in ground.grids if grid not in places.values()], day)
    plan.adopted_on = day


def _check_day(ground: planning.Ground, today, day) -> None:
    """Not before what stands now began, and not so late that nobody would remember."""
    if ground.since is not None and day < ground.since:
        raise Unfit(_("现在的网格从{first}起用，新方案不能更早启用。").format(first=ground.since), "valid_from")
    check_first_day(day, today)


def _places(ground: planning.Ground, plan: GridPlan, day) -> dict[int, Place]:
    """The places of the plan's grids by number: those that exist, and new ones."""
    community = ground.community
    places = {int(place.code[-3:]): place for place in ground.grids}
    new = [
        Place(
            code=f"{community.code}{grid['number']:03}",
            name=_("{community}第{number}网格").format(community=community.name, number=grid["number"]),
            level=GRID,
            longitude=grid["centre"][0],
            latitude=grid["centre"][1],
            valid_from=day,
        )
        for grid in plan.grids
        if grid["number"] not in places
    ]
    Place.objects.bulk_create(new)
    places |= {int(place.code[-3:]): place for place in new}
    return {grid["number"]: places[grid["number"]] for grid in plan.grids}


def _assign(ground: planning.Ground, plan: GridPlan, places: dict[int, Place], day) -> None:
    """Buildings that change grid leave the old one the day before and lie in the new one from the day on."""
    new = {code: places[grid["number"]] for grid in plan.grids for code in grid["buildings"]}
    changing = [one for one in ground.buildings if ground.assigned.get(one.code) != new[one.code].code]
    GridBuilding.objects.filter(building__in=changing, valid_to=None).update(valid_to=day - timedelta(days=1))
    GridBuilding.objects.bulk_create(GridBuilding(building=one, grid=new[one.code], valid_from=day) for one in changing)


def _draw(ground: planning.Ground, plan: GridPlan, places: dict[int, Place], day) -> None:
    """Outlines of the grids that do not look as they did."""
    fresh = []
    for number, shape in planning.plan_outlines(plan.grids, ground).items():
        place = places[number]
        before = ground.outlines.get(place.pk)
        if before is None or not geometry.is_same(before, shape):
            fresh.append(Outline.of(place, shape, source=DRAWN_BY_PLAN, valid_from=day))
    replaced = Outline.objects.filter(place__in=[outline.place for outline in fresh], valid_to=None)
    replaced.update(valid_to=day - timedelta(days=1))
    Outline.objects.bulk_create(fresh)


def _end(grids: list[Place], day) -> None:
    """Grids that vanish: the place, its outline and its posting end the day before; its number is never used again."""
    before = day - timedelta(days=1)
    Place.objects.filter(pk__in=[grid.pk for grid in grids]).update(valid_to=before)
    Outline.objects.filter(place__in=grids, valid_to=None).update(valid_to=before)
    Posting.objects.filter(grid__in=grids, valid_to=None).update(valid_to=before)
    GridBuilding.objects.filter(grid__in=grids, valid_to=None).update(valid_to=before)


@act(may=policy.may_draw)
def drop(plan: GridPlan, actor: Actor, *, at) -> None:
    """A draft that nobody will adopt."""
