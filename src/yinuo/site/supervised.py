"""What supervision is told of branch life, which it does not know: meetings held, and records to be compared."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from yinuo.kernel.words import _
from yinuo.meetings.models import BranchMeeting
from yinuo.meetings.queries.life import records_of
from yinuo.orgs.models import Organisation
from yinuo.supervision.rules.likeness import Record


def meetings_held(units: Sequence[Organisation], first: date, last: date):
    """Meetings of the branches of each unit. One query."""
    under = Q(pk=None)
    for unit in units:
        under |= Q(branch__path__gte=unit.path, branch__path__lt=unit.path + "~")
    found = BranchMeeting.objects.filter(under, held_on__range=(first, last)).order_by().values_list("branch__path")
    held: dict[int, int] = {}
    for path, number in found.annotate(n=Count("pk")):
        for unit in units:
            if path.startswith(unit.path):
                held[unit.pk] = held.get(unit.pk, 0) + number
    yield "meetings", _("开过的组织生活会议"), held


def branch_records(org: Organisation, since: date) -> Iterator[Record]:
    """What branches below wrote of their meetings."""
    for branch, key, day, text in records_of(org.path, since, timezone.localdate()):
        yield Record(key, branch.pk, _("组织生活记录"), day, text)
