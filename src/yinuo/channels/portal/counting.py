"""Promises counted from their rows, never typed: kept on the first day, kept later, late, still open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from ...kernel.quantities import Share
from ...matters.models import Matter, Promise
from ...matters.queries import in_place
from ...matters.words import State

A_YEAR = timedelta(days=365)
KEPT_FOR = 600
"""Seconds for which the count over the whole city is remembered."""

DEFINITION = "portal.promises-1"
RUNNING = [State.DISPATCHED, State.IN_PROGRESS]
NOT_COUNTED = [State.WITHDRAWN, State.NOT_ACCEPTED, State.REDIRECTED]


@dataclass(frozen=True)
class Counts:
    """Promises whose first day fell within the last year: each is in one of the four; and when it was counted."""

    due: int
    on_first_day: int
    after_extension: int
    late: int
    not_yet: int
    overdue_now: int
    at: datetime

    @property
    def share(self) -> Share:
        return Share(self.on_first_day, self.due, DEFINITION)

    @property
    def is_small(self) -> bool:
        """Too few for a percentage: counts only."""
        return self.share.percent() is None

    @property
    def unit(self) -> str:
        return _("件") if self.is_small else ""

    @property
    def percent(self) -> str:
        percent = self.share.percent()
        return "" if percent is None else f"{percent}%"


def promises_of(place: str, now: datetime) -> Counts:
    """The count for one place and all below it; every promise counts, public or not, but only numbers are told."""
    rows = Promise.objects.filter(first_due_at__gt=now - A_YEAR).exclude(matter__state__in=NOT_COUNTED)
    if place:
        rows = rows.filter(matter__place_code__gte=place, matter__place_code__lt=place + "~")
    has_come = Q(first_due_at__lte=now)
    return Counts(
        at=now,
        **rows.aggregate(
            due=Count("pk", filter=has_come),
            on_first_day=Count("pk", filter=has_come & Q(kept_at__lte=F("first_due_at"))),
            after_extension=Count("pk", filter=has_come & Q(kept_at__gt=F("first_due_at"), kept_at__lte=F("due_at"))),
            late=Count("pk", filter=has_come & Q(kept_at__gt=F("first_due_at")) & Q(kept_at__gt=F("due_at"))),
            not_yet=Count("pk", filter=has_come & Q(kept_at=None)),
            overdue_now=Count("pk", filter=Q(kept_at=None, due_at__lt=now, matter__state__in=RUNNING)),
        ),
    )


def city(now: datetime) -> Counts:
    """The count over everything, at most ten minutes old."""
    counted = cache.get("portal.city")
    if counted is None:
        counted = promises_of("", now)
        cache.set("portal.city", counted, KEPT_FOR)
    return counted


def late_by_office(place: str, now: datetime) -> list[tuple[str, int]]:
    """Matters of a place that are over their day now, by the office that has them, most first."""
    rows = Matter.objects.filter(in_place(place), state__in=RUNNING, due_at__lt=now, office__isnull=False)
    return list(rows.values_list("office__name").annotate(number=Count("pk")).order_by("-number", "office__name"))
