"""The communities of one's area, one community with its map, its file, and whom to find at an address."""

import json
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from yinuo.channels import ground as drawn
from yinuo.channels.doors import open_to
from yinuo.kernel.codes import Level
from yinuo.orgs.queries import thresholds
from yinuo.places.models import Place
from yinuo.places.queries import feature_collection

from .. import overview
from ..scene import asked, scene_of
from ..seeing import COMMUNITY, LOOKERS, areas, seen, within

SHOWS = (
    ("", gettext_lazy("全部")),
    ("planned", gettext_lazy("划了网格的")),
    ("unplanned", gettext_lazy("还没划网格的")),
    ("out_of_band", gettext_lazy("有网格户数不合规的")),
    ("unposted", gettext_lazy("有网格没公示的")),
)


@open_to(*LOOKERS)
def ground(request: HttpRequest) -> HttpResponse:
    """The communities of my area. Eight queries and two for what quiet groups solved, whatever their number."""
    today = timezone.localdate()
    given = {name: asked(request, name) for name in ("words", "street", "show")}
    number, scope, rules = request.GET.get("page", ""), areas(request.actor), thresholds(today)
    page = overview.paged(overview.found(scope, today, rules, given), int(number) if number.isdecimal() else 1)
    streets = Place.objects.on(today).filter(_streets(scope), level="town").order_by("code")
    streets = dict(streets.values_list("code", "name"))

    def turned(number: int) -> str:
        return "?" + urlencode({name: value for name, value in given.items() if value} | {"page": number})

    shown = {
        "page": page,
        "rows": overview.rows(page.places, streets, today, rules),
        "streets": streets.items(),
        "shows": SHOWS,
        "given": given,
        "band": drawn.band_of(rules),
        "earlier_url": turned(page.number - 1) if page.number > 1 else "",
        "later_url": turned(page.number + 1) if page.has_next else "",
    }
    return render(request, "desk/places/ground.html", shown)


def _streets(scope: tuple[str, ...]):
    """Streets in the area, and those in which a single community of the area lies."""
    return within(scope) | within(tuple(code[: Level.TOWN] for code in scope if len(code) > Level.TOWN))


@open_to(*LOOKERS)
def community(request: HttpRequest, code: str) -> HttpResponse:
    """One community: its map, its grids with whom to find, its buildings, and what can be done."""
    today = timezone.localdate()
    place = seen(request.actor, code, COMMUNITY, today)
    return render(request, "desk/places/community.html", scene_of(place, request, today))


@open_to(*LOOKERS)
def ground_file(request: HttpRequest, code: str) -> HttpResponse:
    """The map of a community as GeoJSON: outlines, grids, buildings with counts, roads; nothing about households."""
    today = timezone.localdate()
    place = seen(request.actor, code, COMMUNITY, today)
    text = json.dumps(feature_collection(place, today, drawn.band_of(thresholds(today))), ensure_ascii=False)
    answer = HttpResponse(text, content_type="application/geo+json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{place.code}-{today:%Y%m%d}.geojson"'
    return answer
