"""Moments of the simulated months: when offices would get to something, never later than the end of the story."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from yinuo.kernel.calendar import Calendar

OPENS, NOON, AFTERNOON, CLOSES = time(8, 30), time(12), time(14), time(18)
EARLY, LATE = time(7), time(22)


@dataclass(frozen=True)
class Pace:
    """The calendar and the moment at which the demo is made."""

    calendar: Calendar
    now: datetime

    def closed_office(self) -> datetime:
        """The last moment before now at which offices were open, with some minutes left."""
        return self.back(self.now - timedelta(minutes=5))

    def back(self, moment: datetime) -> datetime:
        """That moment if offices are open then, else the last one before it."""
        if moment.time() < OPENS:
            moment = _at(moment.date() - timedelta(days=1), CLOSES)
        while not self.calendar.is_working(moment.date()):
            moment = _at(moment.date() - timedelta(days=1), CLOSES)
        return min(moment, _at(moment.date(), CLOSES))

    def forth(self, moment: datetime, minutes: float) -> datetime:
        """That moment if offices are open then, else some minutes after they open again."""
        day = moment.date()
        if moment.time() > CLOSES:
            day += timedelta(days=1)
        working = self.calendar.next_working(day)
        if working != moment.date() or moment.time() < OPENS:
            return _at(working, OPENS) + timedelta(minutes=minutes)
        if NOON < moment.time() < AFTERNOON:
            return _at(working, AFTERNOON) + timedelta(minutes=minutes / 3)
        return moment

    def days_before(self, moment: datetime, days: int, random: Random) -> datetime:
        """Some hour of the day that many working days earlier."""
        day = moment.date()
        for _number in range(days):
            day = self.back(_at(day - timedelta(days=1), CLOSES)).date()
        hour = random.triangular(7, 21, 10)
        return _minute(min(_at(day, time()) + timedelta(hours=hour), moment - timedelta(minutes=5)))

    def after(self, moment: datetime, hours: float, random: Random, *, until: datetime, in_office: bool) -> datetime:
        """Later by about these hours; when that lies beyond `until`, on the way there."""
        minutes = random.uniform(3, 90)
        share = random.uniform(0.2, 0.5)
        planned = _minute(moment + timedelta(hours=hours))
        planned = _minute(self.forth(planned, minutes) if in_office else _awake(planned, minutes))
        if planned < until:
            return planned
        between = _minute(moment + max(until - moment, timedelta()) * share)
        open_then = self.back(between)
        return open_then if in_office and open_then > moment else between


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _awake(moment: datetime, minutes: float) -> datetime:
    """That moment, or the morning after it for one in the night."""
    if moment.time() > LATE:
        moment = _at(moment.date() + timedelta(days=1), time())
    return moment if moment.time() >= EARLY else _at(moment.date(), EARLY) + timedelta(minutes=minutes)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())
