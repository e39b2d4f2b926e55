"""Notes of visitors, the review meeting, and what units change afterwards (M03, M04)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from ...acts.door import act
from ...evaluation.models import Subject
from ...evaluation.words import day_words
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...matters.attachments import Attachment
from ...orgs.models import Organisation
from .. import policy, rules
from ..models import Gap, GapReview, NoGap, Note, NotePhoto, Round, Site, Speaker

LONGEST_NOTE, LONGEST = 2000, 300
MOST_PHOTOS = 12


@act(may=policy.may_note, opens=True)
def take_note(
    site: Site,
    actor: Actor,
    *,
    at,
    uid: UUID,
    text: str,
    keeps_contact: bool = False,
    said_at: datetime | None = None,
):
    """What a visitor saw: it stays with his own unit and is never marked."""
    if not 0 < len(text.strip()) <= LONGEST_NOTE:
        raise Unfit(_("请写几句，不超过{n}字。").format(n=LONGEST_NOTE), "text")
    if keeps_contact and not site.shares_contact:
        raise Unfit(_("这个点位的负责人没有同意留联系方式，请去掉这一项。"), "keeps_contact")
    visitor = site.round.visitors().get(member_id=actor.member)
    return Note.objects.create(
        uid=uid, site=site, member_id=actor.member, unit_id=visitor.unit_id, text=impersonal(text, "text"),
        keeps_contact=keeps_contact, said_at=min(said_at or at, at), at=at,
    )  # fmt: skip


@act(may=policy.may_keep_note)
def add_photo(note: Note, actor: Actor, *, at, photo: Attachment):
    """A photo of the site, also long after the note; the same one again changes nothing."""
    known = note.photos.filter(sha256=photo.sha256).first()
    if known:
        return known
    if note.photos.count() >= MOST_PHOTOS:
        raise Unfit(_("一条笔记最多{n}张照片。").format(n=MOST_PHOTOS), "photo")
    return NotePhoto.objects.create(note=note, file=photo.file, sha256=photo.sha256, at=at)


@act(may=policy.may_keep_note)
def rewrite_note(note: Note, actor: Actor, *, at, text: str):
    """The writer changes his own words."""
    if not 0 < len(text.strip()) <= LONGEST_NOTE:
        raise Unfit(_("请写几句，不超过{n}字。").format(n=LONGEST_NOTE), "text")
    note.text = impersonal(text, "text")


@act(may=policy.may_run)
def call_meeting(round: Round, actor: Actor, *, at, meets_at: datetime, place: str):
    """When and where the review meeting will be."""
    if meets_at.date() < round.starts_on:
        raise Unfit(_("总结点评会不能早于观摩开始。"), "meets_at")
    if not place.strip():
        raise Unfit(_("请填写地点。"), "place")
    round.meets_at, round.meeting_place = meets_at, impersonal(place, "place")


@act(may=policy.may_run)
def invite_speaker(round: Round, actor: Actor, *, at, org: Organisation, reason: str):
    """A unit will speak at the meeting, with the reason; nobody is chosen before the ballots are sealed (内定名次)."""
    if round.assessment.is_before_seal:
        raise NotNow(_("封票以后才能定典型发言的单位。"))
    if not round.assessment.subjects.filter(org=org).exists():
        raise Unfit(_("“{name}”不在这轮观摩里。").format(name=org), "org")
    if round.met_at is not None:
        raise NotNow(_("总结点评会已经开过了。"))
    if not 0 < len(reason.strip()) <= LONGEST:
        raise Unfit(_("请写明请它发言的理由，不超过{n}字。").format(n=LONGEST), "reason")
    if round.speakers.filter(org=org).exists():
        raise Unfit(_("“{name}”已经在发言单位里了。").format(name=org), "org")
    return Speaker.objects.create(round=round, org=org, reason=impersonal(reason, "reason"), at=at)


@act(may=policy.may_run)
def hold_meeting(round: Round, actor: Actor, *, at, met_at: datetime, commentary: str):
    """The meeting was held: what was said to each, as text."""
    if round.assessment.is_before_seal:
        raise NotNow(_("封票以后才能登记总结点评会。"))
    if met_at > at + timedelta(minutes=5):
        raise Unfit(_("会还没有开，开过再登记。"), "met_at")
    if not commentary.strip():
        raise Unfit(_("请写下点评的要点。"), "commentary")
    round.met_at, round.commentary = met_at, impersonal(commentary, "commentary")


@act(may=policy.may_change, opens=True)
def plan_gap(
    subject: Subject, actor: Actor, *, at, gap: str, action: str, post: str, due_on: date, site: Site | None = None
):
    """What the unit will change, by which post and by when; looked at again after 30, 60 and 90 days."""
    for field, text in (("gap", gap), ("action", action)):
        if not 0 < len(text.strip()) <= LONGEST:
            raise Unfit(_("请写清楚，不超过{n}字。").format(n=LONGEST), field)
    if not post.strip():
        raise Unfit(_("请填写由哪个岗位负责。"), "post")
    if due_on < at.date():
        raise Unfit(_("完成的日子不能早于今天。"), "due_on")
    if site is not None and (site.round_id != subject.assessment.round.pk or site.subject_id == subject.pk):
        raise Unfit(_("请选择这轮观摩里别的单位的点位。"), "site")
    return Gap.objects.create(
        subject=subject, site=site, gap=impersonal(gap, "gap"), action=impersonal(action, "action"),
        post=impersonal(post, "post"), due_on=due_on, planned_on=at.date(),
    )  # fmt: skip


@act(may=policy.may_change)
def say_none(subject: Subject, actor: Actor, *, at, reason: str):
    """The unit has nothing to change, because …"""
    if not 10 <= len(reason.strip()) <= LONGEST:
        raise Unfit(_("请说明为什么没有要改的，10到{n}字。").format(n=LONGEST), "reason")
    if subject.gaps.exists() or NoGap.objects.filter(subject=subject).exists():
        raise NotNow(_("本单位已经提出查改，或者已经说明过了。"))
    return NoGap.objects.create(subject=subject, reason=impersonal(reason, "reason"), at=at)


@act(may=policy.may_follow)
def review_gap(gap: Gap, actor: Actor, *, at, text: str):
    """How far it has come, at the first of its three dates that is due and open."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise Unfit(_("请写一句进展，不超过{n}字。").format(n=LONGEST), "text")
    done = set(gap.reviews.values_list("number", flat=True))
    due = {number: day for number, day in rules.reviews_due(gap.planned_on).items() if number not in done}
    if not due:
        raise NotNow(_("30天、60天、90天都回看过了，请登记保持下去或者不改了。"))
    number, day = next(iter(due.items()))
    if at.date() < day:
        raise NotNow(_("下一次回看在{day}。").format(day=day_words(day)))
    return GapReview.objects.create(gap=gap, number=number, text=impersonal(text, "text"), at=at)


@act(may=policy.may_follow)
def keep_gap(gap: Gap, actor: Actor, *, at):
    """The change was made and stays; at least one review has looked at it."""
    if not gap.reviews.exists():
        raise NotNow(_("至少回看一次以后，才能说改好了。"))


@act(may=policy.may_follow)
def drop_gap(gap: Gap, actor: Actor, *, at, reason: str):
    """The unit gives it up, and says why."""
    if not 0 < len(reason.strip()) <= LONGEST:
        raise Unfit(_("请说明为什么不改了。"), "reason")
    gap.reason = impersonal(reason, "reason")
