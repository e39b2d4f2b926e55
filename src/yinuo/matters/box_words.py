"""The fixed words of suggestion boxes (M34): states of a box, of an opening and of a letter, and kinds of letters."""

from enum import StrEnum

from ..kernel.words import _
from .words import Kind


class BoxState(StrEnum):
    HANGING = "hanging"
    TAKEN_DOWN = "taken_down"


BOX_STATES = {BoxState.HANGING: _("挂着"), BoxState.TAKEN_DOWN: _("已撤下")}


class OpeningState(StrEnum):
    """Opened by one keeper, confirmed or denied by the other; all letters entered."""

    OPENED = "opened"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    ENTERED = "entered"


OPENING_STATES = {
    OpeningState.OPENED: _("等另一位保管人确认"),
    OpeningState.CONFIRMED: _("两人已确认，信件待登记"),
    OpeningState.DENIED: _("另一位保管人不认可"),
    OpeningState.ENTERED: _("信件已全部登记"),
}


class LetterState(StrEnum):
    """Every letter stays: as a matter, kept with a reason, or passed to another office; answered on the board."""

    REGISTERED = "letter_registered"
    KEPT = "letter_kept"
    PASSED = "letter_passed"
    ANSWERED = "letter_answered"


LETTER_STATES = {
    LetterState.REGISTERED: _("已登记为事项"),
    LetterState.KEPT: _("留存，不另登记"),
    LetterState.PASSED: _("已转其他单位"),
    LetterState.ANSWERED: _("已公开答复"),
}


class Standing(StrEnum):
    """Whether a letter counts; none is thrown away (REFERENCE M34)."""

    VALID = "valid"
    INVALID = "invalid"
    DUPLICATE = "duplicate"


STANDINGS = {Standing.VALID: _("有效"), Standing.INVALID: _("无效"), Standing.DUPLICATE: _("重复")}


class LetterKind(StrEnum):
    """Kinds of letters as published tables have them: those of matters, an appeal, and one whose wish is not clear."""

    SUGGESTION = "suggestion"
    COMPLAINT = "complaint"
    HELP_REQUEST = "help_request"
    INQUIRY = "inquiry"
    PETITION = "petition"
    REPORT_TIP = "report_tip"
    HAZARD = "hazard"
    APPEAL = "appeal"
    UNCLEAR = "unclear"


LETTER_KINDS = {
    LetterKind.SUGGESTION: _("意见建议"),
    LetterKind.COMPLAINT: _("投诉"),
    LetterKind.HELP_REQUEST: _("求助"),
    LetterKind.INQUIRY: _("咨询"),
    LetterKind.PETITION: _("求决"),
    LetterKind.REPORT_TIP: _("举报、揭发控告"),
    LetterKind.HAZARD: _("隐患"),
    LetterKind.APPEAL: _("申诉"),
    LetterKind.UNCLEAR: _("没写明诉求"),
}
MATTER_KIND = {LetterKind.APPEAL: Kind.PETITION, LetterKind.UNCLEAR: Kind.SUGGESTION} | {
    LetterKind(kind.value): kind for kind in Kind
}
"""What a letter is as a matter."""
