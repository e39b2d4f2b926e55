"""The fixed words of a branch's meetings, each with its Chinese label (REFERENCE §4.1, M41, §10)."""

from enum import StrEnum

from ...kernel.words import _


class MeetingKind(StrEnum):
    """The meetings of a branch's life; how often and with what quorum stands in the rulebook."""

    THEME_DAY = "theme_party_day"
    COMMITTEE = "committee_meeting"
    GROUP = "group_meeting"
    MEMBERS = "branch_meeting"
    LESSON = "party_lesson"
    ORGANISATIONAL_LIFE = "organisational_life_meeting"
    REVIEW = "member_democratic_review"
    DUAL_LIFE = "dual_organisational_life"


MEETING_KINDS = {
    MeetingKind.THEME_DAY: _("主题党日"),
    MeetingKind.COMMITTEE: _("支委会"),
    MeetingKind.GROUP: _("党小组会"),
    MeetingKind.MEMBERS: _("党员大会"),
    MeetingKind.LESSON: _("党课"),
    MeetingKind.ORGANISATIONAL_LIFE: _("组织生活会"),
    MeetingKind.REVIEW: _("民主评议党员"),
    MeetingKind.DUAL_LIFE: _("双重组织生活"),
}


class Cadence(StrEnum):
    """How often a meeting is expected at least once; some are only recorded when they happen."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


CADENCES = {
    Cadence.MONTH: _("每月一次"),
    Cadence.QUARTER: _("每季度一次"),
    Cadence.YEAR: _("每年至少一次"),
    Cadence.NONE: _("有就记"),
}


class Standing(StrEnum):
    """What became of one period of one kind."""

    KEPT = "kept"
    MISSING = "missing"
    DUE = "due"
    AHEAD = "ahead"
    NOT_ASKED = "not_asked"


STANDINGS = {
    Standing.KEPT: _("开了"),
    Standing.MISSING: _("没有记录"),
    Standing.DUE: _("本期要开"),
    Standing.AHEAD: _("还没到"),
    Standing.NOT_ASKED: _("不要求"),
}
