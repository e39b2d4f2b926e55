"""Questions to evaluations: who sees which, what is expected, what a result says."""

from .seeing import assessments_of, ballots_of, rubrics_of, subjects_of

__all__ = ["assessments_of", "ballots_of", "rubrics_of", "subjects_of"]
