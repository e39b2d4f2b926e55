"""The forms of every verb of the burden register."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import CollectionRequest
from yinuo.duties.policy.burden import WORKERS
from yinuo.duties.queries import burden as queries
from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Organisation

from ..walking import Crumbs, Way, walk
from .forms import COMPLAINT_FORMS, NEW_FORMS, REQUEST_FORMS
from .views import request_of


def crumbs() -> Crumbs:
    """From the register."""
    return [(reverse("desk:burden"), _("要表登记和减负"))]


def _office(actor: Actor, asked: str, *roles: Role) -> Organisation:
    """The office that is asked for, else the outermost of the actor's own; 404 for who has none."""
    paths = sorted({grant.org for grant in actor.granted(*roles) if grant.org})
    known = Organisation.objects.on(timezone.localdate()).select_related("place")
    found = known.filter(pk=int(asked)) if asked.isdigit() else known.filter(path__in=paths[:1])
    office = found.first()
    if office is None:
        raise Http404
    return office


@open_to(*WORKERS)
def request_figures(request: HttpRequest) -> HttpResponse:
    """My office asks units for a form or figures."""
    office = _office(request.actor, request.GET.get("org", ""), *WORKERS)
    way = Way(office, NEW_FORMS, reverse("desk:burden"), crumbs(), lead=office.name)
    answer = walk(request, way, "request_figures")
    made = CollectionRequest.objects.filter(requester=office).order_by("-pk").first()
    if answer.status_code == 302 and made is not None:
        return redirect("desk:burden_request", pk=made.pk)
    return answer


@open_to(Role.ORGANISER, Role.ADMINISTRATOR)
def name_relief_office(request: HttpRequest) -> HttpResponse:
    """Which office does the work of the 减负办: `?org=` says which."""
    office = _office(request.actor, request.GET.get("org", ""), Role.ORGANISER, Role.ADMINISTRATOR)
    way = Way(office, NEW_FORMS, reverse("desk:burden"), crumbs(), lead=office.name)
    return walk(request, way, "name_relief_office")


@open_to(MEMBERS)
def burden_request_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done with a request."""
    asked = request_of(request.actor, pk)
    back = reverse("desk:burden_request", args=[pk])
    way = Way(asked, REQUEST_FORMS, back, [*crumbs(), (back, asked.title)], lead=asked.requester.name)
    return walk(request, way, verb)


@open_to(*WORKERS)
def burden_complaint_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A complaint is answered by the office it came to; nobody else knows that it is there."""
    complaint = get_object_or_404(queries.visible_complaints(request.actor), pk=pk)
    back = reverse("desk:burden_complaints")
    way = Way(complaint, COMPLAINT_FORMS, back, [*crumbs(), (back, _("减负投诉"))], lead=complaint.get_cause_display())
    return walk(request, way, verb)
