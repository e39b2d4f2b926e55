"""Clocks of the house: five units, pauses, stages, extensions. All computed; none asks what time it is."""

from .axes import CHINA
from .dues import Due, due, extend, kept, kept_first, push, remaining, spent
from .pauses import Cause, Pause, merged
from .petitions import PETITION_CLOCKS, PetitionClock
from .stages import Stage, StageDue, stages
from .units import Limit, Unit, read_limit

__all__ = [
    "CHINA",
    "PETITION_CLOCKS",
    "Cause",
    "Due",
    "Limit",
    "Pause",
    "PetitionClock",
    "Stage",
    "StageDue",
    "Unit",
    "due",
    "extend",
    "kept",
    "kept_first",
    "merged",
    "push",
    "read_limit",
    "remaining",
    "spent",
    "stages",
]
