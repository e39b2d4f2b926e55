"""Acts of councils and committees: proposing, sitting, deciding, giving to do, reporting back (M05, M07, M08)."""

from .claiming import claim_need, confirm_claim, deliver_claim, give_up_claim, return_claim
from .deciding import (
    conclude_topic,
    decide_urgent,
    enter_residents_result,
    flag_residents,
    postpone_topic,
    route_to_residents,
    vote_topic,
)
from .doing import assign_topic, close_topic, note_execution, note_reopened, report_back, undone
from .proposing import (
    answer_topic,
    circulate_topic,
    decline_topic,
    hear_topic,
    propose_topic,
    screen_topic,
    weigh_answer,
    withdraw_topic,
)
from .sitting import call_sitting, cancel_sitting, consult_urgent, hold_sitting, set_rhythm, write_minutes

__all__ = [
    "answer_topic", "assign_topic", "call_sitting", "cancel_sitting", "circulate_topic", "claim_need", "close_topic",
    "conclude_topic", "confirm_claim", "consult_urgent", "decide_urgent", "decline_topic", "deliver_claim",
    "enter_residents_result", "flag_residents", "give_up_claim", "hear_topic", "hold_sitting", "note_execution",
    "note_reopened", "postpone_topic", "propose_topic", "report_back", "return_claim", "route_to_residents",
    "screen_topic", "set_rhythm", "undone", "vote_topic", "weigh_answer", "withdraw_topic", "write_minutes",
]  # fmt: skip
