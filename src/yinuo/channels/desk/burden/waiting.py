"""What of the burden register waits for somebody: requests to review, complaints to answer."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.models import CollectionRequest
from yinuo.duties.queries.burden import mine_to_review, visible_complaints
from yinuo.duties.words.burden import ComplaintState, RequestState
from yinuo.kernel.actor import Actor

from ..house.waits import Waits


def burden(actor: Actor, _now: datetime) -> list[Waits]:
    """Headings for who speaks for an office."""
    wanted = mine_to_review(actor)
    if wanted is None:
        return []
    requests = CollectionRequest.objects.filter(wanted, state=RequestState.REVIEWING)
    complaints = visible_complaints(actor).filter(state=ComplaintState.FILED)
    return [
        Waits(_("等您审核的要表"), "table", f"{reverse('desk:burden')}?show=review", [requests]),
        Waits(_("等您答复的减负投诉"), "message-report", reverse("desk:burden_complaints"), [complaints]),
    ]
