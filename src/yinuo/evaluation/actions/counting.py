"""Counting: compute from what was opened, sign, announce to the organisations, settle, publish."""

from datetime import date

from django.db.models import Q

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...places.queries import calendar
from .. import policy
from ..models import Assessment, Ballot, Objection, Question, Result, Signature
from ..queries import exporting, fair
from ..rules import composite
from ..words import FORMS, Finding, Form, ObjectionState, day_words


@act(may=policy.may_run)
def compute(assessment: Assessment, actor: Actor, *, at, why: str = ""):
    """The result of what was opened, kept with all it was computed from. A later one stands beside the earlier one."""
    number = assessment.results.count() + 1
    if number > 1 and not why.strip():
        raise Unfit(_("已经有结果了。重新计分要写明原因，例如：第1号异议成立，剔除1张票。"), "why")
    export = exporting.export(assessment)
    result = composite.compute(export)
    content = composite.result_bytes(result).decode()
    adjusted, asked = fair.weighed(export)
    row = Result.objects.create(
        assessment=assessment, number=number, export=exporting.written(export), content=content,
        digest=composite.digest_of(content), fair=adjusted, why=impersonal(why, "why")[:200], computed_at=at,
    )  # fmt: skip
    if number == 1:
        _ask(assessment, asked, at)
    return row


def _ask(assessment: Assessment, found: list[dict], at) -> None:
    """What looks unusual is asked of the judge himself, and shown to nobody else."""
    judges = {judge.code: judge for judge in assessment.judges.all()}
    Question.objects.bulk_create(
        Question(judge=judges[one["judge"]], kind=one["kind"], facts=one["facts"], asked_at=at) for one in found
    )


@act(may=policy.may_reply)
def reply(question: Question, actor: Actor, *, at, text: str):
    """What the judge says to it; nothing follows from it by itself."""
    if not 0 < len(text.strip()) <= 500:
        raise Unfit(_("请写几句说明，不超过{n}字。").format(n=500), "text")
    if question.answered_at:
        raise NotNow(_("您已经答复过了。"))
    question.answer, question.answered_at = impersonal(text, "text"), at


@act(may=policy.may_run)
def exclude(assessment: Assessment, actor: Actor, *, at, ballot: Ballot, why: str):
    """A ballot does not count, by a decision with its reason; the next result says so."""
    if ballot.judge.assessment_id != assessment.pk:
        raise Unfit(_("这张票不是这次评价的。"), "ballot")
    if not 0 < len(why.strip()) <= 300:
        raise Unfit(_("请写明为什么不计这张票。"), "why")
    Ballot.objects.filter(pk=ballot.pk).update(excluded=impersonal(why, "why"))
    return ballot


@act(may=policy.may_sign)
def sign(assessment: Assessment, actor: Actor, *, at):
    """A keeper signs the newest result."""
    result, keeper = assessment.results.first(), assessment.keepers.get(member_id=actor.member)
    signature, is_new = Signature.objects.get_or_create(result=result, keeper=keeper, defaults={"at": at})
    if not is_new:
        raise NotNow(_("您已经签过字了。"))
    return signature


@act(may=policy.may_run)
def announce(assessment: Assessment, actor: Actor, *, at):
    """Every organisation sees its own result and may object; all keepers have signed."""
    result = assessment.results.first()
    unsigned = assessment.keepers.exclude(signatures__result=result)
    if unsigned:
        names = "、".join(str(keeper) for keeper in unsigned)
        raise NotNow(_("{names}还没有在结果上签字。").format(names=names))
    if assessment.objections_until is None:
        assessment.objections_until = calendar().add_working_days(at.date(), assessment.objection_days)


def open_objections(assessment: Assessment, day: date) -> int:
    """Objections that somebody still has to do something about."""
    found = Objection.objects.filter(subject__assessment=assessment)
    waiting = found.filter(state__in=[ObjectionState.RAISED, ObjectionState.REVIEW_ASKED]).count()
    return waiting + found.filter(state=ObjectionState.ANSWERED, review_until__gte=day).count()


def uncounted(assessment: Assessment) -> bool:
    """Whether an objection was upheld after the newest result."""
    newest = assessment.results.first()
    found = Objection.objects.filter(subject__assessment=assessment)
    changed = [Finding.UPHELD, Finding.PARTLY]
    late = Q(finding__in=changed, answered_at__gt=newest.computed_at)
    return found.filter(late | Q(review_finding__in=changed, reviewed_at__gt=newest.computed_at)).exists()


@act(may=policy.may_run)
def settle(assessment: Assessment, actor: Actor, *, at):
    """The time to object is over, and every objection has found its end."""
    if at.date() <= assessment.objections_until:
        raise NotNow(_("异议期到{day}为止，过了这一天再了结。").format(day=day_words(assessment.objections_until)))
    if waiting := open_objections(assessment, at.date()):
        raise NotNow(_("还有{n}件异议没有办完。").format(n=waiting))
    if uncounted(assessment):
        raise NotNow(_("有异议成立了，还没有重新计分。请先按结论重新计分、签字。"))


@act(may=policy.may_run)
def publish(assessment: Assessment, actor: Actor, *, at, form: Form, document: str = "", audience: str = ""):
    """Bands by default; points and rankings need the document that authorises them and an audience (REFERENCE §5.D)."""
    if form not in FORMS:
        raise Unfit(_("请选择公布的形式。"), "form")
    if form != Form.BANDS and not document.strip():
        raise Unfit(_("公布得分或者名次要有批准文号；没有的话，只公布档次。"), "document")
    if form == Form.RANKING and not audience.strip():
        raise Unfit(_("名次不向社会公开，请写明在什么范围内公布。"), "audience")
    assessment.form, assessment.document = form, impersonal(document, "document")
    assessment.audience, assessment.published_at = impersonal(audience, "audience"), at
