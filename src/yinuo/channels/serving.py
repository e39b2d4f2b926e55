"""Which party group serves each grid: own or joint, running or not; one query for the groups, two for what they solved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from django.db.models import Exists, OuterRef

from ..matters.neighbours import active_groups
from ..orgs.models import Gathering, Organisation, ServiceArea
from ..orgs.queries import quiet_since, valid
from ..orgs.rules import Thresholds
from ..orgs.words import Kind
from ..places.models import Place


@dataclass(frozen=True)
class Served:
    """The group of a grid. `is_running` is None where no rules say when a group counts as not running."""

    org: Organisation
    is_joint: bool
    is_running: bool | None


def served(grids: Iterable[Place], day: date, rules: Thresholds) -> dict[int, Served]:
    """The groups of these grids by the key of the grid; all grids of a community must be among them."""
    grids = {grid.pk: grid.code for grid in grids}
    if not grids:
        return {}
    since = quiet_since(day, rules) if "grid.quiet_quarters" in rules else None
    met = Gathering.objects.filter(org=OuterRef("org"), held_on__gte=since or day, held_on__lte=day)
    areas = ServiceArea.objects.on(day).filter(grid__in=list(grids), org__kind=Kind.PARTY_GROUP)
    areas = [area for area in areas.select_related("org").annotate(has_met=Exists(met)) if valid(area.org, day)]
    count = Counter(area.org_id for area in areas)
    quiet = {a.org_id for a in areas if since and not a.has_met and a.org.valid_from < since}
    if quiet:
        quiet -= active_groups(_common(grids.values()), since)
    found: dict[int, Served] = {}
    for area in sorted(areas, key=lambda area: count[area.org_id], reverse=True):  # an own group comes last and stays
        is_running = None if since is None else area.org_id not in quiet
        found[area.grid_id] = Served(area.org, count[area.org_id] > 1, is_running)
    return found


def _common(codes: Iterable[str]) -> str:
    """The code of the smallest place in which all of these lie, or a part of it."""
    codes = sorted(codes)
    return "".join(
        one for one, _other in takewhile(lambda pair: pair[0] == pair[1], zip(codes[0], codes[-1], strict=False))
    )
