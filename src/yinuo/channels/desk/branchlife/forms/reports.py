"""Forms of the secretary's two reports (M30)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.meetings.policy.life import keeps
from yinuo.meetings.rules.reports import FEWEST_VOTERS
from yinuo.meetings.words.reports import AUDIENCES, Audience

from ...matters.forms.step import day, words
from ...orgs.forms.step import number
from .step import StepForm, line


class WriteReport(StepForm):
    verb, after = "write_report", gettext_lazy("述职报告已经提交。接下来：向上级党组织、向党员大会各述职一次。")
    year = forms.IntegerField(label=gettext_lazy("哪一年的"), min_value=2000, max_value=2100)
    party_text = words(
        gettext_lazy("抓党建"), rows=12, most=5_000, help_text=gettext_lazy("做了什么、差在哪里、明年怎么改。这一部分要占大部分。")
    )  # fmt: skip
    business_text = words(
        gettext_lazy("业务工作"), rows=4, most=5_000, required=False, help_text=gettext_lazy("简要写，可以不写。")
    )

    def arrange(self):
        year = self.today.year if self.today.month > 6 else self.today.year - 1
        self.initial.setdefault("year", year)


class HoldHearing(StepForm):
    verb, after = "hold_hearing", gettext_lazy("述职会已经登记。请两名计票人各数一遍评议票。")
    audience = forms.TypedChoiceField(
        label=gettext_lazy("哪一次述职"),
        coerce=Audience,
        choices=[(key.value, word) for key, word in AUDIENCES.items()],
    )
    held_on = day(gettext_lazy("哪天开的"))
    entitled = number(gettext_lazy("应到几人"))
    present = number(gettext_lazy("到会几人"))
    comments = words(
        gettext_lazy("会上提的意见"),
        rows=4,
        most=1_000,
        required=False,
        help_text=gettext_lazy("写意见，不写是谁提的。"),
    )

    def arrange(self):
        own = keeps(self.actor, self.subject.branch.path)
        only = Audience.MEMBERS if own else Audience.SUPERIOR
        self.fields["audience"].choices = [(only.value, AUDIENCES[only])]
        self.initial |= {"audience": only.value, "held_on": self.today}


class Count(StepForm):
    """The numbers of one teller."""

    handed_out = number(gettext_lazy("发出几张票"))
    good = number(gettext_lazy("好"))
    fairly = number(gettext_lazy("较好"))
    average = number(gettext_lazy("一般"))
    poor = number(gettext_lazy("差"))
    invalid = number(gettext_lazy("废票"), required=False)

    def arrange(self):
        hearing = getattr(self.subject, "hearing", self.subject)
        text = _("到会{n}人。有效票不到{least}张的，只公布张数，不公布分布。")
        self.hint(text.format(n=hearing.present, least=FEWEST_VOTERS))


class EnterCount(Count):
    verb, after = "enter_count", gettext_lazy("第一遍已经记下。请另一名计票人自己再数一遍。")


class ConfirmCount(Count):
    verb, after = "confirm_count", gettext_lazy("两遍一致，已经封存。由上级党组织公布。")


class Recount(Count):
    verb, after = "recount", gettext_lazy("第一遍的数已经改过。")


class SettleReport(StepForm):
    verb, after = "settle_report", gettext_lazy("评议结果已经公布给支部。")

    def arrange(self):
        self.hint(_("两次述职的评议票都由两名计票人数完、数得一致，才能公布。只公布分布，不算平均分。"))


class CloseReport(StepForm):
    verb, after = "close_report", gettext_lazy("已经了结。")

    def arrange(self):
        self.hint(_("会上的意见都列成了整改、整改都完成了，才能了结。"))


class PlanReportItem(StepForm):
    verb, after = "plan_report_item", gettext_lazy("已经列上。")
    text = words(gettext_lazy("改什么"), rows=2, most=300)
    post = line(gettext_lazy("哪个岗位负责"), help_text=gettext_lazy("写岗位，不写姓名。"))
    due_on = day(gettext_lazy("哪天改完"))


class FinishReportItem(StepForm):
    verb, after = "finish_report_item", gettext_lazy("已经登记。")
    done = words(gettext_lazy("现在和以前有什么不同"), rows=2, most=300)
