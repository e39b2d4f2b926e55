"""One form class per verb, by what the verb is done to."""

from ...orgs.forms import Forms, by_verb
from .activities import (
    AddActivityPhoto,
    CallOffActivity,
    FollowUpActivity,
    HoldActivity,
    NameDemonstration,
    PlanActivity,
    ReviewDemonstration,
    SignUp,
    StepBack,
    WithdrawDemonstration,
)
from .meeting import AddMeetingPhoto, CorrectMeeting, RecordMeeting, SettleCustom
from .online import (
    AnswerLetter,
    ArchiveDiscussion,
    BeginDiscussion,
    PostBranchNotice,
    RemindDues,
    SayRemark,
    WriteToBranch,
)
from .reports import (
    CloseReport,
    ConfirmCount,
    EnterCount,
    FinishReportItem,
    HoldHearing,
    PlanReportItem,
    Recount,
    SettleReport,
    WriteReport,
)

BRANCH_FORMS = by_verb(
    RecordMeeting, SettleCustom, PostBranchNotice, RemindDues, BeginDiscussion, WriteToBranch, PlanActivity,
    NameDemonstration, WriteReport,
)  # fmt: skip
MEETING_FORMS = by_verb(CorrectMeeting, AddMeetingPhoto)
DISCUSSION_FORMS = by_verb(SayRemark, ArchiveDiscussion)
LETTER_FORMS = by_verb(AnswerLetter)
ACTIVITY_FORMS = by_verb(SignUp, HoldActivity, CallOffActivity, AddActivityPhoto, FollowUpActivity)
SIGN_UP_FORMS = by_verb(StepBack)
DEMONSTRATION_FORMS = by_verb(ReviewDemonstration, WithdrawDemonstration)
REPORT_FORMS = by_verb(HoldHearing, SettleReport, PlanReportItem, CloseReport)
HEARING_FORMS = by_verb(EnterCount)
COUNT_FORMS = by_verb(ConfirmCount, Recount)
ITEM_FORMS = by_verb(FinishReportItem)
ALL_FORMS: Forms = {
    **BRANCH_FORMS, **MEETING_FORMS, **DISCUSSION_FORMS, **LETTER_FORMS, **ACTIVITY_FORMS, **SIGN_UP_FORMS,
    **DEMONSTRATION_FORMS, **REPORT_FORMS, **HEARING_FORMS, **COUNT_FORMS, **ITEM_FORMS,
}  # fmt: skip
