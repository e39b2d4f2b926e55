"""What can be done with a listening day: plan, announce, hear, answer, close, report back (REFERENCE M14)."""

import secrets
from datetime import datetime
from uuid import UUID

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.codes.slips import CROCKFORD
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Organisation
from ..flow.listening import LISTENING_DAY
from ..models.listening import ListeningDay, Opinion
from ..policy import listening as policy
from ..queries import listening as asking
from ..rules import listening as rules
from ..words.listening import DayState, Telling, Way
from .opinions import hear

CODE, LONGEST, MOST_PEOPLE = 6, 300, 20_000


@act(may=policy.may_convene, opens=True)
def plan_listening(org: Organisation, actor: Actor, *, at, starts_at: datetime, venue: str):
    """A day of the calendar; far enough ahead to be announced."""
    day = ListeningDay(org=org, place=org.place, place_code=org.place.code, planned_at=at, code=_new_code())
    _set(day, at, starts_at, venue)
    day.save()
    return day


def _new_code() -> str:
    """Six characters for the notice, the address and the telephone; it opens nothing but the form to add an opinion."""
    while True:
        code = "".join(secrets.choice(CROCKFORD) for _place in range(CODE))
        if not ListeningDay.objects.filter(code=code).exists():
            return code


def _set(day: ListeningDay, at: datetime, starts_at: datetime, venue: str) -> None:
    first = rules.first_day(at.date())
    if starts_at.astimezone(at.tzinfo).date() < first:
        raise Unfit(
            _("公告要提前{n}天，最早可以排在{m}月{d}日。").format(n=rules.NOTICE_DAYS, m=first.month, d=first.day),
            "starts_at",
        )
    if not 0 < len(venue.strip()) <= 80:
        raise Unfit(_("请写明在哪里，不超过80字。"), "venue")
    others = ListeningDay.objects.filter(place=day.place, starts_at=starts_at).exclude(state=DayState.CALLED_OFF)
    if others.exclude(pk=day.pk).exists():
        raise Unfit(_("这个时间已经排了一次民情沟通日。"), "starts_at")
    day.starts_at, day.venue = starts_at, impersonal(venue, "venue")


@act(may=policy.may_hold)
def announce_listening(day: ListeningDay, actor: Actor, *, at):
    """Tell everybody when and where; from now on it stands on the public page."""
    if day.starts_at.astimezone(at.tzinfo).date() < rules.first_day(at.date()):
        raise NotNow(_("公告至少要提前{n}天，这一天来不及了，请改个日子再公告。").format(n=rules.NOTICE_DAYS))
    day.announced_at = at


@act(may=policy.may_hold)
def move_listening(day: ListeningDay, actor: Actor, *, at, starts_at: datetime, venue: str):
    """Another day, hour or place; it has to be announced anew."""
    _set(day, at, starts_at, venue)
    day.announced_at = None


@act(may=policy.may_hold)
def call_off_listening(day: ListeningDay, actor: Actor, *, at, reason: str):
    """It does not take place; the public page says why."""
    if not 0 < len(reason.strip()) <= 200:
        raise Unfit(_("请写明为什么不开，不超过200字。"), "reason")
    day.why_off = impersonal(reason, "reason")


@act(may=policy.may_hold)
def open_listening(day: ListeningDay, actor: Actor, *, at, opened_at: datetime | None = None):
    """People sit down; `opened_at` by the clock of a phone that was off the network. Opened twice is opened once."""
    if day.opened_at is not None:
        return
    moment = min(opened_at or at, at).astimezone(at.tzinfo)
    set_for = day.starts_at.astimezone(at.tzinfo).date()
    if moment.date() < set_for:
        raise NotNow(_("公告的日子是{m}月{d}日，到那天再开始。").format(m=set_for.month, d=set_for.day))
    if moment.date() > set_for:
        raise NotNow(_("公告的日子（{m}月{d}日）已经过了，请改个日子重新公告。").format(m=set_for.month, d=set_for.day))
    day.opened_at = moment


@act(may=policy.may_hold)
def report_last(day: ListeningDay, actor: Actor, *, at):
    """What became of the matters of the last day was told at the beginning of this one (上月事项通报)."""
    carried = asking.carried(day)
    if not carried:
        raise NotNow(_("上次没有要通报的事。"))
    if left := [one for one in carried if not one.answer]:
        raise NotNow(rules.unanswered_words([(one.number, one.matter.title) for one in left]))
    day.reported_at = day.reported_at or at


@act(may=policy.may_hold)
def close_listening(
    day: ListeningDay,
    actor: Actor,
    *,
    at,
    attendance: int | None = None,
    groups: int | None = None,
    note: str = "",
    ended_at: datetime | None = None,
):
    """Everybody goes home: not before each opinion has its answer and the earlier ones were reported back."""
    left = day.opinions.filter(answer="").select_related("matter").order_by("number")
    if titles := [(one.number, one.matter.title) for one in left]:
        raise NotNow(rules.unanswered_words(titles))
    if day.reported_at is None and (carried := asking.carried(day)):
        raise NotNow(
            _("上次的{n}件事办到哪一步，还没有向大家通报。请先念一遍，点“已通报”，再结束。").format(n=len(carried))
        )
    for field, count in (("attendance", attendance), ("groups", groups)):
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            raise Unfit(_("人数和组数只写数字，没有数就空着。"), field)
    day.attendance, day.groups, day.note = attendance, groups, impersonal(note, "note")
    day.ended_at = max(day.opened_at, min(ended_at or at, at))


@act(may=policy.may_add, opens=True, private=("slip",))
def add_opinion(
    day: ListeningDay,
    actor: Actor,
    *,
    at,
    uid: UUID,
    words: str,
    raised_by: str = "",
    way: Way = Way.TABLE,
    wants_public: bool = True,
    said_at: datetime | None = None,
    slip: str = "",
):
    """Somebody says something: kept as it was said, and a matter from this moment on. What is returned carries `slip`."""
    day = ListeningDay.objects.select_for_update().select_related("place", "org").get(pk=day.pk)
    LISTENING_DAY.check(day.state, "add_opinion")
    moment = min(said_at or at, at)
    if day.state == DayState.CLOSED and not rules.is_in_time(moment, day.ended_at):
        raise NotNow(
            _(
                "这次民情沟通日结束已经超过{n}小时，不能再补意见了。可以随时在网上、电话里或者到社区说一件事，一样办理。"
            ).format(n=rules.LATE_HOURS)
        )
    if len(raised_by.strip()) > 40:
        raise Unfit(_("怎么称呼不超过40字，写“3号楼居民”这样就行。"), "raised_by")
    if way == Way.TABLE and day.ended_at is not None and moment > day.ended_at:
        way = Way.PAPER if actor.member is not None else Way.PHONE
    given = {"raised_by": impersonal(raised_by, "raised_by"), "way": way, "wants_public": wants_public}
    return hear(day, actor, at=at, moment=moment, uid=uid, words=words, slip=slip, **given)


@act(may=policy.may_answer)
def tell_raiser(opinion: Opinion, actor: Actor, *, at, how: Telling, text: str = ""):
    """The result was brought back to whoever raised it. It closes nothing: that is the raiser's word or another office's."""
    if not asking.is_done(opinion.matter):
        raise NotNow(_("这件事还没有办结，办结以后再反馈。"))
    if len(text.strip()) > LONGEST:
        raise Unfit(_("请不要超过{n}字。").format(n=LONGEST), "text")
    opinion.told_at, opinion.told_how, opinion.told_text = at, how, impersonal(text, "text")
