"""One form class per verb, by the model of its subject."""

from .members import (
    BeginTerm,
    Characterise,
    Count,
    Explain,
    Gather,
    RecordCoverage,
    Serve,
    Transfer,
    Unserve,
)
from .posts import Arrive, ClosePost, ComeBack, ConfirmTime, GrantLeave, OpenPost, Recall
from .seats import Confirm, Decline, Invite, Prolong, TakeSeat, Vacate
from .setup import Adjust, Approve, Dissolve, Merge, Return, SetUp, Withdraw
from .step import StepForm
from .structure import Absorb, CloseDown, Describe, Establish, MoveUnder, Rename, SetSuperior, SplitOff

Forms = dict[str, type[StepForm]]


def by_verb(*forms: type[StepForm]) -> Forms:
    """Forms under their verbs."""
    return {form.verb: form for form in forms}


ORG_FORMS = by_verb(
    Establish, Rename, Describe, SetSuperior, Absorb, SplitOff, MoveUnder, CloseDown, BeginTerm, Count, Transfer,
    Characterise, RecordCoverage, Serve, Unserve, Gather, Explain, Invite, OpenPost,
)  # fmt: skip
SEAT_FORMS = by_verb(Confirm, Decline, TakeSeat, Prolong, Vacate)
POST_FORMS = by_verb(ClosePost, ConfirmTime)
APPOINTMENT_FORMS = by_verb(Arrive, GrantLeave, ComeBack, Recall)
PROPOSAL_FORMS = by_verb(Approve, Return, Withdraw, SetUp, Adjust, Merge, Dissolve)

__all__ = ["APPOINTMENT_FORMS", "ORG_FORMS", "POST_FORMS", "PROPOSAL_FORMS", "SEAT_FORMS", "Forms", "StepForm"]
