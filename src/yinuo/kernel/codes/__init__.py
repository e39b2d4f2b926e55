"""Codes that people read, type and say aloud: places, organisations, components, slips and matter numbers."""

from .organisations import SEGMENT, credit_code_check, read_credit_code, up_from
from .places import (
    CommunityKind,
    ComponentCode,
    Level,
    TownKind,
    bounds,
    community_kind,
    level,
    parents,
    read_component,
    read_place,
    split_place,
    town_kind,
    under,
)
from .slips import matter_number, new_slip, read_matter_number, read_slip, show_slip, spoken

__all__ = [
    "SEGMENT",
    "CommunityKind",
    "ComponentCode",
    "Level",
    "TownKind",
    "bounds",
    "community_kind",
    "credit_code_check",
    "level",
    "matter_number",
    "new_slip",
    "parents",
    "read_component",
    "read_credit_code",
    "read_matter_number",
    "read_place",
    "read_slip",
    "show_slip",
    "split_place",
    "spoken",
    "town_kind",
    "under",
    "up_from",
]
