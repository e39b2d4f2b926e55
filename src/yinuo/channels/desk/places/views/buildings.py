"""Buildings: one by one, and many from a file that is looked at before anything is written."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yinuo.acts.door import may
from yinuo.channels import ground, maps
from yinuo.channels.doors import open_to
from yinuo.kernel.errors import Failure
from yinuo.orgs.queries import who_at
from yinuo.places import actions, importing
from yinuo.places.models import Building, Place
from yinuo.places.queries import barriers_in, outline_on

from .. import drawing, forms
from ..seeing import COMMUNITY, LOOKERS, seen
from .drawing import allowed, editor, tried

SHOWN = 200
"""Rejected rows on the page of a preview."""


@open_to(*LOOKERS)
def enter_building(request: HttpRequest, code: str) -> HttpResponse:
    """One more building."""
    today = timezone.localdate()
    community = seen(request.actor, code, COMMUNITY, today)
    allowed(request, "places.enter_building", community)
    form, status = forms.EnterBuilding(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        made, status = tried(form, actions.enter_building, community, request.actor)
        if made is not None:
            messages.success(request, _("{name}已经登记，还没有划入网格。").format(name=made.name))
            return redirect("desk:community", code=code)
    words = {
        "heading": _("加一栋楼"),
        "lead": _("只登记有多少户、多少党员，不登记任何一户的情况。"),
        "what": "polygon",
        "with_point": True,
        "submit": _("保存"),
        "place": community,
    }
    return editor(request, form, community, _scene(community, today), status=status, **words)


def _scene(community: Place, day) -> list[dict]:
    own = outline_on(community, day)
    return ([ground.outline_feature(community, own)] if own else []) + drawing.around(community, community, day)


def _building(community: Place, pk: int) -> Building:
    return get_object_or_404(Building.objects.filter(community=community).select_related("community"), pk=pk)


@open_to(*LOOKERS)
def building(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What is known of a building, and correcting it."""
    today = timezone.localdate()
    community = seen(request.actor, code, COMMUNITY, today)
    one = _building(community, pk)
    fields = ("name", "households", "members", "compound", "block", "latitude", "longitude")
    form, status = forms.AmendBuilding(request.POST or None, initial={name: getattr(one, name) for name in fields}), 200
    if request.method == "POST":
        made, status = tried(form, actions.amend_building, one, request.actor)
        if made is not None:
            messages.success(request, _("已经改好。"))
            return redirect("desk:building", code=code, pk=pk)
    shown = {
        "community": community,
        "building": one,
        "who": (who := who_at(one, today)),
        "grid": who.grid,
        "form": form,
        "is_gone": one.valid_to is not None and one.valid_to < today,
        "may_draw": may(request.actor, "places.amend_building", one) is None,
        "map": maps.GroundMap(_("{name}在哪里").format(name=one.name), _where(one, community, today)),
    }
    return render(request, "desk/places/building.html", shown, status=status)


def _where(one: Building, community: Place, day) -> list[dict]:
    own = outline_on(community, day)
    features = [ground.outline_feature(community, own)] if own else []
    features += [ground.barrier_feature(barrier) for barrier in barriers_in(community, day)]
    return [*features, ground.building_feature(one, hue=0)]


@open_to(*LOOKERS)
@require_POST
def demolish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The building is no more; what was known of it stays."""
    today = timezone.localdate()
    community = seen(request.actor, code, COMMUNITY, today)
    one = _building(community, pk)
    actions.demolish(one, request.actor)
    messages.success(request, _("{name}已经登记拆除，原来的记录都留着。").format(name=one.name))
    return redirect("desk:community", code=code)


@dataclass(frozen=True)
class Looked:
    """What an import would do, with the points of its rows."""

    imported: importing.Imported
    features: list[dict]

    @property
    def rejected(self) -> list[tuple[int, str]]:
        return self.imported.rejected[:SHOWN]

    @property
    def is_fit(self) -> bool:
        return not self.imported.rejected and bool(self.imported.fresh + self.imported.changed)


@open_to(*LOOKERS)
def import_buildings(request: HttpRequest, code: str) -> HttpResponse:
    """Upload, look at what would come of it, and only then write it. All or nothing."""
    today = timezone.localdate()
    community = seen(request.actor, code, COMMUNITY, today)
    allowed(request, "places.enter_building", community)
    form = forms.UploadBuildings(request.POST or None, request.FILES or None)
    shown = {"community": community, "form": form}
    if request.method != "POST":
        return render(request, "desk/places/import_buildings.html", shown)
    if not form.is_valid():
        return render(request, "desk/places/import_buildings.html", shown, status=422)
    try:
        rows = rows_of(form.cleaned_data["text"])
        imported = importing.import_buildings(community, rows, request.actor, is_trial="confirm" not in request.POST)
    except Failure as problem:
        field = getattr(problem, "field", None)
        form.add_error(field if field in form.fields else "file", problem.sentence)
        return render(request, "desk/places/import_buildings.html", shown, status=problem.status)
    if imported.is_written:
        messages.success(request, _done(imported))
        return redirect("desk:community", code=code)
    looked = Looked(imported, _scene(community, today) + _points(rows, imported))
    shown |= {"looked": looked, "text": form.cleaned_data["text"], "total": len(rows), "map": _map(looked)}
    return render(request, "desk/places/import_buildings.html", shown, status=422 if imported.rejected else 200)


def rows_of(text: str) -> list[dict]:
    """The rows of a file's words: GeoJSON where it begins with a brace, else CSV."""
    read = importing.buildings_from_geojson if text.lstrip().startswith("{") else importing.buildings_from_csv
    return read(text)


def _done(imported: importing.Imported) -> str:
    fresh = ngettext("新增 {n} 栋", "新增 {n} 栋", imported.fresh).format(n=imported.fresh)
    return _("导入完成：{fresh}，修改 {changed} 栋，{known} 栋没有变化。").format(
        fresh=fresh, changed=imported.changed, known=imported.known
    )


def _map(looked: Looked) -> maps.GroundMap:
    legend = [("map-draft hue-0", _("文件里的楼栋")), ("map-wrong", _("有问题的行"))]
    return maps.GroundMap(_("文件里的楼栋在哪里"), looked.features, legend=ground.legend_of(looked.features) + legend)


def _points(rows: list[dict], imported: importing.Imported) -> list[dict]:
    """The rows that say where they are, each as a dot."""
    wrong = dict(imported.rejected)
    features = []
    for at, row in enumerate(rows, start=2):
        number = row.get("row", at)
        try:
            spot = maps.spot(float(row["latitude"]), float(row["longitude"]))
        except (KeyError, TypeError, ValueError):
            continue
        if not (abs(spot["coordinates"][0]) <= 180 and abs(spot["coordinates"][1]) <= 90):
            continue
        name = str(row.get("name") or row.get("code") or _("第{n}行").format(n=number))[:80]
        lines = [(_("第{n}行").format(n=number), wrong[number])] if number in wrong else []
        features.append(maps.feature("wrong" if number in wrong else "building", spot, name, hue=0, lines=lines))
    return features
