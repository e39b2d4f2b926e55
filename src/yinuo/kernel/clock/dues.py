"""When a limit ends, what pauses and extensions do to it, and what is left of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ..calendar import Calendar
from ..errors import NotNow, Unfit
from ..words import _
from .axes import DAY, Axis, Position, at_offset, axis_of, in_china, length_of
from .pauses import Pause, merged
from .units import Limit, Unit

OFFICE_UNITS = (Unit.WORKING_HOUR, Unit.WORKING_DAY)


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a limit, in China time.

    `first_at` is the end as first promised, without pauses or extensions; it never changes. `stopped_since` is set
    while a pause still lasts: the clock stands, and `at` is then the earliest end it can have.
    """

    start: datetime
    limit: Limit
    at: datetime
    first_at: datetime
    calendar_version: str
    stopped_since: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("start", "at", "first_at"):  # a database hands moments back in UTC
            object.__setattr__(self, name, in_china(getattr(self, name)))

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still in a pause that has not ended."""
        return self.stopped_since is not None


@dataclass(frozen=True, slots=True)
class _Count:
    """One limit being counted on its axis from `base`; the dates may never fall before `start`."""

    limit: Limit
    calendar: Calendar
    axis: Axis
    start: datetime
    base: Position

    def moment(self, target: Position) -> datetime:
        """The moment of a position, rolled to a working day where the limit does so."""
        at = max(self.start, self.axis.moment(target, self.start.year))
        if self.limit.unit is Unit.NATURAL_DAY and self.limit.rolls:
            self.calendar.require(self.start.year, at.year)
            day = self.calendar.next_working(at.date())
            return at if day == at.date() else at_offset(day.toordinal(), DAY - 1)
        if self.limit.unit in OFFICE_UNITS:
            self.calendar.require(self.start.year, at.year)
        return at

    def pushed(self, target: Position, pauses: Iterable[Pause]) -> tuple[datetime, datetime | None]:
        """The end after the pauses, and since when the clock stands still if it does."""
        at = self.moment(target)
        for since, until in merged(pauses):
            if since >= at:
                break
            if until is None:
                return at, max(since, self.start)
            begun = max(self.axis.position(since), self.base)
            ended = max(self.axis.position(until), self.base)
            if ended > begun and (self.limit.unit is Unit.NATURAL_DAY or begun < target):
                target = max(target, begun) + (ended - begun)
                at = self.moment(target)
        return at, None


def due(start: datetime, limit: Limit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Due:
    """When a limit that starts at `start` ends.

    Working hours and urgent hours run from the moment itself. Days do not count the day of the start; a working day
    ends when offices close, a calendar day at midnight (Civil Code art. 201 and 203). A pause moves the end by
    exactly the time of that unit that it took; a clock of calendar days still ends with a day.
    No end falls inside a pause.
    CalendarMissing when a year that is needed is not loaded.
    """
    start = in_china(start)
    axis = axis_of(limit.unit, calendar)
    count = _Count(limit, calendar, axis, start, axis.base(start))
    target = count.base + length_of(limit.amount, axis)
    if limit.unit is Unit.WORKING_DAY and limit.amount == 0 and axis.moment(target, start.year) < start:
        target += 1  # “today” said after hours or on a day off means the next day that has hours
    at, stopped = count.pushed(target, pauses)
    return Due(start, limit, at, count.moment(target), calendar.version, stopped)


def push(given: Due, pauses: Iterable[Pause], *, since: datetime, calendar: Calendar) -> Due:
    """A due that was set or extended at `since`, moved by what the pauses took after that moment."""
    since = in_china(since)
    axis = axis_of(given.limit.unit, calendar)
    count = _Count(given.limit, calendar, axis, since, axis.position(since))
    at, stopped = count.pushed(axis.position(given.at), pauses)
    return replace(given, at=max(at, given.at), stopped_since=stopped, calendar_version=calendar.version)


def extend(given: Due, by: Limit | date, *, asked_at: datetime, calendar: Calendar) -> Due:
    """The due moved later, by a limit counted from its present end or to the end of a named day.

    NotNow once the due has passed (a stopped clock has not); Unfit when the new end is not later. The first due stays.
    Pauses that come after the extension move it further: see `push`.
    """
    asked_at = in_china(asked_at)
    if not kept(given, asked_at):
        raise NotNow(_("期限已经过了，不能再申请延期。请尽快办结，并向诉求人说明原因。"))
    at = due(given.at, by, calendar).at if isinstance(by, Limit) else _end_of(by, given.limit.unit, calendar)
    if at <= given.at:
        raise Unfit(_("延期后的期限要晚于现在的期限。"), field="due")
    return replace(given, at=at, calendar_version=calendar.version)


def _end_of(day: date, unit: Unit, calendar: Calendar) -> datetime:
    office = unit in OFFICE_UNITS
    if office and not calendar.is_working(day):
        raise Unfit(_("{day}不是工作日，请选一个工作日。").format(day=day.isoformat()), field="due")
    midnight = at_offset(day.toordinal(), 0)
    if not office:
        return midnight + timedelta(microseconds=DAY - 1)
    closing: time = calendar.closing(day)
    return datetime.combine(day, closing, tzinfo=midnight.tzinfo)


def spent(start: datetime, now: datetime, unit: Unit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Decimal:
    """How much of the unit has run from `start` to `now` without the pauses, to two decimals; never negative."""
    start, now = in_china(start), in_china(now)
    axis = axis_of(unit, calendar)
    if unit in OFFICE_UNITS:
        calendar.require(start.year, now.year)
    base = axis.base(start)
    run = max(axis.position(now) - base, 0)
    for since, until in merged(pauses):
        begun = max(axis.position(min(since, now)), base)
        ended = max(axis.position(now if until is None else min(until, now)), base)
        run -= ended - begun
    return _units(max(run, 0), axis)


def remaining(given: Due, now: datetime, calendar: Calendar) -> Decimal:
    """How much of the unit is left before the due, to two decimals; negative once it has passed.

    While the clock is stopped, what was left when it stopped.
    """
    now = in_china(given.stopped_since or now)
    axis = axis_of(given.limit.unit, calendar)
    if given.limit.unit in OFFICE_UNITS:
        calendar.require(min(now, given.at).year, max(now, given.at).year)
    return _units(axis.position(given.at) - axis.position(now), axis)


def _units(length: Position, axis: Axis) -> Decimal:
    exact = Fraction(length) / axis.per_unit
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


def kept(given: Due, done_at: datetime) -> bool:
    """Whether what was done at that moment kept the due as it now stands; a stopped clock cannot be missed."""
    return given.is_stopped or in_china(done_at) <= given.at


def kept_first(given: Due, done_at: datetime) -> bool:
    """Whether it kept the due as first promised, whatever pauses and extensions came later."""
    return in_china(done_at) <= given.first_at
