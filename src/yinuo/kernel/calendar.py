"""Which days are working days in China, and when the offices are open. A year that nobody loaded is never guessed."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version as installed_version
from itertools import accumulate, pairwise

from .errors import Unfit
from .words import _

Span = tuple[time, time]

SATURDAY = 5
SECOND = 1_000_000
DEFAULT_SPANS: tuple[Span, ...] = ((time(8, 30), time(12)), (time(14), time(18)))


class CalendarMissing(Unfit):
    """A working day was asked for in a year whose holidays are not loaded (REFERENCE §4.9)."""

    def __init__(self, year: int):
        super().__init__(
            _(
                "{year}年的节假日安排还没有载入，不能推算期限。请先载入国务院办公厅公布的{year}年放假安排，"
                "或者由工作人员确认暂按周一至周五计算。"
            ).format(year=year)
        )
        self.year = year


def microseconds(moment: time) -> int:
    """Microseconds since midnight."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds * SECOND + moment.microsecond


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The hours in which offices are open from `first` to `last` (None: open-ended); later rows win over earlier."""

    first: date
    last: date | None
    spans: tuple[Span, ...] = DEFAULT_SPANS

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(a >= b for a, b in pairwise(edges)):
            raise Unfit(_("办公时间要按先后填写，每一段的结束要晚于开始，各段不能重叠。"))

    def covers(self, day: date) -> bool:
        """Whether this row is in force on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Override:
    """One day that a person set by hand, and the document or reason it rests on."""

    day: date
    working: bool
    source: str


@dataclass(frozen=True)
class WorkingTime:
    """The working days of all known years in order, with the office time that lies before each of them.

    `days` are proleptic ordinals; `before[i]` is the office time in microseconds before `days[i]`, and has one
    entry more than `days`; `spans[i]` are the open spans of that day in microseconds since midnight.
    """

    days: list[int]
    before: list[int]
    spans: list[tuple[tuple[int, int], ...]]

    def length(self, index: int) -> int:
        """Office time of one working day, in microseconds."""
        return self.before[index + 1] - self.before[index]


@dataclass(frozen=True)
class Calendar:
    """Holidays, make-up workdays and office hours, as one immutable version.

    `years` are those whose State Council arrangement is loaded; `confirmed_years` are those for which a person
    agreed to plain Monday to Friday. The version is kept with every due date that was computed from it.
    """

    version: str
    days_off: frozenset[date]
    make_up: frozenset[date]
    years: frozenset[int]
    confirmed_years: frozenset[int] = frozenset()
    hours: tuple[OfficeHours, ...] = ()
    overrides: tuple[Override, ...] = field(default=())

    def knows(self, year: int) -> bool:
        """Whether working days of that year can be told."""
        return year in self.years or year in self.confirmed_years

    def require(self, first_year: int, last_year: int) -> None:
        """CalendarMissing for the first year of the range that is not known."""
        for year in range(first_year, last_year + 1):
            if not self.knows(year):
                raise CalendarMissing(year)

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day; CalendarMissing when the year is not known."""
        self.require(day.year, day.year)
        if day in self.make_up:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The open spans of a working day: the last row of `hours` in force, else 8:30–12:00 and 14:00–18:00."""
        for row in reversed(self.hours):
            if row.covers(day):
                return row.spans
        return DEFAULT_SPANS

    def closing(self, day: date) -> time:
        """When the offices close on that working day."""
        return self.spans_on(day)[-1][1]

    def next_working(self, day: date) -> date:
        """That day if it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`, which itself is not counted; `number` is at least 1."""
        days = self.working_time.days
        place = bisect_left(days, day.toordinal() + 1) + number - 1
        self.require(day.year, day.year)
        if place >= len(days):
            raise CalendarMissing(self.first_unknown_after(day.year))
        found = date.fromordinal(days[place])
        self.require(day.year, found.year)
        return found

    def first_unknown_after(self, year: int) -> int:
        """The first year from `year` on that is not known."""
        while self.knows(year):
            year += 1
        return year

    def override(self, day: date, working: bool, source: str) -> "Calendar":
        """A new version in which that day is set by hand; `source` names the document or the reason."""
        if not source.strip():
            raise Unfit(_("请写明这一天改为上班或放假的依据。"), field="source")
        kept = tuple(o for o in self.overrides if o.day != day)
        made = replace(
            self,
            days_off=self.days_off - {day} if working else self.days_off | {day},
            make_up=self.make_up | {day} if working else self.make_up - {day},
            overrides=(*kept, Override(day, working, source.strip())),
        )
        return made._renamed()

    def confirm(self, year: int) -> "Calendar":
        """A new version in which a person lets that year count as plain Monday to Friday for now."""
        return replace(self, confirmed_years=self.confirmed_years | {year})._renamed()

    def with_hours(self, *rows: OfficeHours) -> "Calendar":
        """A new version with further dated rows of office hours; the last row in force wins."""
        return replace(self, hours=(*self.hours, *rows))._renamed()

    def _renamed(self) -> "Calendar":
        parts = (
            sorted(f"{o.day}{o.working:d}{o.source}" for o in self.overrides),
            sorted(self.confirmed_years),
            [f"{row.first}{row.last}{row.spans}" for row in self.hours],
        )
        digest = sha256(repr(parts).encode()).hexdigest()[:8]
        return replace(self, version=f"{self.version.partition('+')[0]}+{digest}")

    @cached_property
    def working_time(self) -> WorkingTime:
        """The index that lets a due date be found by bisection instead of by walking."""
        days = [day for year in sorted(self.years | self.confirmed_years) for day in self._working_days(year)]
        spans = [tuple((microseconds(a), microseconds(b)) for a, b in self.spans_on(day)) for day in days]
        lengths = (sum(b - a for a, b in parts) for parts in spans)
        return WorkingTime([d.toordinal() for d in days], list(accumulate(lengths, initial=0)), spans)

    def _working_days(self, year: int) -> Iterable[date]:
        first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        return (day for day in map(date.fromordinal, range(first, after)) if self.is_working(day))


def seed(years: Iterable[int]) -> Calendar:
    """The calendar of China for those of the years that the `holidays` package knows as announced.

    The State Council announces each year in the November before. A year for which the package has no make-up
    workdays is taken as not announced and left out of `years`; asking it a working day raises CalendarMissing.
    """
    import holidays  # here, because a city that keeps its own table never needs the package

    days_off: set[date] = set()
    make_up: set[date] = set()
    known: set[int] = set()
    for year in sorted(set(years)):
        table = holidays.country_holidays("CN", years=year)
        worked = {day for day in table.weekend_workdays if day.year == year}
        if worked:
            known.add(year)
            make_up |= worked
            days_off |= set(table.keys())
    reach = f"{min(known)}-{max(known)}" if known else "empty"
    return Calendar(
        version=f"cn-{reach}-holidays-{installed_version('holidays')}",
        days_off=frozenset(days_off - make_up),
        make_up=frozenset(make_up),
        years=frozenset(known),
    )
