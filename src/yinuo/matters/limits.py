"""What the rulebook says about a matter: its limits by category, urgency and region, and whose duty it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..kernel import clock
from ..kernel.calendar import Calendar
from ..kernel.errors import Unfit
from ..kernel.words import _
from ..orgs.models import Kind, Organisation
from ..places.queries import calendar
from .models import Category, Duty, LimitRule, Matter, Rulebook
from .words import Urgency

SLACK_DAYS = 2
"""Working days; see `task_slack`."""


class NoRule(Unfit):
    """The rulebook had no limit for this matter on that day."""


@dataclass(frozen=True)
class Standard:
    """The standard limit of a matter: the end of the whole, and of each stage where there are stages."""

    due_at: datetime
    calendar_version: str
    stages: tuple[tuple[str, datetime], ...] = ()
    source: str = ""


def prefixes(code: str) -> list[str]:
    """The code and everything it lies under, the empty one included."""
    return [code[:n] for n in range(len(code) + 1)]


def valid_on(day: date) -> Q:
    """Rows of a rulebook that are in force on this day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


@dataclass
class Book:
    """The whole rulebook of limits and the calendar, read once for many matters."""

    rows: list[LimitRule]
    table: Calendar

    def rules_for(self, matter: Matter, day: date) -> list[LimitRule]:
        """As the function of this name, without a query."""
        code = matter.category.code if matter.category_id else ""
        in_force = (r for r in self.rows if r.valid_from <= day and (r.valid_to is None or r.valid_to >= day))
        reaching = (r for r in in_force if code.startswith(r.category) and matter.place_code.startswith(r.region))
        return closest([row for row in reaching if row.urgency in ("", matter.urgency)])


def book() -> Book:
    """The rulebook as it stands now; two queries."""
    return Book(list(LimitRule.objects.all()), calendar())


def rules_for(matter: Matter, day: date) -> list[LimitRule]:
    """The rows of the closest rule: the own urgency, then the longest category, then the longest region."""
    own = Category.objects.filter(pk=matter.category_id).values("code")
    rows = LimitRule.objects.alias(code=Coalesce(Subquery(own), Value(""))).filter(
        valid_on(day),
        code__startswith=F("category"),
        region__in=prefixes(matter.place_code[:12]),
        urgency__in=["", matter.urgency],
    )
    return closest(list(rows))


def closest(rows: list[LimitRule]) -> list[LimitRule]:
    """Of rows that all apply, those of the closest rule, in the order of their stages."""

    def closeness(row: LimitRule) -> tuple:
        return (row.urgency != "", len(row.category), len(row.region))

    best = max(map(closeness, rows), default=None)
    return sorted((row for row in rows if closeness(row) == best), key=lambda row: row.order)


def standard(matter: Matter, at: datetime, book: Book | None = None) -> Standard:
    """The standard limit counted from `at`; NoRule where the rulebook has none."""
    rows = book.rules_for(matter, at.date()) if book else rules_for(matter, at.date())
    if not rows:
        raise NoRule(_("办理时限表里没有适用的规定，请先由管理员补充时限表。"))
    table = book.table if book else calendar()
    stages = [clock.Stage(row.stage or _("全程"), _limit(row)) for row in rows]
    dues = clock.stages(at, stages, table)
    named = tuple((d.stage.name, d.due.at) for d in dues) if len(dues) > 1 else ()
    return Standard(dues[-1].due.at, dues[-1].due.calendar_version, named, rows[0].source)


def _limit(row: LimitRule) -> clock.Limit:
    amount = row.amount
    return clock.Limit(int(amount) if amount == int(amount) else amount, clock.Unit(row.unit))


def working_days(at: datetime, number: int) -> datetime:
    """The end of the `number`-th working day after `at`."""
    return clock.due(at, clock.Limit(number, clock.Unit.WORKING_DAY), calendar()).at


def task_slack(day: date) -> int:
    """Working days by which a task given down may be due before the giver's own due; 2 where no rulebook says [I]."""
    told = Rulebook.objects.filter(valid_from__lte=day, task_slack__isnull=False).order_by("-valid_from")
    slack = told.values_list("task_slack", flat=True).first()
    return SLACK_DAYS if slack is None else slack


def earliest_task(due_at: datetime, day: date) -> datetime:
    """The earliest a task under this due may be due: the slack in working days before it (REFERENCE M08 层层加码)."""
    number = task_slack(day)
    if not number:
        return due_at
    table, on = calendar(), timezone.localtime(due_at).date()
    while number:
        on -= timedelta(days=1)
        number -= table.is_working(on)
    return datetime.combine(on, time.min, tzinfo=clock.CHINA)


def end_of(day: date, table: Calendar | None = None) -> datetime:
    """When a promise for a day ends: when offices close, on days off at 18:00."""
    table = table or calendar()
    return datetime.combine(day, table.closing(day), tzinfo=clock.CHINA)


def moved(due_at: datetime, matter: Matter, since: datetime, until: datetime | None) -> datetime:
    """A due moved by a pause, in the time of offices or, for urgent matters, in every hour."""
    unit = clock.Unit.WORKING_HOUR if matter.urgency == Urgency.NORMAL else clock.Unit.URGENT_HOUR
    given = clock.Due(since, clock.Limit(0, unit), due_at, due_at, "")
    pause = clock.Pause(since, until, clock.Cause.WAITING_FOR_RAISER)
    return clock.push(given, [pause], since=since, calendar=calendar()).at


def office_for(matter: Matter, day: date) -> Organisation | None:
    """Whose duty it is by the rulebook."""
    duty = duty_for(matter, day)
    return duty.org if duty else None


def duty_for(matter: Matter, day: date) -> Duty | None:
    """The row of the rulebook that says whose duty it is: the longest region, then the longest category."""
    if not matter.category_id:
        return None
    rows = (
        Duty.objects.filter(
            valid_on(day),
            category__in=prefixes(matter.category.code),
            region__in=prefixes(matter.place_code[:12]),
            org__isnull=False,
        )
        .exclude(org__valid_to__lt=day)
        .select_related("org")
    )
    return max(rows, key=lambda row: (len(row.region), len(row.category)), default=None)


def may_be_given(matter: Matter, office: Organisation, day: date) -> bool:
    """Whether a community may be given this: only what is on its list (REFERENCE §5.F). Other offices always."""
    if office.kind != Kind.COMMUNITY:
        return True
    if not matter.category_id:
        return False
    rows = Duty.objects.filter(
        valid_on(day), category__in=prefixes(matter.category.code), region__in=prefixes(matter.place_code[:12])
    )
    return rows.filter(Q(org=office) | Q(org=None, org_kind=Kind.COMMUNITY)).exists()
