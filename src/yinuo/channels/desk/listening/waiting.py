"""What of listening days waits for somebody: opinions without an answer, results to be told back, months without a day."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.policy.listening import HOLDERS
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.words.listening import DayState

from ..house.waits import Waits


def listening(actor: Actor, now: datetime) -> list[Waits]:
    """Headings for whoever convenes listening days."""
    if not actor.holds(*HOLDERS):
        return []
    days = asking.days_of(actor).order_by().values("pk")
    opinions = Opinion.objects.filter(day__in=days)
    month = ListeningDay.objects.filter(
        place=OuterRef("place"), starts_at__year=now.year, starts_at__month=now.month
    ).exclude(state=DayState.CALLED_OFF)
    unplanned = asking.communities_of(actor, now.date(), *HOLDERS).filter(~Exists(month))
    url = reverse("desk:listening_days")
    return [
        Waits(_("没有答复方式的意见"), "message-report", url, [opinions.filter(asking.without_answer())]),
        Waits(_("要反馈结果的意见"), "corner-up-left", url, [opinions.filter(asking.untold())]),
        Waits(_("本月还没有排民情沟通日"), "calendar-plus", url, [unplanned]),
    ]
