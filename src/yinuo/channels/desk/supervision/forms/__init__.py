"""One form class per verb, by what the verb is done to."""

from ...orgs.forms import by_verb
from .findings import (
    AnswerNotice,
    AskReview,
    ChangeFinding,
    CloseTalk,
    ConfirmTalk,
    FollowUp,
    IssueNotice,
    ListFinding,
    ReceiptNotice,
    RecordTalk,
    ReplyFinding,
    ReviewFinding,
    TellFinding,
    UpholdFinding,
    WithdrawFinding,
)
from .plans import (
    AssignUnits,
    ClosePlan,
    DisbandTeam,
    DraftPlan,
    FormTeam,
    JoinTeam,
    LeaveTeam,
    PutInForce,
    TakeIn,
)
from .reports import AnswerLikeness, CompareRecords, HandInReport, PrepareReview
from .visits import CallOffVisit, ConcludeVisit, HoldVisit, NoteSeen, PlanVisit, RecordFinding, ReportVisit

ORG_FORMS = by_verb(DraftPlan, FormTeam, PrepareReview, CompareRecords, HandInReport)
PLAN_FORMS = by_verb(TakeIn, AssignUnits, PutInForce, ClosePlan, PlanVisit, IssueNotice, RecordTalk)
TEAM_FORMS = by_verb(JoinTeam, LeaveTeam, DisbandTeam)
VISIT_FORMS = by_verb(HoldVisit, NoteSeen, ReportVisit, ConcludeVisit, CallOffVisit, RecordFinding)
FINDING_FORMS = by_verb(
    TellFinding, ReplyFinding, UpholdFinding, ChangeFinding, WithdrawFinding, AskReview, ReviewFinding, ListFinding
)
NOTICE_FORMS = by_verb(ReceiptNotice, AnswerNotice)
TALK_FORMS = by_verb(ConfirmTalk, FollowUp, CloseTalk)
LIKENESS_FORMS = by_verb(AnswerLikeness)

__all__ = [
    "FINDING_FORMS", "LIKENESS_FORMS", "NOTICE_FORMS", "ORG_FORMS", "PLAN_FORMS", "TALK_FORMS", "TEAM_FORMS", "VISIT_FORMS",
]  # fmt: skip
