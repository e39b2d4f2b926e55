"""The fixed words of the training of full-time posts (M39)."""

from enum import StrEnum

from ...kernel.words import _


class TrainingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


TRAINING_STATES = {
    TrainingState.PLANNED: _("已安排"),
    TrainingState.HELD: _("已举办"),
    TrainingState.CANCELLED: _("取消"),
}


class TrainingForm(StrEnum):
    """Forms that the page names (专题授课、拓展培训、知识测试、培训班), and visits to others."""

    LECTURE = "lecture"
    OUTDOOR = "outdoor"
    TEST = "test"
    COURSE = "course"
    EXCHANGE = "exchange"


TRAINING_FORMS = {
    TrainingForm.LECTURE: _("专题授课"),
    TrainingForm.OUTDOOR: _("拓展培训"),
    TrainingForm.TEST: _("知识测试"),
    TrainingForm.COURSE: _("培训班"),
    TrainingForm.EXCHANGE: _("跟班学习、交流"),
}


class Audience(StrEnum):
    """Whose yearly hours a session counts to (党员教育管理工作条例; REFERENCE §4.2 [R])."""

    MEMBERS = "members"
    SECRETARIES = "secretaries"


AUDIENCES = {Audience.MEMBERS: _("党员、党务工作人员"), Audience.SECRETARIES: _("党组织书记和班子成员")}
