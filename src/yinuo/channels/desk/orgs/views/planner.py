"""The branch planner: choose a department, see three set-ups side by side, propose one; nothing changes by itself."""

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Left, Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Role
from yinuo.kernel.errors import NotNow
from yinuo.orgs.models import SEGMENT, Coverage, Organisation
from yinuo.orgs.queries.tree import latest_counts
from yinuo.orgs.words import Kind

from ...walking import Way, check, may, shown_form
from ..forms.filters import PlannerFilter
from ..forms.planner import Propose, Weights
from ..seeing import here, kept, seen

PER_PAGE = 50
READERS = (Role.ORGANISER, Role.HANDLER, Role.ADMINISTRATOR, Role.LEADER)


@open_to(*READERS)
def planner(request: HttpRequest) -> HttpResponse:
    """The departments with sections, and whether enough is recorded to plan."""
    now = here(request)
    form = PlannerFilter(request.GET)
    form.is_valid()
    code = now.county.code if now.county else "-"
    found = _departments(seen(request.actor).on(now.today).filter(place__code__startswith=code))
    if words := form.cleaned_data.get("q"):
        named = Organisation.objects.filter(name__contains=words)
        found = found.filter(parent__in=named.values("path"))
    page = Paginator(found.order_by("parent"), PER_PAGE).get_page(request.GET.get("page"))
    orgs = Organisation.objects.filter(path__in=[one["parent"] for one in page]).in_bulk(field_name="path")
    rows = [one | {"org": orgs[one["parent"]]} for one in page if one["parent"] in orgs]
    return render(
        request, "desk/orgs/planner.html", {"now": now, "form": form, "rows": rows, "page": page, "kept": kept(request)}
    )


def _departments(found: QuerySet[Organisation]) -> QuerySet:
    """Path of each department with how many sections it has, and of how many what the planner asks is recorded."""
    sections = found.filter(kind=Kind.SECTION).annotate(parent=Left("path", Length(F("path")) - SEGMENT)).order_by()
    return sections.values("parent").annotate(
        sections=Count("pk", distinct=True),
        described=Count("section", distinct=True),
        counted=Count("headcounts__org", distinct=True),
    )


@open_to(*READERS)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The sections of a department and the plans for them; with other weights in the address, for trying out."""
    from yinuo.orgs.queries.planner import branch_plans  # here, because it brings the solvers along

    department = get_object_or_404(seen(request.actor), pk=pk)
    today = timezone.localdate()
    form = Weights(request.GET)
    shown = {"department": department, "sections": _sections(request, department, today), "form": form}
    try:
        shown["found"] = branch_plans(department, today, weights=form.weights() if form.is_valid() else None)
    except NotNow as missing:
        shown["missing"] = missing.sentence
    shown["may_propose"] = may(request.actor, department, "propose")
    shown["query"] = form.query()
    return render(request, "desk/orgs/plan.html", shown)


def _sections(request: HttpRequest, department: Organisation, today) -> list[Organisation]:
    """What the planner knows of each section, with the ways to put it right."""
    below = Organisation.objects.under(department.path).on(today).filter(kind=Kind.SECTION)
    rows = list(below.select_related("section", "place").order_by("path"))
    counts = latest_counts([one.pk for one in rows], today)
    covered = {
        one.unit_id: one.branch for one in Coverage.objects.on(today).filter(unit__in=rows).select_related("branch")
    }
    may_change = bool(rows) and may(request.actor, rows[0], "characterise")
    for one in rows:
        one.counted = counts.get(one.pk)
        one.known = getattr(one, "section", None)
        one.branch = covered.get(one.pk)
        one.may_change = may_change
    return rows


@open_to(Role.HANDLER, Role.ORGANISER)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the plans as a proposal to the superior, with names that can be changed."""
    department = get_object_or_404(seen(request.actor), pk=pk)
    check(request.actor, department, "propose")
    back = f"{reverse('desk:plan', args=[pk])}?{request.GET.urlencode()}"
    crumbs = [(reverse("desk:planner"), _("支部设置方案")), (back, department.name)]
    way = Way(department, {}, back, crumbs, lead=department.name)
    given = {"subject": department, "actor": request.actor, "today": timezone.localdate(), "asked": request.GET.dict()}
    if request.method != "POST":
        form = Propose(**given)
        if not form.drafts:
            raise Http404
        return shown_form(request, way, form)
    form = Propose(request.POST, **given)
    made = form.perform() if form.is_valid() else None
    if made is None:
        return shown_form(request, way, form, status=422)
    return redirect("desk:proposal", pk=made.pk)
