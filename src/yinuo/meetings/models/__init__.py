"""Rows, by theme."""

from .activities import ActivityPhoto, ActivitySignUp, BranchActivity, DemonstrationPost, DemonstrationReview
from .life import BranchCustom, BranchMeeting, BranchNotice, MeetingCorrection, MeetingPhoto
from .listening import ListeningDay, Opinion
from .online import BranchDiscussion, BranchLetter, DiscussionRemark
from .reports import BallotCount, ReportHearing, ReportItem, SecretaryReport

__all__ = [
    "ActivityPhoto", "ActivitySignUp", "BallotCount", "BranchActivity", "BranchCustom", "BranchDiscussion",
    "BranchLetter", "BranchMeeting", "BranchNotice", "DemonstrationPost", "DemonstrationReview", "DiscussionRemark",
    "ListeningDay", "MeetingCorrection", "MeetingPhoto", "Opinion", "ReportHearing", "ReportItem", "SecretaryReport",
]  # fmt: skip
