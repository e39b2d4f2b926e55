"""Establish an organisation: a place in the tree, and what may be written on it."""

from datetime import date

from django.db.models import F, Q

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.codes import read_credit_code
from ...kernel.errors import Refused, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...places.models import Building, Place
from .. import policy
from ..models import SEGMENT, Organisation
from ..words import PARTY, UNIT_LEVELS, Kind, UnitLevel

OFF_DUTY = _("工作日18:30—21:00，周末9:00—21:00")
"""When a stairwell group is there unless it says otherwise: outside the eight hours (M11)."""


@act(may=policy.may_establish, opens=True)
def establish(
    parent: Organisation | Place,
    actor: Actor,
    *,
    at,
    name: str,
    kind: Kind,
    place: Place,
    phone: str = "",
    address: str = "",
    hours: str = "",
    credit_code: str = "",
    unit_level: UnitLevel | str = "",
    superior: Organisation | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
):
    """A new organisation below `parent`; `parent` is a Place for the root of a tree."""
    above = parent if isinstance(parent, Organisation) else None
    fit_place(place, above, "place")
    if refusal := policy.may_found(actor, kind, place):
        raise Refused(refusal)
    fresh = Organisation(
        name=fit_name(name),
        kind=kind,
        place=place,
        phone=phone,
        address=impersonal(address, "address"),
        hours=impersonal(hours, "hours") or (OFF_DUTY if kind == Kind.STAIRWELL_GROUP else ""),
        unit_level=fit_level(unit_level),
        superior=fit_superior(superior, at.date()),
        valid_from=valid_from or at.date(),
        valid_to=valid_to,
    )
    if valid_to and valid_to < fresh.valid_from:
        raise Unfit(_("结束日期不能早于设立日期。"), "valid_to")
    fresh.credit_code = fit_credit_code(credit_code, fresh, at.date())
    if above is not None and has_ended(above, at.date()):
        raise Unfit(_("“{name}”已经撤销，不能在它下面增设单位。").format(name=above), "parent")
    return found(fresh, above)


def found(fresh: Organisation, above: Organisation | None) -> Organisation:
    """Give the organisation the next free path below `above`, and write it."""
    stem = above.path if above else ""
    if above:
        Organisation.objects.select_for_update().get(pk=above.pk)
    length = len(stem) + SEGMENT
    siblings = Organisation.objects.under(stem).filter(path__regex=f"^.{{{length}}}$").order_by("-path")
    newest = siblings.values_list("path", flat=True).first()
    number = int(newest[-SEGMENT:]) + 1 if newest else 1
    if number >= 10**SEGMENT:
        raise Unfit(_("“{name}”下面的单位已经编满，请先增设一级。").format(name=above or ""), "parent")
    fresh.path = f"{stem}{number:0{SEGMENT}d}"
    fresh.save(force_insert=True)
    return fresh


def has_ended(org: Organisation | Place | Building, day: date) -> bool:
    """Whether its last day is over."""
    return org.valid_to is not None and org.valid_to < day


def fit_name(name: str) -> str:
    if not name.strip():
        raise Unfit(_("请填写单位名称。"), "name")
    return impersonal(name, "name")


def fit_place(place: Place, above: Organisation | None, field: str) -> None:
    """What stands below an organisation serves no other place than it does, or a part of it."""
    if above is not None and not place.code.startswith(above.place.code):
        raise Unfit(
            _("“{place}”不在“{above}”的辖区（{area}）之内，请重新选择。").format(
                place=place, above=above, area=above.place
            ),
            field,
        )


def fit_level(unit_level: UnitLevel | str) -> str:
    if unit_level and unit_level not in UNIT_LEVELS:
        raise Unfit(_("单位级别请从列表里选择。"), "unit_level")
    return str(unit_level)


def fit_superior(superior: Organisation | None, day: date) -> Organisation | None:
    """The superior must be a living organisation of the party."""
    if superior is None:
        return None
    if superior.kind not in PARTY:
        raise Unfit(_("上级党组织只能选党组织，“{name}”不是。").format(name=superior), "superior")
    if has_ended(superior, day):
        raise Unfit(_("“{name}”已经撤销，请选择现在的上级党组织。").format(name=superior), "superior")
    return superior


def fit_credit_code(typed: str, org: Organisation, day: date) -> str:
    """The code in its normal form; no other living organisation bears it."""
    if not typed.strip():
        return ""
    code = read_credit_code(typed)
    living = Q(valid_to=None) | Q(valid_to__gte=day) & Q(valid_to__gte=F("valid_from"))
    bearer = Organisation.objects.filter(living, credit_code=code).exclude(pk=org.pk).first()
    if bearer is not None:
        raise Unfit(_("这个统一社会信用代码已经登记在“{name}”名下，请核对。").format(name=bearer), "credit_code")
    return code
