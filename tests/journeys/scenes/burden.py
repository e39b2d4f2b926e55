"""The pages of this part: address → looks; and the addresses without a page, each with the reason."""

from tests.duties.test_burden_story import asked, complained
from tests.journeys.looks import Look
from tests.world import MONDAY
from yinuo.duties import actions
from yinuo.duties.words.burden import Finding

NO_PAGE: dict[str, str] = {"portal:burden_slip": "only after complaining: tests/journeys/test_boxes looks at it"}


def looks(home) -> dict[str, list[Look]]:
    """Requests in every state, an open and an answered complaint."""
    if not hasattr(home, "held"):
        furnish(home)
    held, waits, force, complaint = home.held.pk, home.waits.pk, home.force.pk, home.complaint
    return {
        "desk:burden": [Look("worker"), Look("organiser", after="?show=review")],
        "desk:request_figures": [Look("handler")],
        "desk:name_relief_office": [Look("organiser")],
        "desk:burden_request": [Look("handler", (one,)) for one in (held, waits, force)],
        "desk:burden_request_step": [
            Look("organiser", (waits, "approve_request")), Look("organiser", (waits, "refuse_request")),
            Look("handler", (held, "contest_request")), Look("handler", (force, "end_request")),
            Look("organiser", (held, "approve_request"), status=409),
        ],
        "desk:burden_complaints": [Look("organiser"), Look("handler")],
        "desk:burden_complaint_step": [Look("organiser", (complaint.pk, "answer_complaint"))],
        "desk:entry_minutes": [Look("leader")],
        "portal:burden": [Look(after=f"?request={force}")],
        "portal:burden_mine": [Look(args=(complaint.slip,)), Look(args=(home.answered.slip,))],
    }  # fmt: skip


def furnish(home) -> None:
    world = home.world
    home.force = asked(world)
    actions.approve_request(
        home.force, world.organiser, at=MONDAY, expires_on=home.force.wanted_until, text="只收处数。"
    )
    home.held = asked(world, lines=["党员人数", "井盖破损处数"], title="党建月报")
    home.waits = asked(
        world, who="other_handler", org=world.other_office, lines=["网格数", "危房处数"], title="房屋月报"
    )
    home.complaint = complained(world, request=home.force)
    home.answered = complained(world, words="要求群里天天接龙。", about=world.other_office)
    answer = "查了，接龙已经停。"
    actions.answer_complaint(home.answered, world.organiser, at=MONDAY, finding=Finding.UPHELD, answer=answer)
