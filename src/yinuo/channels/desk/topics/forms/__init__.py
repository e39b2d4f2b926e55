"""One form class per verb, by what the verb is done to."""

from ...orgs.forms import Forms, by_verb
from .claiming import ClaimNeed, ConfirmClaim, DeliverClaim, GiveUpClaim, ReturnClaim
from .deciding import (
    ConcludeTopic,
    DecideUrgent,
    EnterResidentsResult,
    FlagResidents,
    PostponeTopic,
    RouteToResidents,
    VoteTopic,
)
from .doing import AssignTopic, CloseTopic, NoteExecution, NoteReopened, ReportBack
from .filters import TopicFilter
from .proposing import (
    AnswerTopic,
    CirculateTopic,
    DeclineTopic,
    HearTopic,
    ProposeTopic,
    ScreenTopic,
    WeighAnswer,
    WithdrawTopic,
)
from .sitting import CallSitting, CancelSitting, ConsultUrgent, HoldSitting, SetRhythm, WriteMinutes

COUNCIL_FORMS = by_verb(ProposeTopic, CallSitting, SetRhythm)
SITTING_FORMS = by_verb(HoldSitting, WriteMinutes, CancelSitting)
CLAIM_FORMS = by_verb(DeliverClaim, ConfirmClaim, ReturnClaim, GiveUpClaim)
TOPIC_FORMS = by_verb(
    ScreenTopic, DeclineTopic, CirculateTopic, AnswerTopic, ClaimNeed, HearTopic, ConsultUrgent, WeighAnswer, ConcludeTopic,
    VoteTopic, DecideUrgent, PostponeTopic, FlagResidents, RouteToResidents, EnterResidentsResult, AssignTopic, NoteExecution,
    NoteReopened, ReportBack, CloseTopic, WithdrawTopic,
)  # fmt: skip

__all__ = ["CLAIM_FORMS", "COUNCIL_FORMS", "SITTING_FORMS", "TOPIC_FORMS", "Forms", "TopicFilter"]
