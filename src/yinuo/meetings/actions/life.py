"""A branch's meetings: recorded once, late ones marked, corrected beside; its customs and photos (M41, REFERENCE §4.1)."""

from datetime import date

from ...acts.columns import add_rows
from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...matters.attachments import Attachment
from ...orgs.models import Organisation
from ...orgs.words import GROUPS
from ..models import BranchCustom, BranchMeeting, MeetingCorrection, MeetingPhoto
from ..policy import life as policy
from ..rulebooks import branch_life
from ..rules import life as rules
from ..words.life import MEETING_KINDS, MeetingKind

LONGEST, LONGEST_TOPIC, LEAST = 600, 120, 6
MOST_PHOTOS = 3
LAST_SURE_DAY = 28


@act(may=policy.may_keep_branch, opens=True)
def settle_custom(branch: Organisation, actor: Actor, *, at, theme_day: int, place: str):
    """The branch's fixed day of the month and its usual place: defaults of every record."""
    if not 1 <= theme_day <= LAST_SURE_DAY:
        raise Unfit(_("固定的日子填1到28，每个月都有这一天。"), "theme_day")
    custom = BranchCustom.objects.filter(branch=branch).first() or BranchCustom(branch=branch)
    custom.theme_day, custom.place = theme_day, impersonal(place, "place")
    custom.save()
    return custom


def _draft(
    branch: Organisation,
    actor: Actor,
    *,
    at,
    kind: MeetingKind,
    held_on: date,
    entitled: int,
    present: int,
    topic: str,
    outcome: str,
    place: str = "",
    group: Organisation | None = None,
    post: str = "",
    has_election: bool = False,
    excellent: int = 0,
    qualified: int = 0,
    basic: int = 0,
    unqualified: int = 0,
    probationary: int = 0,
    reason: str = "",
    late_reason: str = "",
) -> BranchMeeting:
    """An unsaved record that fits, with what the rulebook of its day says about it."""
    book = rules.book_on(branch_life(), _fit_day(branch, held_on, at))
    _fit_numbers(entitled, present)
    group, post = _fit_kind(branch, kind, group, post)
    bands = _fit_bands(kind, rules.Bands(excellent, qualified, basic, unqualified, probationary), entitled)
    found = rules.findings(book, kind, present, entitled, has_election=has_election, bands=bands)
    if any(one.key == "excellent" for one in found) and not reason.strip():
        said = next(one for one in found if one.key == "excellent")
        raise Unfit(
            _("{text}依据：{article}。确有原因的，请写明。").format(text=said.text, article=said.article), "reason"
        )
    is_late = rules.is_late(book, held_on, at.date())
    if is_late and not late_reason.strip():
        said = _("这次会已经过去{n}天，只能补录。请写明为什么晚了；补录会一直标在记录上。")
        raise Unfit(said.format(n=(at.date() - held_on).days), "late_reason")
    return BranchMeeting(
        branch=branch, group=group, kind=kind, held_on=held_on, place=impersonal(place, "place"), entitled=entitled,
        present=present, topic=_sentence(topic, "topic", LONGEST_TOPIC, 2), outcome=_sentence(outcome, "outcome", LONGEST, LEAST),
        post=post, has_election=has_election, findings=[[one.key, one.text, one.article] for one in found],
        bands={name: getattr(bands, name) for name in bands.__slots__} if bands else None, rulebook=book.version,
        reason=impersonal(reason, "reason"), is_late=is_late, late_reason=impersonal(late_reason, "late_reason") if is_late else "",
        entered_on=at.date(), at=at,
    )  # fmt: skip


@act(may=policy.may_keep_branch, opens=True)
def record_meeting(branch: Organisation, actor: Actor, *, at, kind: MeetingKind, held_on: date, **given):
    """A meeting was held: written down once. A later entry is marked as one, with its reason (补录)."""
    made = _draft(branch, actor, at=at, kind=kind, held_on=held_on, **given)
    same = BranchMeeting.objects.filter(branch=branch, kind=kind, held_on=held_on, group=made.group, topic=made.topic)
    if same.exists():
        raise NotNow(
            _("这次{kind}已经记过了。要补充或者更正，请打开那条记录，在旁边写更正。").format(kind=MEETING_KINDS[kind])
        )
    made.save()
    return made


record_meeting.act.fn.draft = _draft
record_meeting.act.fn.save_all = add_rows


def _fit_day(branch: Organisation, held_on: date, at) -> date:
    if held_on > at.date():
        raise Unfit(_("这一天还没有到。开过会以后再记。"), "held_on")
    if held_on < branch.valid_from:
        raise Unfit(_("这一天支部还没有成立。"), "held_on")
    return held_on


def _fit_numbers(entitled: int, present: int) -> None:
    if entitled < 1:
        raise Unfit(_("请填写应到人数。"), "entitled")
    if present > entitled:
        raise Unfit(
            _("到会{present}人，多于应到的{entitled}人。列席的人不算在内，请核对。").format(
                present=present, entitled=entitled
            ),
            "present",
        )
    if present < 1:
        raise Unfit(_("没有人到会的，不算开了会。"), "present")


def _fit_kind(branch: Organisation, kind: MeetingKind, group: Organisation | None, post: str):
    """The group of a group meeting, the post of a leader's dual life; nothing for others."""
    if kind == MeetingKind.GROUP:
        if group is None or group.kind not in GROUPS or not group.path.startswith(branch.path):
            raise Unfit(_("请选择是本支部的哪个党小组。"), "group")
        return group, ""
    if kind == MeetingKind.DUAL_LIFE:
        if not post.strip():
            raise Unfit(_("请写是哪个岗位的领导干部参加，写岗位，不写姓名。"), "post")
        return None, impersonal(post, "post")
    return None, ""


def _fit_bands(kind: MeetingKind, bands: rules.Bands, entitled: int) -> rules.Bands | None:
    if kind != MeetingKind.REVIEW:
        return None
    if not bands.rated:
        raise Unfit(_("请填写各等次的人数。预备党员参加评议，不评定等次，另填人数。"), "qualified")
    if bands.rated + bands.probationary > entitled:
        said = _("各等次{rated}名、预备党员{new}名，合起来多于应到的{entitled}人，请核对。")
        raise Unfit(said.format(rated=bands.rated, new=bands.probationary, entitled=entitled), "qualified")
    return bands


def _sentence(text: str, field: str, most: int, least: int) -> str:
    if not least <= len(text.strip()) <= most:
        raise Unfit(_("请写一句话，{least}到{most}字。").format(least=least, most=most), field)
    return impersonal(text, field)


@act(may=policy.may_keep_meeting)
def correct_meeting(meeting: BranchMeeting, actor: Actor, *, at, text: str):
    """What is wrong in a record is said beside it; the record itself stays."""
    return MeetingCorrection.objects.create(meeting=meeting, text=_sentence(text, "text", 300, LEAST), at=at)


@act(may=policy.may_keep_meeting)
def add_meeting_photo(meeting: BranchMeeting, actor: Actor, *, at, photo: Attachment):
    """A photo beside the record; the same one again changes nothing."""
    if known := meeting.photos.filter(sha256=photo.sha256).first():
        return known
    if meeting.photos.count() >= MOST_PHOTOS:
        raise Unfit(_("一次会最多{n}张照片，不放也可以。").format(n=MOST_PHOTOS), "photo")
    return MeetingPhoto.objects.create(meeting=meeting, file=photo.file, sha256=photo.sha256, at=at)
