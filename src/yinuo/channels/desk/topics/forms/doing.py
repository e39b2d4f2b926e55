"""Forms of what follows the decision."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.days import short_day
from yinuo.matters import limits

from ...matters.forms.step import CategoryField, day, words
from ...orgs.forms.step import OrganisationField, near
from .proposing import NO_NAMES
from .step import StepForm


class AssignTopic(StepForm):
    verb, after = "assign_topic", gettext_lazy("已经交办，生成了一件事项。")
    task = words(gettext_lazy("交办什么"), rows=3, most=300, help_text=NO_NAMES)
    office = OrganisationField(label=gettext_lazy("由哪个单位办"))
    due_on = day(gettext_lazy("哪天以前办完"))
    category = CategoryField()

    def arrange(self):
        topic = self.subject
        self.fields["office"].arrange(near(topic.body, self.today))
        self.fields["category"].arrange(self.today)
        if topic.due_on:
            earliest = limits.earliest_task(limits.end_of(topic.due_on), self.today).date()
            self.initial.setdefault("due_on", topic.due_on)
            self.hint(
                _("议定的期限是{day}。交办的期限不早于{earliest}、不晚于{day}，不层层加码。").format(
                    day=short_day(topic.due_on), earliest=short_day(max(earliest, self.today))
                )
            )
        self.initial.setdefault("task", topic.decision_text[:300])


class NoteExecution(StepForm):
    verb, after = "note_execution", gettext_lazy("已经登记：办完了。")

    def arrange(self):
        self.hint(_("交办的事都由别的单位核实、认领的事都由受益人确认以后，才算办完。下一步：反馈提出人。"))


class NoteReopened(StepForm):
    verb, after = "note_reopened", gettext_lazy("已经登记：又打开了。")


class ReportBack(StepForm):
    verb, after = "report_back", gettext_lazy("已经反馈，等提出人或者另一个人了结。")
    text = words(gettext_lazy("告诉提出人什么"), rows=4, most=3000, help_text=NO_NAMES)
    told_how = forms.CharField(
        label=gettext_lazy("怎么告诉的"), max_length=80, help_text=gettext_lazy("当面、电话、书面、居民代表会……")
    )

    def arrange(self):
        self.hint(_("提出人：{who}").format(who=self.subject.proposer))


class CloseTopic(StepForm):
    verb, after = "close_topic", gettext_lazy("议题已经了结。")

    def arrange(self):
        self.hint(_("由提出人，或者没有承办、没有经手反馈的人了结。"))
