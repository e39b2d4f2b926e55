"""Days as sentences of Python say them; templates have their own filters for the same looks."""

from datetime import date

from django.utils.translation import gettext as _

WEEKDAYS = _("一二三四五六日")


def short_day(day: date) -> str:
    """3月16日 周一"""
    return _("{month}月{day}日 周{weekday}").format(month=day.month, day=day.day, weekday=WEEKDAYS[day.weekday()])


def long_day(day: date) -> str:
    """2026年3月16日 周一"""
    return _("{year}年{rest}").format(year=day.year, rest=short_day(day))
