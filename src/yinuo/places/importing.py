"""Buildings of a community from a table or a map file: how many households, and nothing about who they are.

All or nothing: with one rejected row nothing is written. A second import of the same file finds everything known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import shapely
from django.db import transaction
from django.utils import timezone

from ..acts.door import many, many_on
from ..kernel.actor import Actor
from ..kernel.errors import Failure, Refused, Unfit
from ..kernel.words import _
from . import geometry
from .actions import building as acts
from .building_files import buildings_from_csv, buildings_from_geojson, keys_of, read_number
from .models import Building, Place
from .surroundings import Surroundings, surroundings

__all__ = ["Imported", "buildings_from_csv", "buildings_from_geojson", "import_buildings", "keys_of"]

MOST_ROWS = 20_000
WORDS = ("name", "compound", "block")
COUNTS = ("households", "members")


@dataclass
class Imported:
    """What an import did, or in a trial would do. `gone`: codes that are missing in the file; nothing is done to them.

    `rejected`: (row number, sentence); with any of them nothing was written.
    """

    fresh: int = 0
    changed: int = 0
    known: int = 0
    gone: list[str] = field(default_factory=list)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    is_written: bool = False


@dataclass
class _Sorted:
    """Rows by what is to be done about them."""

    fresh: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[Building, dict[str, Any]]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    imported: Imported = field(default_factory=Imported)


@transaction.atomic
def import_buildings(
    community: Place, rows: Iterable[dict[str, Any]], actor: Actor, *, at=None, is_trial: bool = False
) -> Imported:
    """Enter new buildings and amend known ones, by code. Rows: code, name, households, members, compound, block,
    latitude, longitude, shape, and `row`, their number in the file; what a row leaves empty stays as it is.

    Refused when the actor may not draw here; Unfit for too many rows or none.
    """
    rows = list(rows)
    _check_file(community, rows, actor)
    at = timezone.localtime(at)
    if not is_trial:
        acts.hold(community)
    known = {one.code: one for one in community.buildings.filter(valid_to=None).select_related("community")}
    around = surroundings(community, at.date(), _bounds(rows))
    found = _Sorted()
    for number, row in enumerate(rows, start=2):
        number = row.get("row", number)
        try:
            _sort(found, number, row, known, around, at)
        except Failure as problem:
            found.imported.rejected.append((number, problem.sentence))
    imported = found.imported
    imported.fresh, imported.changed = len(found.fresh), len(found.changed)
    imported.gone = sorted(known.keys() - found.seen.keys())
    if not is_trial and not imported.rejected:
        many(acts.enter_building, [(community, given, at) for given in found.fresh], actor)
        many_on(acts.amend_building, [(one, given, at) for one, given in found.changed], actor)
        imported.is_written = True
    return imported


def _check_file(community: Place, rows: list, actor: Actor) -> None:
    if refusal := acts.enter_building.act.may(actor, community):
        raise Refused(refusal)
    if not rows:
        raise Unfit(_("文件里没有楼栋。请检查是不是选错了文件。"))
    if len(rows) > MOST_ROWS:
        raise Unfit(_("文件里的楼栋超过{most}行。请按社区分开导入。").format(most=MOST_ROWS))
    keys_of([key for key in dict.fromkeys(key for row in rows for key in row) if key != "row"])


def _bounds(rows: list[dict]) -> tuple[float, float, float, float] | None:
    """The bounds of all buildings that can be read, to look for the communities around."""
    shapes = []
    for row in rows:
        try:
            if row.get("shape"):
                shapes.append(geometry.read(row["shape"]))
            else:
                shapes.append(shapely.Point(float(row["longitude"]), float(row["latitude"])))
        except (Unfit, KeyError, TypeError, ValueError):
            continue  # told with its row, later
    return tuple(shapely.total_bounds(shapes)) if shapes else None


def _sort(found: _Sorted, number: int, row: dict, known: dict[str, Building], around: Surroundings, at) -> None:
    """Put a row where it belongs; Unfit when it cannot stand."""
    given = _read(row)
    code = given["code"] = acts.read_code(given.get("code", ""))
    if code in found.seen:
        raise Unfit(_("编码{code}和第{row}行重复了。").format(code=code, row=found.seen[code]))
    found.seen[code] = number
    if code not in known:
        given.setdefault("name", "")
        if "households" not in given:
            raise Unfit(_("请填写户数，没有住户就填0。"), "households")
        draft = acts.draft(around.community, None, at=at, **given)
        around.check(code, draft.longitude, draft.latitude)
        found.fresh.append(given)
        return
    del given["code"]
    building = known[code]
    changes = _changes(building, given)
    if changes:
        acts.amend(building, None, at=at, around=around, **changes)
        found.changed.append((building, changes))
    else:
        found.imported.known += 1


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row that say something, as the acts take them."""
    given: dict[str, Any] = {}
    for key in ("code", *WORDS, "shape"):
        text = _text(row.get(key))
        if text:
            given[key] = text
    for key in COUNTS:
        number = read_number(row.get(key), key)
        if number is not None:
            given[key] = number
    for key in ("latitude", "longitude"):
        text = _text(row.get(key))
        if text:
            given[key] = _degrees(text)
    return given


def _text(value: Any) -> str:
    """A cell as text; whole numbers of a spreadsheet without their point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _degrees(text: str) -> Decimal:
    try:
        found = Decimal(text.rstrip("°"))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Unfit(_("“{text}”不是经纬度。请填小数，例如112.528300。").format(text=text[:20]), "latitude")
    return round(found, geometry.DIGITS)


def _changes(building: Building, given: dict[str, Any]) -> dict[str, Any]:
    """What of a row differs from what is known."""
    changes = {key: given[key] for key in (*WORDS, *COUNTS) if key in given and given[key] != getattr(building, key)}
    if given.get("shape") and geometry.geojson(geometry.read(given["shape"])) != building.shape:
        changes["shape"] = given["shape"]
    point = (given.get("longitude"), given.get("latitude"))
    if None not in point and tuple(map(float, point)) != (building.longitude, building.latitude):
        changes |= {"longitude": point[0], "latitude": point[1]}
    return changes
