"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

TABLE: dict[str, str | dict[str, int]] = {}
SEEN_ELSEWHERE: set[str] = set()


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    return {}
