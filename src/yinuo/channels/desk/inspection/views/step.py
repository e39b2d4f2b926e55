"""The forms of every verb of an inspection tour, by what the verb is done to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.inspection.models import Round, Visit
from yinuo.inspection.queries import gaps_of, rounds_of, sites_of
from yinuo.kernel.actor import Role

from ...walking import Crumbs, Way, walk
from ..forms import ENTER_FORMS, GAP_FORMS, ORDER_FORMS, ROUND_FORMS, SITE_FORMS, UNIT_FORMS, VISIT_FORMS
from ..sight import Sight, round_url
from .rounds import organised, round_of, unit_of

PART_OF = {
    "draw": "draw", "share_sites": "routes", "set_travel": "routes", "ask_routes": "routes", "rearrange": "routes",
    "adopt": "routes", "close_site": "routes", "lead_group": "routes", "set_out": "visits", "come_back": "visits",
    "call_meeting": "meeting", "invite_speaker": "meeting", "hold_meeting": "meeting",
}  # fmt: skip
"""Which part of the page of a round shows what a verb has done."""

PLANNED = ("ask_routes", "rearrange")


def crumbs_to(round: Round, part: str = "") -> Crumbs:
    """From the list to a round."""
    return [(reverse("desk:rounds"), _("集中观摩")), (round_url(round.pk, part), round.name)]


@open_to(Role.ORGANISER)
def order(request: HttpRequest) -> HttpResponse:
    """A round begins."""
    orgs = organised(request.actor)
    org = next((one for one in orgs if str(one.pk) == request.GET.get("org")), orgs[0] if orgs else None)
    if org is None:
        raise Http404
    back = reverse("desk:rounds")
    answer = walk(request, Way(org, ORDER_FORMS, back, [(back, _("集中观摩"))], lead=org.name), "order")
    if answer.status_code == 302 and (made := Round.objects.filter(org=org).order_by("-pk").first()):
        return redirect(round_url(made.pk))
    return answer


@open_to(MEMBERS)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Organisations take part."""
    round = round_of(request.actor, pk)
    way = Way(round.assessment, ENTER_FORMS, round_url(pk, "sites"), crumbs_to(round, "sites"), lead=round.name)
    return walk(request, way, "enter")


@open_to(MEMBERS)
def round_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a round. Who has asked for routes is led to where they appear."""
    round = round_of(request.actor, pk)
    part = PART_OF.get(verb, "")
    answer = walk(request, Way(round, ROUND_FORMS, round_url(pk, part), crumbs_to(round, part), lead=round.name), verb)
    newest = round.itineraries.order_by("-asked_at", "-pk").first() if verb in PLANNED else None
    if newest is not None and answer.status_code == 302:
        return redirect("desk:itinerary", pk=newest.pk)
    return answer


@open_to(MEMBERS)
def unit_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What a unit does: names a site, says what it changes."""
    sight, subject = unit_of(request.actor, pk)
    back = reverse("desk:unit", args=[pk])
    crumbs = [*crumbs_to(sight.round, "sites"), (back, subject.org.place.name)]
    return walk(request, Way(subject, UNIT_FORMS, back, crumbs, lead=subject.org.name), verb)


def _own(request: HttpRequest, round: Round, subject: int) -> None:
    """What a unit has is seen by itself and by whoever oversees the round; 404 for all others."""
    sight = Sight(round, request.actor)
    if not sight.sees_all and subject not in sight.own_keys:
        raise Http404


@open_to(MEMBERS)
def site_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a site."""
    found = sites_of(request.actor).select_related("subject__org__place", "subject__assessment__org", "round__org")
    site = get_object_or_404(found, pk=pk)
    _own(request, site.round, site.subject_id)
    back = reverse("desk:unit", args=[site.subject_id])
    crumbs = [*crumbs_to(site.round, "sites"), (back, site.subject.org.place.name)]
    return walk(request, Way(site, SITE_FORMS, back, crumbs, lead=site.name), verb)


@open_to(MEMBERS)
def visit_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Whether a group has seen a site."""
    found = Visit.objects.filter(group__round__in=rounds_of(request.actor).values("pk"))
    visit = get_object_or_404(found.select_related("group__round__org", "site"), pk=pk)
    lead = _("第{group}组 · {site}").format(group=visit.group.number, site=visit.site)
    round = visit.group.round
    way = Way(
        visit, VISIT_FORMS, f"{round_url(round.pk, 'visits')}#visit-{visit.pk}", crumbs_to(round, "visits"), lead=lead
    )
    return walk(request, way, verb)


@open_to(MEMBERS)
def gap_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """How a change goes on."""
    found = gaps_of(request.actor).select_related("subject__org__place", "subject__assessment__round")
    gap = get_object_or_404(found, pk=pk)
    _own(request, gap.subject.assessment.round, gap.subject_id)
    back = f"{reverse('desk:unit', args=[gap.subject_id])}#gaps"
    crumbs = [*crumbs_to(gap.subject.assessment.round, "gaps"), (back, gap.subject.org.place.name)]
    return walk(request, Way(gap, GAP_FORMS, back, crumbs, lead=gap.gap), verb)
