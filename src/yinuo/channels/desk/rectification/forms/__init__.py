"""One form class per verb, by what the verb is done to."""

from ...orgs.forms import Forms, by_verb
from .checking import DrawSample, HoldItem, MakeNormal, ReboundItem, RejectItem, SellOff, TakeCheck
from .doing import AskMoreTime, DecideMoreTime, PromiseItem, ReportDone, ReportPeriod, WorkOn
from .listing import AmendItem, EndCampaign, ListItem, MergeItem, StartCampaign, StrikeOut
from .weekly import CorrectWeek, DraftWeek, IssueWeek, RedraftWeek

ORG_FORMS = by_verb(StartCampaign, DraftWeek)
CAMPAIGN_FORMS = by_verb(ListItem, DrawSample, EndCampaign)
ITEM_FORMS = by_verb(
    AmendItem, PromiseItem, WorkOn, AskMoreTime, DecideMoreTime, ReportDone, ReportPeriod, TakeCheck, SellOff, RejectItem,
    HoldItem, ReboundItem, MakeNormal, MergeItem, StrikeOut,
)  # fmt: skip
WEEK_FORMS = by_verb(RedraftWeek, IssueWeek, CorrectWeek)

__all__ = ["CAMPAIGN_FORMS", "ITEM_FORMS", "ORG_FORMS", "WEEK_FORMS", "Forms"]
