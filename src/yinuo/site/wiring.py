"""What happens when: after this act, these reactions. The only place where areas meet without knowing of each other."""

from yinuo.acts import reactions
from yinuo.channels.jobs.reacting import enqueue
from yinuo.inspection.reactions import plan_routes
from yinuo.matters.reactions import close_merged, close_when_satisfied, hand_on, hand_up, move_with, suggest_category
from yinuo.meetings.reactions.topics import go_on, note_done
from yinuo.supervision.queries import facts, records

from .supervised import branch_records, meetings_held

REACTIONS = {
    "matters.raise": [suggest_category],
    "matters.rate": [close_when_satisfied],
    "matters.call_back": [close_when_satisfied],
    "matters.verify": [close_when_satisfied, note_done],
    "matters.close": [close_merged, note_done],
    "matters.keep_closed": [close_merged],
    "matters.rebound": [go_on],
    "matters.reopen": [go_on],
    "meetings.confirm_claim": [note_done],
    "inspection.ask_routes": [plan_routes],
    "inspection.rearrange": [plan_routes],
    "orgs.absorb": [hand_on],
    "orgs.move_under": [move_with],
    "orgs.close_down": [hand_up],
}


def connect() -> None:
    """Called once when the house starts."""
    reactions.wire(REACTIONS, enqueue)
    facts.BEYOND[:] = [meetings_held]
    records.SOURCES[:] = [records.replies, records.months, branch_records]
