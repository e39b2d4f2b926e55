"""The pages of this part: address → looks; and the addresses without a page, each with the reason."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from tests.inspection.scene import Scene, scene
from tests.journeys.looks import Look
from tests.world import MONDAY
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.enclosed import Enclosed
from yinuo.inspection import actions
from yinuo.inspection.models import Round
from yinuo.kernel.actor import HOUSE

NO_PAGE: dict[str, str] = {"desk:travel_file": "a file", "desk:note_photo": "a picture"}
PARTS = ("overview", "sites", "draw", "routes", "visits", "meeting", "gaps")


def looks(home) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    made = home.tour = getattr(home, "tour", None) or scene(home.world)
    if not hasattr(made, "plans"):
        furnish(made)
    tour, listing, drawn = made.round.pk, made.listing.pk, made.drawn.pk
    mine, gap, visit = made.subject(0), made.gap, made.visit
    return {
        "desk:rounds": [Look("organiser"), Look("street0"), Look("neighbour")],
        "desk:order": [Look("organiser")],
        "desk:notes": [Look("judge1"), Look("neighbour")],
        "desk:unit": [Look("street0", (mine.pk,)), Look("organiser", (made.listed.pk,))],
        "desk:unit_step": [
            Look("street0", (made.listed.pk, "list_site")), Look("street0", (mine.pk, "plan_gap")),
            Look("street1", (made.subject(1).pk, "say_none")),
        ],
        "desk:site_step": [Look("street0", (made.listed.sites.first().pk, "withdraw_site"))],
        "desk:visit_step": [Look("leader1", (visit.pk, "miss_visit"))],
        "desk:gap_step": [Look("street0", (gap.pk, "drop_gap"))],
        "desk:itinerary": [Look("organiser", (plan.pk,)) for plan in made.plans],
        "desk:round": [Look("organiser", (tour,), f"?part={part}") for part in PARTS]
        + [Look("organiser", (listing,), f"?part={part}") for part in ("overview", "sites", "draw")]
        + [Look("organiser", (drawn,), "?part=routes"), Look("leader1", (tour,), "?part=visits"), Look("street0", (tour,), "?part=gaps")],
        "desk:enter": [Look("organiser", (listing,)), Look("organiser", (tour,), status=409)],
        "desk:round_step": [
            Look("organiser", (listing, "draw")), Look("organiser", (drawn, "share_sites")), Look("organiser", (drawn, "lead_group")),
            Look("organiser", (tour, "ask_routes")), Look("organiser", (tour, "rearrange")), Look("organiser", (tour, "close_site")),
            Look("organiser", (drawn, "set_travel")), Look("organiser", (tour, "call_meeting")),
            Look("organiser", (tour, "invite_speaker")), Look("organiser", (tour, "archive"), status=409),
        ],
        "portal:rounds": [Look()],
        "portal:round": [Look(args=(tour,)), Look(args=(listing,))],
    }  # fmt: skip


def furnish(made: Scene) -> None:
    """Notes and changes for the round; another whose sites are listed; one that is drawn, with plans in every state."""
    made.visit = made.round.groups.get(number=1).visits.first()
    judge, actor = made.judge(1)
    site = made.sites(0)[0]
    actions.take_note(
        site,
        actor,
        at=MONDAY,
        uid=uuid4(),
        text="议事台账写到每一件事办到哪天；门口公示谁管哪一段。",
        keeps_contact=True,
    )
    made.judged = judge
    subject = made.subject(0)
    made.gap = actions.plan_gap(
        subject, made.speaker(0), at=MONDAY, gap="议事结果没有反馈到提出的人", action="每件议题写明谁提的、办到哪天、告诉谁",
        post="党建办主任", due_on=MONDAY.date() + timedelta(days=40), site=made.sites(1)[0],
    )  # fmt: skip
    made.listing = _second(made, "社区减负观摩", "社区减负")
    made.listed = made.listing.assessment.subjects.get(org=made.streets[0])
    made.drawn = _second(made, "党群服务中心观摩", "党群服务中心")
    actions.draw(made.drawn, made.organiser, at=MONDAY, seed="2026030255", source="3月2日公开摇出的号码")
    made.plans = [made.round.itineraries.get(), *_plans(made)]


def _second(made: Scene, name: str, theme: str) -> Round:
    start = MONDAY.date() + timedelta(days=20)
    round = actions.order(
        made.round.org, made.organiser, at=MONDAY, name=name, theme=theme, rubric=made.rubric, starts_on=start,
        ends_on=start + timedelta(days=1), groups=2, ordered_by="县委党建工作领导小组", sites_per_unit=1,
    )  # fmt: skip
    for number in (0, 1):
        street = made.streets[number]
        subject = evaluating.enter(round.assessment, made.organiser, at=MONDAY, org=street, panel=number + 1)
        for turn, word in enumerate(("便民大厅", "老年食堂")):
            actions.list_site(
                subject, made.speaker(number), at=MONDAY, name=f"{street.place.name}{word}", place=street.place, minutes=20,
                latitude=Decimal("33.01"), longitude=Decimal(112 + number) + Decimal(turn) / 50, host="站长", is_proposed=turn == 0,
            )  # fmt: skip
    return round


def _plans(made: Scene) -> list:
    """Failed, ready and still asked for."""
    failed = actions.ask_routes(made.drawn, made.organiser, at=MONDAY)
    actions.deliver(failed, HOUSE, at=MONDAY, problem="“东关街道”还没有坐标，不能按直线距离估算行车时间。请补坐标。")
    ready = actions.ask_routes(made.round, made.organiser, at=MONDAY, why="东区修路", now_day=0, now_minute=720)
    plan = made.round.itineraries.get(state="adopted").plan
    left = {"key": made.sites(5)[0].key, "rule": "no_time", "facts": {}}
    actions.deliver(ready, HOUSE, at=MONDAY, plan=Enclosed(plan | {"unvisited": [left], "gap": None}))
    return [failed, ready, actions.ask_routes(made.drawn, made.organiser, at=MONDAY)]
