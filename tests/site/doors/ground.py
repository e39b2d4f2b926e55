"""Who may enter the pages of the ground: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.desk.places import made

LOOKERS = {"worker": 200, "coordinator": 200, "leader": 200, "administrator": 200, "organiser": 200}
DRAWERS = {"worker": 200, "coordinator": 200, "administrator": 200}
"""Who looks is let in, who may not draw is told so: 403 as everybody else."""

TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(
        ["desk:ground", "desk:community", "desk:ground_file", "desk:building", "desk:grid_plans", "desk:grid_plan",
         "desk:grid"],
        LOOKERS,
    ),
    **dict.fromkeys(
        ["desk:draw", "desk:lay_barrier", "desk:enter_building", "desk:import_buildings", "desk:plan_grids", "desk:post"],
        DRAWERS,
    ),
    **dict.fromkeys(
        ["desk:lift_barrier", "desk:demolish", "desk:move", "desk:adopt", "desk:drop"], dict.fromkeys(LOOKERS, 405)
    ),
    "desk:import_divisions": {"administrator": 200},
    **dict.fromkeys(["portal:who", "portal:grid"], "anyone_may"),
}  # fmt: skip
SEEN_ELSEWHERE: set[str] = set()


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    made.built(world)
    plan = made.planned(world)
    grid = made.adopted(world)[0].place
    community, building = world.community, world.community.buildings.first()
    barrier = community.barriers.first()
    of_building, of_plan = {"code": community.code, "pk": building.pk}, {"pk": plan.pk}
    return {
        "desk:building": of_building,
        "desk:demolish": of_building,
        "desk:lift_barrier": {"code": community.code, "pk": barrier.pk},
        **{f"desk:{one}": of_plan for one in ("grid_plan", "move", "adopt", "drop")},
        **{one: {"code": grid.code} for one in ("desk:grid", "desk:post", "portal:grid")},
    }
