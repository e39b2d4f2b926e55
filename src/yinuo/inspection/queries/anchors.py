"""Whether the marks of the groups can be compared as the round is planned, and which sites every group should see."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...evaluation.models import Conflict
from ..models import Round, Site
from ..words import IN_ROUND

MOST_PROPOSED = 4


@dataclass(frozen=True)
class Comparison:
    """`islands`: names of units that can be compared with each other, where not all can.

    `error_with`, `error_without`: expected standard error of the difference between two units of different groups, in
    points of the rubric; None where it cannot be told.
    """

    is_linked: bool
    islands: list[list[str]] = field(default_factory=list)
    proposals: list[Site] = field(default_factory=list)
    error_with: float | None = None
    error_without: float | None = None


def planned_pairs(round: Round, sites: Iterable[Site]) -> list[tuple[str, Site]]:
    """(code of a judge, site) as they would meet: own group and anchors, without conflicts. Two queries."""
    barred = set(Conflict.objects.filter(judge__assessment=round.assessment_id).values_list("judge", "subject"))
    judges = list(round.assessment.judges.values_list("pk", "code", "panel"))
    return [
        (code, site)
        for pk, code, panel in judges
        for site in sites
        if (site.is_anchor or site.subject.panel == panel) and (pk, site.subject_id) not in barred
    ]


def comparison(round: Round) -> Comparison:
    """What the planned design allows to say."""
    sites = list(round.sites.filter(pick__in=IN_ROUND).select_related("subject__org__place").order_by("pk"))
    islands = _islands(planned_pairs(round, sites))
    if len(islands) < 2:
        return Comparison(True)
    proposals = [site for site in sites if site.is_proposed][:MOST_PROPOSED]
    return Comparison(
        False, [sorted({site.subject.org.place.name for site in island}) for island in islands], proposals
    )


def _islands(pairs: list[tuple[str, Site]]) -> list[list[Site]]:
    """Sites that are linked by judges."""
    group: dict[object, object] = {}

    def top(one):
        while group.setdefault(one, one) != one:
            one = group[one]
        return one

    for code, site in pairs:
        group[top(code)] = top(site.pk)
    found: dict[object, list[Site]] = {}
    for site in {site.pk: site for _code, site in pairs}.values():
        found.setdefault(top(site.pk), []).append(site)
    return list(found.values())
