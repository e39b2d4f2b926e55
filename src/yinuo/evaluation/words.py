"""The fixed words of evaluations, each with its Chinese label (REFERENCE §1.5, §7.3, §10)."""

from datetime import date
from enum import StrEnum

from ..kernel.words import _


def day_words(day: date) -> str:
    """“12月20日”, for a sentence; the day of a moment is the one in China."""
    return _("{m}月{d}日").format(m=day.month, d=day.day)


class RubricState(StrEnum):
    """The life of a rubric (M02)."""

    DRAFT = "draft"
    CONSULTED = "consulted"
    FROZEN = "frozen"
    RETIRED = "retired"


RUBRIC_STATES = {
    RubricState.DRAFT: _("起草中"),
    RubricState.CONSULTED: _("征求意见"),
    RubricState.FROZEN: _("已冻结"),
    RubricState.RETIRED: _("已停用"),
}


class AssessmentState(StrEnum):
    """The life of an assessment: from the first draft to its published form."""

    DESIGNED = "designed"
    FROZEN = "frozen"
    CASTING = "casting"
    SEALED = "sealed"
    OPENED = "opened"
    COMPUTED = "computed"
    ANNOUNCED = "announced"
    SETTLED = "settled"
    PUBLISHED = "published"


ASSESSMENT_STATES = {
    AssessmentState.DESIGNED: _("设计中"),
    AssessmentState.FROZEN: _("规则已冻结"),
    AssessmentState.CASTING: _("正在打分"),
    AssessmentState.SEALED: _("已封票"),
    AssessmentState.OPENED: _("已启封"),
    AssessmentState.COMPUTED: _("已计分"),
    AssessmentState.ANNOUNCED: _("异议期"),
    AssessmentState.SETTLED: _("异议已了结"),
    AssessmentState.PUBLISHED: _("已公布"),
}
BEFORE_SEAL = frozenset({AssessmentState.DESIGNED, AssessmentState.FROZEN, AssessmentState.CASTING})
"""While nobody can know a result."""


class ConflictKind(StrEnum):
    """Why a judge must not mark an organisation."""

    OWN_UNIT = "own_unit"
    OWN_SUPERIOR = "own_superior"
    DECLARED = "declared"


CONFLICT_KINDS = {
    ConflictKind.OWN_UNIT: _("评委所在单位"),
    ConflictKind.OWN_SUPERIOR: _("评委的上级单位"),
    ConflictKind.DECLARED: _("评委申请回避"),
}


class KeeperRole(StrEnum):
    """Who keeps a key to the ballots and signs the result (REFERENCE M03: leader, ballot watcher, counter)."""

    LEADER = "leader"
    WATCHER = "watcher"
    COUNTER = "counter"


KEEPER_ROLES = {
    KeeperRole.LEADER: _("组长"),
    KeeperRole.WATCHER: _("监票人"),
    KeeperRole.COUNTER: _("计票人"),
}


class ObjectionState(StrEnum):
    """The life of an objection (REFERENCE §5.E)."""

    RAISED = "raised"
    ANSWERED = "answered"
    REVIEW_ASKED = "review_asked"
    REVIEWED = "reviewed"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


OBJECTION_STATES = {
    ObjectionState.RAISED: _("等待答复"),
    ObjectionState.ANSWERED: _("已答复"),
    ObjectionState.REVIEW_ASKED: _("等待复核"),
    ObjectionState.REVIEWED: _("已复核"),
    ObjectionState.ACCEPTED: _("单位接受答复"),
    ObjectionState.WITHDRAWN: _("单位撤回"),
}


class Finding(StrEnum):
    """What an answer or a review found about an objection."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"


FINDINGS = {
    Finding.UPHELD: _("异议成立，重新计分"),
    Finding.PARTLY: _("部分成立，重新计分"),
    Finding.REJECTED: _("维持原结果"),
}


class Form(StrEnum):
    """How a result is published (REFERENCE §5.D)."""

    BANDS = "bands"
    POINTS = "points"
    RANKING = "ranking"


FORMS = {
    Form.BANDS: _("只公布档次"),
    Form.POINTS: _("公布档次和得分"),
    Form.RANKING: _("公布名次"),
}


class Asked(StrEnum):
    """What a judge is asked about (REFERENCE §3: asked, never accused)."""

    STRAIGHT_LINE = "straight_line"
    RIVAL_GAP = "rival_gap"
    PACT = "pact"


ASKED = {
    Asked.STRAIGHT_LINE: _("各任务的给分几乎一样"),
    Asked.RIVAL_GAP: _("对一些单位的给分与其他评委相差较多"),
    Asked.PACT: _("与另一位评委的给分互相偏高"),
}
