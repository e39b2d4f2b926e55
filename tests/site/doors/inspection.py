"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from datetime import timedelta

from tests.inspection.scene import _rubric as rubric_of
from tests.world import MONDAY
from yinuo.evaluation import actions as evaluating
from yinuo.inspection import actions
from yinuo.orgs.models import Organisation

NOT_THEIRS = dict.fromkeys(["worker", "coordinator", "verifier", "administrator", "neighbour"], 404)
SEES = NOT_THEIRS | {"handler": 200, "leader": 200, "auditor": 200, "organiser": 200}
TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(["desk:rounds", "desk:notes"], "members"),
    "desk:order": {"organiser": 200},
    "desk:round": SEES,
    "desk:unit": SEES,
    "desk:enter": NOT_THEIRS | {"organiser": 200},
    "desk:round_step": NOT_THEIRS | {"organiser": 200},
    "desk:unit_step": NOT_THEIRS | {"handler": 200, "organiser": 200},
    "desk:travel_file": NOT_THEIRS | {"organiser": 200},
    **dict.fromkeys(["portal:rounds", "portal:round"], "anyone_may"),
}
SEEN_ELSEWHERE: set[str] = {
    "desk:site_step", "desk:visit_step", "desk:gap_step", "desk:itinerary", "desk:note_photo",
}  # fmt: skip
"""tests/desk/inspection asks them with a round under way."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    root, day = Organisation.objects.get(path="0001"), MONDAY.date() + timedelta(days=20)
    round = actions.order(
        root, world.organiser, at=MONDAY, name="全县观摩", theme="城市基层党建", rubric=rubric_of(world, root), starts_on=day,
        ends_on=day, groups=1, ordered_by="县委党建工作领导小组",
    )  # fmt: skip
    unit = evaluating.enter(round.assessment, world.organiser, at=MONDAY, org=world.office)
    return {
        "desk:round": {"pk": round.pk},
        "desk:unit": {"pk": unit.pk},
        "desk:enter": {"pk": round.pk},
        "desk:round_step": {"pk": round.pk, "verb": "call_meeting"},
        "desk:unit_step": {"pk": unit.pk, "verb": "list_site"},
        "desk:travel_file": {"pk": round.pk},
        "portal:round": {"pk": round.pk},
    }
