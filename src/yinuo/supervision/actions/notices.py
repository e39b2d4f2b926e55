"""Rectification notices with serials, and talks that are not over before something follows from them (M42)."""

from datetime import date

from ...acts.door import act
from ...duties.flow.rectification import CHECKED
from ...duties.models import Item
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import said
from ...kernel.words import _
from ...orgs.models import Organisation
from .. import policy, rules
from ..flow import LISTED
from ..models import AccountabilityTalk, Finding, RectificationNotice, SupervisionPlan, TalkItem
from ..words import TalkState
from .findings import put_on_list

about = rules.writing.about_offices


@act(may=policy.findings.may_notify, opens=True)
def issue_notice(
    plan: SupervisionPlan, actor: Actor, *, at, unit: Organisation, findings: list[Finding], measures: str, due_on: date,
    feedback: str, distinct_why: str = "",
):  # fmt: skip
    """A notice to one unit about what stands there; each problem comes on the list of rectification with its day."""
    if not findings:
        raise Unfit(_("请选择要整改的问题。"), "findings")
    for one in findings:
        if one.visit.plan_id != plan.pk or one.unit_id != unit.pk:
            raise Unfit(_("问题要属于这份计划和这个单位。"), "findings")
        if one.state not in LISTED or one.notice_id:
            raise Unfit(_("“{text}”还没有核定成立，或者已经发过通知书。").format(text=one), "findings")
    if due_on <= at.date():
        raise Unfit(_("整改的期限要晚于今天。"), "due_on")
    words = {"measures": about(measures, "measures"), "feedback": about(feedback, "feedback", 200)}
    notice = RectificationNotice.objects.create(
        plan=plan, org=plan.org, unit=unit, year=at.year, number=_next(plan.org, at.year), due_on=due_on, issued_at=at, **words
    )  # fmt: skip
    put_on_list(plan, [one for one in findings if one.item_id is None], actor, at, due_on, distinct_why)
    for one in findings:
        one.notice = notice
    Finding.objects.bulk_update(findings, ["notice", "item"])
    return notice


def _next(org: Organisation, year: int) -> int:
    """The next number of the year; the organisation is locked, so that none is given twice or left out."""
    Organisation.objects.select_for_update().get(pk=org.pk)
    last = RectificationNotice.objects.filter(org=org, year=year).order_by("-number").values_list("number", flat=True)
    return (last.first() or 0) + 1


@act(may=policy.findings.may_receipt)
def receipt_notice(notice: RectificationNotice, actor: Actor, *, at, post: str):
    """The unit has it (回执)."""
    notice.receipted_at, notice.receipted_post = at, said(post, "post", 60)


@act(may=policy.findings.may_receipt)
def answer_notice(notice: RectificationNotice, actor: Actor, *, at, answer: str):
    """The unit reports back. Its word signs nothing off: each problem is verified by another office."""
    open_ = notice.findings.exclude(item__done_at__isnull=False).exclude(item__state__in=CHECKED)
    if left := open_.count():
        raise NotNow(_("还有{n}个问题没有报告已整改，请先在整改清单里逐项办理。").format(n=left))
    notice.answer, notice.answered_at = about(answer, "answer"), at


@act(may=policy.findings.may_hold_talk, opens=True)
def record_talk(
    plan: SupervisionPlan, actor: Actor, *, at, unit: Organisation, held_on: date, by_post: str, with_post: str, issues: str,
    steps: str,
):  # fmt: skip
    """A talk was held: posts and not names, what it was about, what the unit promised."""
    if not plan.units.filter(unit=unit).exists():
        raise Unfit(_("“{unit}”不在这份计划里。").format(unit=unit), "unit")
    if held_on > at.date():
        raise Unfit(_("约谈还没有进行，谈过再记录。"), "held_on")
    return AccountabilityTalk.objects.create(
        plan=plan, unit=unit, held_on=held_on, by_post=said(by_post, "by_post", 60),
        with_post=said(with_post, "with_post", 60), issues=about(issues, "issues"), steps=about(steps, "steps"), made_at=at,
    )  # fmt: skip


@act(may=policy.findings.may_confirm_talk)
def confirm_talk(talk: AccountabilityTalk, actor: Actor, *, at):
    """One side says that the record is right; both have to."""
    if policy.plans.speaks_for(actor, talk.unit.path):
        talk.unit_confirmed_at = talk.unit_confirmed_at or at
    else:
        talk.holder_confirmed_at = talk.holder_confirmed_at or at
    if talk.unit_confirmed_at and talk.holder_confirmed_at:
        talk.state = TalkState.AGREED


@act(may=policy.findings.may_follow_up)
def follow_up(talk: AccountabilityTalk, actor: Actor, *, at, item: Item):
    """Something on the list of rectification follows from the talk (以约谈代替解决)."""
    if item.office_id != talk.unit_id:
        raise Unfit(_("请选择这个单位的整改事项。"), "item")
    found, is_new = TalkItem.objects.get_or_create(talk=talk, item=item, defaults={"at": at})
    if not is_new:
        raise Unfit(_("这一项已经和约谈关联了。"), "item")
    return found


@act(may=policy.findings.may_follow_up)
def close_talk(talk: AccountabilityTalk, actor: Actor, *, at):
    """Over only when something follows from it that is done, or has a day of its own."""
    items = [row.item for row in talk.items.select_related("item")]
    if not items:
        raise NotNow(_("约谈不能代替解决问题：至少关联一项整改事项以后才能办结。"))
    if loose := [item for item in items if item.state not in CHECKED and not (item.due_on or item.legal_due_on)]:
        raise NotNow(_("“{item}”还没有办完，也没有定期限，约谈还不能办结。").format(item=loose[0]))
    talk.closed_at = at
