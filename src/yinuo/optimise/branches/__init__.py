"""Which sections of a department form a branch together: the best plan with its proof, and other plans beside it.

`plan` gives plans, `points_of` prices a set-up that exists. Up to SUBSETS sections every subset is tried (`subsets`);
above that columns are generated with exact pricing (`columns`). Data in, data out: the words are made upstairs.
"""

from .planning import plan
from .terms import TERMS, Branch, Infeasible, Plan, Section, Terms, points_of

__all__ = ["TERMS", "Branch", "Infeasible", "Plan", "Section", "Terms", "plan", "points_of"]
