"""The tree and the party line: what an organisation was called, what stands above it, how many members it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..models import SEGMENT, Coverage, Headcount, Naming, Organisation
from ..words import PARTY
from .people import valid


def name_on(org: Organisation, day: date) -> str:
    """The name it bore on this day."""
    return names_on([org], day)[org.pk]


def names_on(orgs: Iterable[Organisation], day: date) -> dict[int, str]:
    """The names these organisations bore on this day, by key. One query."""
    names = {org.pk: org.name for org in orgs}
    borne = Naming.objects.filter(org__in=names, valid_from__lte=day, valid_to__gte=day)
    return names | dict(borne.values_list("org", "name"))


def paths_above(path: str) -> list[str]:
    """The paths of what stands above, nearest first."""
    return [path[:size] for size in range(len(path) - SEGMENT, 0, -SEGMENT)]


def superior_of(org: Organisation, day: date) -> Organisation | None:
    """The party organisation above: the one named, else the nearest on the path."""
    return superiors_of([org], day)[org.pk]


def superiors_of(orgs: Iterable[Organisation], day: date) -> dict[int, Organisation | None]:
    """The party organisation above each of these on this day, by key. One query."""
    orgs = list(orgs)
    paths = {path for org in orgs for path in paths_above(org.path)}
    named = {org.superior_id for org in orgs} - {None}
    found = Organisation.objects.filter(path__in=paths, kind__in=PARTY) | Organisation.objects.filter(pk__in=named)
    rows = [row for row in found.select_related("place") if valid(row, day)]
    by_key, by_path = {row.pk: row for row in rows}, {row.path: row for row in rows if row.kind in PARTY}
    above = {}
    for org in orgs:
        nearest = next((by_path[path] for path in paths_above(org.path) if path in by_path), None)
        above[org.pk] = by_key.get(org.superior_id) or nearest
    return above


def party_line(org: Organisation, day: date) -> list[Organisation]:
    """The organisation and all party organisations above it, nearest first; stops where it would go round."""
    line, above = [org], superior_of(org, day)
    while above is not None and above not in line:
        line.append(above)
        above = superior_of(above, day)
    return line


def parent_of(org: Organisation, day: date) -> Organisation | None:
    """The nearest organisation above it on the path that exists on this day."""
    above = Organisation.objects.filter(path__in=paths_above(org.path)).on(day).select_related("place")
    return above.order_by("-path").first()


@dataclass(frozen=True, slots=True)
class Members:
    """Full and probationary members on a day; `counted_on` is the oldest count in the sum, None where nobody counted."""

    full: int = 0
    probationary: int = 0
    counted_on: date | None = None
    uncounted: int = 0

    @property
    def all(self) -> int:
        return self.full + self.probationary


def members_in(org: Organisation, day: date) -> Members:
    """How many members belong to this organisation on this day."""
    return members_of([org], day)[org.pk]


def members_of(orgs: Iterable[Organisation], day: date) -> dict[int, Members]:
    """By key: what a branch covers on the day counts for it, else its own latest count; nothing twice. Two queries."""
    keys = [org.pk for org in orgs]
    covers: dict[int, list[int]] = {key: [] for key in keys}
    for branch, unit in Coverage.objects.on(day).filter(branch__in=keys).values_list("branch", "unit"):
        covers[branch].append(unit)
    units = {unit for covered in covers.values() for unit in covered}
    latest = latest_counts(units | set(keys), day)
    return {key: added([latest.get(one) for one in covers[key] or [key]]) for key in keys}


def latest_counts(keys: Iterable[int], day: date) -> dict[int, Headcount]:
    """The newest count up to this day, by key; organisations that were never counted are left out. One query."""
    rows = Headcount.objects.filter(org__in=set(keys), counted_on__lte=day)
    rows = rows.order_by("org_id", "-counted_on", "-pk").distinct("org_id")
    return {row.org_id: row for row in rows}


def added(counts: Iterable[Headcount | None]) -> Members:
    """Counts added up; None stands for one that was never counted."""
    counts = list(counts)
    known = [count for count in counts if count is not None]
    return Members(
        sum(count.full for count in known),
        sum(count.probationary for count in known),
        min((count.counted_on for count in known), default=None),
        len(counts) - len(known),
    )
