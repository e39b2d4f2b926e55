"""The fixed words of central work: projects on expropriated ground (M12) and campaigns that are checked again (M13)."""

from enum import StrEnum

from ...kernel.words import _


class ProjectState(StrEnum):
    """The law's stages (国有土地上房屋征收与补偿条例 Art. 10–13, 26–29; REFERENCE M12)."""

    DRAFTED = "drafted"
    CONSULTED = "consulted"
    REVISED = "revised"
    DECIDED = "decided"
    COMPENSATED = "compensated"
    MOVING = "moving"
    FINISHED = "finished"
    DROPPED = "dropped"


PROJECT_STATES = {
    ProjectState.DRAFTED: _("拟定补偿方案"),
    ProjectState.CONSULTED: _("正在征求意见"),
    ProjectState.REVISED: _("意见和修改已公布"),
    ProjectState.DECIDED: _("已作出征收决定"),
    ProjectState.COMPENSATED: _("正在补偿"),
    ProjectState.MOVING: _("补偿到位，可以搬迁"),
    ProjectState.FINISHED: _("已完成"),
    ProjectState.DROPPED: _("已停止"),
}


class About(StrEnum):
    """What a household asks; the household itself is nowhere (REFERENCE M12)."""

    QUESTION = "question"
    HELP = "help"
    OBJECTION = "objection"


ABOUTS = {
    About.QUESTION: _("想问清楚"),
    About.HELP: _("需要帮忙"),
    About.OBJECTION: _("有异议"),
}


class StepState(StrEnum):
    """The life of a piece of work for a project."""

    SET = "set"
    DONE = "done"
    CANCELLED = "cancelled"


STEP_STATES = {
    StepState.SET: _("正在做"),
    StepState.DONE: _("做完了"),
    StepState.CANCELLED: _("不做了"),
}


class RecheckState(StrEnum):
    """The life of a campaign that prepares an external assessment (M13)."""

    PREPARED = "prepared"
    VISITED = "visited"
    SETTLED = "settled"


RECHECK_STATES = {
    RecheckState.PREPARED: _("正在对照改进"),
    RecheckState.VISITED: _("复验过了，等回头看"),
    RecheckState.SETTLED: _("回头看完，已了结"),
}


class ChecklistState(StrEnum):
    """Listed → owned → done → checked by others → held or rebounded (REFERENCE M13)."""

    LISTED = "listed"
    OWNED = "owned"
    REPORTED = "reported"
    CHECKED = "checked"
    HELD = "held"
    REBOUNDED = "rebounded"
    EXEMPT = "exempt"


CHECKLIST_STATES = {
    ChecklistState.LISTED: _("待认领"),
    ChecklistState.OWNED: _("正在改"),
    ChecklistState.REPORTED: _("单位称已改好，待核查"),
    ChecklistState.CHECKED: _("核查属实，待回头看"),
    ChecklistState.HELD: _("回头看保持住了"),
    ChecklistState.REBOUNDED: _("反弹，重新改"),
    ChecklistState.EXEMPT: _("不适用"),
}
CLEARED = (ChecklistState.CHECKED, ChecklistState.HELD)
"""What may be called 清零: checked by others, and not come back."""


class Grade(StrEnum):
    """How far an item meets the external system: 100, 66, 33 or 0 percent of its points (REFERENCE §7.3)."""

    A = "A"
    B = "B"
    C = "C"
    NOT = "C#"


GRADES = {
    Grade.A: _("A：达到（100%）"),
    Grade.B: _("B：基本达到（66%）"),
    Grade.C: _("C：部分达到（33%）"),
    Grade.NOT: _("C#：没有达到（0%）"),
}
