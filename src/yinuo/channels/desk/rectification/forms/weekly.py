"""Forms of the Monday list: nothing in it is typed but a remark."""

from django.utils.translation import gettext_lazy

from ...matters.forms.step import words
from .step import StepForm


class DraftWeek(StepForm):
    verb = "draft_week"


class RedraftWeek(StepForm):
    verb = "redraft_week"


class IssueWeek(StepForm):
    verb, after = "issue_week", gettext_lazy("已经印发。以后要改，只能出更正件。")
    remarks = words(gettext_lazy("附一句话（可以不写）"), rows=2, most=300, required=False)


class CorrectWeek(StepForm):
    verb = "correct_week"
    why = words(gettext_lazy("哪里错了"), rows=2, most=200)
