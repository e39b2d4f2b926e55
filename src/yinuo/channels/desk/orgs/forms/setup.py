"""Forms of proposals about branches: what the superior decides and what is then carried out."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...matters.forms.step import words
from .step import StepForm, document


class Approve(StepForm):
    verb, after = "approve", gettext_lazy("已经批复同意。支部还没有变动，由申报单位或者上级组织员实施。")
    document = document(label=gettext_lazy("批复的文号"))
    answer = words(gettext_lazy("批复意见"), rows=3, required=False, most=500)


class Return(StepForm):
    verb, after = "return", gettext_lazy("已经退回。")
    answer = words(gettext_lazy("为什么不同意、怎么改"), rows=3, most=500)


class Withdraw(StepForm):
    verb, after = "withdraw", gettext_lazy("申报已经撤回。")

    def arrange(self):
        self.hint(_("撤回以后这份申报不再办理；可以重新申报。"))


class CarryOut(StepForm):
    """An approved proposal becomes what is: branches begin, change or end today."""

    after = gettext_lazy("已经按批复实施。")

    def arrange(self):
        sentence = _("按批复 {document} 实施：下面的支部从今天起设立、调整或者撤销，覆盖的单位同时变动。")
        self.hint(sentence.format(document=self.subject.document), tone="warning")


class SetUp(CarryOut):
    verb = "set_up"


class Adjust(CarryOut):
    verb = "adjust"


class Merge(CarryOut):
    verb = "merge"


class Dissolve(CarryOut):
    verb = "dissolve"


class Choose(forms.Form):
    """Which alternative of the planner is proposed."""

    choice = forms.IntegerField(min_value=0, max_value=9)
