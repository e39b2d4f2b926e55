"""The chain of a county: its levels, the body of each level for a place, and where a matter goes next (M05, M08)."""

from collections.abc import Iterable
from datetime import date

from ...kernel.codes import Level
from ..models import ChainLevel, Organisation, ServiceArea
from ..words import GROUPS, Kind
from .people import valid
from .tree import parent_of

MET_BY = {Kind.BRANCH: {Kind.BRANCH, Kind.GENERAL_BRANCH}}
"""社区党支部(总支): what else may stand at such a level; otherwise only the kind itself."""

SHALLOWEST = {
    Kind.STREET_GRAND_COMMITTEE: Level.TOWN,
    Kind.STREET_JOINT_COMMITTEE: Level.TOWN,
    Kind.COORDINATION_COMMITTEE: Level.TOWN,
    Kind.COMMUNITY_GRAND_COMMITTEE: Level.COMMUNITY,
    Kind.COMMUNITY_PARTY_OFFICE: Level.COMMUNITY,
    Kind.GENERAL_BRANCH: Level.COMMUNITY,
    Kind.BRANCH: Level.COMMUNITY,
    Kind.JOINT_BRANCH: Level.COMMUNITY,
    Kind.PARTY_GROUP: Level.COMMUNITY,
    Kind.STAIRWELL_GROUP: Level.COMMUNITY,
}
"""A branch of a county's department serves the county, yet is no level between it and a community."""


def chain_of(place_code: str, day: date) -> list[ChainLevel]:
    """The levels in force where this place lies, top first; empty where nobody has laid a chain. One query."""
    levels = ChainLevel.objects.filter(chain__place__code__in=_prefixes(place_code)).select_related("chain__place")
    rows = [level for level in levels if valid(level.chain, day)]
    if not rows:
        return []
    nearest = max(rows, key=lambda row: (len(row.chain.place.code), row.chain.valid_from, row.chain_id)).chain_id
    return sorted((row for row in rows if row.chain_id == nearest), key=lambda row: row.order)


def chain_bodies(place_code: str, day: date) -> list[tuple[ChainLevel, Organisation | None]]:
    """Each level with its body for this place, top first; None where there is none. Three queries."""
    levels = chain_of(place_code, day)
    kinds = {kind for level in levels for kind in _kinds(level)}
    found = _bodies_on_the_line(place_code, kinds, day) if kinds else []
    return [(level, _nearest(level, found)) for level in levels]


def next_up(org: Organisation, place_code: str, day: date) -> Organisation | None:
    """Where a matter of this place goes from `org` when it is beyond it: the next body up the chain.

    Levels without a body are passed over. An office that is no level itself counts as one below the body of its own
    place, and a stairwell group below them all. Where the county has no chain, or nothing of it is above, it is the parent on the path; None at the top.
    """
    bodies = chain_bodies(place_code, day)
    own = next((level.order for level, _body in bodies if org.kind in _kinds(level)), None)
    if own is None and org.kind in GROUPS:
        own = len(bodies) + 1
    if own is not None:
        above = [body for level, body in bodies if body is not None and level.order < own]
    else:
        depth = len(org.place.code)
        bodies_above = [body for level, body in bodies if body is not None and level.kind not in GROUPS]
        above = [body for body in bodies_above if len(body.place.code) <= depth]
    above = [body for body in above if body.pk != org.pk]
    if above:
        return above[-1]
    return None if own == 1 else parent_of(org, day)


def _kinds(level: ChainLevel) -> set[str]:
    return {str(kind) for kind in MET_BY.get(Kind(level.kind), {level.kind})}


def _prefixes(code: str) -> list[str]:
    return [code[:size] for size in range(2, len(code) + 1)]


def _bodies_on_the_line(place_code: str, kinds: Iterable[str], day: date) -> list[Organisation]:
    """Organisations of these kinds at the place or above it, and groups that serve its grid; deepest place first."""
    on_the_line = Organisation.objects.filter(kind__in=kinds, place__code__in=_prefixes(place_code))
    rows = list(on_the_line.on(day).select_related("place"))
    grid = place_code[: Level.GRID]
    serving = set()
    if len(grid) == Level.GRID:
        areas = ServiceArea.objects.on(day).filter(grid__code=grid, org__kind__in=kinds)
        serving = {area.org for area in areas.select_related("org__place") if valid(area.org, day)}
    fits = [row for row in rows if _fits(row) and row not in serving]
    by_depth = sorted(fits, key=lambda row: (-len(row.place.code), len(row.path), row.path))
    return [*sorted(serving, key=lambda row: row.path), *by_depth]


def _fits(body: Organisation) -> bool:
    """Deep enough for its kind; a group stands for a grid that is its own or that it serves, never for a community."""
    if len(body.place.code) < SHALLOWEST.get(Kind(body.kind), 0):
        return False
    return body.kind not in GROUPS or len(body.place.code) >= Level.GRID


def _nearest(level: ChainLevel, found: list[Organisation]) -> Organisation | None:
    """The first of the level's own kind, else of a kind that meets it."""
    same = [body for body in found if body.kind == level.kind]
    alike = [body for body in found if body.kind in _kinds(level)]
    return next(iter(same or alike), None)
