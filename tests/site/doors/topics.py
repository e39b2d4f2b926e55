"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from tests.meetings.topics.scene import council
from yinuo.meetings.words.topics import Track

NOT_THEIRS = dict.fromkeys(["worker", "handler", "verifier", "administrator", "neighbour"], 404)
SEES = NOT_THEIRS | {"coordinator": 200, "leader": 200, "auditor": 200, "organiser": 200}
DOES = NOT_THEIRS | {"coordinator": 200, "organiser": 200}
TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(["desk:councils", "desk:topics"], "members"),
    "desk:council": SEES,
    "desk:sitting": SEES,
    "desk:topic": SEES,
    "desk:council_step": DOES,
    "desk:sitting_step": DOES,
    "desk:topic_step": DOES,
    "desk:claim_step": DOES,
    **dict.fromkeys(["portal:councils", "portal:council_topic"], "anyone_may"),
}
SEEN_ELSEWHERE: set[str] = set()


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    made = council(world)
    topic, practical = made.decided(), made.met(Track.PRACTICAL)
    claim = practical.claims.create(
        unit=made.units[0], what="操场", amount=150, due_on=topic.due_on, claimed_at=topic.proposed_at
    )
    return {
        "desk:council": {"pk": made.body.pk},
        "desk:council_step": {"pk": made.body.pk, "verb": "call_sitting"},
        "desk:sitting": {"pk": topic.sitting_id},
        "desk:sitting_step": {"pk": topic.sitting_id, "verb": "write_minutes"},
        "desk:topic": {"pk": practical.pk},
        "desk:topic_step": {"pk": practical.pk, "verb": "postpone_topic"},
        "desk:claim_step": {"pk": claim.pk, "verb": "give_up_claim"},
        "portal:council_topic": {"pk": topic.pk},
    }
