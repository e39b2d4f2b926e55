"""What the party's rules say of the structure of branches and committees (REFERENCE §4.1): facts in, findings out."""

from .bodies import check_committee, check_group, check_seats
from .branches import check_branch, check_general, check_source, check_team, check_term, check_uncovered
from .facts import BranchFacts, CommitteeFacts, GroupFacts, TeamFacts, TermFacts, UnitFacts
from .findings import LEVELS, Finding, Level, sentence, worst
from .sentences import SENTENCES
from .thresholds import Threshold, Thresholds

__all__ = [
    "LEVELS", "SENTENCES", "BranchFacts", "CommitteeFacts", "Finding", "GroupFacts", "Level", "TeamFacts", "TermFacts",
    "Threshold", "Thresholds", "UnitFacts", "check_branch", "check_committee", "check_general", "check_group",
    "check_seats", "check_source", "check_team", "check_term", "check_uncovered", "sentence", "worst",
]  # fmt: skip
