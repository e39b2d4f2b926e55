"""The fixed words of the listening day (REFERENCE M14), each with its Chinese label."""

from enum import StrEnum

from ...kernel.words import _


class DayState(StrEnum):
    """The life of a listening day."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "ended"
    CALLED_OFF = "called_off"


DAY_STATES = {
    DayState.PLANNED: _("已排日子，待公告"),
    DayState.ANNOUNCED: _("已公告"),
    DayState.OPEN: _("正在进行"),
    DayState.CLOSED: _("已结束"),
    DayState.CALLED_OFF: _("不开了"),
}


class Answer(StrEnum):
    """What an opinion is answered with before the day is closed."""

    ON_SPOT = "on_spot"
    LIMITED_TIME = "limited_time"
    TRANSFERRED = "transferred"
    EXPLAINED = "explained"


ANSWERS = {
    Answer.ON_SPOT: _("当场答复"),
    Answer.LIMITED_TIME: _("限时办理"),
    Answer.TRANSFERRED: _("转办"),
    Answer.EXPLAINED: _("解释说明"),
}
TO_BE_DONE = (Answer.LIMITED_TIME, Answer.TRANSFERRED)
"""Answers after which something still has to be done."""


class Way(StrEnum):
    """How an opinion came in."""

    TABLE = "table"
    PHONE = "phone"
    PAPER = "paper"


WAYS = {
    Way.TABLE: _("当面说的"),
    Way.PHONE: _("会后用手机补的"),
    Way.PAPER: _("会后交的纸条"),
}


class Telling(StrEnum):
    """How the result was brought back to whoever raised it."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    POSTED = "posted"
    PAPER = "paper"


TELLINGS = {
    Telling.IN_PERSON: _("当面告诉"),
    Telling.TELEPHONE: _("电话告诉"),
    Telling.POSTED: _("没有留称呼，在公示栏公布"),
    Telling.PAPER: _("送了书面答复"),
}


class Step(StrEnum):
    """The five steps of the page, in its order: 听取、协商、承诺、办理、反馈."""

    HEARD = "heard"
    CONSULTED = "consulted"
    PROMISED = "promised"
    HANDLED = "handled"
    FED_BACK = "fed_back"


STEPS = {
    Step.HEARD: _("听取"),
    Step.CONSULTED: _("协商"),
    Step.PROMISED: _("承诺"),
    Step.HANDLED: _("办理"),
    Step.FED_BACK: _("反馈"),
}
