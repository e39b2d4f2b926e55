"""Who sees which rule, and the figure 建立、完善、精简 (M35)."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from ...kernel.actor import Actor
from ...kernel.words import _
from ..models import Regulation, RegulationChange
from ..rules.regulations import counted_words
from ..words.regulations import IN_FORCE
from .seeing_duties import above, reached

YEAR = timedelta(days=365)


def regulations_of(actor: Actor) -> QuerySet[Regulation]:
    """Rules of one's offices and area, and those in force in one's own organisation or above it."""
    if actor.member is None:
        return Regulation.objects.none()
    binding = Q(org__path__in=above(actor), state__in=IN_FORCE)
    return Regulation.objects.filter(reached(actor, "org", "org__place") | binding).select_related(
        "org__place", "matter"
    )


def changes_in(regulations: QuerySet[Regulation], day: date) -> list[str]:
    """Kinds of the changes of these rules in the year up to this day. One query."""
    found = RegulationChange.objects.filter(regulation__in=regulations.values("pk"), on__gt=day - YEAR, on__lte=day)
    return list(found.values_list("kind", flat=True))


def regulations_sentence(code: str, day: date) -> str:
    """“一年来建立3项、完善2项、精简4项制度”; empty where nothing was changed in the place."""
    found = Regulation.objects.filter(org__place__code__gte=code, org__place__code__lt=code + "~")
    words = counted_words(changes_in(found, day))
    return _("制度：一年来{words}。").format(words=words) if words else ""
