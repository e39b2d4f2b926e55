"""Figures of supervision that a page may print, each counted from rows (page_figures.json: supervision.*)."""

from collections.abc import Callable
from datetime import date

from ..kernel.quantities import Quantity
from ..kernel.words import _
from .models import SupervisionTeam
from .queries import counts_of, findings_at, latest_year
from .rules.counting import Counts, sentence

Figure = Callable[[str, date], Quantity | None]


def teams(place_code: str, day: date) -> Quantity:
    """Teams of the place's own organisations that exist on this day."""
    found = SupervisionTeam.objects.filter(org__place__code=place_code, formed_on__lte=day)
    return Quantity(found.exclude(disbanded_on__lte=day).count(), unit=_("支"))


def counts(place_code: str, day: date) -> Counts:
    """Of the newest year with findings."""
    year = latest_year(place_code, day)
    return counts_of(findings_at(place_code, day).filter(visit__plan__year=year)) if year else Counts()


def findings(place_code: str, day: date) -> Quantity | None:
    """Problems found and put right; None while one of them is not verified: then there is no such number."""
    counted = counts(place_code, day)
    return Quantity(counted.found, unit=_("项")) if counted.is_all_rectified else None


FIGURES: dict[str, Figure] = {"supervision.teams": teams, "supervision.findings": findings}


def supervision_sentence(place_code: str, day: date) -> str:
    """“组建6支机关党建督查组，发现并整改320项”; the second half as honest as the rows; empty without teams."""
    number = teams(place_code, day)
    if not number.value:
        return ""
    formed = _("组建{teams}机关党建督查组").format(teams=number)
    told = sentence(counts(place_code, day))
    return _("{formed}，{told}").format(formed=formed, told=told) if told else formed
