"""What of suggestion boxes waits for somebody: a box to be opened, an opening to be confirmed, a box that was forgotten."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.matters.box_words import BoxState, OpeningState
from yinuo.matters.boxes import supervised
from yinuo.matters.models import Box, Opening

from ..house.waits import Waits


def boxes(actor: Actor, now: datetime) -> list[Waits]:
    """Headings of a keeper and of who stands above him."""
    if actor.member is None:
        return []
    today, mine = now.date(), Q(first=actor.member) | Q(second=actor.member)
    due = Box.objects.filter(mine, state=BoxState.HANGING, next_on__lte=today)
    confirm = Opening.objects.filter(second=actor.member, state=OpeningState.OPENED)
    letters = Opening.objects.filter(mine, state=OpeningState.CONFIRMED)
    above = supervised(actor)
    forgotten = [] if above is None else [Box.objects.filter(above, forgotten_on__lte=today)]
    return [
        Waits(_("该开的意见箱"), "mail", lambda pk: reverse("desk:box", args=[pk]), [due]),
        Waits(_("等您确认的开箱"), "user-check", _opening, [confirm]),
        Waits(_("还没登记完的来信"), "pencil", _opening, [letters]),
        Waits(_("两期没有开箱记录的意见箱"), "alert-triangle", f"{reverse('desk:boxes')}?show=forgotten", forgotten),
    ]


def _opening(pk: int) -> str:
    return reverse("desk:box_opening", args=[pk])
