"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.matters.boxes import entered, hung, opened
from tests.world import MONDAY
from yinuo.matters import actions

NOT_THEIRS = dict.fromkeys(["handler", "verifier", "auditor", "administrator", "neighbour"], 404)
SEES = NOT_THEIRS | {"worker": 200, "coordinator": 200, "leader": 200, "organiser": 200}
TABLE: dict[str, str | dict[str, int]] = {
    "desk:boxes": "members",
    "desk:place_box": {"organiser": 200, "handler": 200},
    **dict.fromkeys(["desk:box", "desk:box_notice", "desk:box_opening", "desk:box_month", "desk:box_month_file"], SEES),
    "desk:box_step": NOT_THEIRS | {"worker": 200},
    "desk:box_opening_step": NOT_THEIRS | {"worker": 200},
    "desk:box_letter_step": NOT_THEIRS | {"worker": 200, "organiser": 200},
    **dict.fromkeys(["portal:boxes", "portal:box"], "anyone_may"),
}
SEEN_ELSEWHERE: set[str] = {"desk:letter_photo"}
"""tests/desk/boxes asks it with a photograph."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    box = hung(world, at=MONDAY.replace(month=2))
    opening = opened(world, box, at=MONDAY.replace(month=2), count=2)
    letter = entered(world, opening, at=MONDAY.replace(month=2))
    entered(world, opening, at=MONDAY.replace(month=2))
    month = actions.publish_box_month(box, world.worker, at=MONDAY, month=MONDAY.date().replace(month=2))
    entering = opened(world, hung(world, spot="后门"), count=1)
    return {
        **{key: {"pk": box.pk} for key in ["desk:box", "desk:box_notice", "portal:box"]},
        "desk:box_step": {"pk": box.pk, "verb": "open_box"},
        "desk:box_opening": {"pk": opening.pk},
        "desk:box_opening_step": {"pk": entering.pk, "verb": "enter_letter"},
        "desk:box_letter_step": {"pk": letter.pk, "verb": "answer_letter"},
        **{key: {"pk": month.pk} for key in ["desk:box_month", "desk:box_month_file"]},
    }
