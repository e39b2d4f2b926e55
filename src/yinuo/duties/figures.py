"""Figures of rectification that a page may print, each counted from rows (page_figures.json: rectification.*)."""

from collections.abc import Callable
from datetime import date

from ..kernel.errors import Unfit
from ..kernel.quantities import Quantity
from ..kernel.words import _
from .models import Campaign
from .queries.rectification import areas_of, is_cleared
from .words.rectification import Term

Figure = Callable[[Campaign], Quantity | str]


def campaign_of(code: str, day: date) -> Campaign | None:
    """The newest campaign of a county that has long-term items, begun by this day."""
    found = Campaign.objects.filter(place_code__startswith=code, starts_on__lte=day, items__term=Term.LONG)
    return found.order_by("-starts_on", "-pk").first()


FIGURES: dict[str, Figure] = {
    "rectification.areas": lambda campaign: Quantity(len(areas_of(campaign)), unit=_("个方面")),
    "rectification.items": lambda campaign: Quantity(sum(many for _area, many in areas_of(campaign)), unit=_("项")),
    "rectification.weekly": lambda campaign: _cadence(campaign),
}


def _cadence(campaign: Campaign) -> str:
    """MONDAY when lists of Mondays were drafted; nothing is claimed that has no row."""
    return "MONDAY" if campaign.org.weekly_lists.exists() else ""


def rectification_sentence(code: str, day: date) -> str:
    """“阶段性整改任务清零的基础上，11个方面26项长期整治任务”; the first half only when it is true, nothing without rows."""
    campaign = campaign_of(code, day)
    if campaign is None:
        return ""
    try:
        told = _("{areas}{items}长期整治任务").format(
            areas=FIGURES["rectification.areas"](campaign), items=FIGURES["rectification.items"](campaign)
        )
    except Unfit as missing:
        return missing.sentence
    earlier = Campaign.objects.filter(org=campaign.org, starts_on__lte=campaign.starts_on).exclude(pk=campaign.pk)
    cleared = next((one for one in earlier if is_cleared(one)), None)
    if cleared is None:
        return told
    return _("{n}项阶段性整改任务全部验收销号的基础上，{told}").format(n=cleared.items.count(), told=told)
