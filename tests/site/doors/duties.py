"""Who may enter the pages of central work, rules, letters and training."""

from tests.duties.works.scene import works

NOBODY_ELSE = dict.fromkeys(
    ["worker", "coordinator", "handler", "verifier", "leader", "auditor", "administrator", "organiser", "neighbour"],
    404,
)
TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(
        ["desk:projects", "desk:rechecks", "desk:regulations", "desk:responsibility_letters", "desk:trainings"], "members"
    ),
    **{one: {"handler": 200, "organiser": 200} for one in ("desk:open_project", "desk:begin_regulation")},
    **{one: {"organiser": 200} for one in ("desk:open_recheck", "desk:draft_letter", "desk:plan_training")},
    # the project of the handler's office, in the worker's community
    "desk:project": NOBODY_ELSE | dict.fromkeys(
        ["worker", "coordinator", "handler", "verifier", "leader", "auditor", "administrator", "organiser"], 200
    ),
    # the campaign of the whole county
    "desk:recheck": NOBODY_ELSE | dict.fromkeys(["handler", "verifier", "leader", "auditor", "administrator", "organiser"], 200),
    "desk:checklist_item": NOBODY_ELSE
    | dict.fromkeys(["handler", "verifier", "leader", "auditor", "administrator", "organiser"], 200),
    "desk:recheck_step": {"organiser": 200} | dict.fromkeys(["worker", "coordinator", "neighbour"], 404),
    "desk:regulation": NOBODY_ELSE | dict.fromkeys(["handler", "verifier", "leader", "auditor", "administrator", "organiser"], 200),
    "desk:responsibility_letter": NOBODY_ELSE
    | dict.fromkeys(["handler", "verifier", "leader", "auditor", "administrator", "organiser"], 200),
    "desk:training": "members",
    **dict.fromkeys(
        ["portal:campaigns", "portal:campaign_project", "portal:campaign_ask", "portal:campaign_recheck", "portal:campaign_rebound"],
        "anyone_may",
    ),
}  # fmt: skip
SEEN_ELSEWHERE: set[str] = {
    "desk:project_step", "desk:project_opinion_step", "desk:project_work_step", "desk:checklist_item_step",
    "desk:regulation_step", "desk:letter_step", "desk:responsibility_step", "desk:duty_step", "desk:training_step",
}  # fmt: skip
"""tests/desk/campaigns and tests/desk/registers ask them verb by verb."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    made = works(world)
    made.published()
    return {
        "desk:project": {"pk": made.project.pk},
        "desk:recheck": {"pk": made.recheck.pk},
        "desk:recheck_step": {"pk": made.recheck.pk, "verb": "list_items"},
        "desk:checklist_item": {"pk": made.items[0].pk},
        "desk:begin_regulation": {"verb": "propose_regulation"},
        "desk:regulation": {"pk": made.regulation.pk},
        "desk:responsibility_letter": {"pk": made.letter.pk},
        "desk:training": {"pk": made.training.pk},
        "portal:campaign_project": {"pk": made.project.pk},
        "portal:campaign_ask": {"pk": made.project.pk},
        "portal:campaign_recheck": {"pk": made.recheck.pk},
        "portal:campaign_rebound": {"pk": made.items[0].pk},
    }
