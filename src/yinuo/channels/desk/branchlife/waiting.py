"""What of branch life waits for somebody on the home page."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.meetings.queries import waiting_of

from ..house.waits import Waits


def branch_life(actor: Actor, now: datetime) -> list[Waits]:
    """Meetings due, reports to write, activities with open sign-ups, for who keeps a branch's records."""
    words = {"due": _("本期要记的组织生活"), "reports": _("要写的述职报告"), "open": _("支部正在报名的活动")}
    icons = {"due": "calendar-due", "reports": "file-text", "open": "heart-handshake"}
    url = reverse("desk:branch_life")
    return [Waits(words[key], icons[key], url, rows) for key, rows in waiting_of(actor, now.date()).items()]
