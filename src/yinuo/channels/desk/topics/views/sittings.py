"""One sitting: its agenda, which units were there, its minutes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Actor
from yinuo.meetings.models import Sitting
from yinuo.meetings.queries.topics import sittings_of
from yinuo.meetings.rules.topics import has_quorum
from yinuo.meetings.words.topics import SittingState

from ...inspection.sight import known_url
from ...walking import buttons
from .. import showing
from ..verbs import VERBS


def sitting_of(actor: Actor, pk: int) -> Sitting:
    """A sitting that he sees; 404 for all others."""
    return get_object_or_404(sittings_of(actor), pk=pk)


@open_to(MEMBERS)
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda before it, attendance by unit and the minutes after it."""
    today = timezone.localdate()
    one = showing.dressed_sitting(sitting_of(request.actor, pk), today)
    verbs = (
        ["hold_sitting", "cancel_sitting"] if one.state == SittingState.CALLED else ["write_minutes", "hold_sitting"]
    )
    acts = buttons(
        request.actor, one, verbs, lambda verb: reverse("desk:sitting_step", args=[pk, verb]), "meetings", VERBS
    )
    if acts:
        acts[0]["tone"] = acts[0]["tone"] or "primary"
    topics = [showing.dressed(topic, today) for topic in one.topics.order_by("pk")]
    shown = {
        "sitting": one, "acts": acts, "topics": topics, "presences": list(one.presences.select_related("unit")),
        "has_quorum": one.seats is not None and has_quorum(one.present, one.seats),
        "file_url": known_url("excel:minutes_file", pk) if one.state == SittingState.MINUTED else "",
    }  # fmt: skip
    return render(request, "desk/topics/sitting.html", shown)
