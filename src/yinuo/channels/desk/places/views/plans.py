"""Plans of grids: made, looked at beside others, changed by hand, adopted or dropped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.acts.door import may
from yinuo.channels.doors import open_to
from yinuo.orgs.queries import thresholds
from yinuo.places import actions
from yinuo.places.models import GridPlan, Place
from yinuo.places.planning import terms_of
from yinuo.places.words import PlanState

from .. import forms
from ..planned import Planned, Priced, compared
from ..seeing import COMMUNITY, GRID, LOOKERS, seen
from .drawing import allowed, tried


@open_to(*LOOKERS)
def plan_grids(request: HttpRequest, code: str) -> HttpResponse:
    """Say how, and let the planner make a draft. Nothing changes before somebody adopts it."""
    today = timezone.localdate()
    community = seen(request.actor, code, COMMUNITY, today)
    allowed(request, "places.plan_grids", community)
    has_grids = Place.objects.under(code).on(today).filter(level=GRID).exists()
    form = forms.PlanGrids(thresholds(today), has_grids, request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = tried(form, actions.plan_grids, community, request.actor)
        if made is not None:
            messages.success(request, _("方案已经做好。先看看，改一改，满意了再采用；采用以前什么都没有变。"))
            return redirect("desk:grid_plan", pk=made.pk)
    shown = {"community": community, "form": form, "has_grids": has_grids}
    return render(request, "desk/places/plan_grids.html", shown, status=status)


def _plan(request: HttpRequest, pk: int) -> GridPlan:
    plan = get_object_or_404(GridPlan.objects.select_related("community"), pk=pk)
    seen(request.actor, plan.community.code, COMMUNITY, timezone.localdate())
    return plan


@open_to(*LOOKERS)
def grid_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: map, grids with their price, what moves, and how it stands beside the present and another draft."""
    plan = _plan(request, pk)
    return _page(request, plan)


def _page(request: HttpRequest, plan: GridPlan, *, form=None, adopting=None, status: int = 200) -> HttpResponse:
    planned = Planned(plan)
    others = GridPlan.objects.filter(community=plan.community).exclude(pk=plan.pk)[:10]
    beside = _beside(planned, list(others), request.GET.get("with", ""))
    is_draft = plan.state == PlanState.DRAFT and not planned.stale
    shown = {
        "plan": plan,
        "planned": planned,
        "rows": planned.rows(),
        "goings": planned.goings(),
        "map": planned.map(),
        "columns": beside,
        "lines": compared(beside, planned.terms) if len(beside) > 1 else [],
        "others": others,
        "form": form or forms.Move(planned),
        "picked": set(form.data.getlist("buildings")) if form else set(),
        "adopting": adopting or forms.Adopt(),
        "may_move": is_draft and may(request.actor, "places.move", plan) is None,
        "adopt_refusal": may(request.actor, "places.adopt", plan) if is_draft else "",
        "may_drop": plan.state == PlanState.DRAFT and may(request.actor, "places.drop", plan) is None,
        "is_draft": is_draft,
    }
    return render(request, "desk/places/grid_plan.html", shown, status=status)


def _beside(planned: Planned, others: list[GridPlan], asked: str) -> list[Priced]:
    """This plan, the grids of today priced alike, and another plan of the same community when asked for."""
    columns = [planned.priced(), planned.present()]
    if other := next((one for one in others if str(one.pk) == asked), None):
        columns.append(Priced(str(other.get_mode_display()), other.grids, other.cost, other.moved, other.pk))
    return [one for one in columns if one is not None]


@open_to(*LOOKERS)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Some buildings go to another grid of the draft; it is priced anew."""
    plan = _plan(request, pk)
    form = forms.Move(Planned(plan), request.POST)
    made, status = tried(form, actions.move, plan, request.actor)
    if made is None:
        plan.refresh_from_db()
        return _page(request, plan, form=form, status=status)
    number, count = form.cleaned_data["number"], len(form.cleaned_data["buildings"])
    messages.success(
        request, _("{count} 栋楼已经移到第 {number} 网格，重新算过了。").format(count=count, number=number)
    )
    return redirect("desk:grid_plan", pk=pk)


@open_to(*LOOKERS)
@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft becomes the grids."""
    plan = _plan(request, pk)
    form = forms.Adopt(request.POST)
    made, status = tried(form, actions.adopt, plan, request.actor)
    if made is None:
        plan.refresh_from_db()
        return _page(request, plan, adopting=form, status=status)
    messages.success(request, _("方案已经采用，网格和边界都已经生成。接着公示找谁、建党小组。"))
    return redirect("desk:community", code=plan.community.code)


@open_to(*LOOKERS)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody will adopt this draft."""
    plan = _plan(request, pk)
    actions.drop(plan, request.actor)
    messages.success(request, _("方案已经放弃，什么都没有变。"))
    return redirect("desk:grid_plans", code=plan.community.code)


@open_to(*LOOKERS)
def grid_plans(request: HttpRequest, code: str) -> HttpResponse:
    """All plans of a community, newest first."""
    community = seen(request.actor, code, COMMUNITY, timezone.localdate())
    plans = list(GridPlan.objects.filter(community=community)[:50])
    for plan in plans:
        terms = terms_of(plan)
        plan.in_band = sum(terms.low <= grid["households"] <= terms.high for grid in plan.grids)
    shown = {"community": community, "plans": plans}
    return render(request, "desk/places/grid_plans.html", shown)
