"""Sittings: how often, called with an agenda ahead, held with a quorum or not, minuted in time or late with the reason."""

from collections import Counter
from datetime import date, datetime, timedelta

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow, Unfit
from ....kernel.privacy import impersonal
from ....kernel.words import _
from ....orgs.models import Organisation, Seat
from ....orgs.words import COMMITTEES
from ....places.queries import calendar
from ...models.topics import BodyRhythm, Sitting, Topic, UnitPresence
from ...policy import topics as policy
from ...queries.topics import rhythm_of, seats_in_office
from ...rules import topics as rules
from ...words.topics import SittingState, Track
from .proposing import fit, profiled

SOON = timedelta(minutes=5)


@act(may=policy.may_run_body)
def set_rhythm(body: Organisation, actor: Actor, *, at, months: int, agenda_days: int, source: str, valid_from: date):
    """This body sits otherwise than its kind usually does, by this document."""
    if body.kind not in COMMITTEES or not 1 <= months <= 12 or not 0 <= agenda_days <= 60:
        raise Unfit(_("间隔在1到12个月之间，议程最多提前60天。"), "months")
    return BodyRhythm.objects.create(
        body=body, months=months, agenda_days=agenda_days, source=fit(source, "source", 200), valid_from=valid_from
    )


@act(may=policy.may_run_body, opens=True)
def call_sitting(body: Organisation, actor: Actor, *, at, meets_at: datetime, place: str):
    """A sitting is called, with its agenda so many days ahead as the rhythm of the body says."""
    if body.kind not in COMMITTEES:
        raise Unfit(_("“{body}”不是议事机构。").format(body=body), "body")
    rules.check_agenda(rhythm_of(body, at.date()), at.date(), meets_at.astimezone(at.tzinfo).date())
    return Sitting.objects.create(body=body, meets_at=meets_at, place=fit(place, "place", 120))


@act(may=policy.may_run_sitting)
def cancel_sitting(sitting: Sitting, actor: Actor, *, at, reason: str):
    """It is not held; its topics wait for another one."""
    sitting.note = fit(reason, "reason", 200)
    if sitting.topics.filter(state="circulated").exists():
        raise NotNow(_("这次会议还有已通报的议题。请先把它们暂缓，再取消会议。"))


@act(may=policy.may_run_sitting, private=("present",))
def hold_sitting(sitting: Sitting, actor: Actor, *, at, present: list[Seat]):
    """It was held: which seats were there. Kept and shown for units only; before the minutes it may be set right."""
    if sitting.meets_at > at + SOON:
        raise Unfit(_("会还没有开，开过再登记。"), "present")
    _attend(sitting, present, at)


def _attend(sitting: Sitting, present: list[Seat], at: datetime) -> None:
    """Count seats by unit; a seat without a unit is the body's own."""
    seats = seats_in_office(sitting.body, at.date())
    known = {seat.pk: seat.unit_id or sitting.body_id for seat in seats}
    there = {seat.pk for seat in present}
    if not there or not there <= set(known):
        raise Unfit(_("请从在任的席位里勾选到会的。"), "present")
    held, came = Counter(known.values()), Counter(known[pk] for pk in there)
    sitting.presences.all().delete()
    UnitPresence.objects.bulk_create(
        UnitPresence(sitting=sitting, unit_id=unit, seats=number, present=came[unit]) for unit, number in held.items()
    )
    sitting.seats, sitting.present = len(known), len(there)
    sitting.minutes_due_on = rules.minutes_due(
        sitting.meets_at.astimezone(at.tzinfo).date(), is_urgent=sitting.is_urgent, calendar=calendar()
    )


@act(may=policy.may_run_sitting)
def write_minutes(sitting: Sitting, actor: Actor, *, at, minutes: str, late_why: str = ""):
    """The minutes. After their day they are still taken, marked as late with the reason, for everybody to see (补录)."""
    is_late = at.date() > sitting.minutes_due_on
    if is_late and not late_why.strip():
        raise Unfit(
            _("纪要应在{day}以前写好，现在已经逾期。可以补录，请写明为什么晚了；补录和原因会公开。").format(
                day=sitting.minutes_due_on.isoformat()
            ),
            "late_why",
        )
    sitting.minutes, sitting.minuted_at = fit(minutes, "minutes"), at
    sitting.late_why = impersonal(late_why, "late_why") if is_late else ""
    if sitting.is_urgent:
        Topic.objects.filter(sitting=sitting, circulated_at=None).update(circulated_at=at)


@act(may=policy.may_run, private=("present",))
def consult_urgent(
    topic: Topic,
    actor: Actor,
    *,
    at,
    present: list[Seat],
    lead: Organisation,
    met_at: datetime,
    how: str,
    said: str,
):
    """Any three members that could be reached talk at once; the circulation comes after, with the minutes (急事共商)."""
    known = profiled(topic, _("急事碰头"), Track.URGENT)
    if met_at > at + SOON:
        raise Unfit(_("碰头的时间不能晚于现在。"), "met_at")
    if len({seat.pk for seat in present}) < known.members:
        raise Unfit(
            _("急事要联系上至少{n}名委员，现在只有{m}名。请再联系，电话也可以。").format(
                n=known.members, m=len(present)
            ),
            "present",
        )
    sitting = Sitting.objects.create(
        body=topic.body, meets_at=met_at, place=fit(how, "how", 120), is_urgent=True, state=SittingState.HELD
    )
    _attend(sitting, present, at)
    sitting.save()
    topic.sitting, topic.lead, topic.said = sitting, lead, fit(said, "said")
    return sitting
