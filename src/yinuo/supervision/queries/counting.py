"""Found, rectified, rebounded: counted from the items of the findings, never from anybody's word (M42)."""

from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from ...duties.flow.rectification import CHECKED
from ..models import Finding
from ..rules.counting import Counts
from ..words import FOUND


def counts_of(findings: QuerySet[Finding]) -> Counts:
    """One query."""
    told = findings.filter(state__in=FOUND).order_by()
    found = told.aggregate(
        found=Count("pk"),
        rectified=Count("pk", filter=Q(item__state__in=CHECKED)),
        rebounded=Count("pk", filter=Q(item__rebounds__gt=0) & ~Q(item__state__in=CHECKED)),
    )
    return Counts(**found)


def findings_at(place_code: str, day: date) -> QuerySet[Finding]:
    """What the organisations of this place itself found, up to this day."""
    return Finding.objects.filter(visit__plan__org__place__code=place_code, told_at__date__lte=day)


def latest_year(place_code: str, day: date) -> int | None:
    """The newest year whose plans have found something."""
    return findings_at(place_code, day).filter(state__in=FOUND).aggregate(year=Max("visit__plan__year"))["year"]
