"""The fixed words of inspection tours, each with its Chinese label (REFERENCE §1.5, M01–M04)."""

from enum import StrEnum

from ..kernel.words import _


class RoundState(StrEnum):
    """The life of a round on the ground; that of its marks is the assessment's (REFERENCE §1.5)."""

    LISTING = "listing"
    DRAWN = "drawn"
    ROUTED = "routed"
    VISITING = "visiting"
    RETURNED = "returned"
    ARCHIVED = "archived"


ROUND_STATES = {
    RoundState.LISTING: _("申报点位"),
    RoundState.DRAWN: _("点位已抽定"),
    RoundState.ROUTED: _("路线已排定"),
    RoundState.VISITING: _("正在观摩"),
    RoundState.RETURNED: _("观摩结束"),
    RoundState.ARCHIVED: _("已归档"),
}


class Pick(StrEnum):
    """How a site came into the round."""

    LISTED = "listed"
    DRAWN = "drawn"
    PROPOSED = "proposed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


PICKS = {
    Pick.LISTED: _("在清单里，没有选中"),
    Pick.DRAWN: _("随机抽取"),
    Pick.PROPOSED: _("单位推荐"),
    Pick.CLOSED: _("临时取消"),
    Pick.WITHDRAWN: _("单位撤回"),
}
IN_ROUND = (Pick.DRAWN, Pick.PROPOSED)


class ItineraryState(StrEnum):
    """The life of a plan of routes."""

    ASKED = "asked"
    READY = "ready"
    FAILED = "failed"
    ADOPTED = "adopted"
    REPLACED = "replaced"


ITINERARY_STATES = {
    ItineraryState.ASKED: _("正在排"),
    ItineraryState.READY: _("可以采用"),
    ItineraryState.FAILED: _("排不出来"),
    ItineraryState.ADOPTED: _("采用中"),
    ItineraryState.REPLACED: _("已换成别的"),
}


class VisitState(StrEnum):
    """What became of a planned visit of a group."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CALLED_OFF = "called_off"


VISIT_STATES = {
    VisitState.PLANNED: _("待看"),
    VisitState.HELD: _("已看"),
    VisitState.MISSED: _("没有看成"),
    VisitState.CALLED_OFF: _("取消"),
}


class GapState(StrEnum):
    """The life of what a unit changes after the tour (M04)."""

    PLANNED = "planned"
    KEPT = "kept"
    DROPPED = "dropped"


GAP_STATES = {
    GapState.PLANNED: _("正在改"),
    GapState.KEPT: _("改好了，保持下去"),
    GapState.DROPPED: _("不改了"),
}
GAP_REVIEWS = (30, 60, 90)
"""Days after which a gap action is looked at again (REFERENCE M04)."""
