"""Whether the marks of the groups can be compared as the round is planned, and which sites every group should see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ...evaluation.models import Conflict
from ..models import Round, Site
from ..words import IN_ROUND, Pick

WANTED = (2, 3, 4)
"""How many sites every group might see."""


@dataclass(frozen=True)
class Comparison:
    """`islands`: names of units that can be compared with each other, where not all can.

    `error_with`, `error_without` the proposals: expected standard error of the difference between the units of two groups,
    in points out of 100; None where it cannot be told. `is_guess`: no judges are seated yet, so each group counts as one.
    """

    is_linked: bool
    islands: list[list[str]] = field(default_factory=list)
    proposals: list[Site] = field(default_factory=list)
    error_with: float | None = None
    error_without: float | None = None
    is_guess: bool = False


def comparison(round: Round) -> Comparison:
    """What the planned design allows to say. Four queries; the search itself takes up to a second."""
    from ...optimise import ratings

    sites = list(round.sites.filter(pick__in=IN_ROUND).select_related("subject__org__place").order_by("pk"))
    visits, is_guess = planned(round, sites)
    found = ratings.linked(visits)
    best = _best(visits, sites)
    if found.is_linked:
        return Comparison(True, error_with=best.without if best else None, is_guess=is_guess)
    names = {site.subject.key: site.subject.org.place.name for site in sites}
    islands = [[names[key] for key in island] for island in found.islands]
    if best is None:
        return Comparison(False, islands, is_guess=is_guess)
    proposals = [site for site in sites if site.key in best.anchors]
    return Comparison(False, islands, proposals, best.error, best.without, is_guess)


def _best(visits: list, sites: list[Site]):
    """Of two, three and four shared sites the fewest that come within a tenth of the best; one site of each unit may be
    chosen, rather a drawn one than a proposed one. None where there are no two groups, or too few sites."""
    seen = {visit.site for visit in visits}
    by_unit: dict[int, Site] = {}
    for site in sorted(sites, key=lambda site: (site.pick != Pick.DRAWN, site.pk)):
        if site.key in seen:
            by_unit.setdefault(site.subject_id, site)
    found = _searched(tuple(visits), tuple(sorted(site.key for site in by_unit.values())))
    least = min((one.error for one in found), default=0.0)
    return next((one for one in found if one.error <= least * 1.1), None)


@lru_cache(maxsize=64)
def _searched(visits: tuple, candidates: tuple[str, ...]) -> tuple:
    """The same design has the same answer; a page that is looked at again does not search again."""
    from ...optimise import ratings

    wanted = [number for number in WANTED if number <= len(candidates)]
    return ratings.propose_anchors(visits, wanted, candidates=candidates) if wanted else ()


def planned(round: Round, sites: Iterable[Site]) -> tuple[list, bool]:
    """Who would see what (`ratings.Visit`): the own group's sites and the shared ones, without conflicts."""
    from ...optimise import ratings

    barred = set(Conflict.objects.filter(judge__assessment=round.assessment_id).values_list("judge", "subject"))
    judges = list(round.assessment.judges.select_related("unit").order_by("code"))
    seats = [(one.pk, one.code, one.panel, one.unit.path) for one in judges]
    if not seats:
        seats = [(0, str(panel), panel, "") for panel in range(1, round.assessment.panels + 1)]
    visits = [
        ratings.Visit(code, site.key, site.subject.key, str(panel), home)
        for pk, code, panel, home in seats
        for site in sites
        if (site.is_anchor or site.subject.panel == panel) and (pk, site.subject_id) not in barred
    ]
    return visits, not judges
