"""Rows, by theme."""

from .activities import ActivityPhoto, ActivitySignUp, BranchActivity, DemonstrationPost, DemonstrationReview
from .life import BranchCustom, BranchMeeting, BranchNotice, MeetingCorrection, MeetingPhoto
from .listening import ListeningDay, Opinion
from .online import BranchDiscussion, BranchLetter, DiscussionRemark
from .reports import BallotCount, ReportHearing, ReportItem, SecretaryReport
from .topics import Assignment, BodyRhythm, NeedClaim, Sitting, Topic, TopicAnswer, UnitPresence

__all__ = [
    "ActivityPhoto", "ActivitySignUp", "Assignment", "BallotCount", "BodyRhythm", "BranchActivity", "BranchCustom",
    "BranchDiscussion", "BranchLetter", "BranchMeeting", "BranchNotice", "DemonstrationPost", "DemonstrationReview",
    "DiscussionRemark", "ListeningDay", "MeetingCorrection", "MeetingPhoto", "NeedClaim", "Opinion", "ReportHearing",
    "ReportItem", "SecretaryReport", "Sitting", "Topic", "TopicAnswer", "UnitPresence",
]  # fmt: skip
