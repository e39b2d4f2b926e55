"""One plan of routes: waited for, read, compared; and the table of travel times to be filled in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.inspection import policy
from yinuo.inspection.models import Itinerary
from yinuo.inspection.queries import rounds_of
from yinuo.inspection.words import ItineraryState
from yinuo.kernel.errors import Refused

from ...walking import may
from .. import showing
from ..routes_map import map_of
from ..sight import Sight, known_url
from ..timetable import Known, Timetable, changes
from ..travelling import sample
from .rounds import round_of
from .step import crumbs_to

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(MEMBERS)
def itinerary(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: whoever goes along or is visited sees the one in use, the organiser all of them."""
    plan = get_object_or_404(Itinerary.objects.filter(round__in=rounds_of(request.actor).values("pk")), pk=pk)
    plan.round = round_of(request.actor, plan.round_id)
    sight = Sight(plan.round, request.actor)
    if plan.state != ItineraryState.ADOPTED and not sight.sees_all:
        raise Refused(_("还没有采用的路线，只有组织这轮观摩的单位能看。"))
    if request.htmx:
        return _asked_again(plan)
    if plan.state == ItineraryState.ASKED:
        return _waiting(request, plan)
    plan.tone, plan.icon = showing.PLAN_LOOKS[ItineraryState(plan.state)]
    shown = {"plan": plan, "round": plan.round, "crumbs": crumbs_to(plan.round, "routes")}
    if plan.plan:
        shown |= _table(request, plan)
    if plan.state == ItineraryState.ADOPTED:
        shown["files_url"] = known_url("excel:tour_files", plan.round_id)
    if plan.state == ItineraryState.READY and may(request.actor, plan.round, "adopt", "inspection"):
        step = reverse("desk:round_step", args=[plan.round_id, "adopt"])
        shown["adopt_url"] = f"{step}?itinerary={plan.pk}"
    if plan.plan and may(request.actor, plan.round, "rearrange", "inspection"):
        step = reverse("desk:round_step", args=[plan.round_id, "rearrange"])
        shown["rearrange_url"] = f"{step}?itinerary={plan.pk}"
    return render(request, "desk/inspection/itinerary.html", shown)


def _table(request: HttpRequest, plan: Itinerary) -> dict:
    """The timetable, its map, and what is different from the plan in use."""
    known = Known(plan.round)
    table = Timetable(plan, known)
    used = plan.round.itineraries.filter(state=ItineraryState.ADOPTED).exclude(pk=plan.pk).first()
    other = Timetable(used, known) if used and plan.state == ItineraryState.READY else None
    group, day = _number(request, "group"), _number(request, "day")
    views = [{"word": _("全部"), "url": "?#map", "here": group is None and day is None}]
    views += [
        {"word": _("第{n}组").format(n=one.number), "url": f"?group={one.number}#map", "here": group == one.number}
        for one in table.groups
    ]
    views += [
        {
            "word": _("{m}月{d}日").format(m=one.on.month, d=one.on.day),
            "url": f"?day={one.day}#map",
            "here": day == one.day,
        }
        for one in (table.groups[0].days if table.groups else [])
    ]
    return {
        "table": table, "other": other, "changes": changes(table, other) if other else [],
        "map": map_of(table, group=group, day=day), "map_views": views,
    }  # fmt: skip


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _waiting(request: HttpRequest, plan: Itinerary) -> HttpResponse:
    """Still being planned. The page asks again by itself; without a script there is a button."""
    shown = {"plan": plan, "round": plan.round, "crumbs": crumbs_to(plan.round, "routes")}
    return render(request, "desk/inspection/waiting.html", shown)


def _asked_again(plan: Itinerary) -> HttpResponse:
    """The answer to the waiting page: nothing yet, or that it should be loaded anew."""
    answer = HttpResponse(status=204)
    if plan.state != ItineraryState.ASKED:
        answer["HX-Refresh"] = "true"
    return answer


@open_to(MEMBERS)
def travel_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of travel times, with every place of the round, to be filled in."""
    round = round_of(request.actor, pk)
    if refusal := policy.may_run(request.actor, round):
        raise Refused(refusal)
    answer = HttpResponse(sample(round), content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="travel-{round.pk}.xlsx"'
    return answer
