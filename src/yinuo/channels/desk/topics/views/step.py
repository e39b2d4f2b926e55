"""The forms of every verb, by what the verb is done to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.meetings.models import Topic
from yinuo.meetings.queries.topics import claims_of

from ...walking import Crumbs, Way, walk
from ..forms import CLAIM_FORMS, COUNCIL_FORMS, SITTING_FORMS, TOPIC_FORMS
from .councils import body_of
from .sittings import sitting_of
from .topics import topic_of, topic_url


def _councils() -> Crumbs:
    return [(reverse("desk:councils"), _("议事机构"))]


def _topics(topic: Topic) -> Crumbs:
    return [(reverse("desk:topics"), _("议题")), (topic_url(topic.pk), topic.title)]


@open_to(MEMBERS)
def council_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a body: a topic proposed, a sitting called, its rhythm laid down."""
    body = body_of(request.actor, pk)
    back = reverse("desk:council", args=[pk])
    answer = walk(request, Way(body, COUNCIL_FORMS, back, [*_councils(), (back, body.name)], lead=body.name), verb)
    if answer.status_code != 302:
        return answer
    if verb == "propose_topic" and (made := Topic.objects.filter(body=body).order_by("-pk").first()):
        return redirect("desk:topic", pk=made.pk)
    if verb == "call_sitting" and (made := body.sittings.order_by("-pk").first()):
        return redirect("desk:sitting", pk=made.pk)
    return answer


@open_to(MEMBERS)
def topic_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a topic."""
    topic = topic_of(request.actor, pk)
    return walk(request, Way(topic, TOPIC_FORMS, topic_url(pk), _topics(topic), lead=topic.title), verb)


@open_to(MEMBERS)
def sitting_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a sitting."""
    sitting = sitting_of(request.actor, pk)
    back = reverse("desk:sitting", args=[pk])
    crumbs = [*_councils(), (reverse("desk:council", args=[sitting.body_id]), sitting.body.name), (back, _("会议"))]
    return walk(request, Way(sitting, SITTING_FORMS, back, crumbs, lead=sitting.body.name), verb)


@open_to(MEMBERS)
def claim_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What becomes of what a unit took on."""
    claim = get_object_or_404(claims_of(request.actor), pk=pk)
    back = f"{topic_url(claim.topic_id)}#claims"
    return walk(request, Way(claim, CLAIM_FORMS, back, _topics(claim.topic), lead=f"{claim.unit} {claim.what}"), verb)
