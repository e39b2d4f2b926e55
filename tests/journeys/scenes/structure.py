"""The pages of this part: address → looks; and the addresses without a page, each with the reason."""

from tests.desk.orgs.city import build
from tests.journeys.looks import Look
from tests.world import MONDAY
from yinuo.orgs import actions
from yinuo.orgs.queries.planner import branch_plans, drafts_of
from yinuo.orgs.words import Purpose

NO_PAGE: dict[str, str] = {}


def looks(scene) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    city = scene.city = getattr(scene, "city", None) or build(scene.world)
    scene.proposal = getattr(scene, "proposal", None) or propose(city)
    joint, branch, office = city.committee.pk, city.branches[0].pk, city.department.pk
    return {
        "desk:structure": [Look("organiser"), Look("organiser", after="?kind=resident_unit"), Look("neighbour")],
        "desk:organisation": [
            Look("organiser", (joint,)), Look("organiser", (office,)), Look("organiser", (branch,), "?part=check"),
            Look("organiser", (branch,), "?part=seats"), Look("organiser", (branch,), "?part=members"),
            Look("organiser", (city.group.pk,), "?part=areas"), Look("organiser", (office,), "?part=posts"),
            Look("organiser", (joint,), "?part=history"),
        ],
        "desk:org_step": [
            Look("organiser", (joint, "invite"), "?kind=unit_member"), Look("organiser", (office, "establish")),
            Look("organiser", (branch, "explain"), "?rule=branch.full_min"), Look("organiser", (office, "close_down")),
            Look("organiser", (city.group.pk, "serve")),
        ],
        "desk:seats": [Look("unit_handler")],
        "desk:seat_step": [Look("unit_handler", (city.invited.pk, "confirm")), Look("organiser", (city.invited.pk, "seat"), status=409)],
        "desk:chains": [Look("organiser", after="?place=419901901901")],
        "desk:lay_chain": [Look("organiser")],
        "desk:health": [Look("organiser")],
        "desk:planner": [Look("secretary")],
        "desk:plan": [Look("secretary", (office,))],
        "desk:propose": [Look("secretary", (office,), "?choice=0")],
        "desk:proposals": [Look("committee_organiser")],
        "desk:proposal": [Look("committee_organiser", (scene.proposal.pk,))],
        "desk:proposal_step": [Look("committee_organiser", (scene.proposal.pk, "approve"))],
        "desk:posts": [Look("organiser")],
        "desk:post_step": [Look("other_handler", (city.post.pk, "confirm_time"))],
        "desk:appointments": [Look("organiser")],
        "desk:appointment_step": [Look("organiser", (city.sent.pk, "arrive"))],
        "desk:send": [Look("organiser")],
        "desk:figures": [Look("organiser")],
    }  # fmt: skip


def propose(city):
    """A plan of the department, proposed by its own secretary."""
    plans = branch_plans(city.department, MONDAY.date())
    drafts = drafts_of(plans.plans[0], city.department, MONDAY.date())
    return actions.propose(
        city.department,
        city.world.secretary,
        at=MONDAY,
        purpose=Purpose.ESTABLISH,
        text="科室较多，党员分散，按分管和办公地点设立党支部。",
        branches=drafts,
    )
