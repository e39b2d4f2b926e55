"""Days left in words, and the rows of lists, in the shape the templates want."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.kernel.calendar import Calendar
from yinuo.matters.flow import DONE, ENDS
from yinuo.matters.models import Matter
from yinuo.matters.words import State, Urgency

STANDING_STILL = frozenset({State.WAITING, State.MERGED}) | ENDS | DONE
"""States in which no clock runs."""


def days_left(due_at: datetime, now: datetime, table: Calendar) -> tuple[int, str]:
    """(days, unit): working days where both years are known, else natural days; negative when over."""
    today, last = timezone.localtime(now).date(), timezone.localtime(due_at).date()
    natural = (last - today).days
    if not (table.knows(today.year) and table.knows(last.year)):
        return natural, "natural"
    days = table.working_time.days
    working = bisect_right(days, last.toordinal()) - bisect_right(days, today.toordinal())
    return (working, "working") if working or not natural else (natural, "natural")


def due_words(due_at: datetime | None, now: datetime, table: Calendar) -> dict[str, str]:
    """What is left in words with its tone; {} when there is no due."""
    if due_at is None:
        return {}
    left, unit = days_left(due_at, now, table)
    if due_at < now:
        count = -left
        if count <= 0:
            hours = int((now - due_at).total_seconds() // 3600)
            return {"tone": "late", "word": _("已超期{n}小时").format(n=hours) if hours else _("刚刚超期")}
        return {"tone": "late", "word": _counted(_("已超期{n}个工作日"), _("已超期{n}天"), count, unit)}
    if left == 0:
        hour = f"{timezone.localtime(due_at):%H:%M}"
        return {"tone": "warn", "word": _("今天{hour}到期").format(hour=hour)}
    return {"tone": "warn" if left == 1 else "calm", "word": _counted(_("还剩{n}个工作日"), _("还剩{n}天"), left, unit)}


def _counted(working: str, natural: str, count: int, unit: str) -> str:
    return (working if unit == "working" else natural).format(n=count)


def day(moment: datetime) -> str:
    """3月2日"""
    local = timezone.localtime(moment)
    return _("{month}月{day}日").format(month=local.month, day=local.day)


SHOWN = ("number", "title", "state", "due_at", "first_due_at", "received_at", "urgency")
RELATED = {"category": "full_name", "place": "name", "office": "name"}


def with_shown(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The matters with what a row of a list shows, and no more."""
    return matters.select_related(*RELATED).only(*SHOWN, *(f"{name}__{column}" for name, column in RELATED.items()))


def rows(matters: Iterable[Matter], now: datetime, table: Calendar) -> list[dict]:
    """List rows; the matters come by `with_shown`."""
    return [_row(one, now, table) for one in matters]


def _row(matter: Matter, now: datetime, table: Calendar) -> dict:
    is_running = matter.state not in STANDING_STILL
    return {
        "pk": matter.pk,
        "number": matter.number,
        "title": matter.title,
        "category": matter.category.full_name if matter.category else "",
        "state": matter.state,
        "may_be_dispatched": matter.state in (State.ACCEPTED, State.REFUSED),
        "due_at": matter.due_at,
        "first_due_at": matter.first_due_at if matter.first_due_at != matter.due_at else None,
        "left": due_words(matter.due_at, now, table) if is_running else {},
        "place": matter.place.name,
        "office": matter.office.name if matter.office else "",
        "received_at": matter.received_at,
        "is_urgent": matter.urgency != Urgency.NORMAL,
        "urgency": matter.get_urgency_display(),
    }
