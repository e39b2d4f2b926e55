"""Visits: planned on the plan's own topics, once a quarter for each unit, logged, reported, told to the unit (M41)."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Refused, Unfit
from ...kernel.privacy import said
from ...kernel.words import _
from ...orgs.models import Organisation
from .. import policy, rules
from ..flow import PLAN
from ..models import SupervisionPlan, SupervisionVisit, VisitNote
from ..words import FindingState, VisitKind, VisitState


@act(may=policy.visits.may_plan_visit, opens=True)
def plan_visit(
    plan: SupervisionPlan, actor: Actor, *, at, unit: Organisation, kind: VisitKind, planned_on: date, topics: list[str],
    document: str = "",
):  # fmt: skip
    """A visit of the unit's team. A second one in the quarter, by whomever, needs an approval document."""
    made = _draft(plan, actor, at=at, unit=unit, kind=kind, planned_on=planned_on, topics=topics, document=document)
    made.save()
    return made


def _draft(plan: SupervisionPlan, actor: Actor, *, at, unit, kind, planned_on, topics, document="") -> SupervisionVisit:
    PLAN.check(plan.state, "plan_visit")
    row = plan.units.filter(unit=unit).select_related("team").first()
    if row is None:
        raise Unfit(_("“{unit}”不在这份计划里，不能督查。").format(unit=unit), "unit")
    if not policy.plans.runs(actor, plan.org.path) and not policy.plans.in_team(actor, row.team):
        raise Refused(_("“{unit}”由{team}督查，请由这个组安排。").format(unit=unit, team=row.team))
    if not plan.starts_on <= planned_on <= plan.ends_on:
        raise Unfit(_("督查的日子要在计划的时间里。"), "planned_on")
    if planned_on < at.date():
        raise Unfit(_("督查的日子不能早于今天。"), "planned_on")
    if wider := [topic for topic in topics if topic not in plan.topics]:
        raise Unfit(_("计划里没有“{topic}”，不能扩大督查范围。").format(topic=wider[0]), "topics")
    if not topics:
        raise Unfit(_("请选择这次督查的主题。"), "topics")
    first = earlier(unit, planned_on)
    if first and not document.strip():
        raise Unfit(_again(first), "document")
    return SupervisionVisit(
        plan=plan, team=row.team, unit=unit, kind=kind, topics=list(topics), planned_on=planned_on,
        document=said(document, "document", 120) if first else "", made_at=at,
    )  # fmt: skip


def earlier(unit: Organisation, day: date) -> SupervisionVisit | None:
    """The visit that the unit already has in the quarter of this day, from whichever organisation."""
    Organisation.objects.select_for_update().get(pk=unit.pk)
    found = SupervisionVisit.objects.filter(unit=unit, planned_on__range=rules.plans.quarter_of(day))
    return found.exclude(state=VisitState.CALLED_OFF).select_related("team", "plan__org").first()


def _again(first: SupervisionVisit) -> str:
    return _(
        "{m}月{d}日已经安排{org}的{team}督查这个单位，一个季度不重复、不多头督查。要再督查，请先报批，填写批准文号。"
    ).format(m=first.planned_on.month, d=first.planned_on.day, org=first.plan.org, team=first.team)


@act(may=policy.visits.may_visit)
def hold_visit(visit: SupervisionVisit, actor: Actor, *, at):
    """The team is there. No position, no recording: who was there says so."""
    if at.date() < visit.planned_on:
        raise NotNow(_("这次督查定在{m}月{d}日，还没有到。").format(m=visit.planned_on.month, d=visit.planned_on.day))
    visit.held_on = at.date()


@act(may=policy.visits.may_visit)
def note_seen(visit: SupervisionVisit, actor: Actor, *, at, topic: str, text: str):
    """A line of the log: what of a topic was looked at."""
    if topic not in visit.topics:
        raise Unfit(_("这次督查没有“{topic}”这个主题。").format(topic=topic), "topic")
    return VisitNote.objects.create(
        visit=visit, topic=topic, text=rules.writing.about_offices(text, "text", 300), at=at
    )


@act(may=policy.visits.may_visit)
def report_visit(visit: SupervisionVisit, actor: Actor, *, at, report: str):
    """The team says what it saw; every topic has a line in the log."""
    seen = set(visit.notes.values_list("topic", flat=True))
    if unseen := [topic for topic in visit.topics if topic not in seen]:
        raise NotNow(_("“{topic}”还没有记看了什么。").format(topic=unseen[0]))
    visit.report = rules.writing.about_offices(report, "report")


@act(may=policy.visits.may_visit)
def conclude_visit(visit: SupervisionVisit, actor: Actor, *, at, conclusion: str):
    """The conclusion goes to the unit; what was found has been told, and what was replied is decided."""
    waiting = (FindingState.RECORDED, FindingState.TOLD, FindingState.REPLIED)
    if left := visit.findings.filter(state__in=waiting).count():
        raise NotNow(_("还有{n}个问题没有告知、没有回复或者没有核定，结论要在这以后反馈。").format(n=left))
    visit.conclusion, visit.concluded_at = rules.writing.about_offices(conclusion, "conclusion"), at


@act(may=policy.visits.may_call_off)
def call_off_visit(visit: SupervisionVisit, actor: Actor, *, at, reason: str):
    """It does not take place; the unit's quarter is free again."""
    visit.reason = said(reason, "reason", 200)
