"""What of rectification waits for somebody: items of his office, items to check, extensions to decide."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.flow.rectification import WITH_OFFICE
from yinuo.duties.models import Item, MoreTime
from yinuo.duties.queries import rectification as reading
from yinuo.duties.words.rectification import ItemState
from yinuo.kernel.actor import Actor, Role

from ..house.waits import Waits

SOON = timedelta(days=7)


def rectification(actor: Actor, now: datetime) -> list[Waits]:
    """Headings of the doing office, of who checks, and of who runs the campaign."""
    if not actor.granted(Role.HANDLER, Role.VERIFIER, Role.ORGANISER):
        return []
    today = now.date()
    mine = Item.objects.filter(reading.handled_by(actor))
    open_ = mine.filter(state__in=WITH_OFFICE)
    listing = Q(pk=None)
    for grant in actor.granted(Role.ORGANISER):
        if grant.org:
            listing |= Q(item__campaign__org__path__gte=grant.org, item__campaign__org__path__lt=grant.org + "~")
    items, soon = reverse("desk:rectification_items"), open_.filter(due_on__gte=today, due_on__lte=today + SOON)
    check, asked = Item.objects.filter(reading.to_check(actor)), MoreTime.objects.filter(listing, is_granted=None)
    return [
        Waits(_("待承诺的整改事项"), "rubber-stamp", items, [mine.filter(state=ItemState.LISTED)]),
        Waits(_("过了承诺日子的整改事项"), "urgent", items, [open_.filter(due_on__lt=today)]),
        Waits(_("七天内到期的整改事项"), "calendar-due", items, [soon]),
        Waits(_("待验收、待回头看"), "eye-check", f"{items}?show=check", [check]),
        Waits(_("待批的整改延期"), "clock", reverse("desk:rectifications"), [asked]),
    ]
