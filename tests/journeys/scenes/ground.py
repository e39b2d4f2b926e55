"""The pages of the ground: address → looks; and the addresses without a page, each with the reason."""

from tests.desk.places import made
from tests.journeys.looks import Look

NO_PAGE: dict[str, str] = {
    "desk:ground_file": "a file",
    **dict.fromkeys(["desk:lift_barrier", "desk:demolish", "desk:move", "desk:adopt", "desk:drop"], "only by POST"),
}


def looks(scene) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    world = scene.world
    grids = made.gridded(world)
    draft = made.planned(world, count=6)
    here, building = (world.community.code,), world.community.buildings.first()
    return {
        "desk:ground": [Look("worker"), Look("coordinator", after="?show=unplanned")],
        "desk:community": [Look("worker", here), Look("leader", (world.other_community.code,))],
        "desk:draw": [
            Look("worker", here), Look("worker", (grids[0].place.code,)),
            Look("coordinator", (world.other_community.code,)),
        ],
        "desk:lay_barrier": [Look("worker", here)],
        "desk:enter_building": [Look("worker", here)],
        "desk:import_divisions": [Look("administrator")],
        "desk:import_buildings": [Look("worker", here)],
        "desk:building": [Look("worker", (*here, building.pk)), Look("leader", (*here, building.pk))],
        "desk:plan_grids": [Look("worker", here)],
        "desk:grid_plans": [Look("worker", here), Look("coordinator", (world.other_community.code,))],
        "desk:grid_plan": [Look("worker", (draft.pk,)), Look("coordinator", (draft.pk,))],
        "desk:grid": [Look("worker", (grids[0].place.code,)), Look("leader", (grids[-1].place.code,))],
        "desk:post": [Look("worker", (grids[-1].place.code,))],
        "portal:grid": [Look(args=(one.place.code,)) for one in (grids[0], grids[-1])],
        "portal:who": [
            Look(), Look(after=f"?place={here[0]}"), Look(after=f"?place={here[0]}&at={building.pk}"),
            Look(after=f"?place={here[0]}&building=%E5%B0%8F%E5%8C%BA"),
        ],
    }  # fmt: skip
