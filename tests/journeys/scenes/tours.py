"""The page of a round's documents: for who organises it, who marks, and a unit that is visited."""

from tests.journeys.looks import Look
from tests.journeys.scenes.inspection import built

NO_PAGE: dict[str, str] = {"excel:tour_file": "a file"}


def looks(scene) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in the round of the part `inspection`."""
    made = scene.tour = getattr(scene, "tour", None) or built(scene.world)
    people = ("organiser", "judge0", "street0")
    return {
        "excel:tour_files": [*(Look(who, (made.round.pk,)) for who in people), Look("organiser", (made.listing.pk,))],
    }
