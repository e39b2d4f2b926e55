"""What of the burden register waits for somebody: requests to review, complaints to answer."""

from datetime import datetime

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.models import CollectionRequest
from yinuo.duties.queries.burden import mine_to_review, visible_complaints
from yinuo.duties.words.burden import ComplaintState, RequestState
from yinuo.kernel.actor import Actor

MOST = 100


def reviewing(actor: Actor, _now: datetime) -> list[dict]:
    """Headings with a count; one query, none for who speaks for no office."""
    wanted = mine_to_review(actor)
    if wanted is None:
        return []
    parts = [
        _keys("request", CollectionRequest.objects.filter(wanted, state=RequestState.REVIEWING)),
        _keys("complaint", visible_complaints(actor).filter(state=ComplaintState.FILED)),
    ]
    found = [kind for kind, _pk in parts[0].union(parts[1], all=True)]
    told = {
        "request": (_("等您审核的要表"), "table", f"{reverse('desk:burden')}?show=review"),
        "complaint": (_("等您答复的减负投诉"), "message-report", reverse("desk:burden_complaints")),
    }
    return [
        {"word": word, "icon": icon, "url": url, "count": min(found.count(kind), MOST)}
        for kind, (word, icon, url) in told.items()
        if kind in found
    ]


def _keys(kind: str, found):
    return found.order_by().annotate(waits=Value(kind)).values_list("waits", "pk")[:MOST]
