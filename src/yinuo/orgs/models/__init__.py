"""Who works: organisations, their structure, and what people are trusted with; everything dated, nothing deleted."""

from ...kernel.codes import SEGMENT, up_from
from ..words import Kind
from .organisation import Member, Organisation, SavedFilter, Trust, User
from .passes import DevicePass
from .posts import Appointment, Leave, Post, PostMonth
from .setup import Explanation, Proposal, ProposedBranch, ProposedUnit, Threshold
from .structure import (
    Chain,
    ChainLevel,
    Coverage,
    Gathering,
    Headcount,
    Naming,
    Seat,
    Section,
    ServiceArea,
    Succession,
    Term,
)

__all__ = [
    "SEGMENT", "Appointment", "Chain", "ChainLevel", "Coverage", "DevicePass", "Explanation", "Gathering", "Headcount", "Kind", "Leave",
    "Member", "Naming", "Organisation", "Post", "PostMonth", "Proposal", "ProposedBranch", "ProposedUnit", "SavedFilter",
    "Seat", "Section", "ServiceArea", "Succession", "Term", "Threshold", "Trust", "User", "up_from",
]  # fmt: skip
