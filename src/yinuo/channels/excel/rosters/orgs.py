"""One row of a roster of organisations, through the acts of the pages: what it makes, changes, or finds as it is."""

from typing import TYPE_CHECKING, Any

from yinuo.kernel.codes import read_credit_code, read_place
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _
from yinuo.orgs import actions
from yinuo.orgs.models import SEGMENT, Headcount, Organisation, Seat
from yinuo.orgs.words import (
    KINDS,
    SEAT_KINDS,
    SEAT_STATES,
    SOURCES,
    UNIT_LEVELS,
    Kind,
    SeatKind,
    SeatState,
    Source,
    UnitLevel,
)
from yinuo.places.models import Place

from .directory import plain
from .reading import Line

if TYPE_CHECKING:
    from .taking import Taking

FRESH, CHANGED, KNOWN = "fresh", "changed", "known"
DESCRIBED = ("phone", "address", "hours", "credit_code", "unit_level")
LIVING = (SeatState.INVITED, SeatState.CONFIRMED, SeatState.SEATED)


def chosen(labels: dict, words: str, enumeration: type, heading: str, field: str) -> Any:
    """The fixed word that a label means; Unfit names what may be written."""
    known = {str(label): key for key, label in labels.items()} | {str(key): key for key in labels}
    if words in known:
        return enumeration(known[words])
    allowed = "、".join(str(label) for label in labels.values())
    raise Unfit(
        _("“{heading}”里的“{words}”不认识，请写：{allowed}。").format(heading=heading, words=words, allowed=allowed),
        field,
    )


def take_organisation(line: Line, taking: "Taking") -> str:
    """A row of the tree: known by its number, or by its name below its superior."""
    directory = taking.directory
    kind = chosen(KINDS, line["kind"], Kind, _("类别"), "kind")
    if line["path"]:
        return _describe(directory.named(line["path"], "path"), line, kind, taking)
    above = directory.named(line["above"], "above") if line["above"] else directory.top
    if present := directory.below(above, line["name"]):
        return _describe(present, line, kind, taking)
    place = _place(line["place"]) if line["place"] else above.place
    given = _described(line)
    superior = directory.named(line["superior"], "superior") if line["superior"] else None
    made = actions.establish(
        above, taking.actor, at=taking.at, name=line["name"], kind=kind, place=place, superior=superior,
        valid_from=line["valid_from"] or None, **given,
    )  # fmt: skip
    directory.add(made)
    return FRESH


def _describe(org: Organisation, line: Line, kind: Kind, taking: "Taking") -> str:
    """What the row says of an organisation that is there: telephone and the like may change, name and kind not this way."""
    if plain(org.name) != plain(line["name"]):
        raise Unfit(
            _("编号{path}现在叫“{name}”。改名要有文件，请在这个单位的页面上办理。").format(
                path=org.path, name=org.name
            ),
            "name",
        )
    if org.kind != kind:
        raise Unfit(
            _("“{name}”现在的类别是“{kind}”，导入不能改类别。").format(name=org, kind=KINDS[Kind(org.kind)]), "kind"
        )
    _stands_as_told(org, line, taking)
    given = {key: value for key, value in _described(line).items() if value and value != getattr(org, key)}
    if not given:
        return KNOWN
    actions.describe(org, taking.actor, at=taking.at, **given)
    return CHANGED


def _stands_as_told(org: Organisation, line: Line, taking: "Taking") -> None:
    """Unfit where the row asks for what an import does not change; an empty cell asks for nothing."""
    path = org.path[:-SEGMENT]
    above = taking.directory.by_path.get(path) or Organisation.objects.filter(path=path).first()
    place = read_place(line["place"]) if line["place"] else ""
    for said, now, what in (
        (line["above"], _calls(above), _("上级单位")),
        (place, [org.place.code], _("服务地区代码")),
        (line["superior"], _calls(org.superior), _("上级党组织")),
    ):
        if said and plain(said) not in map(plain, now):
            raise Unfit(
                _("“{name}”的{what}现在是“{now}”，和表里的不同。导入不改{what}，请在这个单位的页面上办理。").format(
                    name=org, what=what, now=now[0]
                )
            )


def _calls(org: Organisation | None) -> list[str]:
    """What a cell may call it."""
    return [org.name, org.path] if org else [_("（空）")]


def _described(line: Line) -> dict[str, Any]:
    given = {key: line[key] for key in DESCRIBED if line[key]}
    if "credit_code" in given:
        given["credit_code"] = read_credit_code(given["credit_code"])
    if "unit_level" in given:
        given["unit_level"] = chosen(UNIT_LEVELS, given["unit_level"], UnitLevel, _("单位级别"), "unit_level")
    return given


def _place(code: str) -> Place:
    found = Place.objects.filter(code=read_place(code)).first()
    if found is None:
        raise Unfit(_("没有代码为“{code}”的地方，请先导入区划。").format(code=code), "place")
    return found


def take_seat(line: Line, taking: "Taking") -> str:
    """A row of seats: a new one is invited, and taken where no unit has to agree and the term is told."""
    directory = taking.directory
    body = directory.named(line["body"], "body")
    kind = chosen(SEAT_KINDS, line["kind"], SeatKind, _("席位类别"), "kind")
    unit = directory.named(line["unit"], "unit") if line["unit"] else None
    source = chosen(SOURCES, line["source"], Source, _("来源类别"), "source") if line["source"] else ""
    term = {"term_from": line["term_from"] or None, "term_to": line["term_to"] or None}
    _fit_state(line)
    seats = Seat.objects.filter(body=body, kind=kind, post=line["post"], unit=unit, state__in=LIVING)
    if present := list(seats.exclude(pk__in=taking.seats)):
        told = {key: value for key, value in (term | {"source": source}).items() if value}
        taking.seats.add(_as_told(present, told).pk)
        return KNOWN
    seat = actions.invite(
        body, taking.actor, at=taking.at, kind=kind, post=line["post"], unit=unit, source=source,
        is_full_time=bool(line["is_full_time"]), **term,
    )  # fmt: skip
    taking.seats.add(seat.pk)
    if seat.state == SeatState.CONFIRMED and all(term.values()):
        actions.seat(seat, taking.actor, at=taking.at, **term)
    return FRESH


def _fit_state(line: Line) -> None:
    living = [str(SEAT_STATES[state]) for state in LIVING]
    if line["state"] and line["state"] not in living:
        raise Unfit(
            _("状态是“{state}”的席位不导入，请删去这一行，或者写：{living}。").format(
                state=line["state"], living="、".join(living)
            ),
            "state",
        )


def _as_told(seats: list[Seat], told: dict[str, Any]) -> Seat:
    """The seat with the term and source of the row; Unfit where such a seat is there with others."""
    for seat in seats:
        if all(getattr(seat, key) == value for key, value in told.items()):
            return seat
    raise Unfit(
        _("这个席位已经有了，任期或者来源和表里的不同。导入不改已有的席位，请在席位的页面上办理。"), "term_from"
    )


def take_count(line: Line, taking: "Taking") -> str:
    """A row of counts: numbers from a day on."""
    org = taking.directory.named(line["org"], "org")
    given = {"full": line["full"], "probationary": line["probationary"] or 0, "counted_on": line["counted_on"]}
    present = (
        Headcount.objects.filter(org=org, counted_on__lte=given["counted_on"]).order_by("-counted_on", "-pk").first()
    )
    if present and {key: getattr(present, key) for key in given} == given:
        return KNOWN
    actions.count(org, taking.actor, at=taking.at, source=line["source"], **given)
    return FRESH
