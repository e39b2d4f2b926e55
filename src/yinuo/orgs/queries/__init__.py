"""What may be asked about organisations and members."""

from .people import actor_for, actor_of, administered, names_of, valid
from .thresholds import thresholds
from .tree import (
    Members,
    members_in,
    members_of,
    name_on,
    names_on,
    parent_of,
    party_line,
    superior_of,
    superiors_of,
)

__all__ = [
    "Members", "actor_for", "actor_of", "administered", "members_in", "members_of", "name_on", "names_of", "names_on",
    "parent_of", "party_line", "superior_of", "superiors_of", "thresholds", "valid",
]  # fmt: skip
