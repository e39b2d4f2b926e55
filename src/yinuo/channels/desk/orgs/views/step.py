"""The forms of every verb, by what the verb is done to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.orgs.models import Organisation, Post, Seat

from ...walking import Crumbs, Way, walk
from ..forms import APPOINTMENT_FORMS, ORG_FORMS, POST_FORMS, PROPOSAL_FORMS, SEAT_FORMS
from ..seeing import appointments, proposals, seen

PARTS = {
    "invite": "seats", "begin_term": "seats", "count": "members", "transfer": "members", "record_coverage": "members",
    "serve": "areas", "unserve": "areas", "gather": "areas", "open_post": "posts", "absorb": "history",
    "split_off": "history", "move_under": "history", "close_down": "history", "rename": "history",
}  # fmt: skip
"""Which part of an organisation's page shows what a verb has done."""


def page_of(org: Organisation, part: str = "") -> str:
    """The address of an organisation's page."""
    address = reverse("desk:organisation", args=[org.pk])
    return f"{address}?part={part}" if part else address


def crumbs_to(org: Organisation, part: str = "") -> Crumbs:
    """From the tree to an organisation."""
    return [(reverse("desk:structure"), _("组织体系")), (page_of(org, part), org.name)]


@open_to(MEMBERS)
def org_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an organisation."""
    org = get_object_or_404(seen(request.actor), pk=pk)
    part = PARTS.get(verb, "")
    way = Way(org, ORG_FORMS, page_of(org, part), crumbs_to(org, part), lead=org.name)
    return walk(request, way, verb)


@open_to(MEMBERS)
def seat_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a seat: by whoever fills it, or by the unit that is asked."""
    seats = Seat.objects.filter(body__in=seen(request.actor).values("pk")).select_related("body__place", "unit__place")
    seat = get_object_or_404(seats, pk=pk)
    lead = _("{body} · {kind} · {post}").format(body=seat.body.name, kind=seat.get_kind_display(), post=seat.post)
    way = Way(seat, SEAT_FORMS, page_of(seat.body, "seats"), crumbs_to(seat.body, "seats"), lead=lead)
    return walk(request, way, verb)


@open_to(MEMBERS)
def post_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a post of party work."""
    posts = Post.objects.filter(org__in=seen(request.actor).values("pk")).select_related("org__place")
    post = get_object_or_404(posts, pk=pk)
    back = reverse("desk:posts")
    way = Way(post, POST_FORMS, back, [(back, _("党务岗位"))], lead=f"{post.org.name} · {post.title}")
    return walk(request, way, verb)


@open_to(MEMBERS)
def appointment_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an appointment to a village."""
    appointment = get_object_or_404(appointments(request.actor), pk=pk)
    back = reverse("desk:appointments")
    lead = f"{appointment.village.name} · {appointment.post}"
    way = Way(appointment, APPOINTMENT_FORMS, back, [(back, _("驻村选派"))], lead=lead)
    return walk(request, way, verb)


@open_to(MEMBERS)
def proposal_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a proposal."""
    proposal = get_object_or_404(proposals(request.actor), pk=pk)
    back = reverse("desk:proposal", args=[proposal.pk])
    crumbs = [(reverse("desk:proposals"), _("支部设置申报")), (back, str(proposal))]
    return walk(request, Way(proposal, PROPOSAL_FORMS, back, crumbs, lead=str(proposal)), verb)
