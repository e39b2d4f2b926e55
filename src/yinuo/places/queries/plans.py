"""A plan of grids on the map."""

from .. import geometry
from ..models import GridPlan
from ..planning import ground_of, plan_outlines
from .ground import building_feature, feature


def plan_collection(plan: GridPlan) -> dict:
    """A plan as GeoJSON: grids as areas with their costs, buildings with the number of their grid, barriers.

    `properties.what` is outline, grid, building or barrier; a building `has_moved` when the plan gives it another grid.
    """
    ground = ground_of(plan.community)
    shapes = plan_outlines(plan.grids, ground)
    number_of = {code: grid["number"] for grid in plan.grids for code in grid["buildings"]}
    moved = {code for code, before, _number in plan.moves if before}
    features = []
    if ground.outline is not None:
        shape = geometry.geojson(ground.outline)
        features.append(feature(shape, what="outline", code=ground.community.code, name=ground.community.name))
    for grid in plan.grids:
        if grid["number"] in shapes:
            said = {**grid, "buildings": len(grid["buildings"])}
            features.append(feature(geometry.geojson(shapes[grid["number"]]), what="grid", **said))
    for building in ground.buildings:
        said = {"grid": number_of.get(building.code), "has_moved": building.code in moved}
        features.append(building_feature(building, **said))
    for barrier in ground.barriers:
        features.append(feature(barrier.shape, what="barrier", id=barrier.pk, kind=barrier.kind, name=barrier.name))
    return {"type": "FeatureCollection", "features": features}
