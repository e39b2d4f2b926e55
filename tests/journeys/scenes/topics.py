"""The pages of councils and committees: address → looks; and the addresses without a page, each with the reason."""

from datetime import timedelta
from decimal import Decimal

from tests.journeys.looks import Look
from tests.meetings.topics.scene import Council, at, council, day
from tests.world import MONDAY
from yinuo.meetings import actions
from yinuo.meetings.words.topics import Track

NO_PAGE: dict[str, str] = {"excel:minutes_file": "a file"}
A_WEEK_AGO = MONDAY - timedelta(days=21)


def looks(home) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    made = home.council = getattr(home, "council", None) or furnish(council(home.world))
    body, topic = made.body.pk, {name: one.pk for name, one in made.topics.items()}
    return {
        "desk:councils": [Look("organiser"), Look("neighbour")],
        "desk:council": [Look("organiser", (body,)), Look("unit0", (body,))],
        "desk:council_step": [Look("organiser", (body, verb)) for verb in ("propose_topic", "call_sitting", "set_rhythm")],
        "desk:topics": [Look("organiser"), Look("unit0", after="?age=undone"), Look("neighbour")],
        "desk:topic": [Look("organiser", (pk,)) for pk in topic.values()] + [Look("unit0", (topic["claimed"],))],
        "desk:topic_step": [
            Look("organiser", (topic["proposed"], "screen_topic")), Look("organiser", (topic["proposed"], "decline_topic")),
            Look("organiser", (topic["screened"], "circulate_topic")), Look("unit0", (topic["circulated"], "answer_topic")),
            Look("organiser", (topic["met"], "weigh_answer")), Look("organiser", (topic["met"], "conclude_topic")),
            Look("unit1", (topic["claimed"], "claim_need")), Look("organiser", (topic["voting"], "vote_topic")),
            Look("organiser", (topic["asked"], "consult_urgent")), Look("unit2", (topic["urgent"], "decide_urgent")),
            Look("organiser", (topic["theirs"], "route_to_residents")), Look("worker", (topic["routed"], "enter_residents_result")),
            Look("coordinator", (topic["decided"], "assign_topic")), Look("organiser", (topic["done"], "report_back")),
            Look("organiser", (topic["met"], "postpone_topic")), Look("organiser", (topic["met"], "flag_residents")),
            Look("organiser", (topic["met"], "close_topic"), status=409),
        ],
        "desk:sitting": [Look("organiser", (one.pk,)) for one in made.sittings],
        "desk:sitting_step": [
            Look("organiser", (made.sittings[0].pk, "write_minutes")), Look("organiser", (made.sittings[0].pk, "hold_sitting")),
            Look("organiser", (made.sittings[1].pk, "cancel_sitting")),
        ],
        "desk:claim_step": [Look("unit0", (made.claim.pk, "give_up_claim"))],
        "portal:councils": [Look(), Look(after="?track=urgent_consult")],
        "portal:council_topic": [Look(args=(topic["decided"],)), Look(args=(topic["done"],))],
    }  # fmt: skip


def furnish(made: Council) -> Council:
    """A topic in every place where a page looks for it; everything happened three weeks ago."""
    when = A_WEEK_AGO
    met = made.met(when=when)
    made.answered(met, when=when + timedelta(days=8))
    claimed = made.met(Track.PRACTICAL, when=when, title="夜间停车位")
    made.claim = actions.claim_need(
        claimed, made.unit(0), at=when + timedelta(days=8), unit=made.units[0], what="操场夜间开放", amount=Decimal(100),
        due_on=day(30),
    )  # fmt: skip
    routed = made.met(Track.IMPORTANT, when=when, title="公共收益怎么用", touches_all=True, touches_why="关系每一户。")
    actions.route_to_residents(
        routed, made.organiser, at=when + timedelta(days=8), community=made.world.community, advice="建议先修楼道灯。"
    )
    urgent = made.consulted(when=when)
    done = made.decided(when=when, title="学校门口护学岗")
    given = actions.assign_topic(
        done, made.world.coordinator, at=when + timedelta(days=8), office=made.world.office, task="划线。", due_on=done.due_on,
        category=made.world.category,
    )  # fmt: skip
    type(given.matter).objects.filter(pk=given.matter.pk).update(state="verified")
    actions.note_execution(done, made.organiser, at=when + timedelta(days=12))
    made.topics = {
        "proposed": made.proposed(), "screened": made.screened(title="沿河步道方案"), "circulated": made.circulated(title="活动中心谁来管"),
        "met": met, "claimed": claimed, "voting": made.met(Track.IMPORTANT, when=when, title="资源清单调整", present=4),
        "asked": made.proposed(Track.URGENT, title="积雪清路"), "urgent": urgent, "theirs": made.screened(
            Track.IMPORTANT, title="停车收费", touches_all=True, touches_why="关系每一户。"
        ),
        "routed": routed, "decided": made.decided(when=when), "done": done,
    }  # fmt: skip
    made.sittings = [met.sitting, made.topics["circulated"].sitting, urgent.sitting]
    assert at(0) == MONDAY
    return made
