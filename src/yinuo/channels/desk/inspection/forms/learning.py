"""Forms of what units change afterwards (M04)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.inspection import rules

from ...matters.forms.step import day, words
from .step import SiteField, StepForm, seen_sites


class PlanGap(StepForm):
    verb, after = "plan_gap", gettext_lazy("已经提出。30天、60天、90天后各回看一次。")
    gap = words(gettext_lazy("差在哪里"), rows=2, most=300)
    action = words(gettext_lazy("怎么改"), rows=2, most=300)
    post = forms.CharField(
        label=gettext_lazy("哪个岗位负责"), max_length=60, help_text=gettext_lazy("写岗位，不写姓名。")
    )
    due_on = day(gettext_lazy("哪天改完"))
    site = SiteField(
        label=gettext_lazy("学的是哪个点位"), required=False, help_text=gettext_lazy("别的单位的点位；没有就不选。")
    )

    def arrange(self):
        round = self.subject.assessment.round
        self.fields["site"].arrange(seen_sites(round).exclude(subject=self.subject))
        self.initial.setdefault("site", self.asked.get("site", ""))


class SayNone(StepForm):
    verb, after = "say_none", gettext_lazy("已经说明。")
    reason = words(
        gettext_lazy("没有要改的，因为"), rows=4, most=300, help_text=gettext_lazy("10到300字。组织观摩的单位会看到。")
    )


class ReviewGap(StepForm):
    verb, after = "review_gap", gettext_lazy("回看已经登记。")
    text = words(gettext_lazy("改到哪一步了"), rows=3, most=300)

    def arrange(self):
        done = {one.number for one in self.subject.reviews.all()}
        due = [(n, on) for n, on in rules.reviews_due(self.subject.planned_on).items() if n not in done]
        if due:
            number, on = due[0]
            text = _("这是{n}天的回看，应在{m}月{d}日。").format(n=number, m=on.month, d=on.day)
            self.hint(text, tone="info" if on <= self.today else "warning")


class KeepGap(StepForm):
    verb, after = "keep_gap", gettext_lazy("已经登记：改好了，保持下去。")


class DropGap(StepForm):
    verb, after = "drop_gap", gettext_lazy("已经登记：不改了。")
    reason = words(gettext_lazy("为什么不改了"), rows=3, most=300)
