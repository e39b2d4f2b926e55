"""Evaluations of organisations: rubrics, assessments, sealed ballots, results, objections."""

from .assessment import Assessment, Ballot, Conflict, Judge, Keeper, Part, Subject
from .results import Award, Objection, Question, Result, Signature
from .rubric import Comment, Rubric

__all__ = [
    "Assessment", "Award", "Ballot", "Comment", "Conflict", "Judge", "Keeper", "Objection", "Part", "Question", "Result", "Rubric",
    "Signature", "Subject",
]  # fmt: skip
