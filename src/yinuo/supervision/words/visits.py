"""Words of visits (M41): announced or not, always to offices and branches."""

from enum import StrEnum

from ...kernel.words import _


class VisitKind(StrEnum):
    """明察、暗访."""

    ANNOUNCED = "announced"
    UNANNOUNCED = "unannounced"


VISIT_KINDS = {VisitKind.ANNOUNCED: _("明察"), VisitKind.UNANNOUNCED: _("暗访")}


class VisitState(StrEnum):
    """The life of a visit: its conclusion is told to the unit."""

    PLANNED = "planned"
    HELD = "held"
    REPORTED = "reported"
    CONCLUDED = "concluded"
    CALLED_OFF = "called_off"


VISIT_STATES = {
    VisitState.PLANNED: _("待督查"),
    VisitState.HELD: _("已到现场"),
    VisitState.REPORTED: _("督查组已报告"),
    VisitState.CONCLUDED: _("结论已反馈"),
    VisitState.CALLED_OFF: _("已取消"),
}
SEEN_BY_UNIT = (VisitState.HELD, VisitState.REPORTED, VisitState.CONCLUDED)
"""An unannounced visit is seen by the unit only when it was held."""
