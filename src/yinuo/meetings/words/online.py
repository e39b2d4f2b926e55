"""The fixed words of an online branch (M17)."""

from enum import StrEnum

from ...kernel.words import _


class DiscussionState(StrEnum):
    """A topic that is talked about, then summed up and put away."""

    OPEN = "under_discussion"
    ARCHIVED = "put_away"


DISCUSSION_STATES = {
    DiscussionState.OPEN: _("正在讨论"),
    DiscussionState.ARCHIVED: _("已归档"),
}


class LetterState(StrEnum):
    """A word to the branch, mostly of somebody who works elsewhere."""

    WAITING = "waiting_for_branch"
    ANSWERED = "answered_by_branch"


LETTER_STATES = {
    LetterState.WAITING: _("等支部答复"),
    LetterState.ANSWERED: _("支部已答复"),
}


class NoticeKind(StrEnum):
    """What a branch tells its members online."""

    PLAIN = "plain"
    DUES = "dues"


NOTICE_KINDS = {
    NoticeKind.PLAIN: _("通知"),
    NoticeKind.DUES: _("党费提醒"),
}


class Formal(StrEnum):
    """What is decided only in a meeting where people are present (M17, REFERENCE §4.2)."""

    ADMISSION = "admission"
    DISCIPLINE = "discipline"
    ELECTION = "election"
    REVIEW = "review"
    VOTE = "vote"


FORMALS = {
    Formal.ADMISSION: _("发展党员、预备党员转正"),
    Formal.DISCIPLINE: _("党纪处分、组织处置"),
    Formal.ELECTION: _("选举"),
    Formal.REVIEW: _("民主评议的测评"),
    Formal.VOTE: _("表决"),
}
FORMAL_ARTICLES = {
    Formal.ADMISSION: _("《中国共产党发展党员工作细则》：支部大会讨论并采取无记名投票方式表决，须在会上进行"),
    Formal.DISCIPLINE: _("《中国共产党章程》第七章：对党员的纪律处分，须经支部大会讨论决定"),
    Formal.ELECTION: _(
        "《中国共产党基层组织选举工作条例》：选举采用无记名投票方式，到会人数不少于应到会人数的五分之四"
    ),
    Formal.REVIEW: _("《中国共产党支部工作条例（试行）》第五章：民主评议在党员大会上进行"),
    Formal.VOTE: _("《中国共产党支部工作条例（试行）》第四章：党员大会表决须有超过半数有表决权的党员到会"),
}
