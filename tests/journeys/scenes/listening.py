"""The pages of this part: address → looks; and the addresses without a page, each with the reason."""

from datetime import timedelta

from tests.journeys.looks import Look
from tests.meetings.days import THURSDAY, announced, furnish, held, planned
from tests.meetings.days import table as seated
from tests.world import MONDAY
from yinuo.meetings import actions
from yinuo.meetings.words.listening import Answer

NO_PAGE: dict[str, str] = {"excel:listening_file": "a file"}
LAST = THURSDAY - timedelta(days=28)
NOW = MONDAY + timedelta(hours=1)


def looks(home) -> dict[str, list[Look]]:
    """Every page of the part: a month ago one was held, now people sit at the table, the next is announced or planned."""
    made = home.listening = getattr(home, "listening", None) or furnished(home.world)
    last, now, coming, draft = made
    answered, left = last.opinions[1], now.opinions[1]
    return {
        "desk:listening_days": [Look("worker"), Look("coordinator"), Look("leader")],
        "desk:plan_listening": [Look("worker")],
        "desk:listening_day": [Look("worker", (one.pk,)) for one in (last.day, now.day, coming, draft)],
        "desk:listening_notice": [Look("worker", (coming.pk,))],
        "desk:listening_step": [
            Look("worker", (now.day.pk, "add_opinion")), Look("worker", (now.day.pk, "close_listening")),
            Look("worker", (coming.pk, "move_listening")), Look("worker", (draft.pk, "announce_listening")),
            Look("worker", (draft.pk, "report_last"), status=409),
        ],
        "desk:opinion_step": [Look("worker", (left.pk, "answer_opinion")), Look("worker", (answered.pk, "tell_raiser"))],
        "portal:listening": [Look()],
        "portal:listening_day": [Look(args=(one.pk,)) for one in (last.day, now.day, coming)],
        "portal:add_opinion": [Look(args=(now.day.pk,))],
    }  # fmt: skip


def furnished(world):
    """(held, at the table, announced, planned)."""
    furnish(world)
    last = held(world, LAST)
    now = seated(world, NOW, reported=False)
    now.answers(now.says("东门外路灯坏了四盏，晚上看不见路"), Answer.TRANSFERRED)
    now.says("北边的健身器材螺丝松了，一晃一晃的")
    coming = announced(world, NOW + timedelta(days=6))
    draft = planned(world, NOW + timedelta(days=40), at=NOW)
    assert actions
    return last, now, coming, draft
