"""Who sees which training, and yearly hours by unit beside what the rules ask (M39)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from ...kernel.actor import Actor
from ...kernel.words import _
from ..models import Training, TrainingCount
from ..rules.training import hours_wanted
from ..words.training import Audience, TrainingState
from .seeing_duties import above, reached


def trainings_of(actor: Actor) -> QuerySet[Training]:
    """Those of one's offices and area, of which a unit of one's own was counted, and those that one's superiors arrange."""
    if actor.member is None:
        return Training.objects.none()
    counted = TrainingCount.objects.filter(reached(actor, "unit"), training=OuterRef("pk"))
    seen = reached(actor, "org", "org__place") | Q(org__path__in=above(actor)) | Exists(counted)
    return Training.objects.filter(seen).select_related("org__place")


def counts_of(training: Training, actor: Actor) -> list[TrainingCount]:
    """Counts of the units that one's grants reach; the organiser sees all. One query."""
    seen = reached(actor, "unit", "unit__place") | reached(actor, "training__org")
    return list(TrainingCount.objects.filter(seen, training=training).select_related("unit"))


@dataclass(frozen=True)
class Hours:
    """Hours that were offered to a unit's people in a year and came to at least one of them; `wanted` by the rules."""

    unit: str
    audience: str
    hours: Decimal
    wanted: int

    @property
    def is_reached(self) -> bool:
        return self.hours >= self.wanted


def hours_by_unit(actor: Actor, year: int) -> list[Hours]:
    """By unit and audience, in the order of the tree: information, no ranking. One query."""
    held = TrainingCount.objects.filter(
        reached(actor, "unit", "unit__place") | reached(actor, "training__org"),
        training__state=TrainingState.HELD, training__on__year=year, attended__gt=0,
    )  # fmt: skip
    rows = (
        held.order_by("unit__path")
        .values("unit__name", "unit__path", "training__audience")
        .annotate(hours=Sum("training__hours"))
    )
    return [
        Hours(row["unit__name"], row["training__audience"], row["hours"], hours_wanted(row["training__audience"]))
        for row in rows
    ]


def training_sentence(code: str, day: date) -> str:
    """“今年举办培训3期、24学时，86人次参加”; empty where none was held."""
    held = Training.objects.filter(
        org__place__code__gte=code,
        org__place__code__lt=code + "~",
        state=TrainingState.HELD,
        on__year=day.year,
        on__lte=day,
    )
    number = held.count()
    if not number:
        return ""
    hours = held.aggregate(n=Sum("hours"))["n"]
    people = TrainingCount.objects.filter(training__in=held.values("pk")).aggregate(n=Sum("attended"))["n"] or 0
    return _("党务培训：今年举办{n}期、{hours}学时，{people}人次参加。").format(
        n=number, hours=f"{hours.normalize():f}", people=people
    )


__all__ = ["Audience", "Hours", "counts_of", "hours_by_unit", "training_sentence", "trainings_of"]
