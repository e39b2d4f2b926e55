"""The register of party work posts (M39), and appointments to villages with their leave (M43)."""

from datetime import date, timedelta

from ...acts.door import act
from ...acts.models import Entry
from ...kernel.actor import Actor, Role
from ...kernel.codes import Level, level
from ...kernel.errors import NotNow, Refused, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...places.models import Place
from .. import policy
from ..models import Appointment, Leave, Organisation, Post, PostMonth
from ..queries.thresholds import thresholds
from ..words import AppointmentState
from .establishing import has_ended
from .structure import fit_day, living

DAY = timedelta(days=1)
COUNTY_CODE = 6


@act(may=policy.may_open_post, opens=True)
def open_post(
    org: Organisation,
    actor: Actor,
    *,
    at,
    title: str,
    is_full_time: bool,
    other_duties: str = "",
    valid_from: date | None = None,
):
    """A post of party work in a unit; what else it does is written beside it, so that 专职 can be told from 名义专职."""
    living(org, at.date())
    if not title.strip():
        raise Unfit(_("请填写岗位名称，不写姓名。"), "title")
    return Post.objects.create(
        org=org,
        title=impersonal(title, "title"),
        is_full_time=is_full_time,
        other_duties=impersonal(other_duties, "other_duties"),
        valid_from=fit_day(valid_from, at, "valid_from"),
    )


@act(may=policy.may_close_post)
def close_post(post: Post, actor: Actor, *, at):
    """The post is no more; yesterday was its last day."""
    _open(post, at.date())
    post.valid_to = at.date() - DAY


def _open(post: Post, day: date) -> None:
    if post.valid_to is not None and post.valid_to < day:
        raise NotNow(_("这个岗位已经撤销。"))


@act(may=policy.may_confirm_time)
def confirm_time(
    post: Post, actor: Actor, *, at, month: date, own_share: int | None = None, unit_share: int | None = None
):
    """The share of a month's time on party work, in percent: by the holder, or by the unit; never both by one hand."""
    _open(post, at.date())
    if (own_share is None) == (unit_share is None):
        raise Unfit(_("本人的占比和单位的占比分两次、由两个人填写，一次只填一项。"), "own_share")
    month = month.replace(day=1)
    if month > at.date():
        raise Unfit(_("还没有到这个月，到时再填。"), "month")
    if month < post.valid_from.replace(day=1):
        raise Unfit(_("这个月还没有设立这个岗位。"), "month")
    field, share, other = _given(actor, post, own_share, unit_share)
    if not 0 <= share <= 100:
        raise Unfit(_("占比是0到100的整数。"), field)
    if _wrote(actor, post, month, other):
        raise Refused(_("这个月的另一项是您填的，这一项请由另一个人填写。"))
    row, _made = PostMonth.objects.update_or_create(post=post, month=month, defaults={field: share})
    return row


def _given(actor: Actor, post: Post, own_share: int | None, unit_share: int | None) -> tuple[str, int, str]:
    """Field, share and the other field; the unit's share is the handler's to say, the own one of who works there."""
    if unit_share is not None:
        if not policy.speaks_for(actor, post.org):
            raise Refused(_("单位的占比由本单位的经办人填写。"))
        return "unit_share", unit_share, "own_share"
    if not actor.belongs_to(post.org.path):
        raise Refused(_("本人的占比由在这个单位工作的人填写。"))
    return "own_share", own_share, "unit_share"


def _wrote(actor: Actor, post: Post, month: date, field: str) -> bool:
    """Whether this person has said the other share of this month: the ledger knows."""
    said = Entry.objects.filter(subject=f"post:{post.pk}", act="orgs.confirm_time", actor=actor.reference)
    return said.filter(given__has_key=field, given__month__startswith=month.isoformat()[:7]).exists()


@act(may=policy.may_send, opens=True)
def send(
    village: Place,
    actor: Actor,
    *,
    at,
    sender: Organisation,
    post: str,
    term_from: date,
    term_to: date,
    document: str = "",
):
    """A unit sends a first secretary or a team member to a village (M43)."""
    if level(village.code) != Level.COMMUNITY:
        raise Unfit(_("请选择村（社区），驻村选派到村。"), "village")
    if not post.strip():
        raise Unfit(_("请填写驻村职务，例如“第一书记”，不写姓名。"), "post")
    if has_ended(sender, at.date()):
        raise Unfit(_("“{name}”已经撤销，请选择现有的派出单位。").format(name=sender), "sender")
    if term_to <= term_from:
        raise Unfit(_("任期的结束日期要晚于开始日期。"), "term_to")
    Place.objects.select_for_update().get(pk=village.pk)
    present = village.appointments.filter(post=post.strip(), term_to__gte=term_from, term_from__lte=term_to)
    if present.exclude(state=AppointmentState.RELIEVED).exists():
        raise Unfit(_("这个村的“{post}”还在任期内，请先办理任期结束。").format(post=post.strip()), "post")
    return Appointment.objects.create(
        village=village,
        sender=sender,
        post=impersonal(post, "post"),
        term_from=term_from,
        term_to=term_to,
        document=impersonal(document, "document"),
    )


@act(may=policy.may_note_presence)
def arrive(appointment: Appointment, actor: Actor, *, at):
    """The town says that the person has come; nobody's position is asked."""


@act(may=policy.may_note_presence)
def grant_leave(appointment: Appointment, actor: Actor, *, at, from_on: date, to_on: date, by: Organisation):
    """Leave, both days counted: few days by the town, more by the county (rulebook leave.town_days)."""
    if to_on < from_on:
        raise Unfit(_("请假的结束日期不能早于开始日期。"), "to_on")
    if from_on < appointment.term_from or to_on > appointment.term_to:
        raise Unfit(_("请假要在任期之内。"), "from_on")
    if appointment.leaves.filter(from_on__lte=to_on, to_on__gte=from_on, back_on=None).exists():
        raise Unfit(_("这几天已经批过假。"), "from_on")
    _grants(appointment, actor, by, (to_on - from_on).days + 1, at.date())
    return Leave.objects.create(appointment=appointment, from_on=from_on, to_on=to_on, granted_by=by)


def _grants(appointment: Appointment, actor: Actor, by: Organisation, days: int, day: date) -> None:
    """The granting office lies above the village, the actor acts for it, and it may grant so many days."""
    if has_ended(by, day) or not appointment.village.code.startswith(by.place.code):
        raise Unfit(_("请假由村所在的乡镇（街道）或者县（市、区）批准，请选择它们。"), "by")
    acts_for = actor.holds(Role.ORGANISER, org=by.path) or actor.holds(Role.COORDINATOR, place=by.place.code)
    if not actor.is_house and not acts_for:
        raise Refused(_("您不能替“{name}”批假，请由它的组织员或者协调员办理。").format(name=by))
    most = int(thresholds(day)["leave.town_days"].value)
    if days > most and len(by.place.code) > COUNTY_CODE:
        raise Unfit(
            _("{days}天的假要由县（市、区）批准，乡镇（街道）最多批{most}天。").format(days=days, most=most), "by"
        )


@act(may=policy.may_note_presence)
def come_back(appointment: Appointment, actor: Actor, *, at):
    """Back in the village: the open leave ends."""
    _end_leave(appointment, at.date())


@act(may=policy.may_recall)
def recall(appointment: Appointment, actor: Actor, *, at, note: str = ""):
    """The appointment ends: the term is over, or earlier with a reason."""
    if at.date() < appointment.term_to and not note.strip():
        raise Unfit(_("任期还没有满，提前召回请写明原因。"), "note")
    _end_leave(appointment, at.date())
    appointment.relieved_on, appointment.note = at.date(), impersonal(note, "note")


def _end_leave(appointment: Appointment, day: date) -> None:
    for leave in appointment.leaves.filter(back_on=None):
        leave.back_on = day
        leave.save(update_fields=["back_on"])
