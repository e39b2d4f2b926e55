"""The fixed words of the rules register (M35)."""

from enum import StrEnum

from ...kernel.words import _


class RegulationState(StrEnum):
    """Proposed → effective → revised → abolished (REFERENCE M35)."""

    PROPOSED = "proposed"
    EFFECTIVE = "effective"
    REVISED = "revised"
    ABOLISHED = "abolished"
    SET_ASIDE = "set_aside"


REGULATION_STATES = {
    RegulationState.PROPOSED: _("拟建立"),
    RegulationState.EFFECTIVE: _("现行有效"),
    RegulationState.REVISED: _("修订后有效"),
    RegulationState.ABOLISHED: _("已废止"),
    RegulationState.SET_ASIDE: _("没有采用"),
}
IN_FORCE = (RegulationState.EFFECTIVE, RegulationState.REVISED)


class ChangeKind(StrEnum):
    """What counts: making, improving and abolishing count alike (建立、完善、精简)."""

    MADE = "made"
    IMPROVED = "improved"
    ABOLISHED = "abolished"


CHANGE_KINDS = {
    ChangeKind.MADE: _("建立"),
    ChangeKind.IMPROVED: _("完善"),
    ChangeKind.ABOLISHED: _("精简"),
}
