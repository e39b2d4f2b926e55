"""Drawing: outlines of communities and grids, roads and rivers."""

import orjson
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.acts.door import may
from yinuo.channels import ground, maps
from yinuo.channels.doors import open_to
from yinuo.kernel.codes import Level
from yinuo.kernel.errors import NotNow, Refused
from yinuo.places import actions
from yinuo.places.models import Barrier, Place
from yinuo.places.queries import outline_on

from .. import drawing, forms
from ..seeing import COMMUNITY, GRID, LOOKERS, seen


def tried(form, run, subject, actor) -> tuple[object, int]:
    """What the act made, or None with the status of the page that shows the form again; nothing typed is lost."""
    if not form.is_valid():
        return None, 422
    try:
        made = form.attempt(run, subject, actor)
    except NotNow as problem:
        form.add_error(None, problem.sentence)
        return None, 409
    return made, 200 if made is not None else 422


def allowed(request: HttpRequest, act: str, subject) -> None:
    """Refused, with its reason, before somebody fills a form in vain."""
    if refusal := may(request.actor, act, subject):
        raise Refused(refusal)


def editor(
    request: HttpRequest, form, community: Place, features: list[dict], *, status: int = 200, **words
) -> HttpResponse:
    """A page with a map to draw on."""
    title = _("{name}的地图").format(name=community.name)
    start = drawing.start_of(community)
    shown = {
        "community": community,
        "form": form,
        "map": maps.GroundMap(title, features, legend=ground.legend_of(features), start=start),
        "beside": [one["properties"]["name"] for one in features],
        "is_nowhere": not features and start == drawing.NOWHERE and not settings.YINUO_TILES_URL,
    }
    return render(request, "desk/places/draw.html", shown | words, status=status)


@open_to(*LOOKERS)
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """The outline of a community or of a grid."""
    today = timezone.localdate()
    place = seen(request.actor, code, GRID if len(code) == Level.GRID else COMMUNITY, today)
    allowed(request, "places.draw", place)
    community = place if place.level == COMMUNITY else get_object_or_404(Place, code=place.code[: Level.COMMUNITY])
    outline, status, marks = outline_on(place, today), 200, []
    form = forms.Draw(request.POST or None, request.FILES or None, initial=_initial(outline))
    if request.method == "POST":
        made, status = tried(form, actions.draw, place, request.actor)
        if made is not None:
            messages.success(request, _("边界已经保存。"))
            for remark in getattr(made, "remarks", []):
                messages.warning(request, remark)
            return redirect("desk:community", code=community.code)
        marks = drawing.faults(form.data.get("shape", ""), place, community, today)
    heading = _("改{name}的边界") if outline else _("画{name}的边界")
    words = {"heading": heading.format(name=place.name), "what": "polygon", "submit": _("保存边界"), "place": place}
    return editor(request, form, community, drawing.around(place, community, today) + marks, status=status, **words)


def _initial(outline) -> dict:
    return {"shape": orjson.dumps(outline.shape).decode()} if outline else {}


@open_to(*LOOKERS)
def lay_barrier(request: HttpRequest, code: str) -> HttpResponse:
    """A main road, a river or a railway that grids should not cross."""
    today = timezone.localdate()
    community = seen(request.actor, code, COMMUNITY, today)
    allowed(request, "places.lay_barrier", community)
    form, status = forms.LayBarrier(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        made, status = tried(form, actions.lay_barrier, community, request.actor)
        if made is not None:
            messages.success(request, _("{name}已经画上，以后规划网格尽量不跨它。").format(name=made.name))
            return redirect("desk:community", code=code)
    own = outline_on(community, today)
    features = [ground.outline_feature(community, own)] if own else []
    words = {
        "heading": _("画主干道、河流、铁路"),
        "lead": _("网格尽量不跨它们。只画真正把人隔开的，小区里的路不用画。"),
        "what": "line",
        "submit": _("保存"),
        "place": community,
    }
    return editor(
        request, form, community, features + drawing.around(community, community, today), status=status, **words
    )


@open_to(*LOOKERS)
@require_POST
def lift_barrier(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """It no longer counts."""
    community = seen(request.actor, code, COMMUNITY, timezone.localdate())
    barrier = get_object_or_404(Barrier.objects.filter(community=community), pk=pk)
    actions.lift_barrier(barrier, request.actor)
    messages.success(request, _("{name}不再作为网格的分界。").format(name=barrier.name))
    return redirect("desk:community", code=code)
