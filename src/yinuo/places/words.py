"""The fixed words of places: what was drawn, what a barrier is, the states of a grid plan."""

from enum import StrEnum

from ..kernel.words import _


class BarrierKind(StrEnum):
    """What a grid should not cross."""

    ROAD = "road"
    RIVER = "river"
    RAILWAY = "railway"


BARRIERS = {
    BarrierKind.ROAD: _("主干道"),
    BarrierKind.RIVER: _("河流"),
    BarrierKind.RAILWAY: _("铁路"),
}


class PlanState(StrEnum):
    """M10: drawn → published; a plan is a draft until somebody adopts it."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    DROPPED = "dropped"


PLAN_STATES = {
    PlanState.DRAFT: _("方案，未采用"),
    PlanState.ADOPTED: _("已采用"),
    PlanState.DROPPED: _("已放弃"),
}


class PlanMode(StrEnum):
    """How a plan was made."""

    FRESH = "fresh"
    KEEP = "keep"
    FEWEST_MOVES = "fewest_moves"
    BY_HAND = "by_hand"


PLAN_MODES = {
    PlanMode.FRESH: _("重新划分"),
    PlanMode.KEEP: _("在现有网格上优化"),
    PlanMode.FEWEST_MOVES: _("尽量不动（只调整不合规的）"),
    PlanMode.BY_HAND: _("手工划分"),
}
