"""The pages of this part: address → looks; and the addresses without a page, each with the reason."""

from tests.journeys.looks import Look

NO_PAGE: dict[str, str] = {}


def looks(scene) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    return {}
