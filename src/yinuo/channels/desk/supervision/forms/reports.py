"""Forms of months, of the yearly review and of questions about records: no field for a number but the month itself."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.models import Rubric
from yinuo.evaluation.words import RubricState

from ...inspection.forms.rounds import RubricField
from ...matters.forms.step import words
from .step import StepForm


def last_months(today, number: int = 6) -> list[tuple[str, str]]:
    """The months before this one, the latest first, as (“2026-03”, words)."""
    found, year, month = [], today.year, today.month
    for _turn in range(number):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        found.append((f"{year}-{month:02}", _("{year}年{month}月").format(year=year, month=month)))
    return found


class HandInReport(StepForm):
    verb, after = "hand_in_report", gettext_lazy("月报告已经提交。")
    span = forms.ChoiceField(label=gettext_lazy("哪个月"), choices=())
    text = words(
        gettext_lazy("做了什么，有什么困难"), rows=6, most=1000,
        help_text=gettext_lazy("只写文字。数字由系统从记录里数出来，不用填。"),
    )  # fmt: skip

    def arrange(self):
        self.fields["span"].choices = last_months(self.today)
        self.initial.setdefault("span", self.asked.get("span", self.fields["span"].choices[0][0]))

    def given(self):
        given = super().given()
        year, _dash, month = given.pop("span").partition("-")
        return given | {"year": int(year), "month": int(month)}


class PrepareReview(StepForm):
    verb, after = "prepare_review", gettext_lazy("年度评议已经准备好：各单位的事实都从记录里数出来了。")
    span = forms.ChoiceField(label=gettext_lazy("哪一年"), choices=())
    name = forms.CharField(label=gettext_lazy("名称"), max_length=80)
    rubric = RubricField(label=gettext_lazy("评价细则（已冻结的）"))

    def arrange(self):
        years = (self.today.year, self.today.year - 1)
        self.fields["span"].choices = [(str(year), _("{year}年").format(year=year)) for year in years]
        path = self.subject.path
        above = [path[:size] for size in range(4, len(path) + 1, 4)]
        self.fields["rubric"].arrange(Rubric.objects.filter(org__path__in=above, state=RubricState.FROZEN))

    def given(self):
        given = super().given()
        return given | {"year": int(given.pop("span"))}


class CompareRecords(StepForm):
    verb, after = (
        "compare_records",
        gettext_lazy("已经比对。相像的先问写记录的单位，单位说明以后或者过了期限，这里才看得到。"),
    )

    def arrange(self):
        self.hint(_("比对最近三个月的回复和月报告。相像只是一个问题，不是结论。"))


class AnswerLikeness(StepForm):
    verb, after = "answer_likeness", gettext_lazy("已经说明。")
    answer = words(
        gettext_lazy("说明"), rows=4, most=500, help_text=gettext_lazy("例如：两个支部一起开的会，共用了提纲。")
    )

    def arrange(self):
        self.hint(self.subject.text, heading=_("本单位写的"))
        self.hint(
            _("它和别的单位早些时候写的很像（相似{n}%）。为什么？").format(n=self.subject.percent), tone="warning"
        )
