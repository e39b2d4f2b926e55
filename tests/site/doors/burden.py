"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.duties.test_burden_story import asked, complained

WORKERS = {"handler": 200, "organiser": 200}
TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(["desk:burden", "desk:burden_request"], "members"),
    "desk:request_figures": WORKERS,
    "desk:name_relief_office": {"organiser": 200, "administrator": 200},
    "desk:burden_complaints": WORKERS,
    "desk:burden_complaint_step": {"organiser": 200, "handler": 404},
    "desk:burden_request_step": {"organiser": 200},
    "desk:entry_minutes": {"leader": 200, "organiser": 200, "coordinator": 200, "administrator": 200},
    "portal:burden_mine": "anyone_may",
}
SEEN_ELSEWHERE: set[str] = {"portal:burden_slip"}
"""tests/portal asks it after a complaint."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    request, complaint = asked(world), complained(world, about=world.office)
    return {
        "desk:burden_request": {"pk": request.pk},
        "desk:burden_request_step": {"pk": request.pk, "verb": "approve_request"},
        "desk:burden_complaint_step": {"pk": complaint.pk, "verb": "answer_complaint"},
        "portal:burden_mine": {"slip": complaint.slip},
    }
