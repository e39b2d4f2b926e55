"""Central work as everybody may see it: projects with the law's stages and what was changed, checklists, a question, a rebound."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ...duties import actions
from ...duties.models import ChecklistItem, Recheck
from ...duties.queries.campaigns import asked, progress, published_projects
from ...duties.rules.campaigns import given, stages
from ...duties.rules.rechecks import look_back_on
from ...duties.words.campaigns import ABOUTS, CLEARED, PROJECT_STATES, About, ChecklistState, ProjectState
from ...kernel.actor import resident
from ...kernel.errors import NotNow, Unfit
from ...matters.actions.intake import slip_for
from ...places.models import Place
from ..doors import ANYONE, open_to
from . import rates
from .forms_campaigns import AskForm, ReboundForm
from .views_raising import raised_url

PER_PAGE = 50


@require_safe
@open_to(ANYONE)
def campaigns(request: HttpRequest) -> HttpResponse:
    """Projects whose plan was published, and campaigns with how much of their lists others have found done."""
    projects = published_projects().order_by("-published_on", "-pk")[:PER_PAGE]
    applying = ~Q(items__state=ChecklistState.EXEMPT)
    found = Recheck.objects.select_related("place", "org").annotate(
        all_count=Count("items", applying), cleared_count=Count("items", Q(items__state__in=CLEARED))
    )
    shown = {"projects": projects, "rechecks": found.order_by("-opened_at", "-pk")[:PER_PAGE]}
    return render(request, "portal/campaigns.html", shown)


@require_safe
@open_to(ANYONE)
def campaign_project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project: stages, the plan, opinions and what was changed, remedies, and how many asked what."""
    project = get_object_or_404(published_projects().select_related("checked_by"), pk=pk)
    order = [state for state, _article, _words in stages()]
    at = order.index(project.state) if project.state in order else len(order)
    line = [
        {"word": PROJECT_STATES[state], "article": article, "words": words, "is_done": order.index(state) < at,
         "is_here": state == project.state}
        for state, article, words in stages()
    ]  # fmt: skip
    opinions = project.opinions.all() if project.opinions_on else []
    shown = {
        "project": project, "line": line, "opinions": opinions, "law": given()["source"],
        "asked": [(ABOUTS[one.about], one) for one in asked(project)],
        "is_open": project.state not in (ProjectState.FINISHED, ProjectState.DROPPED),
        "is_commenting": project.state == ProjectState.CONSULTED and project.comments_until >= timezone.localdate(),
    }  # fmt: skip
    return render(request, "portal/campaign_project.html", shown)


@require_safe
@open_to(ANYONE)
def campaign_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: each item with its office and where it stands; from each a resident may say that it is back."""
    recheck = get_object_or_404(Recheck.objects.select_related("place", "org"), pk=pk)
    items = recheck.items.exclude(state=ChecklistState.EXEMPT).select_related("owner").order_by("pk")
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    earlier = f"?page={page.previous_page_number()}" if page.has_previous() else ""
    later = f"?page={page.next_page_number()}" if page.has_next() else ""
    shown = {
        "recheck": recheck, "far": progress(recheck), "page": page, "earlier_url": earlier, "later_url": later,
        "look_back": look_back_on(recheck.visited_on, recheck.look_back_days) if recheck.visited_on else None,
    }  # fmt: skip
    return render(request, "portal/campaign_recheck.html", shown)


@never_cache
@open_to(ANYONE)
def campaign_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A question, a wish for help or an objection about a project; no account."""
    project = get_object_or_404(published_projects(), pk=pk)
    form = AskForm(request.POST if request.method == "POST" else None, initial={"about": _about(request)})
    shown = {"project": project, "form": form}

    def act(key: UUID, place: Place | None, **told):
        actions.ask_about_project(project, resident(), key=key, slip=slip_for(key), place=place, **told)

    return _taken(request, form, project.place, act, "portal/campaign_ask.html", shown)


def _about(request: HttpRequest) -> str:
    asked_for = request.GET.get("about", "")
    return asked_for if asked_for in ABOUTS else About.QUESTION.value


@never_cache
@open_to(ANYONE)
def campaign_rebound(request: HttpRequest, pk: int) -> HttpResponse:
    """A resident says that an item has come back; no account."""
    item = get_object_or_404(ChecklistItem.objects.select_related("recheck__place", "owner"), pk=pk)
    form = ReboundForm(request.POST if request.method == "POST" else None)

    def act(key: UUID, place: Place | None, **told):
        actions.tell_rebound(item, resident(), key=key, slip=slip_for(key), place=place, **told)

    shown = {"item": item, "form": form}
    return _taken(request, form, item.recheck.place, act, "portal/campaign_rebound.html", shown)


def _taken(request: HttpRequest, form, around: Place, act, template: str, shown: dict) -> HttpResponse:
    """Asked, refused in words with everything kept, or taken in with a slip."""
    form.arrange(around)
    if request.method != "POST":
        return render(request, template, shown)
    if rates.is_over(request, "raise"):
        return rates.too_many(request, "raise")
    if not form.is_valid():
        return render(request, template, shown, status=422)
    told = form.given()
    key, place = told.pop("key"), told.pop("place", None)
    told.pop("seen", None)
    try:
        act(key, place, **told)
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return render(request, template, shown, status=422)
    except NotNow as problem:
        form.add_error(None, problem.sentence or _("现在不能提。"))
        form.renew()
        return render(request, template, shown, status=409)
    rates.count(request, "raise")
    return redirect(raised_url(key))
