"""Texts that branches wrote, for comparing: replies to findings, months handed in, and what other areas hang in."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.utils import timezone

from ...kernel.words import _
from ...orgs.models import Organisation
from ..models import Finding, MonthlyReport
from ..rules.likeness import Record

Source = Callable[[Organisation, date], Iterable[Record]]
"""(organisation, since) → what organisations below it wrote since that day."""


def replies(org: Organisation, since: date) -> Iterator[Record]:
    """What units replied to findings."""
    path = org.path
    found = Finding.objects.filter(unit__path__gte=path, unit__path__lt=path + "~", replied_at__date__gte=since)
    for pk, unit, at, text in found.values_list("pk", "unit", "replied_at", "reply"):
        yield Record(f"finding:{pk}", unit, _("对问题的回复"), timezone.localdate(at), text)


def months(org: Organisation, since: date) -> Iterator[Record]:
    """The words of monthly reports."""
    path = org.path
    found = MonthlyReport.objects.filter(unit__path__gte=path, unit__path__lt=path + "~", at__date__gte=since)
    for pk, unit, at, text in found.values_list("pk", "unit", "at", "text"):
        yield Record(f"monthlyreport:{pk}", unit, _("月报告"), timezone.localdate(at), text)


SOURCES: list[Source] = [replies, months]
"""site/wiring.py adds those of areas that supervision does not know."""


def records_under(org: Organisation, since: date) -> Iterator[Record]:
    """From all sources."""
    for source in SOURCES:
        yield from source(org, since)
