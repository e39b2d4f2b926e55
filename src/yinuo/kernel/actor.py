"""Who acts: a frozen value that carries all a rule may ask about a person, and nothing more."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may be trusted with; always granted over an organisation or a place (REFERENCE §1.6)."""

    COMMUNITY_WORKER = "community_worker"
    COORDINATOR = "coordinator"
    HANDLER = "handler"
    VERIFIER = "verifier"
    LEADER = "leader"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over one organisation (its path and all below it) within one place (its code and all below it)."""

    role: Role
    org: str = ""
    place: str = ""

    def covers(self, *, org: str | None, place: str | None) -> bool:
        """Whether this grant reaches the organisation path and the place code; None asks nothing."""
        return (org is None or (bool(self.org) and org.startswith(self.org))) and (
            place is None or place.startswith(self.place)
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, office or machine at work through one channel.

    `member` is the id of a member, `org` the path of the organisation the member belongs to, `slip` the id of
    the one matter whose slip an anonymous resident holds, `ask` that of the one request to a stairwell group. The house
    itself acts as `HOUSE`.
    """

    channel: str
    member: int | None = None
    org: str = ""
    org_name: str = ""
    grants: tuple[Grant, ...] = field(default=())
    slip: int | None = None
    ask: int | None = None
    is_house: bool = False

    def holds(self, *roles: Role, org: str | None = None, place: str | None = None) -> bool:
        """Whether a grant of one of these roles covers the organisation path and the place code."""
        return any(g.role in roles and g.covers(org=org, place=place) for g in self.grants)

    def granted(self, *roles: Role) -> tuple[Grant, ...]:
        """The grants of these roles."""
        return tuple(g for g in self.grants if g.role in roles)

    def belongs_to(self, path: str) -> bool:
        """Whether the member works in the organisation at `path` or below it."""
        return bool(path and self.org) and self.org.startswith(path)

    @property
    def reference(self) -> str:
        """How the ledger names the actor: never a person's name."""
        if self.is_house:
            return "house"
        if self.member is not None:
            return f"member:{self.member}"
        return "resident" if self.slip is None and self.ask is None else "slip"


HOUSE = Actor(channel="jobs", is_house=True)
"""The house at work by itself: reactions and scheduled acts."""


def resident(channel: str = "portal", slip: int | None = None, ask: int | None = None) -> Actor:
    """Somebody without an account; `slip` when they hold the slip of a matter, `ask` that of a request to a group."""
    return Actor(channel=channel, slip=slip, ask=ask)
