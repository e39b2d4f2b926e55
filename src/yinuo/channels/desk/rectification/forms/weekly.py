"""Forms of the Monday list: nothing in it is typed but a remark."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...matters.forms.step import words
from .step import StepForm


class DraftWeek(StepForm):
    verb = "draft_week"

    def arrange(self):
        self.hint(_("系统从记录里数出本周到期、已经过期、新销号和反弹的事项，拟成一页草稿。审定印发以前可以重新统计。"))


class RedraftWeek(StepForm):
    verb = "redraft_week"

    def arrange(self):
        self.hint(_("按现在的记录再数一遍，代替这份草稿。"))


class IssueWeek(StepForm):
    verb, after = "issue_week", gettext_lazy("已经印发。以后要改，只能出更正件。")
    remarks = words(gettext_lazy("附一句话"), rows=2, most=300, required=False)

    def arrange(self):
        self.hint(_("数字是系统从记录里数的，不能改。印发以后有错，只能出更正件。"))


class CorrectWeek(StepForm):
    verb = "correct_week"
    why = words(gettext_lazy("哪里错了"), rows=2, most=200)
