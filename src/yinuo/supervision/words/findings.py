"""Words of findings, notices and talks (M42)."""

from enum import StrEnum

from ...kernel.words import _


class FindingState(StrEnum):
    """The life of a finding: nothing stands before the unit could reply; a review is by other people."""

    RECORDED = "recorded"
    TOLD = "told"
    REPLIED = "replied"
    UPHELD = "upheld"
    CHANGED = "changed"
    REVIEW_ASKED = "review_asked"
    CONFIRMED = "confirmed"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


FINDING_STATES = {
    FindingState.RECORDED: _("已记录，还没有告知"),
    FindingState.TOLD: _("已告知，等单位回复"),
    FindingState.REPLIED: _("单位已回复，等核定"),
    FindingState.UPHELD: _("问题成立"),
    FindingState.CHANGED: _("改后成立"),
    FindingState.REVIEW_ASKED: _("单位申请复核"),
    FindingState.CONFIRMED: _("复核维持"),
    FindingState.AMENDED: _("复核改变"),
    FindingState.WITHDRAWN: _("已撤销"),
}
STANDING = frozenset({FindingState.UPHELD, FindingState.CHANGED, FindingState.CONFIRMED, FindingState.AMENDED})
"""What is to be put right."""
FOUND = STANDING | {FindingState.TOLD, FindingState.REPLIED, FindingState.REVIEW_ASKED}
"""What counts as found: told to the unit and not withdrawn."""


class Stand(StrEnum):
    """What the unit says to the facts."""

    ACCEPTED = "accepted"
    DISPUTED = "disputed"


STANDS = {Stand.ACCEPTED: _("事实属实"), Stand.DISPUTED: _("对事实有异议")}


class Verdict(StrEnum):
    """How a review ends."""

    KEPT = "kept"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


VERDICTS = {Verdict.KEPT: _("维持"), Verdict.CHANGED: _("改变表述"), Verdict.WITHDRAWN: _("撤销这个问题")}


class NoticeState(StrEnum):
    """The life of a rectification notice."""

    ISSUED = "issued"
    RECEIPTED = "receipted"
    ANSWERED = "answered"


NOTICE_STATES = {
    NoticeState.ISSUED: _("已下发，等回执"),
    NoticeState.RECEIPTED: _("已签收"),
    NoticeState.ANSWERED: _("已反馈整改情况"),
}


class TalkState(StrEnum):
    """The life of a talk: both sides confirm, and it is over only with something that follows from it."""

    TALKED = "talked"
    AGREED = "agreed"
    CLOSED = "closed"


TALK_STATES = {
    TalkState.TALKED: _("已记录，等双方确认"),
    TalkState.AGREED: _("双方已确认"),
    TalkState.CLOSED: _("已办结"),
}


def serial(year: int, number: int) -> str:
    """The number of a notice as official documents have it (REFERENCE §6.1): no leading zero, the year in 〔〕."""
    return _("〔{year}〕{number}号").format(year=year, number=number)
