"""Who may enter the pages of rectification: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.duties.scene import scene

TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(["desk:rectifications", "desk:rectification_items", "desk:weeks"], "members"),
    **dict.fromkeys(["portal:rectifications", "portal:rectification"], "anyone_may"),
}
SEEN_ELSEWHERE: set[str] = {
    "desk:start_campaign", "desk:rectification", "desk:import_items", "desk:rectification_step", "desk:rectification_item",
    "desk:rectification_item_step", "desk:draft_week", "desk:week", "desk:week_step",
}  # fmt: skip
"""tests/desk/rectification asks them with a campaign under way."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named."""
    return {"portal:rectification": {"pk": scene(world).campaign.pk}}
