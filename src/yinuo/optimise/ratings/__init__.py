"""Fair scoring: results made comparable though observers differ in severity, saw different units and missed visits.

`linked` and `propose_anchors` before a round, `adjust` and `questions` after it. Nothing here scores a person.
"""

from .adjusting import adjust
from .anchors import Proposal, propose_anchors
from .asking import questions
from .linking import Links, linked
from .simulation import Simulated, simulated
from .telling import as_data
from .terms import (
    Adjusted,
    Line,
    Met,
    OwnVisit,
    Question,
    Rating,
    Severity,
    SiteLine,
    Spread,
    Terms,
    TooFew,
    UnitResult,
    Unlinked,
    Visit,
)

__all__ = [
    "Adjusted", "Line", "Links", "Met", "OwnVisit", "Proposal", "Question", "Rating", "Severity", "Simulated", "SiteLine", "Spread",
    "Terms", "TooFew", "UnitResult", "Unlinked", "Visit", "adjust", "as_data", "linked", "propose_anchors", "questions", "simulated",
]  # fmt: skip
