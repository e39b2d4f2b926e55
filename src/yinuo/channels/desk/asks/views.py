"""What neighbours asked of my group, one request, its three acts; and bare counts for those above."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yinuo.acts.canon import reference
from yinuo.acts.ledger import last
from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Role
from yinuo.kernel.errors import NotNow
from yinuo.matters import neighbours
from yinuo.matters.flow import ASK
from yinuo.matters.models import Ask

from . import showing
from .forms import FORMS, RUN

SHOWN = 50


@never_cache
@open_to(Role.HANDLER)
def asks(request: HttpRequest) -> HttpResponse:
    """What waits for my group, and what ended lately. Nothing here counts down: neighbours are not a work list."""
    waiting = showing.rows(list(neighbours.asked_of(request.actor, is_open=True)[:SHOWN]))
    ended = showing.rows(list(neighbours.asked_of(request.actor, is_open=False)[:SHOWN]))
    return render(request, "desk/asks/asks.html", {"waiting": waiting, "ended": ended})


@open_to(Role.ORGANISER, Role.COORDINATOR, Role.LEADER)
def ask_counts(request: HttpRequest) -> HttpResponse:
    """How many were asked, settled and passed on, by quarter; no words, no groups, no share of a few."""
    shown = {"quarters": neighbours.quarters(request.actor), "smallest": neighbours.SMALLEST}
    return render(request, "desk/asks/ask_counts.html", shown)


def _mine(request: HttpRequest, pk: int) -> Ask:
    return get_object_or_404(neighbours.visible_to(request.actor).select_related("group__place", "building"), pk=pk)


@never_cache
@open_to(Role.HANDLER)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: the neighbour's words, when to talk, what came of it."""
    found = _mine(request, pk)
    shown = {
        "ask": found,
        "state": showing.state(found),
        "where": showing.where(found),
        "facts": showing.facts(found),
        "results": showing.results(found),
        "acts": showing.buttons(found, request.actor),
        "entries": showing.course(found),
    }
    return render(request, "desk/asks/ask.html", shown)


@never_cache
@open_to(Role.HANDLER)
def ask_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The form of one act. What was typed stays when it was too late or unfit."""
    if verb not in FORMS:
        raise Http404
    found, is_sent = _mine(request, pk), request.method == "POST"
    seen = None if is_sent else last(reference(found))[0]
    form = FORMS[verb](request.POST if is_sent else None, seen=seen)
    status = 200
    try:
        if not is_sent:
            ASK.check(found.state, verb)
        elif form.is_valid() and form.attempt(RUN[verb], found, request.actor):
            messages.success(request, _("已记录：{verb}。").format(verb=form.heading))
            return redirect("desk:ask", pk=pk)
        else:
            status = 422
    except NotNow as late:
        status = 409
        if not is_sent:
            messages.warning(request, late.sentence)
            return redirect("desk:ask", pk=pk)
        form.add_error(None, late.sentence)
    shown = {"form": form, "ask": found, "verb": verb, "where": showing.where(found)}
    return render(request, "desk/asks/ask_step.html", shown, status=status)
