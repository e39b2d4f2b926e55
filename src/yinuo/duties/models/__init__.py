"""Rows, by theme."""

from .burden import Addressee, BurdenComplaint, CollectionRequest, ReliefOffice, RequestLine
from .campaigns import Project, ProjectMatter, ProjectOpinion, ProjectStep
from .letters import DutyTask, LetterSignature, Responsibility, ResponsibilityLetter
from .rechecks import ChecklistItem, ItemCheck, ItemEvidence, ItemMatter, Recheck
from .rectification import Campaign, Item, ItemStep, LookBackSample, MoreTime, WeeklyList
from .regulations import Regulation, RegulationChange, RegulationReview
from .training import Training, TrainingCount

__all__ = [
    "Addressee", "BurdenComplaint", "Campaign", "ChecklistItem", "CollectionRequest", "DutyTask", "Item", "ItemCheck",
    "ItemEvidence", "ItemMatter", "ItemStep", "LetterSignature", "LookBackSample", "MoreTime", "Project",
    "ProjectMatter", "ProjectOpinion", "ProjectStep", "Recheck", "Regulation", "RegulationChange", "RegulationReview",
    "ReliefOffice", "RequestLine", "Responsibility", "ResponsibilityLetter", "Training", "TrainingCount",
    "WeeklyList",
]  # fmt: skip
