"""Registering on behalf of a resident; the slip is shown and printed once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Role
from yinuo.matters import emergency
from yinuo.matters.models import Matter
from yinuo.matters.words import State

from ..forms.registering import RegisterOnBehalf
from .slips import no_store, slip_shown

REGISTER = (Role.COMMUNITY_WORKER, Role.COORDINATOR, Role.HANDLER)


@open_to(*REGISTER)
def register(request: HttpRequest) -> HttpResponse:
    """One form; its answer is the slip to print or to read out."""
    form = RegisterOnBehalf(request.POST or None, actor=request.actor, now=timezone.localtime())
    matter = form.perform() if form.is_valid() else None
    if matter is not None:
        shown = slip_shown(request, matter) | {"calls": _calls(matter)}
        return no_store(render(request, "desk/registered.html", shown))
    return render(request, "desk/register.html", {"form": form}, status=422 if form.is_bound else 200)


def _calls(matter: Matter) -> list[dict]:
    """The numbers that the words call for, unless a service has been told already."""
    return [] if matter.state == State.TRANSFERRED else emergency.heard(matter.words)
