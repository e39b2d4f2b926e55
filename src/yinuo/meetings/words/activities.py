"""The fixed words of activities and demonstration posts (M40)."""

from enum import StrEnum

from ...kernel.words import _


class ActivityKind(StrEnum):
    """The kinds that the page names, and others."""

    THREE_TO_COUNTRYSIDE = "three_to_countryside"
    WARMTH = "warmth"
    SEMINAR = "seminar"
    QUIZ = "quiz"
    SPEECH = "speech"
    BADGE = "badge"
    OTHER = "other"


ACTIVITY_KINDS = {
    ActivityKind.THREE_TO_COUNTRYSIDE: _("文化科技卫生“三下乡”"),
    ActivityKind.WARMTH: _("“献爱心、送温暖”"),
    ActivityKind.SEMINAR: _("专题研讨"),
    ActivityKind.QUIZ: _("知识竞赛"),
    ActivityKind.SPEECH: _("主题演讲"),
    ActivityKind.BADGE: _("“戴党徽、亮身份、争先锋”"),
    ActivityKind.OTHER: _("其他活动"),
}


class ActivityState(StrEnum):
    """M40: planned → held → outcome → followed up; it is held only with its outcome."""

    PLANNED = "activity_planned"
    HELD = "activity_held"
    FOLLOWED_UP = "activity_followed_up"
    CALLED_OFF = "activity_called_off"


ACTIVITY_STATES = {
    ActivityState.PLANNED: _("已计划"),
    ActivityState.HELD: _("已开展，有结果"),
    ActivityState.FOLLOWED_UP: _("后续已落实"),
    ActivityState.CALLED_OFF: _("取消"),
}


class SignUpState(StrEnum):
    """Free, and withdrawn without a reason."""

    SIGNED_UP = "signed_up"
    STEPPED_BACK = "stepped_back"


SIGN_UP_STATES = {
    SignUpState.SIGNED_UP: _("已报名"),
    SignUpState.STEPPED_BACK: _("已退出"),
}


class DemonstrationState(StrEnum):
    """A demonstration post stands until the branch withdraws it; it is about the post, no person has it for life."""

    NAMED = "demonstration_named"
    WITHDRAWN = "demonstration_withdrawn"


DEMONSTRATION_STATES = {
    DemonstrationState.NAMED: _("在挂"),
    DemonstrationState.WITHDRAWN: _("已取消"),
}
