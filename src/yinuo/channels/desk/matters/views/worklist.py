"""The work list, its search, its saved filters, and dispatching several matters at once."""

from urllib.parse import parse_qsl, urlencode

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from yinuo.acts.models import Entry
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel import codes
from yinuo.kernel.actor import Role
from yinuo.matters import queries
from yinuo.matters.models import Matter
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Member, SavedFilter
from yinuo.places.queries import calendar

from ..forms.bulk import BulkDispatch
from ..forms.worklist import WorkList
from ..keyset import ORDERS, PAGE, page_of
from ..showing import rows, with_shown
from .register import REGISTER


@open_to(MEMBERS)
def matters(request: HttpRequest) -> HttpResponse:
    """My work, filtered and paged by keyset. Six queries besides session, user and grants."""
    now = timezone.localtime()
    form = WorkList(request.GET, actor=request.actor, now=now)
    form.is_valid()
    order = ORDERS[form.cleaned_data.get("sort") or "due"]
    found = with_shown(form.matters())
    page = page_of(found, order, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    shown_rows = rows(page.rows, now, calendar())
    saved = list(SavedFilter.objects.filter(member=request.actor.member))
    shown = {
        "form": form,
        "rows": shown_rows,
        "saved": [
            {"pk": one.pk, "name": one.name, "query": one.query, "here": one.query == form.query()} for one in saved
        ],
        "query": form.query(),
        "earlier_url": f"?{form.query(before=page.before)}" if page.before else "",
        "later_url": f"?{form.query(after=page.after)}" if page.after else "",
        "may_choose": request.actor.holds(Role.COORDINATOR) and any(one["may_be_dispatched"] for one in shown_rows),
        "may_register": request.actor.holds(*REGISTER),
        **form.parts(),
    }
    return render(request, "desk/matters.html", shown)


@open_to(MEMBERS)
def search(request: HttpRequest) -> HttpResponse:
    """The box at the top: a number or a slip opens its matter, anything else lists."""
    typed = request.GET.get("q", "").strip()[:80]
    number = codes.read_matter_number(typed)
    mine = Matter.objects.filter(queries.works_on(request.actor))
    found = mine.filter(number=number).first() if number else None
    if found is None and (by_slip := queries.by_slip(typed)):
        found = mine.filter(pk=by_slip.pk).first()
    if found:
        return redirect("desk:matter", number=found.number)
    return redirect(f"{reverse('desk:matters')}?{urlencode({'q': typed})}")


@open_to(MEMBERS)
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep this list under a name."""
    known = {name for name in WorkList.base_fields}
    pairs = [(name, value) for name, value in parse_qsl(request.POST.get("query", "")) if name in known]
    query = urlencode(pairs)
    member = get_object_or_404(Member, pk=request.actor.member)
    staffing.save_filter(member, request.actor, name=request.POST.get("name", ""), query=query)
    return redirect(f"{reverse('desk:matters')}?{query}")


@open_to(MEMBERS)
@require_POST
def drop_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a kept list."""
    saved = get_object_or_404(SavedFilter.objects.select_related("member"), pk=pk, member=request.actor.member)
    staffing.drop_filter(saved.member, request.actor, saved=saved)
    return redirect("desk:matters")


@open_to(Role.COORDINATOR)
def bulk_dispatch(request: HttpRequest) -> HttpResponse:
    """One office for several matters; each is its own act with its own result."""
    now = timezone.localtime()
    form = BulkDispatch(request.POST or None, actor=request.actor, now=now)
    chosen = _chosen(request)
    if chosen and form.is_valid():
        results = form.perform(chosen)
        return render(
            request, "desk/bulk_dispatched.html", {"results": results, "done": sum(one.is_done for one in results)}
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/bulk_dispatch.html", {"form": form, "chosen": chosen}, status=status)


def _chosen(request: HttpRequest) -> list[tuple[Matter, int]]:
    """The ticked matters of mine with the entry seen of each. GET gives numbers, POST gives `number~seen`."""
    given = (request.POST if request.method == "POST" else request.GET).getlist("number")[:PAGE]
    seen = {number: int(last) for number, _tilde, last in (one.partition("~") for one in given) if last.isdigit()}
    numbers = [one.partition("~")[0] for one in given]
    mine = Matter.objects.filter(queries.works_on(request.actor), number__in=numbers)
    found = list(mine.select_related("place", "office", "category").defer("search").order_by("received_at", "pk"))
    if request.method != "POST":
        subjects = [f"matter:{one.pk}" for one in found]
        newest = dict(Entry.objects.filter(subject__in=subjects).values_list("subject").annotate(last=Max("sequence")))
        seen = {one.number: newest.get(f"matter:{one.pk}", 0) for one in found}
    return [(one, seen.get(one.number, 0)) for one in found]
