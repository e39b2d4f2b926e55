"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.matters.street import asked, build_stairs

TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(["portal:ask", "portal:ask_mine", "portal:call_off"], "anyone_may"),
    "desk:asks": {"handler": 200},
    "desk:ask": {"handler": 404},
    "desk:ask_step": {"handler": 404},
    "desk:ask_counts": {"organiser": 200, "coordinator": 200, "leader": 200},
}
SEEN_ELSEWHERE: set[str] = {"portal:ask_slip"}


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    made = asked(build_stairs(world))
    return {
        "portal:ask_mine": {"slip": made.slip},
        "portal:call_off": {"slip": made.slip},
        "desk:ask": {"pk": made.pk},
        "desk:ask_step": {"pk": made.pk, "verb": "talk"},
    }
