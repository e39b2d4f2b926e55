"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

TABLE: dict[str, str | dict[str, int]] = {
    "field:app": "members",
    **dict.fromkeys(["field:shell", "field:worker", "field:manifest"], "anyone_may"),
    "field:lend": "post_only",
}
SEEN_ELSEWHERE: set[str] = {"field:withdraw", "field:packet", "field:outbox", "field:photos"}
"""These ask for a pass and know no session: tests/field/test_pass.py."""


def words(_world) -> dict[str, dict]:
    """Address → what it needs to be named: nothing."""
    return {}
