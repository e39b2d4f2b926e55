"""The levels of a county's linkage, drawn from the top down, with the bodies of a place; laying new ones."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Role
from yinuo.orgs import queries
from yinuo.orgs.models import Chain
from yinuo.orgs.words import KINDS, Kind
from yinuo.places.models import Place

from ...walking import Way, may, walk
from ..forms import by_verb
from ..forms.structure import LayChain
from ..seeing import Here, here

LAY = by_verb(LayChain)
DEEPEST = 400
"""Places to choose from in one county."""


@open_to(MEMBERS)
def chains(request: HttpRequest) -> HttpResponse:
    """The chain in force; with `?place=` the body of each level there."""
    now = here(request)
    if now.county is None:
        raise Http404
    place = _place(request, now)
    bodies = queries.chain_bodies((place or now.county).code, now.day)
    rungs = [
        {
            "order": level.order,
            "title": level.title,
            "kind": KINDS[Kind(level.kind)],
            "body": body if place else None,
            "asked": place is not None,
        }
        for level, body in bodies
    ]
    places = Place.objects.on(now.day).under(now.county.code).filter(level__in=["town", "community"])
    shown = {
        "now": now,
        "place": place,
        "rungs": rungs,
        "chain": bodies[0][0].chain if bodies else None,
        "places": places.order_by("code")[:DEEPEST],
        "former": Chain.objects.filter(place=now.county, valid_to__lt=now.today).order_by("-valid_from")[:5],
        "may_lay": now.is_today and may(request.actor, now.county, "lay_chain"),
    }
    return render(request, "desk/orgs/chains.html", shown)


def _place(request: HttpRequest, now: Here) -> Place | None:
    """The town, community or grid asked for, if it lies in this county."""
    code = request.GET.get("place", "")
    if not code or not code.startswith(now.county.code):
        return None
    return Place.objects.on(now.day).filter(code=code).first()


@open_to(Role.ORGANISER, Role.ADMINISTRATOR)
def lay_chain(request: HttpRequest) -> HttpResponse:
    """New levels for the county, from today on."""
    now = here(request)
    if now.county is None:
        raise Http404
    back = f"{reverse('desk:chains')}?county={now.county.code}"
    return walk(request, Way(now.county, LAY, back, [(back, _("联动层级"))], lead=now.county.name), "lay_chain")
