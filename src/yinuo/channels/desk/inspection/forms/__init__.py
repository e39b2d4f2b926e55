"""One form class per verb, by what the verb is done to."""

from ...orgs.forms import Forms, by_verb
from .learning import DropGap, KeepGap, PlanGap, ReviewGap, SayNone
from .meeting import CallMeeting, HoldMeeting, InviteSpeaker
from .rounds import Archive, ComeBack, Draw, Enter, LeadGroup, Order, SetOut
from .routing import Adopt, AskRoutes, Rearrange, SetTravel
from .sites import CloseSite, HoldVisit, ListSite, MissVisit, ShareSites, WithdrawSite

ORDER_FORMS = by_verb(Order)
ENTER_FORMS = by_verb(Enter)
ROUND_FORMS = by_verb(
    LeadGroup, Draw, ShareSites, SetTravel, AskRoutes, Rearrange, Adopt, CloseSite, SetOut, ComeBack, CallMeeting,
    InviteSpeaker, HoldMeeting, Archive,
)  # fmt: skip
UNIT_FORMS = by_verb(ListSite, PlanGap, SayNone)
SITE_FORMS = by_verb(WithdrawSite)
VISIT_FORMS = by_verb(HoldVisit, MissVisit)
GAP_FORMS = by_verb(ReviewGap, KeepGap, DropGap)

__all__ = ["ENTER_FORMS", "GAP_FORMS", "ORDER_FORMS", "ROUND_FORMS", "SITE_FORMS", "UNIT_FORMS", "VISIT_FORMS", "Forms"]
