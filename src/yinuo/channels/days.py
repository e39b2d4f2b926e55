"""Days as residents and officials write them, for templates (their filters call these) and for sentences of Python."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)


def short_day(day: date) -> str:
    """3月16日 周一"""
    parts = {"month": day.month, "day": day.day, "weekday": WEEKDAYS[day.weekday()]}
    return _("%(month)d月%(day)d日 %(weekday)s") % parts


def long_day(day: date) -> str:
    """2026年3月16日 周一"""
    return _("%(year)d年%(rest)s") % {"year": day.year, "rest": short_day(day)}
