"""Forms of visits."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.orgs.models import Organisation
from yinuo.supervision import policy
from yinuo.supervision.words import VISIT_KINDS, VisitKind

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import OrganisationField
from .step import StepForm, TopicsField, one_of

NO_RESIDENTS = gettext_lazy("只写单位和支部的工作，不写居民，不录音录像。")


class PlanVisit(StepForm):
    verb, after = "plan_visit", gettext_lazy("督查已经安排。")
    unit = OrganisationField(label=gettext_lazy("督查哪个单位"))
    kind = fixed(gettext_lazy("怎么去"), VisitKind, VISIT_KINDS, help_text=gettext_lazy("暗访在到现场以前单位看不到。"))
    planned_on = day(gettext_lazy("哪天去"))
    topics = TopicsField()
    document = forms.CharField(
        label=gettext_lazy("批准文号"), max_length=120, required=False,
        help_text=gettext_lazy("同一个单位一个季度只督查一次；要再去，先报批，填写文号。"),
    )  # fmt: skip

    def arrange(self):
        plan = self.subject
        rows = plan.units.all()
        if not policy.plans.runs(self.actor, plan.org.path):
            rows = rows.filter(team__seats__member_id=self.actor.member, team__seats__left_on=None)
        self.fields["unit"].arrange(Organisation.objects.filter(pk__in=rows.values("unit")).order_by("path"))
        self.fields["topics"].arrange(plan.topics)
        self.initial.setdefault("unit", self.asked.get("unit", ""))


class HoldVisit(StepForm):
    verb, after = "hold_visit", gettext_lazy("已经登记到现场，接着记看了什么。")

    def arrange(self):
        self.hint(_("由到现场的人登记，不记位置，不拍照，不录音录像。"))


class NoteSeen(StepForm):
    verb, after = "note_seen", gettext_lazy("已经记下。")
    topic = one_of(gettext_lazy("哪个主题"))
    text = words(gettext_lazy("看了什么"), rows=3, most=300, help_text=NO_RESIDENTS)

    def arrange(self):
        self.fields["topic"].choices = [(one, one) for one in self.subject.topics]


class ReportVisit(StepForm):
    verb, after = "report_visit", gettext_lazy("情况已经报告。")
    report = words(gettext_lazy("督查情况"), rows=6, most=1000, help_text=NO_RESIDENTS)


class ConcludeVisit(StepForm):
    verb, after = "conclude_visit", gettext_lazy("结论已经反馈给单位。")
    conclusion = words(gettext_lazy("结论"), rows=5, most=1000, help_text=gettext_lazy("单位会看到。"))


class CallOffVisit(StepForm):
    verb, after = "call_off_visit", gettext_lazy("这次督查已经取消。")
    reason = words(gettext_lazy("为什么取消"), rows=2, most=200)


class RecordFinding(StepForm):
    verb, after = "record_finding", gettext_lazy("问题已经记下，核对以后告知单位。")
    topic = one_of(gettext_lazy("哪个主题"))
    fact = words(gettext_lazy("事实"), rows=4, most=500, help_text=NO_RESIDENTS)
    basis = words(gettext_lazy("依据"), rows=2, most=200, help_text=gettext_lazy("哪个文件的哪一条。"))
    severity = one_of(gettext_lazy("严重程度"))
    measures = words(gettext_lazy("要求怎么改"), rows=2, most=300)

    def arrange(self):
        self.fields["topic"].choices = [(one, one) for one in self.subject.topics]
        self.fields["severity"].choices = [
            (one.key, _("{name}（{n}个工作日内改）").format(name=one.name, n=one.rectify_working_days))
            for one in self.subject.plan.rules.severities
        ]
