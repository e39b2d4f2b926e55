"""What waits for my units: seats they are invited to, and proposals to be decided."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Seat
from yinuo.orgs.words import SeatKind, SeatState

from ..record import TONES, seat_acts
from ..seeing import kept

PER_PAGE = 50


def of_my_units(actor: Actor) -> QuerySet[Seat]:
    """Seats in committees elsewhere that units of this handler are asked for or hold."""
    wanted = Q(pk=None)
    for grant in actor.granted(Role.HANDLER, Role.ORGANISER):
        if grant.org:
            wanted |= Q(unit__path__gte=grant.org, unit__path__lt=grant.org + "~")
    return Seat.objects.filter(wanted, kind=SeatKind.UNIT_MEMBER)


@open_to(Role.HANDLER, Role.ORGANISER)
def seats(request: HttpRequest) -> HttpResponse:
    """Seats of my units in joint committees: those to be confirmed first."""
    found = of_my_units(request.actor).exclude(state=SeatState.LEFT).select_related("body__place", "unit__place")
    page = Paginator(found.order_by("-state", "body__path", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows = sorted(page, key=lambda one: one.state != SeatState.INVITED)
    for one in rows:
        one.tone, one.icon = TONES[SeatState(one.state)]
        one.acts = seat_acts(request.actor, one)
    asked = sum(one.state == SeatState.INVITED for one in rows)
    return render(request, "desk/orgs/seats.html", {"rows": rows, "page": page, "asked": asked, "kept": kept(request)})
