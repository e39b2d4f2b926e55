"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.inspection.scene import TASKS, item
from tests.world import MONDAY
from yinuo.evaluation import actions
from yinuo.evaluation.enclosed import Enclosed
from yinuo.orgs.models import Organisation

NOT_THEIRS = dict.fromkeys(["worker", "coordinator", "verifier", "administrator", "neighbour"], 404)
ORGANISER = {"organiser": 200}
TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(
        ["desk:rubrics", "desk:rubric", "desk:rubric_file", "desk:assessments", "desk:objections", "desk:marking"], "members"
    ),
    **dict.fromkeys(["desk:draft", "desk:design", "desk:rubric_sample", "desk:rubric_step"], ORGANISER),
    "desk:assessment": NOT_THEIRS | {"handler": 200, "leader": 200, "auditor": 200, "organiser": 200},
    "desk:assessment_step": NOT_THEIRS | {"organiser": 200},
    "desk:open": NOT_THEIRS | dict.fromkeys(["handler", "leader", "auditor", "organiser"], 409),
    "desk:object": dict.fromkeys(["worker", "coordinator", "verifier", "administrator", "neighbour", "leader", "auditor"], 404)
    | {"handler": 409, "organiser": 404},
}  # fmt: skip
SEEN_ELSEWHERE: set[str] = {
    "desk:judge_step", "desk:take_key", "desk:result", "desk:result_export", "desk:result_content", "desk:objection",
    "desk:objection_step", "desk:mark", "desk:reply",
}  # fmt: skip
"""tests/desk/evaluation asks them with a round that is marked, opened and announced."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    root = Organisation.objects.get(path="0001")
    content = {"name": "年度述评细则", "version": "1", "items": [item(row) for row in TASKS], "total": "20"}
    frozen, open_ = (
        actions.draft(root, world.organiser, at=MONDAY, name="年度述评细则", version=version, content=Enclosed(content))
        for version in ("1", "2")
    )
    for rubric in (frozen, open_):
        actions.consult(rubric, world.organiser, at=MONDAY)
    actions.freeze_rubric(frozen, world.organiser, at=MONDAY)
    assessment = actions.design(root, world.organiser, at=MONDAY, name="年度述评", rubric=frozen)
    unit = actions.enter(assessment, world.organiser, at=MONDAY, org=world.office)
    return {
        "desk:rubric": {"pk": frozen.pk},
        "desk:rubric_file": {"pk": frozen.pk},
        "desk:rubric_step": {"pk": open_.pk, "verb": "write_item"},
        "desk:assessment": {"pk": assessment.pk},
        "desk:assessment_step": {"pk": assessment.pk, "verb": "set_terms"},
        "desk:open": {"pk": assessment.pk},
        "desk:object": {"pk": unit.pk},
    }
