"""One community as the desk shows it: map, grids with their groups, buildings; ten queries at most."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.acts.door import may
from yinuo.channels import ground, maps, serving
from yinuo.channels.ground import Lying, lying
from yinuo.kernel.codes import Level
from yinuo.orgs.queries import thresholds
from yinuo.places.models import Building, GridPlan, Place
from yinuo.places.queries import GridOn
from yinuo.places.words import PlanState

PER_PAGE = 20


@dataclass
class Row:
    """A grid of the table."""

    on: GridOn
    number: int
    hue: int | None
    group: serving.Served | None

    @property
    def is_small(self) -> bool:
        return self.on.band is not None and self.on.households < self.on.band[0]


def asked(request: HttpRequest, name: str) -> str:
    """A value of the address line, short and without what no database can hold."""
    return request.GET.get(name, "").replace("\0", "").strip()[:40]


def scene_of(place: Place, request: HttpRequest, day: date) -> dict:
    """The context of the community's page."""
    rules = thresholds(day)
    here = lying(place, day, ground.band_of(rules))
    rows = table_of(here, serving.served([one.place for one in here.grids], day, rules))
    drafts = list(GridPlan.objects.filter(community=place, state=PlanState.DRAFT).defer("grids")[:5])
    words = asked(request, "words")
    shown = {
        "place": place,
        "here": here,
        "grids": rows,
        "page": _page(here, rows, words, request.GET.get("page")),
        "words": words,
        "drafts": drafts,
        "may_draw": may(request.actor, "places.draw", place) is None,
        "notes": _notes(here, drafts),
        "map": map_of(here),
    }
    return shown


def table_of(here: Lying, groups: dict[int, serving.Served]) -> list[Row]:
    """The grids with the colour they have on the map, and their groups."""
    colours = maps.hues(ground.centres(here.grids))
    return [
        Row(one, ground.number_of(one.place), colours.get(one.place.code), groups.get(one.place.pk))
        for one in here.grids
    ]


def _page(here: Lying, rows: list[Row], words: str, number: str | None) -> Page:
    """The buildings, sixty on a page, each with its grid; `words` of its name, compound or code."""
    by_key = {row.on.place.pk: row for row in rows}
    found = [
        (one, by_key.get(one.grid_key))
        for one in here.buildings
        if all(word in f"{one.name} {one.compound} {one.code}" for word in words.split())
    ]
    return Paginator(found, PER_PAGE).get_page(number)


def map_of(here: Lying) -> maps.GroundMap:
    """The map of the desk: outline, grids, roads, buildings in the colour of their grid."""
    colours = maps.hues(ground.centres(here.grids))
    code_of = {one.place.pk: one.place.code for one in here.grids}
    features = [ground.outline_feature(here.place, here.outline)] if here.outline else []
    features += ground.grid_features(here.grids, _said)
    features += [ground.barrier_feature(one) for one in here.barriers]
    features += [
        ground.building_feature(one, hue=colours.get(code_of.get(one.grid_key, "")), lines=_lines(one, code_of))
        for one in here.buildings
    ]
    return maps.GroundMap(_("{name}的地图").format(name=here.place.name), features, legend=ground.legend_of(features))


def _said(grid: GridOn) -> dict:
    lines = [(_("户数"), grid.households), (_("党员"), grid.members), (_("楼栋"), len(grid.buildings))]
    if grid.posting:
        lines.append((_("找谁"), f"{grid.posting.contact} {grid.posting.phone}"))
    return {"lines": lines, "url": reverse("desk:grid", args=[grid.place.code])}


def _lines(building: Building, code_of: dict[int, str]) -> list[tuple[str, object]]:
    code = code_of.get(building.grid_key)
    grid = _("第 {n} 网格").format(n=int(code[-3:])) if code else _("未划入")
    return [(_("户数"), building.households), (_("党员"), building.members), (_("网格"), grid)]


def _notes(here: Lying, drafts: list[GridPlan]) -> list[dict]:
    """What is to be done next, in words."""
    notes = []
    if here.buildings and here.grids and here.without_grid:
        text = ngettext("有 {n} 栋楼还没有划入网格。", "有 {n} 栋楼还没有划入网格。", here.without_grid)
        url = reverse("desk:plan_grids", args=[here.place.code])
        notes.append({"tone": "warning", "text": text.format(n=here.without_grid), "url": url, "word": _("重新规划")})
    if drafts and not here.grids:
        url = reverse("desk:grid_plan", args=[drafts[0].pk])
        notes.append({"tone": "info", "text": _("有一个网格方案还没有采用。"), "url": url, "word": _("去看方案")})
    return notes


def grid_row(place: Place, day: date) -> tuple[Lying, Row]:
    """One grid within its community; 404 when it is none of today's."""
    community = Place.objects.on(day).filter(code=place.code[: Level.COMMUNITY]).first()
    if community is None:
        raise Http404
    rules = thresholds(day)
    here = lying(community, day, ground.band_of(rules))
    rows = table_of(here, serving.served([one.place for one in here.grids], day, rules))
    return here, next(row for row in rows if row.on.place == place)
