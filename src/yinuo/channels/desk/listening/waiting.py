"""What of listening days waits for somebody: opinions without an answer, results to be told back, months without a day."""

from collections import Counter
from datetime import datetime

from django.db.models import Exists, OuterRef, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.policy.listening import HOLDERS
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.words.listening import DayState

MOST = 100


def listening_waits(actor: Actor, now: datetime) -> list[dict]:
    """Headings for whoever convenes listening days; one query."""
    if not actor.holds(*HOLDERS):
        return []
    days = asking.days_of(actor).order_by().values("pk")
    opinions = Opinion.objects.filter(day__in=days).order_by()
    month = ListeningDay.objects.filter(
        place=OuterRef("place"), starts_at__year=now.year, starts_at__month=now.month
    ).exclude(state=DayState.CALLED_OFF)
    unplanned = asking.communities_of(actor, now.date(), *HOLDERS).order_by().filter(~Exists(month))
    kinds = [
        ("answer", opinions.filter(asking.without_answer())), ("tell", opinions.filter(asking.untold())),
        ("plan", unplanned),
    ]  # fmt: skip
    asked = [found.annotate(waits=Value(kind)).values_list("waits", "pk")[:MOST] for kind, found in kinds]
    counts = Counter(kind for kind, _pk in asked[0].union(*asked[1:], all=True))
    url = reverse("desk:listening_days")
    told = [
        ("answer", _("没有答复方式的意见"), "message-report"), ("tell", _("要反馈结果的意见"), "corner-up-left"),
        ("plan", _("本月还没有排民情沟通日"), "calendar-plus"),
    ]  # fmt: skip
    return [
        {"word": word, "icon": icon, "url": url, "count": counts[kind]} for kind, word, icon in told if counts[kind]
    ]
