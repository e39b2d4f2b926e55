"""Rows, by theme."""

from .activities import ActivityPhoto, ActivitySignUp, BranchActivity, DemonstrationPost, DemonstrationReview
from .life import BranchCustom, BranchMeeting, BranchNotice, MeetingCorrection, MeetingPhoto
from .listening import ListeningDay, Opinion
from .online import BranchDiscussion, BranchLetter, DiscussionRemark
from .reports import BallotCount, ReportHearing, ReportItem, SecretaryReport
from .topics import Assignment, BodyRhythm, NeedClaim, Sitting, Topic, TopicAnswer, UnitPresence

__all__ = [
    "Assignment", "BodyRhythm", "NeedClaim", "Sitting", "Topic", "TopicAnswer", "UnitPresence",
    "ActivityPhoto", "ActivitySignUp", "BallotCount", "BranchActivity", "BranchCustom", "BranchDiscussion",
    "BranchLetter", "BranchMeeting", "BranchNotice", "DemonstrationPost", "DemonstrationReview", "DiscussionRemark",
    "ListeningDay", "MeetingCorrection", "MeetingPhoto", "Opinion", "ReportHearing", "ReportItem", "SecretaryReport",
]  # fmt: skip
