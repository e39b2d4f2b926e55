"""Questions to evaluations: who sees which, what is expected, what a result says."""

from .seeing import READERS, assessments_of, ballots_of, over, rubrics_of, subjects_of

__all__ = ["READERS", "assessments_of", "ballots_of", "over", "rubrics_of", "subjects_of"]
