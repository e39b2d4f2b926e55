"""The list of projects, and one with its stages, opinions, work and what households ask (M12)."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import Project
from yinuo.duties.queries.campaigns import asked, projects_of
from yinuo.duties.rules.campaigns import given
from yinuo.duties.words.campaigns import ABOUTS
from yinuo.kernel.actor import Actor
from yinuo.matters.models import Matter
from yinuo.matters.queries import seen_by
from yinuo.matters.words import STATES

from ...offices import offices_of
from ...orgs.seeing import kept
from ...walking import buttons
from .. import showing
from ..verbs import VERBS
from .step import LEADERS

PER_PAGE, MOST_MATTERS = 50, 30


@open_to(MEMBERS)
def projects(request: HttpRequest) -> HttpResponse:
    """Projects of my offices and area, the newest first."""
    found = projects_of(request.actor).annotate(asked_count=Count("asked")).order_by("-opened_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    for one in page:
        showing.dressed(one, showing.PROJECT_LOOKS)
        one.due_words = showing.what_is_due(one, today)
    orgs = list(offices_of(request.actor, *LEADERS)) if request.actor.granted(*LEADERS) else []
    return render(request, "desk/campaigns/projects.html", {"page": page, "kept": kept(request), "orgs": orgs})


@open_to(MEMBERS)
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project in the law's order. What each household got is nowhere here."""
    found = get_object_or_404(projects_of(request.actor).select_related("checked_by"), pk=pk)
    showing.dressed(found, showing.PROJECT_LOOKS)
    today, actor = timezone.localdate(), request.actor
    opinions = list(found.opinions.all())
    for one in opinions:
        one.project = found
        one.acts = _buttons(actor, one, ["answer_opinion"], "project_opinion_step") if not found.opinions_on else []
    shown = {
        "project": found, "line": showing.line(found), "due": showing.what_is_due(found, today),
        "acts": showing.project_acts(found, actor, today), "opinions": opinions, "work": _work(found, actor, today),
        "asked": [(ABOUTS[one.about], one) for one in asked(found)], "matters": _matters(found, actor), "law": given()["source"],
        "public_url": reverse("portal:campaign_project", args=[pk]) if found.published_on else "",
    }  # fmt: skip
    return render(request, "desk/campaigns/project.html", shown)


def _buttons(actor: Actor, one, verbs: list[str], name: str) -> list[dict]:
    return buttons(actor, one, verbs, lambda verb: reverse(f"desk:{name}", args=[one.pk, verb]), "duties", VERBS)


def _work(project: Project, actor: Actor, today) -> list:
    rows = list(project.steps.select_related("office"))
    for one in rows:
        one.project = project
        showing.dressed(one, showing.STEP_LOOKS)
        one.is_late = one.state == "set" and one.due_on < today
        one.acts = _buttons(actor, one, ["finish_project_step", "cancel_project_step"], "project_work_step")
    return rows


def _matters(project: Project, actor: Actor) -> list:
    """Those matters that he may see anyhow."""
    rows = Matter.objects.filter(seen_by(actor), campaign_project__project=project).order_by("-received_at")
    found = list(rows.select_related("campaign_project")[:MOST_MATTERS])
    for one in found:
        one.about_word, one.state_word = ABOUTS[one.campaign_project.about], STATES[one.state]
    return found
