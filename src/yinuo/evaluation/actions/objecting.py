"""Objections: raised by the organisation, answered with facts, reviewed by others, each within its days (REFERENCE §5.E)."""

from datetime import timedelta

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...places.queries import calendar
from .. import policy
from ..models import Objection, Subject
from ..words import FINDINGS, AssessmentState, Finding, day_words

LONGEST = 1000
REVIEW_WITHIN = 5
"""Working days after an answer in which a review may be asked for."""


@act(may=policy.may_object, opens=True)
def object_(subject: Subject, actor: Actor, *, at, text: str):
    """The organisation says what it does not agree with."""
    assessment = subject.assessment
    if assessment.state != AssessmentState.ANNOUNCED or at.date() > assessment.objections_until:
        raise NotNow(_("现在不在异议期内。结果告知各单位以后才能提出，到期为止。"))
    if subject.objections.exclude(state__in=["withdrawn", "reviewed", "accepted"]).exists():
        raise NotNow(_("本单位已经有一件异议在办，请在那一件里补充。"))
    return Objection.objects.create(
        subject=subject,
        text=_words(text, "text"),
        raised_at=at,
        answer_due_on=at.date() + timedelta(days=assessment.answer_days),
    )


def _words(text: str, field: str) -> str:
    if not 0 < len(text.strip()) <= LONGEST:
        raise Unfit(_("请写明事实和理由，不超过{n}字。").format(n=LONGEST), field)
    return impersonal(text, field)


@act(may=policy.may_answer_objection)
def answer_objection(objection: Objection, actor: Actor, *, at, answer: str, finding: Finding):
    """What was found, in facts; where it is upheld, the result is computed again."""
    objection.answer, objection.finding = _words(answer, "answer"), _fit(finding, "finding")
    objection.answered_by_id, objection.answered_at = actor.member, at
    objection.review_until = calendar().add_working_days(at.date(), REVIEW_WITHIN)


def _fit(finding: Finding, field: str) -> Finding:
    if finding not in FINDINGS:
        raise Unfit(_("请选择结论。"), field)
    return finding


@act(may=policy.may_go_on)
def accept_answer(objection: Objection, actor: Actor, *, at):
    """The organisation agrees with the answer."""


@act(may=policy.may_go_on)
def ask_review(objection: Objection, actor: Actor, *, at, text: str):
    """The organisation asks others to look at it again."""
    if objection.review_until and at.date() > objection.review_until:
        raise NotNow(_("申请复核的期限到{day}，已经过了。").format(day=day_words(objection.review_until)))
    objection.text = f"{objection.text}\n{_('申请复核：')}{_words(text, 'text')}"[: 2 * LONGEST]
    objection.review_due_on = at.date() + timedelta(days=objection.subject.assessment.review_days)


@act(may=policy.may_review)
def review(objection: Objection, actor: Actor, *, at, review: str, finding: Finding):
    """Others than those who answered have looked at it; this is the end."""
    objection.review, objection.review_finding = _words(review, "review"), _fit(finding, "finding")
    objection.reviewed_at = at


@act(may=policy.may_go_on)
def take_back(objection: Objection, actor: Actor, *, at):
    """The organisation takes its objection back."""
