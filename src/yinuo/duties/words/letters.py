"""The fixed words of letters of responsibility and their lists (M38)."""

from enum import StrEnum

from ...kernel.words import _


class LetterState(StrEnum):
    """Drafted → signed by both sides → lists checked → assessed (REFERENCE M38)."""

    DRAFTED = "drafted"
    HALF_SIGNED = "half_signed"
    SIGNED = "signed"
    CHECKED = "checked"
    ASSESSED = "assessed"
    CANCELLED = "cancelled"


LETTER_STATES = {
    LetterState.DRAFTED: _("正在起草"),
    LetterState.HALF_SIGNED: _("一方已签"),
    LetterState.SIGNED: _("双方已签"),
    LetterState.CHECKED: _("清单已核对"),
    LetterState.ASSESSED: _("已考核"),
    LetterState.CANCELLED: _("已作废"),
}


class Layer(StrEnum):
    """Three layers of who answers (分层分类)."""

    ORGANISATION = "organisation"
    SECRETARY = "secretary"
    MEMBER = "member"


LAYERS = {
    Layer.ORGANISATION: _("党组织"),
    Layer.SECRETARY: _("党组织书记"),
    Layer.MEMBER: _("班子成员"),
}


class Side(StrEnum):
    """Who signs."""

    ABOVE = "above"
    BELOW = "below"


SIDES = {Side.ABOVE: _("交任务的一方"), Side.BELOW: _("接任务的一方")}


class ResponsibilityState(StrEnum):
    """An item of the responsibility list."""

    LIVE = "live"
    STRUCK = "struck"


RESPONSIBILITY_STATES = {ResponsibilityState.LIVE: _("在清单里"), ResponsibilityState.STRUCK: _("已划去")}


class DutyState(StrEnum):
    """An item of the task list."""

    OPEN = "open"
    REPORTED = "reported"
    CHECKED = "checked"
    CANCELLED = "cancelled"


DUTY_STATES = {
    DutyState.OPEN: _("正在做"),
    DutyState.REPORTED: _("单位称已做完，待核对"),
    DutyState.CHECKED: _("核对属实"),
    DutyState.CANCELLED: _("不做了"),
}
ALIVE = (DutyState.OPEN, DutyState.REPORTED, DutyState.CHECKED)
"""What makes an item of the responsibility list more than paper."""
