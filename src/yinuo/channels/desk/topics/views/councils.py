"""The bodies that somebody sees and how they stand; one body with its sittings, topics and units."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Actor
from yinuo.matters.models import Matter
from yinuo.matters.words import State
from yinuo.meetings.models import Sitting, Topic
from yinuo.meetings.policy.topics import runs_body
from yinuo.meetings.queries.topics import Standing, bodies_of, standings, unit_records
from yinuo.meetings.words.topics import TRACKS, UNDECIDED, UNDONE
from yinuo.orgs.models import Organisation

from ...walking import buttons
from .. import showing
from ..verbs import VERBS

SHOWN = 20
NEAR = 100


def body_of(actor: Actor, pk: int) -> Organisation:
    """A body that he sees; 404 for all others."""
    return get_object_or_404(bodies_of(actor, timezone.localdate()), pk=pk)


@open_to(MEMBERS)
def councils(request: HttpRequest) -> HttpResponse:
    """The bodies by path: when they sit next, what ages there."""
    today = timezone.localdate()
    rows = standings(bodies_of(request.actor, today).order_by("path")[:NEAR], today)
    shown = [(one, *showing.next_words(one, today)) for one in rows]
    return render(request, "desk/topics/councils.html", {"rows": shown})


@open_to(MEMBERS)
def council(request: HttpRequest, pk: int) -> HttpResponse:
    """One body."""
    body, today = body_of(request.actor, pk), timezone.localdate()
    [standing] = standings([body], today)
    topics = list(Topic.objects.filter(body=body).order_by("-proposed_at", "-pk")[:NEAR])
    for one in topics:
        showing.dressed(one, today)
    sittings = [showing.dressed_sitting(one, today) for one in Sitting.objects.filter(body=body)[:SHOWN]]
    shown = {
        "body": body, "standing": standing, "next": showing.next_words(standing, today), "tally": _tally(standing, topics),
        "waiting": [one for one in topics if one.state in UNDECIDED + UNDONE], "sittings": sittings,
        "records": unit_records(body, today), "raised": _raised(request.actor, body),
        "acts": buttons(
            request.actor, body, ["propose_topic", "call_sitting", "set_rhythm"],
            lambda verb: reverse("desk:council_step", args=[pk, verb]), "meetings", VERBS,
        ),
    }  # fmt: skip
    return render(request, "desk/topics/council.html", shown)


def _tally(standing: Standing, topics: list[Topic]) -> list[tuple[str, int]]:
    counts = [(str(word), sum(one.track == track for one in topics)) for track, word in TRACKS.items()]
    return [*counts, (_("议而不决"), standing.undecided), (_("议而不办"), standing.undone)]


def _raised(actor: Actor, body: Organisation) -> list[Matter]:
    """Matters that came up the chain to this body and wait: they may become topics (M08)."""
    if not runs_body(actor, body):
        return []
    found = Matter.objects.filter(office_path=body.path, state=State.ESCALATED, topics=None)
    return list(found.order_by("received_at")[:SHOWN])
