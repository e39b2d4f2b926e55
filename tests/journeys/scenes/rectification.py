"""The pages of rectification: address → looks; and the addresses without a page, each with the reason."""

from tests.duties.scene import scene
from tests.journeys.looks import Look

NO_PAGE = {"excel:problem_list": "a file", "excel:weekly_list": "a file"}


def looks(home) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    made = home.rectified = getattr(home, "rectified", None) or scene(home.world)
    campaign, items = made.campaign.pk, {name: one.pk for name, one in made.items.items()}
    return {
        "desk:rectifications": [Look("organiser"), Look("handler"), Look("neighbour")],
        "desk:start_campaign": [Look("organiser")],
        "desk:rectification": [Look("organiser", (campaign,)), Look("verifier", (campaign,), "?show=late")],
        "desk:import_items": [Look("organiser", (campaign,))],
        "desk:rectification_step": [Look("organiser", (campaign, "list_item")), Look("organiser", (campaign, "draw_sample"))],
        "desk:rectification_items": [Look("handler"), Look("verifier", (), "?show=check")],
        "desk:rectification_item": [
            Look("handler", (items["in_progress"],)), Look("verifier", (items["drawn"],)), Look("organiser", (items["asked"],)),
            Look("handler", (items["merged"],)),
        ],
        "desk:rectification_item_step": [
            Look("handler", (items["listed"], "promise_item")), Look("verifier", (items["verifying"], "sell_off")),
            Look("organiser", (items["asked"], "decide_more_time")),
            Look("handler", (items["in_progress"], "sell_off"), status=409),
        ],
        "desk:weeks": [Look("organiser")],
        "desk:draft_week": [Look("organiser")],
        "desk:week": [Look("organiser", (made.drafted.pk,)), Look("handler", (made.issued.pk,))],
        "desk:week_step": [Look("organiser", (made.drafted.pk, "issue_week"))],
        "portal:rectifications": [Look()],
        "portal:rectification": [Look(args=(campaign,))],
    }  # fmt: skip
