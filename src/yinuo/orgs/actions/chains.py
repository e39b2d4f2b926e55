"""The levels of a county's linkage, laid down as data: three, four or five of them (M05, M08)."""

from datetime import date, timedelta

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...places.models import Place
from .. import policy
from ..models import Chain, ChainLevel
from ..words import BRANCHES, COMMITTEES, KINDS, Kind

FEWEST, MOST = 3, 5
COUNTY_CODE = 6
LINKABLE = COMMITTEES | BRANCHES | {Kind.COMMITTEE_ORG, Kind.GENERAL_BRANCH, Kind.PARTY_GROUP, Kind.STAIRWELL_GROUP}
"""Kinds of body that may be a level of a chain."""


@act(may=policy.may_lay_chain, opens=True)
def lay_chain(place: Place, actor: Actor, *, at, name: str, levels: list[str], valid_from: date | None = None):
    """The chain of a county from a day on; `levels` from the top down, each "kind title". The one before ends."""
    if not name.strip():
        raise Unfit(_("请给这套联动机制起个名字，例如“三级联动”。"), "name")
    if len(place.code) > COUNTY_CODE:
        raise Unfit(_("联动层级按县（市、区）或者市设置。"), "place")
    read = [_read_level(line) for line in levels]
    if not FEWEST <= len(read) <= MOST:
        raise Unfit(_("联动层级是三级、四级或者五级，这里有{count}级。").format(count=len(read)), "levels")
    for what in ([kind for kind, _title in read], [title for _kind, title in read]):
        if repeated := next((one for one in what if what.count(one) > 1), None):
            raise Unfit(
                _("“{level}”出现了两次，每一级只能写一次。").format(level=KINDS.get(repeated, repeated)), "levels"
            )
    first_day = valid_from or at.date()
    for earlier in Chain.objects.select_for_update().filter(place=place, valid_to=None):
        if earlier.valid_from > first_day:
            raise Unfit(
                _("已经有一套从{day}起的联动机制，新的要从那一天或者之后开始。").format(
                    day=earlier.valid_from.isoformat()
                ),
                "valid_from",
            )
        earlier.valid_to = first_day - timedelta(days=1)
        earlier.save(update_fields=["valid_to"])
    chain = Chain.objects.create(place=place, name=impersonal(name, "name"), valid_from=first_day)
    ChainLevel.objects.bulk_create(
        ChainLevel(chain=chain, order=order, kind=kind, title=title) for order, (kind, title) in enumerate(read, 1)
    )
    return chain


def _read_level(line: str) -> tuple[Kind, str]:
    kind, _space, title = line.strip().partition(" ")
    if kind not in LINKABLE:
        raise Unfit(
            _("看不懂“{line}”。每一级写成“类别 名称”，例如“street_grand_committee 街道大工委”。").format(
                line=line[:40]
            ),
            "levels",
        )
    return Kind(kind), title.strip() or KINDS[Kind(kind)]
