"""Rows, by theme."""

from .campaigns import Project, ProjectMatter, ProjectOpinion, ProjectStep
from .letters import DutyTask, LetterSignature, Responsibility, ResponsibilityLetter
from .rechecks import ChecklistItem, ItemCheck, ItemEvidence, ItemMatter, Recheck
from .rectification import Campaign, Item, ItemStep, LookBackSample, MoreTime, WeeklyList
from .regulations import Regulation, RegulationChange, RegulationReview
from .training import Training, TrainingCount

__all__ = [
    "Campaign", "ChecklistItem", "DutyTask", "Item", "ItemCheck", "ItemEvidence", "ItemMatter", "ItemStep", "LetterSignature",
    "LookBackSample", "MoreTime", "Project", "ProjectMatter", "ProjectOpinion", "ProjectStep", "Recheck", "Regulation",
    "RegulationChange", "RegulationReview", "Responsibility", "ResponsibilityLetter", "Training", "TrainingCount",
    "WeeklyList",
]  # fmt: skip
