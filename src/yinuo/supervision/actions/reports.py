"""The month handed in, the year prepared, records compared and asked about (M41)."""

from datetime import timedelta

from ...acts.door import act
from ...evaluation import actions as evaluating
from ...evaluation.models import Rubric
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from ...places.queries import calendar
from .. import policy, rules
from ..models import AnnualReview, AnnualSheet, LikenessQuestion, MonthlyReport, PlanUnit
from ..queries import facts, records

FIRST_YEAR, LAST_YEAR = 2000, 2100


@act(may=policy.reports.may_hand_in, opens=True)
def hand_in_report(unit: Organisation, actor: Actor, *, at, year: int, month: int, text: str):
    """The unit's month: numbers come from the rows, the unit adds words; late ones are taken and shown as late."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Unfit(_("请选择哪个月。"), "month")
    first, last = rules.plans.month_span(year, month)
    if at.date() <= last:
        raise NotNow(_("{month}月还没有过完，月底以后再报。").format(month=month))
    if not reporting(unit, first, last).exists():
        raise NotNow(_("这个月没有把本单位列入的督查计划，不用报。"))
    if MonthlyReport.objects.filter(unit=unit, year=year, month=month).exists():
        raise NotNow(_("{year}年{month}月的报告已经交过了。").format(year=year, month=month))
    words = rules.writing.without_counts(text, "text")
    return MonthlyReport.objects.create(
        unit=unit, year=year, month=month, facts=facts.facts_of([unit], first, last)[unit.pk], text=words, at=at,
        due_on=report_due(year, month),
    )  # fmt: skip


def reporting(unit: Organisation, first, last):
    """The places of the unit in plans in force that reach into this month."""
    return PlanUnit.objects.filter(unit=unit, plan__starts_on__lte=last, plan__ends_on__gte=first).exclude(
        plan__state="drafting"
    )


def report_due(year: int, month: int):
    """The working day of the next month by which it is handed in."""
    _first, last = rules.plans.month_span(year, month)
    return calendar().add_working_days(last, rules.terms.Terms.of(rules.terms.shipped()).report_working_day)


@act(may=policy.reports.may_prepare_review, opens=True)
def prepare_review(org: Organisation, actor: Actor, *, at, year: int, name: str, rubric: Rubric):
    """The yearly review of the year's units: an evaluation, and a sheet of facts for each from rows (纳入年终)."""
    if AnnualReview.objects.filter(org=org, year=year).exists():
        raise NotNow(_("{year}年的年度评议已经准备过了。").format(year=year))
    rows = PlanUnit.objects.filter(plan__org=org, plan__year=year).exclude(plan__state="drafting")
    units = {row.unit_id: row.unit for row in rows.select_related("unit__place").order_by("unit__path")}
    if not units:
        raise Unfit(_("{year}年没有执行过的督查计划，没有单位可以评议。").format(year=year), "year")
    assessment = evaluating.design(org, actor, at=at, name=name, rubric=rubric)
    review = AnnualReview.objects.create(org=org, year=year, assessment=assessment, at=at)
    for unit in units.values():
        evaluating.enter(assessment, actor, at=at, org=unit)
    first, last = rules.plans.month_span(year, 1)[0], rules.plans.month_span(year, 12)[1]
    found = facts.facts_of(list(units.values()), first, min(last, at.date()))
    AnnualSheet.objects.bulk_create(
        AnnualSheet(review=review, unit=units[key], facts=told) for key, told in found.items()
    )
    return review


@act(may=policy.reports.may_compare)
def compare_records(org: Organisation, actor: Actor, *, at, months: int = 3):
    """Records of the branches below that read alike become questions to the branch that wrote later, and to it alone: one for each record."""
    if not 1 <= months <= 12:
        raise Unfit(_("请填写1到12个月。"), "months")
    since = at.date() - timedelta(days=31 * months)
    found = rules.likeness.alike(records.records_under(org, since))
    known = set(LikenessQuestion.objects.values_list("record", flat=True)) if found else set()
    asked = {one.later.key: one for one in reversed(found) if one.later.key not in known}
    until = calendar().add_working_days(at.date(), rules.terms.Terms.of(rules.terms.shipped()).likeness_working_days)
    LikenessQuestion.objects.bulk_create(
        LikenessQuestion(
            org=org, unit_id=one.later.org, other_id=one.earlier.org, kind=one.later.kind, record=one.later.key,
            other_record=one.earlier.key, text=one.later.text[:1000], other_text=one.earlier.text[:1000],
            percent=one.percent, asked_at=at, alone_until=until,
        )
        for one in asked.values()
    )  # fmt: skip


@act(may=policy.reports.may_answer_likeness)
def answer_likeness(question: LikenessQuestion, actor: Actor, *, at, answer: str):
    """The branch says why; nobody decides anything about it here."""
    if question.answered_at:
        raise NotNow(_("已经回答过了。"))
    question.answer, question.answered_at = rules.writing.about_offices(answer, "answer", 500), at
