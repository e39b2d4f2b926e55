"""The lives as tables, by theme; pure."""

from .findings import FINDING, LISTED, NOTICE, TALK
from .plans import PLAN
from .visits import VISIT

__all__ = ["FINDING", "LISTED", "NOTICE", "PLAN", "TALK", "VISIT"]
