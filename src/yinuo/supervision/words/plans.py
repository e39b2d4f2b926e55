"""Words of plans and teams (M41)."""

from enum import StrEnum

from ...kernel.words import _


class PlanState(StrEnum):
    """The life of a plan: no visit before it is in force, no wider scope afterwards."""

    DRAFTING = "drafting"
    IN_FORCE = "in_force"
    ENDED = "ended"


PLAN_STATES = {
    PlanState.DRAFTING: _("正在起草"),
    PlanState.IN_FORCE: _("正在执行"),
    PlanState.ENDED: _("已经结束"),
}


class PlanKind(StrEnum):
    """What a plan covers."""

    YEAR = "year"
    QUARTER = "quarter"


PLAN_KINDS = {PlanKind.YEAR: _("全年"), PlanKind.QUARTER: _("一个季度")}


class ConflictKind(StrEnum):
    """Why a member of a team does not supervise a unit."""

    OWN_UNIT = "own_unit"
    OWN_SUPERIOR = "own_superior"


CONFLICT_KINDS = {
    ConflictKind.OWN_UNIT: _("本人所在的单位，或者它的上级、下级"),
    ConflictKind.OWN_SUPERIOR: _("本人的上级党组织"),
}
