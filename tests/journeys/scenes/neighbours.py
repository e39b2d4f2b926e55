"""The pages of this part: address → looks; and the addresses without a page, each with the reason."""

from datetime import timedelta

from tests.journeys.looks import Look
from tests.matters.street import asked, build_stairs, escalated, lay_chain
from tests.world import MONDAY
from yinuo.matters import actions
from yinuo.matters.words import Referral, Settlement

NO_PAGE: dict[str, str] = {"portal:ask_slip": "only after asking: test_asking looks at it"}
EVENING = MONDAY.replace(hour=19, minute=30)


def looks(scene) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    world = scene.world
    lay_chain(world)
    stairs = build_stairs(world)
    fresh, talked, settled, referred = (asked(stairs) for _n in range(4))
    actions.talk(talked, world.group_leader, at=MONDAY, talk_at=EVENING, note="一楼门厅")
    actions.talk(settled, world.group_leader, at=MONDAY, talk_at=EVENING)
    actions.settle(
        settled, world.group_leader, at=EVENING + timedelta(hours=1), outcome=Settlement.AGREED,
        text="双方约定晚上十点以后不用洗衣机。",
    )  # fmt: skip
    actions.refer(referred, world.group_leader, at=MONDAY, to=Referral.MEDIATION, has_consented=True)
    raised = escalated(world)
    community = world.community.code
    return {
        "portal:ask": [
            Look(), Look(after=f"?under={world.street.code}"), Look(after=f"?place={community}"),
            Look(after=f"?place={world.other_community.code}"), Look(after="?words=x"),
        ],
        "portal:ask_mine": [Look(args=(one.slip,)) for one in (fresh, talked, settled, referred)],
        "portal:call_off": [Look(args=(fresh.slip,))],
        "desk:asks": [Look("group_leader"), Look("handler")],
        "desk:ask": [Look("group_leader", (one.pk,)) for one in (fresh, talked, settled)],
        "desk:ask_step": [
            Look("group_leader", (fresh.pk, "talk")), Look("group_leader", (talked.pk, "settle")),
            Look("group_leader", (fresh.pk, "refer")),
        ],
        "desk:ask_counts": [Look("organiser")],
        "desk:matter": [Look("low_desk", (raised.number,)), Look("community_handler", (raised.number,))],
        "desk:step": [Look("low_desk", (raised.number, "assign")), Look("low_desk", (raised.number, "escalate"))],
        "portal:matter": [Look(args=(scene.slip(raised),))],
    }  # fmt: skip
