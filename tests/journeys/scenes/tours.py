"""The page of a round's documents: for who organises it, who marks, and a unit that is visited."""

from tests.inspection.scene import scene as round_of
from tests.journeys.looks import Look

NO_PAGE: dict[str, str] = {"excel:tour_file": "a file"}


def looks(scene) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in the round that the other parts look at too."""
    made = scene.tour = getattr(scene, "tour", None) or round_of(scene.world)
    return {"excel:tour_files": [Look(who, (made.round.pk,)) for who in ("organiser", "judge0", "street0")]}
