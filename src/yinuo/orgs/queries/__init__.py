"""What may be asked about organisations and members."""

from .chains import chain_bodies, chain_of, next_up
from .finding import WhoAt, who_at
from .groups import (
    Coverage,
    GroupOn,
    coverage,
    group_of,
    groups_of,
    groups_under,
    quiet_groups,
    quiet_since,
)
from .health import Health, Told, findings_of, health
from .people import actor_by_pass, actor_for, actor_of, administered, hash_of, names_of, valid
from .seats import CommitteeCheck, committee_check, composition_by_source, seats_in, seats_of
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
    "CommitteeCheck", "Coverage", "GroupOn", "Health", "Members", "Told", "WhoAt", "actor_by_pass", "actor_for", "actor_of",
    "administered", "chain_bodies", "chain_of", "committee_check", "composition_by_source", "coverage", "findings_of",
    "group_of", "groups_of", "groups_under", "hash_of", "health", "members_in", "members_of", "name_on", "names_of", "names_on",
    "next_up", "parent_of", "party_line", "quiet_groups", "quiet_since", "seats_in", "seats_of", "superior_of",
    "superiors_of", "thresholds", "valid", "who_at",
]  # fmt: skip
