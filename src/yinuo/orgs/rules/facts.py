"""What the checks are told of an organisation: numbers and days, never a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..words import Kind, SeatKind, Source


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """A branch or joint branch; `full` is None where nobody has counted, `uncounted` units of those it covers were not.

    `units` it covers, `groups` below it.
    """

    kind: Kind = Kind.BRANCH
    full: int | None = None
    probationary: int = 0
    units: int = 0
    groups: int = 0
    uncounted: int = 0

    @property
    def members(self) -> int:
        return (self.full or 0) + self.probationary


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """Who sits in a branch's committee: how many seats of each kind are held, of which sources, and heads of business."""

    full: int | None = None
    seats: Mapping[SeatKind, int] = field(default_factory=dict)
    sources: Mapping[Source, int] = field(default_factory=dict)
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class TermFacts:
    """The latest term of a body."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A whole unit: members of all its branches, and which bodies it has above its branches."""

    members: int
    has_general_branch: bool = False
    has_committee: bool = False


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A party group or stairwell group; `full` is None where nobody has counted."""

    full: int | None = None
    probationary: int = 0
    leaders: int = 1

    @property
    def members(self) -> int:
        return (self.full or 0) + self.probationary


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    """A street's joint committee 7+1+X: seats held by kind, invited units that have not answered, terms that are over."""

    street_members: int = 0
    full_time: int = 0
    units: int = 0
    unconfirmed: int = 0
    overdue: int = 0
