"""Whether the marks of the groups can be compared as the round is planned, and which sites every group should see."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...evaluation.models import Conflict
from ..models import Round, Site
from ..words import IN_ROUND


@dataclass(frozen=True)
class Comparison:
    """`islands`: names of units that can be compared with each other, where not all can.

    `error_with`, `error_without`: expected standard error of the difference between two units of different groups, in
    points of the rubric; None where it cannot be told. `is_guess`: no judges are seated yet, so each group counts as one.
    """

    is_linked: bool
    islands: list[list[str]] = field(default_factory=list)
    proposals: list[Site] = field(default_factory=list)
    error_with: float | None = None
    error_without: float | None = None
    is_guess: bool = False


def comparison(round: Round) -> Comparison:
    """What the planned design allows to say. Four queries."""
    from ...optimise import ratings

    sites = list(round.sites.filter(pick__in=IN_ROUND).select_related("subject__org__place").order_by("pk"))
    visits, is_guess = planned(round, sites)
    found = ratings.linked(visits)
    if found.is_linked:
        return Comparison(True, is_guess=is_guess)
    names = {site.subject.key: site.subject.org.place.name for site in sites}
    islands = [[names[key] for key in island] for island in found.islands]
    return Comparison(False, islands, proposals=_proposed(sites, round.assessment.panels), is_guess=is_guess)


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


def _proposed(sites: list[Site], panels: int) -> list[Site]:
    """Two sites of each group, those of different units first, and drawn ones before proposed ones."""
    found: list[Site] = []
    for panel in range(1, panels + 1):
        units: set[int] = set()
        mine = sorted(
            (site for site in sites if site.subject.panel == panel), key=lambda site: (site.is_proposed, site.pk)
        )
        for site in mine:
            if site.subject_id not in units and len(units) < 2:
                units.add(site.subject_id)
                found.append(site)
    return found
