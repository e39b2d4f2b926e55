"""The fixed words of the secretary's two yearly reports (M30)."""

from enum import StrEnum

from ...kernel.words import _


class ReportState(StrEnum):
    """REFERENCE M30: written → two meetings → ballots → result → actions."""

    WRITTEN = "report_written"
    HEARD = "report_heard"
    COUNTED = "report_counted"
    FOLLOWED = "report_followed"


REPORT_STATES = {
    ReportState.WRITTEN: _("已写好，待两次述职"),
    ReportState.HEARD: _("正在述职和清点评议票"),
    ReportState.COUNTED: _("两次评议结果都已清点"),
    ReportState.FOLLOWED: _("整改事项已了结"),
}


class Audience(StrEnum):
    """The two meetings that hear the report."""

    SUPERIOR = "superior"
    MEMBERS = "members"


AUDIENCES = {
    Audience.SUPERIOR: _("向上级党组织述职"),
    Audience.MEMBERS: _("向本支部党员大会述职"),
}


class CountState(StrEnum):
    """Two tellers count the same ballots, each for himself."""

    ENTERED = "count_entered"
    CONFIRMED = "count_confirmed"


COUNT_STATES = {
    CountState.ENTERED: _("等第二名计票人"),
    CountState.CONFIRMED: _("两名计票人一致"),
}


class ItemState(StrEnum):
    """What is changed because of what was said."""

    OPEN = "item_open"
    DONE = "item_done"


ITEM_STATES = {
    ItemState.OPEN: _("正在改"),
    ItemState.DONE: _("已改好"),
}
