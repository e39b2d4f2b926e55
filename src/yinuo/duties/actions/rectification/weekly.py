"""The Monday list: drafted by the house from rows, approved by a person, corrected only by a new one beside it (M33)."""

import hashlib
import json
from datetime import date

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow
from ....kernel.words import _
from ....orgs.models import Organisation
from ....places.queries import calendar
from ...models import WeeklyList
from ...policy import rectification as policy
from ...queries.rectification import week_of
from ...words.rectification import WeekState
from .listing import needed, optional


@act(may=policy.may_draft, opens=True)
def draft_week(org: Organisation, actor: Actor, *, at, day: date | None = None):
    """The list of this Monday (or of the working day after the holiday), once for an authority."""
    day = day or at.date()
    if org.weekly_lists.filter(day=day).exists():
        raise NotNow(_("这一天的周一总结已经拟好了。"))
    return _drafted(org, day, at)


def _drafted(org: Organisation, day: date, at, **more) -> WeeklyList:
    content = week_of(org, day, calendar())
    return WeeklyList.objects.create(
        org=org, day=day, since=date.fromisoformat(content["since"]), content=content, drafted_at=at, **more
    )


@act(may=policy.may_issue)
def redraft_week(week: WeeklyList, actor: Actor, *, at):
    """Counted again from the rows as they stand now; nothing is typed."""
    week.content, week.drafted_at = week_of(week.org, week.day, calendar()), at


@act(may=policy.may_issue)
def issue_week(week: WeeklyList, actor: Actor, *, at, remarks: str = ""):
    """A person has read it and lets it go out; from now on it is sealed by its digest."""
    week.remarks, week.issued_at = optional(remarks, "remarks"), at
    week.digest = sealed(week)


def sealed(week: WeeklyList) -> str:
    """SHA-256 over what was counted and the remarks."""
    told = json.dumps([week.content, week.remarks], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


@act(may=policy.may_issue)
def correct_week(week: WeeklyList, actor: Actor, *, at, why: str):
    """A mistake was found in the rows: a new list stands beside the issued one, which keeps its words."""
    why = needed(why, "why", 200)
    return _drafted(week.org, week.day, at, corrects=week, why=why, state=WeekState.DRAFTED)
