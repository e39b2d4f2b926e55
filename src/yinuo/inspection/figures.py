"""Figures of the newest inspection tour that a page may print, each counted from rows (page_figures.json: inspection.*)."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone

from ..kernel.quantities import Quantity
from ..kernel.words import _
from ..orgs.models import Organisation
from .models import Round
from .words import RoundState

Figure = Callable[[Round], Quantity | date | datetime | None]


def round_of(place_code: str, day: date) -> Round | None:
    """The newest round of the place's own organisations, or of those of the places around it, up to this day."""
    around = [place_code[:size] for size in (2, 4, 6, 9, 12) if size <= len(place_code)]
    orgs = Organisation.objects.filter(place__code__in=around)
    found = Round.objects.filter(org__in=orgs, starts_on__lte=day).exclude(state=RoundState.LISTING)
    return found.select_related("assessment__rubric", "org").order_by("-starts_on").first()


def _summary_at(round: Round) -> datetime | None:
    return timezone.localtime(round.met_at) if round.met_at else None


FIGURES: dict[str, Figure] = {
    "inspection.start": lambda round: round.starts_on,
    "inspection.end": lambda round: round.ends_on,
    "inspection.days": lambda round: Quantity(round.days, unit=_("天")),
    "inspection.groups": lambda round: Quantity(round.groups.count(), unit=_("个组")),
    "inspection.tasks": lambda round: Quantity(len(round.assessment.rubric.content["items"]), unit=_("项任务")),
    "inspection.summary_at": _summary_at,
    "inspection.typical_speeches": lambda round: Quantity(round.speakers.count(), unit=_("个单位")),
}


def inspection_sentence(round: Round | None) -> str:
    """“12月17日至20日，2个观摩组，20项任务；20日18:00召开总结点评会，西峡县、卧龙区作典型发言”; empty without a round."""
    if round is None:
        return ""
    days = _("{m}月{d}日至{last}日").format(m=round.starts_on.month, d=round.starts_on.day, last=_last(round))
    tasks = FIGURES["inspection.tasks"](round)
    said = _("{days}，{groups}，对照{tasks}").format(days=days, groups=FIGURES["inspection.groups"](round), tasks=tasks)
    if round.met_at is None:
        return said
    met = timezone.localtime(round.met_at)
    speakers = "、".join(place_name(speaker.org) for speaker in round.speakers.select_related("org__place"))
    return _("{said}；{d}日{time}召开总结点评会，{speakers}作典型发言").format(
        said=said, d=met.day, time=f"{met:%H:%M}", speakers=speakers
    )


def _last(round: Round) -> str:
    same = round.starts_on.month == round.ends_on.month
    return str(round.ends_on.day) if same else _("{m}月{d}").format(m=round.ends_on.month, d=round.ends_on.day)


def place_name(org: Organisation) -> str:
    """A county's office stands for its county."""
    return org.place.name
