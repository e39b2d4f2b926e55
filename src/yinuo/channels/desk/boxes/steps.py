"""The forms of every verb of a box, an opening and a letter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.days import long_day
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Actor, Role
from yinuo.matters.box_policy import WORKERS
from yinuo.matters.models import Box, Opening
from yinuo.orgs.models import Organisation

from ..walking import Crumbs, Way, walk
from .forms import BOX_FORMS, LETTER_FORMS, OPENING_FORMS, PLACE_FORMS
from .views import box_of, letter_of, opening_of


def crumbs_to(box: Box, opening: Opening | None = None) -> Crumbs:
    """From the list to a box, and to an opening."""
    crumbs = [(reverse("desk:boxes"), _("意见箱")), (reverse("desk:box", args=[box.pk]), str(box))]
    if opening is not None:
        crumbs.append((reverse("desk:box_opening", args=[opening.pk]), long_day(opening.on)))
    return crumbs


def offices(actor: Actor) -> list[Organisation]:
    """The offices at whose gates he may hang up a box, none below another."""
    paths = {grant.org for grant in actor.granted(*WORKERS) if grant.org}
    outer = [path for path in paths if not any(path != one and path.startswith(one) for one in paths)]
    return list(Organisation.objects.on(timezone.localdate()).filter(path__in=outer).order_by("path"))


@open_to(Role.HANDLER, Role.ORGANISER)
def place_box(request: HttpRequest) -> HttpResponse:
    """A box is hung up at the gate of one of my offices."""
    mine = offices(request.actor)
    asked = request.GET.get("org", "")
    org = mine[0] if mine else None
    if asked.isdigit():
        org = Organisation.objects.select_related("place").filter(pk=int(asked)).first()
    if org is None:
        raise Http404
    back = reverse("desk:boxes")
    return walk(request, Way(org, PLACE_FORMS, back, [(back, _("意见箱"))], lead=org.name), "place_box")


@open_to(MEMBERS)
def box_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a box. Whoever has opened it is led to the opening, whoever has published to the month."""
    box = box_of(request.actor, pk)
    answer = walk(request, Way(box, BOX_FORMS, reverse("desk:box", args=[pk]), crumbs_to(box), lead=str(box)), verb)
    if answer.status_code == 302 and verb == "open_box":
        return redirect("desk:box_opening", pk=box.openings.order_by("-pk").first().pk)
    return answer


@open_to(MEMBERS)
def box_opening_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done with an opening."""
    opening = opening_of(request.actor, pk)
    lead = _("{box} · {on}开箱").format(box=opening.box, on=long_day(opening.on))
    back = reverse("desk:box_opening", args=[pk])
    return walk(request, Way(opening, OPENING_FORMS, back, crumbs_to(opening.box, opening), lead=lead), verb)


@open_to(MEMBERS)
def box_letter_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A letter is answered: by the box's office, or by whoever received what is about that office."""
    letter, is_receiver = letter_of(request.actor, pk)
    back, crumbs = reverse("desk:box_opening", args=[letter.opening_id]), crumbs_to(letter.opening.box, letter.opening)
    if is_receiver and letter.matter_id:
        back, crumbs = reverse("desk:matter", args=[letter.matter.number]), []
    return walk(request, Way(letter, LETTER_FORMS, back, crumbs, lead=_("第{n}封").format(n=letter.number)), verb)
