"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from datetime import timedelta

from django.utils import timezone

from tests.meetings.days import furnish
from tests.world import MONDAY
from yinuo.meetings import actions

NOT_THEIRS = dict.fromkeys(["handler", "verifier", "auditor", "administrator", "organiser", "neighbour"], 404)
SEES = NOT_THEIRS | {"worker": 200, "coordinator": 200, "leader": 200}
TABLE: dict[str, str | dict[str, int]] = {
    "desk:listening_days": {"worker": 200, "coordinator": 200, "leader": 200},
    "desk:plan_listening": {"worker": 200, "coordinator": 200},
    "desk:listening_day": SEES,
    "desk:listening_notice": SEES,
    "desk:listening_step": SEES | {"leader": 403},
    **dict.fromkeys(["portal:listening", "portal:listening_day", "portal:add_opinion"], "anyone_may"),
}
SEEN_ELSEWHERE: set[str] = {"desk:opinion_step"}
"""tests/desk/listening asks it with a day under way."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test: a day that ended an hour ago."""
    furnish(world)
    now = timezone.localtime()
    day = actions.plan_listening(
        world.community_office, world.worker, at=MONDAY, starts_at=now - timedelta(minutes=2), venue="一楼"
    )
    actions.announce_listening(day, world.worker, at=MONDAY)
    actions.open_listening(day, world.worker, at=now - timedelta(minutes=1))
    actions.close_listening(day, world.worker, at=now)
    named = {"pk": day.pk}
    return {
        **dict.fromkeys(
            ["desk:listening_day", "desk:listening_notice", "portal:listening_day", "portal:add_opinion"], named
        ),
        "desk:listening_step": named | {"verb": "add_opinion"},
    }
