"""What of rectification waits for somebody: items of his office, items to check, extensions and lists to decide."""

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.flow.rectification import WITH_OFFICE
from yinuo.duties.models import Item
from yinuo.duties.queries import rectification as reading
from yinuo.duties.words.rectification import ItemState
from yinuo.kernel.actor import Actor, Role

CONCERNED = (Role.HANDLER, Role.VERIFIER, Role.ORGANISER)
MOST = 100


def rectified(actor: Actor, now: datetime) -> list[dict]:
    """Headings with counts; one query, none for who has no such role."""
    if not actor.granted(*CONCERNED):
        return []
    today = now.date()
    mine = reading.handled_by(actor) & Q(state__in=WITH_OFFICE)
    listing = Q(pk=None)
    for grant in actor.granted(Role.ORGANISER):
        if grant.org:
            listing |= Q(campaign__org__path__gte=grant.org, campaign__org__path__lt=grant.org + "~")
    kinds = {
        "promise": reading.handled_by(actor) & Q(state=ItemState.LISTED),
        "late": mine & Q(due_on__lt=today),
        "due": mine & Q(due_on__gte=today, due_on__lte=today.fromordinal(today.toordinal() + 7)),
        "check": reading.to_check(actor),
        "time": listing & Q(moretimes__is_granted=None, moretimes__isnull=False),
    }
    found = Item.objects.aggregate(
        **{name: Count("pk", filter=wanted, distinct=True) for name, wanted in kinds.items()}
    )
    items = reverse("desk:rectification_items")
    told = {
        "promise": (_("待承诺的整改事项"), "rubber-stamp", items),
        "late": (_("过了承诺日子的整改事项"), "urgent", items),
        "due": (_("七天内到期的整改事项"), "calendar-due", items),
        "check": (_("待验收、待回头看"), "eye-check", f"{items}?show=check"),
        "time": (_("待批的整改延期"), "clock", reverse("desk:rectifications")),
    }
    return [
        {"word": word, "icon": icon, "url": url, "count": min(found[name], MOST)}
        for name, (word, icon, url) in told.items()
        if found[name]
    ]
