"""What of suggestion boxes waits for somebody: a box to be opened, an opening to be confirmed, a box that was forgotten."""

from datetime import datetime

from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.matters.box_words import BoxState, OpeningState
from yinuo.matters.boxes import supervised
from yinuo.matters.models import Box, Opening

MOST = 100


def waiting(actor: Actor, now: datetime) -> list[dict]:
    """Headings with a count; one query, none for who is no member."""
    if actor.member is None:
        return []
    today, mine = now.date(), Q(first=actor.member) | Q(second=actor.member)
    parts = [
        _keys("due", Box.objects.filter(mine, state=BoxState.HANGING, next_on__lte=today)),
        _keys("confirm", Opening.objects.filter(second=actor.member, state=OpeningState.OPENED)),
        _keys("letters", Opening.objects.filter(mine, state=OpeningState.CONFIRMED)),
    ]
    if (above := supervised(actor)) is not None:
        parts.append(_keys("forgotten", Box.objects.filter(above, forgotten_on__lte=today)))
    found: dict[str, list[int]] = {}
    for kind, pk in parts[0].union(*parts[1:], all=True):
        found.setdefault(kind, []).append(pk)
    lists = reverse("desk:boxes")
    told = {
        "due": (_("该开的意见箱"), "mail", lambda pk: reverse("desk:box", args=[pk])),
        "confirm": (_("等您确认的开箱"), "user-check", lambda pk: reverse("desk:box_opening", args=[pk])),
        "letters": (_("还没登记完的来信"), "pencil", lambda pk: reverse("desk:box_opening", args=[pk])),
        "forgotten": (_("两期没有开箱记录的意见箱"), "alert-triangle", lambda _pk: f"{lists}?show=forgotten"),
    }
    return [
        {"word": word, "icon": icon, "url": url(found[kind][0]), "count": min(len(found[kind]), MOST)}
        for kind, (word, icon, url) in told.items()
        if kind in found
    ]


def _keys(kind: str, found):
    return found.order_by().annotate(waits=Value(kind)).values_list("waits", "pk")[:MOST]
