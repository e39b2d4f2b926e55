"""Which buildings of a community form a grid together: connected, balanced, compact, no building cut.

`plan` partitions (up to 20 buildings with proof, `exact`), `cost_of` prices a partition that exists, `neighbours` says
which buildings are next to each other. Data in, data out: the words are made upstairs, from `Note.rule` and its facts.
"""

from .adjacency import neighbours
from .planning import exact, plan
from .plans import cost_of
from .terms import TERMS, Building, Grid, Note, Plan, Terms

__all__ = ["TERMS", "Building", "Grid", "Note", "Plan", "Terms", "cost_of", "exact", "neighbours", "plan"]
