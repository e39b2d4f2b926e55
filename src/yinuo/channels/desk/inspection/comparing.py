"""Whether the marks of the groups can be compared, before anybody sets out, in plain words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.inspection.words import RoundState

from .sight import Sight

BEFORE = (RoundState.DRAWN, RoundState.ROUTED)


def comparison_shown(sight: Sight) -> dict | None:
    """What partial parts/comparison.html wants; None when it is too early, or there is one group only."""
    if sight.round.state not in BEFORE or sight.round.assessment.panels < 2:
        return None
    from yinuo.inspection.queries.anchors import comparison

    found = comparison(sight.round)
    share = reverse("desk:round_step", args=[sight.round.pk, "share_sites"])
    picked = ",".join(str(site.pk) for site in found.proposals)
    return {
        "found": found,
        "islands": ["、".join(island) for island in found.islands],
        "share_url": f"{share}?sites={picked}" if picked else share,
        "with_words": _error(found.error_with),
        "without_words": _error(found.error_without),
        "shared": list(sight.round.sites.filter(is_anchor=True).select_related("subject__org__place")),
    }


def _error(points: float | None) -> str:
    """A standard error in points."""
    return "" if points is None else _("{points}分").format(points=f"{points:.1f}")
