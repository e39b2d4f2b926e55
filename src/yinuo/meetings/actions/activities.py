"""Activities and what came of them, sign-ups, demonstration posts (M40)."""

from datetime import date
from decimal import Decimal

from ...acts.columns import add_rows
from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...matters.attachments import Attachment
from ...orgs.models import Organisation
from ..models import (
    ActivityPhoto,
    ActivitySignUp,
    BranchActivity,
    DemonstrationPost,
    DemonstrationReview,
)
from ..policy import life as policy
from ..rules.activities import fit_outcome, review_due
from ..words.activities import ActivityKind, SignUpState

LONGEST, SHORT = 300, 60
MOST_PHOTOS = 3


def _words(text: str, field: str, sentence: str, most: int = LONGEST) -> str:
    if not 0 < len(text.strip()) <= most:
        raise Unfit(sentence, field)
    return impersonal(text, field)


def _draft(
    branch: Organisation, actor: Actor, *, at, kind: ActivityKind, title: str, place: str, planned_on: date, seats: int = 0
) -> BranchActivity:  # fmt: skip
    return BranchActivity(
        branch=branch, kind=kind, title=_words(title, "title", _("请写活动的名称。"), SHORT), seats=seats, at=at,
        place=_words(place, "place", _("请写在哪儿。"), SHORT), planned_on=planned_on,
    )  # fmt: skip


@act(may=policy.may_keep_branch, opens=True)
def plan_activity(branch: Organisation, actor: Actor, *, at, planned_on: date, **given):
    """An activity is planned; members may sign up until it is held."""
    if planned_on < at.date():
        raise Unfit(_("计划的日子不能早于今天。已经办过的，先计划在今天，再登记开展的日子。"), "planned_on")
    made = _draft(branch, actor, at=at, planned_on=planned_on, **given)
    made.save()
    return made


plan_activity.act.fn.draft = _draft
plan_activity.act.fn.save_all = add_rows


@act(may=policy.may_take_part_in)
def sign_up(activity: BranchActivity, actor: Actor, *, at):
    """Come along, of one's own free will."""
    taken = activity.sign_ups.filter(state=SignUpState.SIGNED_UP)
    if known := taken.filter(member_id=actor.member).first():
        return known
    if activity.seats and taken.count() >= activity.seats:
        raise NotNow(_("{n}个名额已经报满。").format(n=activity.seats))
    return ActivitySignUp.objects.create(activity=activity, member_id=actor.member, at=at)


@act(may=policy.may_withdraw_own)
def step_back(sign_up: ActivitySignUp, actor: Actor, *, at):
    """Not coming after all; no reason is asked for."""


def _held(
    activity: BranchActivity,
    actor: Actor,
    *,
    at,
    held_on: date,
    participants: int,
    outcome: str,
    cost: Decimal | None = None,
    help_given: str = "",
    next_step: str = "",
    next_due: date | None = None,
) -> None:
    if held_on > at.date():
        raise Unfit(_("这一天还没有到，办过再登记。"), "held_on")
    if participants < 1:
        raise Unfit(_("请填写有多少人参加。"), "participants")
    if cost is not None and cost < 0:
        raise Unfit(_("花费不能是负数。"), "cost")
    if next_step.strip() and next_due is None:
        raise Unfit(_("后续要做的事，请写到哪天。"), "next_due")
    activity.outcome = fit_outcome(impersonal(outcome, "outcome"))
    activity.held_on, activity.participants, activity.cost = held_on, participants, cost
    activity.help_given = impersonal(help_given, "help_given")
    activity.next_step, activity.next_due = impersonal(next_step, "next_step"), next_due if next_step.strip() else None


@act(may=policy.may_keep_meeting)
def hold_activity(
    activity: BranchActivity, actor: Actor, *, at, held_on: date, participants: int, outcome: str, **given
):
    """It was held: it counts only with a sentence of what came of it (重留痕)."""
    _held(activity, actor, at=at, held_on=held_on, participants=participants, outcome=outcome, **given)


@act(may=policy.may_keep_meeting)
def call_off_activity(activity: BranchActivity, actor: Actor, *, at, why: str):
    """It will not be held."""
    activity.why_off = _words(why, "why", _("请写一句为什么取消，报名的人看得到。"), 200)


@act(may=policy.may_keep_meeting)
def add_activity_photo(activity: BranchActivity, actor: Actor, *, at, photo: Attachment):
    """A photo beside the outcome; the same one again changes nothing."""
    if known := activity.photos.filter(sha256=photo.sha256).first():
        return known
    if activity.photos.count() >= MOST_PHOTOS:
        raise Unfit(_("一次活动最多{n}张照片，不放也可以。").format(n=MOST_PHOTOS), "photo")
    return ActivityPhoto.objects.create(activity=activity, file=photo.file, sha256=photo.sha256, at=at)


@act(may=policy.may_keep_meeting)
def follow_up_activity(activity: BranchActivity, actor: Actor, *, at, text: str):
    """What had been promised at the activity was done."""
    activity.followed_up = _words(text, "text", _("请写一句：后来做了什么。"))


@act(may=policy.may_keep_branch, opens=True)
def name_demonstration(
    branch: Organisation, actor: Actor, *, at, post: str, criteria: str, decision: str, named_on: date
):
    """A post shows how it is done: by criteria and a decision of the branch; it is the post's, not a person's."""
    if named_on > at.date():
        raise Unfit(_("支部决定的日子不能晚于今天。"), "named_on")
    return DemonstrationPost.objects.create(
        branch=branch, post=_words(post, "post", _("请写是哪个岗位，不写姓名。"), SHORT), named_on=named_on,
        criteria=_words(criteria, "criteria", _("请写这个岗位做到哪几条才挂牌。")),
        decision=_words(decision, "decision", _("请写是哪次会决定的。"), 120),
    )  # fmt: skip


@act(may=policy.may_keep_meeting)
def review_demonstration(demonstration: DemonstrationPost, actor: Actor, *, at, text: str):
    """Once a year: what the post did by its criteria."""
    said = _words(text, "text", _("请对照标准写一句：这一年做到了什么。"))
    due = review_due(demonstration.named_on, list(demonstration.reviews.values_list("on", flat=True)))
    if (due - at.date()).days > 60:
        raise NotNow(_("今年已经看过，下一次在{day}前后。").format(day=due.isoformat()))
    return DemonstrationReview.objects.create(demonstration=demonstration, text=said, on=at.date())


@act(may=policy.may_keep_meeting)
def withdraw_demonstration(demonstration: DemonstrationPost, actor: Actor, *, at, why: str):
    """The branch takes it back; the reason is about the post."""
    demonstration.why_withdrawn = _words(why, "why", _("请写一句为什么取消。"), 200)
    demonstration.withdrawn_on = at.date()
