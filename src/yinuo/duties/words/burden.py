"""The fixed words of the burden register: states of a request for figures, of its lines and of a complaint (REFERENCE §5.C, I)."""

from enum import StrEnum

from ...kernel.words import _


class RequestState(StrEnum):
    """A request registers first; what is held already comes back at once, the rest is reviewed by another office."""

    HELD = "figures_held"
    REVIEWING = "figures_reviewing"
    APPROVED = "figures_approved"
    REFUSED = "figures_refused"
    ENDED = "figures_ended"


REQUEST_STATES = {
    RequestState.HELD: _("退回：数据已经有了"),
    RequestState.REVIEWING: _("等减负办审核"),
    RequestState.APPROVED: _("同意，有效期内"),
    RequestState.REFUSED: _("不同意"),
    RequestState.ENDED: _("已结束"),
}


class LineStanding(StrEnum):
    OPEN = "open"
    HELD = "held"
    ASKED_BEFORE = "asked_before"


LINE_STANDINGS = {
    LineStanding.OPEN: _("没有现成的"),
    LineStanding.HELD: _("已经有了"),
    LineStanding.ASKED_BEFORE: _("别的单位正在要"),
}


class Frequency(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


FREQUENCIES = {
    Frequency.ONCE: _("一次"),
    Frequency.WEEKLY: _("每周"),
    Frequency.MONTHLY: _("每月"),
    Frequency.QUARTERLY: _("每季度"),
    Frequency.YEARLY: _("每年"),
}


class ComplaintState(StrEnum):
    FILED = "complaint_filed"
    ANSWERED = "complaint_answered"


COMPLAINT_STATES = {ComplaintState.FILED: _("等减负办答复"), ComplaintState.ANSWERED: _("已答复")}


class Cause(StrEnum):
    """What the burden is."""

    UNREGISTERED = "unregistered"
    DUPLICATE = "duplicate"
    OUTSIDE_LIST = "outside_list"
    TRACES = "traces"
    APPLICATION = "application"
    OTHER = "other"


CAUSES = {
    Cause.UNREGISTERED: _("没有登记就要表、要数"),
    Cause.DUPLICATE: _("同一个数反复报"),
    Cause.OUTSIDE_LIST: _("清单以外的任务"),
    Cause.TRACES: _("过度留痕，要照片、截图"),
    Cause.APPLICATION: _("政务应用、工作群的强制要求"),
    Cause.OTHER: _("其他"),
}


class Finding(StrEnum):
    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"


FINDINGS = {
    Finding.UPHELD: _("属实，已经停止或者纠正"),
    Finding.PARTLY: _("部分属实"),
    Finding.NOT_UPHELD: _("不属实"),
}
