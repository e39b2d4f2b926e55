"""Visits that I make or that come to my unit, and one of them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.supervision.queries import findings_of, visits_of
from yinuo.supervision.words import VISIT_STATES, VisitState

from ...orgs.seeing import kept
from .. import showing
from .plans import PER_PAGE, today

VERBS = ["hold_visit", "note_seen", "record_finding", "report_visit", "conclude_visit", "call_off_visit"]


@open_to(MEMBERS)
def supervision_visits(request: HttpRequest) -> HttpResponse:
    """What is planned comes first, by day."""
    found, state = visits_of(request.actor), request.GET.get("state", "")
    if state in set(VisitState):
        found = found.filter(state=state)
    page = Paginator(found.order_by("-planned_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [{"word": word, "url": f"?state={key}", "here": key == state} for key, word in VISIT_STATES.items()]
    shown = {
        "page": page, "kept": kept(request), "rows": [showing.dressed_visit(one, today()) for one in page],
        "tabs": [{"word": _("全部"), "url": "?", "here": not state}, *tabs],
    }  # fmt: skip
    return render(request, "desk/supervision/supervision_visits.html", shown)


@open_to(MEMBERS)
def supervision_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: the log, the report (for those who supervise), the conclusion, what was found."""
    visit = showing.dressed_visit(get_object_or_404(visits_of(request.actor), pk=pk), today())
    is_unit = request.actor.belongs_to(visit.unit.path)
    findings = findings_of(request.actor).filter(visit=visit).order_by("pk")
    shown = {
        "visit": visit, "notes": [] if is_unit else visit.notes.all(), "shows_report": not is_unit,
        "rows": [showing.dressed_finding(one, today()) for one in findings],
        "acts": showing.acts_on(request.actor, visit, "supervision_visit_step", VERBS, ("hold_visit", "note_seen", "conclude_visit")),
    }  # fmt: skip
    return render(request, "desk/supervision/supervision_visit.html", shown)
