"""Three ways to lay time on a line, so that adding a limit is adding numbers: all time, office time, office days."""

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Protocol
from zoneinfo import ZoneInfo

from ..calendar import SECOND, Calendar, CalendarMissing, WorkingTime, microseconds
from .units import Unit

CHINA = ZoneInfo("Asia/Shanghai")
HOUR = 3600 * SECOND
DAY = 24 * HOUR

Position = int | Fraction


def in_china(moment: datetime) -> datetime:
    """The same instant on Chinese clocks; ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be placed on a clock")
    return moment if moment.tzinfo is CHINA else moment.astimezone(CHINA)


def at_offset(ordinal: int, offset: int) -> datetime:
    """The moment `offset` microseconds after the midnight that begins the day of that ordinal, in China."""
    return datetime.fromordinal(ordinal).replace(tzinfo=CHINA) + timedelta(microseconds=offset)


class Axis(Protocol):
    """A line of positions that never runs backwards in time; `per_unit` positions make one unit of a limit."""

    per_unit: int

    def position(self, moment: datetime) -> Position:
        """Where a moment (in China) lies."""

    def moment(self, position: Position, year: int) -> datetime:
        """The earliest moment at that position; `year` is where the count began."""

    def base(self, start: datetime) -> Position:
        """Where counting begins."""


class AllHours:
    """Hours that run through nights and holidays. Positions in microseconds."""

    per_unit = HOUR

    def position(self, moment: datetime) -> int:
        return moment.toordinal() * DAY + microseconds(moment.time())

    def moment(self, position: Position, year: int) -> datetime:
        return at_offset(*divmod(int(position), DAY))

    def base(self, start: datetime) -> int:
        return self.position(start)


class AllDays(AllHours):
    """Calendar days: the day of the start is not counted (Civil Code art. 201).

    A limit always ends with the last microsecond of a day: a part of a day that pauses leave over is rounded up.
    """

    per_unit = DAY

    def moment(self, position: Position, year: int) -> datetime:
        return at_offset(ceil(Fraction(position) / DAY), -1)

    def base(self, start: datetime) -> int:
        return (start.toordinal() + 1) * DAY


class OfficeHoursOnly:
    """Office time. Positions in microseconds of it since the first loaded day."""

    per_unit = HOUR

    def __init__(self, calendar: Calendar):
        self.calendar = calendar
        self.table: WorkingTime = calendar.working_time

    def worked(self, moment: datetime) -> tuple[int, int]:
        """The number of working days before that day, and the office time of the day until that moment."""
        self.calendar.require(moment.year, moment.year)
        days, today = self.table.days, moment.toordinal()
        index = bisect_left(days, today)
        if index == len(days) or days[index] != today:
            return index, 0
        clock = microseconds(moment.time())
        return index, sum(min(clock, b) - a for a, b in self.table.spans[index] if clock > a)

    def position(self, moment: datetime) -> Position:
        index, worked = self.worked(moment)
        return self.table.before[index] + worked

    def moment(self, position: Position, year: int) -> datetime:
        index = bisect_left(self.table.before, position) - 1
        return self.within(index, int(position) - self.table.before[max(index, 0)], year)

    def within(self, index: int, worked: int, year: int) -> datetime:
        """The moment at which `worked` microseconds of the index-th working day are done; the day must be known."""
        index = max(index, 0)
        if index >= len(self.table.days):
            raise CalendarMissing(self.calendar.first_unknown_after(year))
        for opens, closes in self.table.spans[index]:
            if worked <= closes - opens:
                break
            worked -= closes - opens
        return at_offset(self.table.days[index], opens + worked)

    def base(self, start: datetime) -> Position:
        return self.position(start)


class OfficeDays(OfficeHoursOnly):
    """Working days: the day of the start is not counted, a day ends when its offices close (Civil Code art. 203).

    Positions count working days; a part of a day is the part of its office time.
    """

    per_unit = 1

    def position(self, moment: datetime) -> Position:
        index, worked = self.worked(moment)
        return index + Fraction(worked, self.table.length(index)) if worked else index

    def moment(self, position: Position, year: int) -> datetime:
        index = ceil(position) - 1
        if index >= len(self.table.days):
            raise CalendarMissing(self.calendar.first_unknown_after(year))
        return self.within(index, ceil((position - index) * self.table.length(index)), year)

    def base(self, start: datetime) -> Position:
        self.calendar.require(start.year, start.year)
        return bisect_right(self.table.days, start.toordinal())


def axis_of(unit: Unit, calendar: Calendar) -> Axis:
    """The line on which limits of that unit are added."""
    if unit is Unit.WORKING_HOUR:
        return OfficeHoursOnly(calendar)
    if unit is Unit.WORKING_DAY:
        return OfficeDays(calendar)
    return AllHours() if unit is Unit.URGENT_HOUR else AllDays()


def length_of(amount: Decimal | int, axis: Axis) -> Position:
    """An amount of units as a length on the axis."""
    length = Fraction(amount) * axis.per_unit
    return int(length) if length.denominator == 1 else length
