"""Rosters out to Excel and in again: the organisation tree, seats, counts of members, buildings."""

from .columns import BUILDINGS, COUNTS, ROSTERS, SEATS, TREE, Roster
from .reading import Line, read_roster
from .taking import STATES, Taken, take
from .writing import write_roster

__all__ = [
    "BUILDINGS", "COUNTS", "ROSTERS", "SEATS", "STATES", "TREE", "Line", "Roster", "Taken", "read_roster", "take",
    "write_roster",
]  # fmt: skip
