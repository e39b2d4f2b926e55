"""The fixed words of rectification: lives of items and lists, terms, what a step was (REFERENCE §1.2, M31–M33)."""

from enum import StrEnum

from ...kernel.words import _


class ItemState(StrEnum):
    """REFERENCE §1.2."""

    LISTED = "listed"
    PROMISED = "promised"
    IN_PROGRESS = "in_progress"
    SELF_REPORTED = "self_reported_done"
    VERIFYING = "verifying"
    REJECTED = "rejected"
    SOLD_OFF = "sold_off"
    CONFIRMED = "confirmed"
    REBOUNDED = "rebounded"
    DONE_THIS_PERIOD = "done_this_period"
    NORMAL = "normal"
    STRUCK_OUT = "struck_out"
    MERGED = "merged"


ITEM_STATES = {
    ItemState.LISTED: _("已列入清单，待承诺"),
    ItemState.PROMISED: _("已承诺，待整改"),
    ItemState.IN_PROGRESS: _("整改中"),
    ItemState.SELF_REPORTED: _("责任单位称已整改，待验收"),
    ItemState.VERIFYING: _("验收中"),
    ItemState.REJECTED: _("验收没有通过，继续整改"),
    ItemState.SOLD_OFF: _("已销号"),
    ItemState.CONFIRMED: _("回头看：没有反弹"),
    ItemState.REBOUNDED: _("反弹，重新整改"),
    ItemState.DONE_THIS_PERIOD: _("本期已做，长期坚持"),
    ItemState.NORMAL: _("转入常态"),
    ItemState.STRUCK_OUT: _("已从清单撤下"),
    ItemState.MERGED: _("重复，已并入另一项"),
}


class Term(StrEnum):
    """How long an item takes by its nature."""

    AT_ONCE = "at_once"
    STAGED = "staged"
    LONG = "long"


TERMS = {Term.AT_ONCE: _("立行立改"), Term.STAGED: _("分阶段"), Term.LONG: _("长期坚持")}


class CampaignState(StrEnum):
    RUNNING = "running"
    ENDED = "ended"


CAMPAIGN_STATES = {CampaignState.RUNNING: _("进行中"), CampaignState.ENDED: _("已结束")}


class Stepped(StrEnum):
    """What a line of an item's history is."""

    WORK = "work"
    DONE = "done"
    PERIOD = "period"
    PASSED = "passed"
    FAILED = "failed"
    HELD = "held"
    REBOUND = "rebound"


STEPPED = {
    Stepped.WORK: _("整改进展"),
    Stepped.DONE: _("责任单位报告已整改"),
    Stepped.PERIOD: _("本期做了什么"),
    Stepped.PASSED: _("验收通过，销号"),
    Stepped.FAILED: _("验收没有通过"),
    Stepped.HELD: _("回头看：没有反弹"),
    Stepped.REBOUND: _("回头看：反弹"),
}


class Colour(StrEnum):
    """The three colours of warning, by days to the promised day (REFERENCE §9 E6)."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


COLOURS = {
    Colour.BLUE: _("蓝色：七天内到期"),
    Colour.YELLOW: _("黄色：过期不到七天"),
    Colour.RED: _("红色：过期七天以上"),
}


class WeekState(StrEnum):
    DRAFTED = "drafted"
    ISSUED = "issued"
    CORRECTED = "corrected"


WEEK_STATES = {
    WeekState.DRAFTED: _("自动拟出，待审定"),
    WeekState.ISSUED: _("已印发"),
    WeekState.CORRECTED: _("已由更正件代替"),
}
