"""Findings: recorded, told, replied to, decided, reviewed by others, put on the list of what is to be put right (M41, M42)."""

from datetime import date, timedelta

from ...acts.columns import add_rows
from ...acts.door import act, many
from ...duties import actions as duties
from ...duties.flow.rectification import CHECKED, ENDS
from ...duties.words.rectification import Term
from ...kernel.actor import HOUSE, Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...places.queries import calendar
from .. import policy, rules
from ..flow import LISTED, VISIT
from ..models import Finding, SupervisionPlan, SupervisionVisit
from ..words import FindingState, Stand, Verdict

about = rules.writing.about_offices


def _day(day: date) -> str:
    return _("{m}月{d}日").format(m=day.month, d=day.day)


@act(may=policy.findings.may_record, opens=True)
def record_finding(
    visit: SupervisionVisit, actor: Actor, *, at, topic: str, fact: str, basis: str, severity: str, measures: str
):
    """A problem: the fact, the rule it breaks, how serious it is, what is asked for. Only within the topics of the visit."""
    made = _draft(visit, actor, at=at, topic=topic, fact=fact, basis=basis, severity=severity, measures=measures)
    made.save()
    return made


def _draft(visit: SupervisionVisit, actor: Actor, *, at, topic, fact, basis, severity, measures) -> Finding:
    VISIT.check(visit.state, "record_finding")
    if topic not in visit.topics:
        raise Unfit(_("这次督查没有“{topic}”这个主题，不能扩大范围。").format(topic=topic), "topic")
    if visit.plan.rules.severity(severity) is None:
        raise Unfit(_("请选择严重程度。"), "severity")
    return Finding(
        visit=visit, unit=visit.unit, topic=topic, fact=about(fact, "fact", 500), basis=about(basis, "basis", 200),
        measures=about(measures, "measures", 300), severity=severity, recorded_by_id=actor.member, recorded_at=at,
    )  # fmt: skip


record_finding.act.fn.draft, record_finding.act.fn.save_all = _draft, add_rows


@act(may=policy.findings.may_tell)
def tell_finding(finding: Finding, actor: Actor, *, at):
    """The unit hears it, and has its days to reply."""
    days = finding.plan.rules.reply_working_days
    finding.told_at, finding.reply_due_on = at, calendar().add_working_days(at.date(), days)


@act(may=policy.findings.may_reply)
def reply_finding(finding: Finding, actor: Actor, *, at, stand: Stand, reply: str):
    """The unit says whether the facts are right, within its days."""
    if at.date() > finding.reply_due_on:
        raise NotNow(_("回复的期限到{day}，已经过了。核定以后还可以申请复核。").format(day=_day(finding.reply_due_on)))
    if stand not in set(Stand):
        raise Unfit(_("请选择事实是否属实。"), "stand")
    finding.stand, finding.reply, finding.replied_at = stand, about(reply, "reply"), at


def _decided(finding: Finding, actor: Actor, at, decision: str) -> None:
    finding.decision, finding.decided_by_id, finding.decided_at = about(decision, "decision", 500), actor.member, at
    finding.review_until = at.date() + timedelta(days=finding.plan.rules.review_days)


@act(may=policy.findings.may_decide)
def uphold_finding(finding: Finding, actor: Actor, *, at, decision: str):
    """It stands. Without a reply only after the unit's days have passed."""
    if finding.state == FindingState.TOLD and at.date() <= finding.reply_due_on:
        raise NotNow(_("单位可以在{day}以前回复，回复以后或者过了期限再核定。").format(day=_day(finding.reply_due_on)))
    _decided(finding, actor, at, decision)


@act(may=policy.findings.may_decide)
def change_finding(finding: Finding, actor: Actor, *, at, fact: str, decision: str):
    """It stands in other words; what was told first stays beside it."""
    finding.fact_now = about(fact, "fact", 500)
    _decided(finding, actor, at, decision)


@act(may=policy.findings.may_withdraw)
def withdraw_finding(finding: Finding, actor: Actor, *, at, decision: str):
    """It does not stand; it no longer counts as found."""
    _decided(finding, actor, at, decision)


@act(may=policy.findings.may_ask_review)
def ask_review(finding: Finding, actor: Actor, *, at, text: str):
    """The unit asks for a review by others, within 30 days."""
    if at.date() > finding.review_until:
        raise NotNow(_("申请复核的期限到{day}，已经过了。").format(day=_day(finding.review_until)))
    finding.review_words = about(text, "text")
    finding.review_due_on = at.date() + timedelta(days=finding.plan.rules.decision_days)


LEADS_TO = {
    Verdict.KEPT: FindingState.CONFIRMED,
    Verdict.CHANGED: FindingState.AMENDED,
    Verdict.WITHDRAWN: FindingState.WITHDRAWN,
}


@act(may=policy.findings.may_review)
def review_finding(finding: Finding, actor: Actor, *, at, verdict: Verdict, review: str, fact: str = ""):
    """Other people have looked at it: this is the end. What is withdrawn leaves the list of rectification in the open."""
    if verdict not in LEADS_TO:
        raise Unfit(_("请选择复核结论。"), "verdict")
    if verdict == Verdict.CHANGED:
        finding.fact_now = about(fact, "fact", 500)
    finding.review, finding.reviewed_by_id, finding.reviewed_at = about(review, "review"), actor.member, at
    finding.state = LEADS_TO[verdict]
    if verdict == Verdict.WITHDRAWN and finding.item_id and finding.item.state not in CHECKED | ENDS:
        duties.strike_out(finding.item, HOUSE, at=at, why=_("督查发现的问题经复核撤销"))


@act(may=policy.findings.may_list_finding)
def list_finding(finding: Finding, actor: Actor, *, at, due_on: date, distinct_why: str = ""):
    """What stands becomes an item of rectification; whether it was put right is from now on said by that item."""
    put_on_list(finding.plan, [finding], actor, at, due_on, distinct_why)
    return finding.item


def put_on_list(
    plan: SupervisionPlan, findings: list[Finding], actor: Actor, at, due_on: date, distinct_why: str = ""
) -> None:
    """The items of findings that stand and have none, asked for by a day later than today; all by one bulk."""
    for finding in findings:
        if finding.state not in LISTED:
            raise NotNow(_("问题核定成立以后才能列入整改清单。"))
        if finding.item_id:
            raise NotNow(_("这个问题已经列入整改清单了。"))
    if due_on <= at.date():
        raise Unfit(_("整改的期限要晚于今天。"), "due_on")
    rows = [(plan.campaign, _item(finding, due_on, distinct_why), at) for finding in findings]
    for finding, item in zip(findings, many(duties.list_item, rows, actor), strict=True):
        finding.item = item


def _item(finding: Finding, due_on: date, distinct_why: str) -> dict:
    return {
        "problem": finding.text, "office": finding.unit, "term": Term.STAGED, "area": finding.topic[:40],
        "source": str(finding.visit.team), "measure": finding.measures, "legal_due_on": due_on,
        "acceptance": finding.basis, "distinct_why": distinct_why,
    }  # fmt: skip
