"""The page of the field channel; its screens are looked at one by one in tests/journeys/test_field.py, with a pass."""

from tests.journeys.looks import Look

NO_PAGE: dict[str, str] = {
    "field:worker": "a script",
    "field:manifest": "a file",
    **dict.fromkeys(["field:lend", "field:withdraw", "field:outbox", "field:photos"], "only by POST"),
    "field:packet": "a file, for a pass",
}


def looks(_scene) -> dict[str, list[Look]]:
    """The app before it has a pass."""
    return {"field:app": [Look("worker")], "field:shell": [Look()]}
