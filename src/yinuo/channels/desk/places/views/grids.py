"""One grid: its people to find, its group, its buildings; and what is posted about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.acts.door import may
from yinuo.channels import ground as drawn
from yinuo.channels import maps
from yinuo.channels.doors import open_to
from yinuo.orgs.models import ServiceArea
from yinuo.orgs.queries import group_of
from yinuo.places import actions
from yinuo.places.models import Place
from yinuo.places.queries import outline_on

from .. import forms
from ..scene import Lying, Row, grid_row
from ..seeing import GRID, LOOKERS, seen
from .drawing import allowed, tried


@open_to(*LOOKERS)
def grid(request: HttpRequest, code: str) -> HttpResponse:
    """What is posted, whose group it is, whether it runs, which buildings it has."""
    today = timezone.localdate()
    place = seen(request.actor, code, GRID, today)
    here, row = grid_row(place, today)
    stairwells = ServiceArea.objects.on(today).filter(building__in=row.on.buildings).select_related("org", "building")
    shown = {
        "place": place,
        "here": here,
        "row": row,
        "group": group_of(place, today) if row.group else None,
        "stairwells": stairwells.order_by("building__code", "stairwell"),
        "may_draw": may(request.actor, "places.draw", place) is None,
        "may_post": may(request.actor, "places.post", place) is None,
        "map": _map(here, row),
    }
    return render(request, "desk/places/grid.html", shown)


def _map(here: Lying, row: Row) -> maps.GroundMap:
    """The grid among its neighbours."""
    others = [
        maps.feature("grid", one.outline.shape, one.place.name, number=drawn.number_of(one.place), is_other=True)
        for one in here.grids
        if one.outline is not None and one is not row.on
    ]
    features = [drawn.outline_feature(here.place, here.outline)] if here.outline else []
    features += others + drawn.grid_features([row.on])
    features += [drawn.barrier_feature(one) for one in here.barriers]
    features += [drawn.building_feature(one, hue=0, lines=[(_("户数"), one.households)]) for one in row.on.buildings]
    return maps.GroundMap(_("{name}的地图").format(name=row.on.place.name), features, legend=drawn.legend_of(features))


@open_to(*LOOKERS)
def post(request: HttpRequest, code: str) -> HttpResponse:
    """Post a grid publicly: the post to ask, its office telephone, the complaint line."""
    today = timezone.localdate()
    place: Place = seen(request.actor, code, GRID, today)
    allowed(request, "places.post", place)
    before = place.postings.on(today).first()
    known = {name: getattr(before, name) for name in ("contact", "phone", "complaint_phone")} if before else {}
    form, status = forms.Post(request.POST or None, initial=known), 200
    if request.method == "POST":
        made, status = tried(form, actions.post, place, request.actor)
        if made is not None:
            messages.success(request, _("已经公示，居民在网格页上看得到。"))
            return redirect("desk:grid", code=code)
    shown = {"place": place, "form": form, "has_outline": outline_on(place, today) is not None}
    return render(request, "desk/places/post.html", shown, status=status)
