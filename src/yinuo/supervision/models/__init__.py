"""Rows, by theme."""

from .findings import AccountabilityTalk, Finding, RectificationNotice, TalkItem
from .plans import PlanUnit, SupervisionPlan, SupervisionTeam, TeamSeat
from .reports import AnnualReview, AnnualSheet, LikenessQuestion, MonthlyReport
from .visits import SupervisionVisit, VisitNote

__all__ = [
    "AccountabilityTalk", "AnnualReview", "AnnualSheet", "Finding", "LikenessQuestion", "MonthlyReport", "PlanUnit",
    "RectificationNotice", "SupervisionPlan", "SupervisionTeam", "SupervisionVisit", "TalkItem", "TeamSeat", "VisitNote",
]  # fmt: skip
