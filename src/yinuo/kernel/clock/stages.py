"""Staged limits: 围护, 修复, 恢复 each have their own clock (REFERENCE §4.7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..calendar import Calendar
from ..errors import Unfit
from ..words import _
from .dues import Due, due
from .pauses import Pause
from .units import Limit

START, PREVIOUS = "start", "previous"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage and its limit; it runs from the `start`, from the end of the `previous` stage, or of a named one."""

    name: str
    limit: Limit
    from_event: str = PREVIOUS


@dataclass(frozen=True, slots=True)
class StageDue:
    """The due of a stage. It is provisional while the stage it runs from is not done: counted from that one's due."""

    stage: Stage
    due: Due
    done_at: datetime | None
    is_provisional: bool


def stages(
    start: datetime,
    rows: Iterable[Stage],
    calendar: Calendar,
    done: Mapping[str, datetime] | None = None,
    pauses: Iterable[Pause] = (),
) -> list[StageDue]:
    """The dues of all stages in order; `done` says when stages were done. Unfit for an event no row before it has."""
    done, pauses = done or {}, tuple(pauses)
    made: dict[str, StageDue] = {}
    last: StageDue | None = None
    for row in rows:
        before = _runs_from(row, made, last)
        begins, provisional = _begins(start, before)
        if row.name in made:
            raise Unfit(_("阶段“{name}”写了两次。").format(name=row.name))
        last = StageDue(row, due(begins, row.limit, calendar, pauses), done.get(row.name), provisional)
        made[row.name] = last
    return list(made.values())


def _runs_from(row: Stage, made: Mapping[str, StageDue], last: StageDue | None) -> StageDue | None:
    if row.from_event == START:
        return None
    if row.from_event == PREVIOUS:
        return last
    if row.from_event not in made:
        raise Unfit(_("阶段“{name}”的起算点“{event}”不在它前面的阶段里。").format(name=row.name, event=row.from_event))
    return made[row.from_event]


def _begins(start: datetime, before: StageDue | None) -> tuple[datetime, bool]:
    """When a stage begins, and whether that is only expected."""
    if before is None:
        return start, False
    if before.done_at is not None:
        return before.done_at, False
    return before.due.at, True
