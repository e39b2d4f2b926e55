"""Forms of the responsible office, and of more time."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.days import long_day
from yinuo.duties.rules import rectification as rules
from yinuo.duties.words.rectification import Term
from yinuo.kernel.errors import Unfit
from yinuo.places.queries import calendar

from ...matters.forms.step import day, words, yes_or_no
from .step import POST_HELP, StepForm, seen_how


class PromiseItem(StepForm):
    verb, after = "promise_item", gettext_lazy("承诺已经公布。第一次承诺的日子会一直留在清单上。")
    promise = words(gettext_lazy("承诺做什么"), rows=3, most=300)
    due_on = day(gettext_lazy("哪天办结"))
    measure = words(gettext_lazy("整改措施"), rows=2, most=500, required=False)
    post = forms.CharField(label=gettext_lazy("责任人（岗位）"), max_length=60, required=False, help_text=POST_HELP)

    def arrange(self):
        item = self.subject
        self.initial.setdefault("measure", item.measure)
        self.initial.setdefault("post", item.post)
        try:
            last = rules.latest_promise(
                Term(item.term), self.today, calendar(), legal=item.legal_due_on, ends_on=item.campaign.ends_on
            )
        except Unfit as missing:
            self.hint(missing.sentence, tone="warning")
            return
        self.hint(_("最晚可以承诺到{day}。").format(day=long_day(last)))


class WorkOn(StepForm):
    verb = "work_on"
    text = words(gettext_lazy("做到哪一步了"), rows=3, most=500)
    blocker = forms.CharField(
        label=gettext_lazy("卡在哪里（没有就不填）"), max_length=200, required=False,
        help_text=gettext_lazy("填了就会列进周一总结，请上级帮忙。"),
    )  # fmt: skip

    def arrange(self):
        self.initial.setdefault("blocker", self.subject.blocker)


class AskMoreTime(StepForm):
    verb, after = "ask_more_time", gettext_lazy("申请已经送到列清单的单位。批准以前，还按原来的日子算。")
    due_on = day(gettext_lazy("想延到哪天"))
    why = words(gettext_lazy("为什么"), rows=3, most=300, help_text=gettext_lazy("理由会公布。"))

    def arrange(self):
        if self.subject.due_on:
            self.hint(_("现在承诺的是{day}，过了这一天就不能再申请。").format(day=long_day(self.subject.due_on)))


class DecideMoreTime(StepForm):
    verb = "decide_more_time"
    is_granted = yes_or_no(gettext_lazy("同意延期吗"), gettext_lazy("同意"), gettext_lazy("不同意"))
    decision = words(gettext_lazy("答复"), rows=3, most=300)

    def arrange(self):
        asked = self.subject.moretimes.filter(is_granted=None).first()
        if asked:
            text = _("想从{before}延到{day}，理由：{why}")
            self.hint(text.format(before=long_day(asked.before), day=long_day(asked.due_on), why=asked.why))


class ReportDone(StepForm):
    verb, after = "report_done", gettext_lazy("已经报告，等其他单位验收。")
    text = words(gettext_lazy("改好了什么"), rows=4, most=500)
    method = seen_how()

    def arrange(self):
        if self.subject.acceptance:
            self.hint(self.subject.acceptance, heading=_("验收标准"))


class ReportPeriod(StepForm):
    verb = "report_period"
    text = words(gettext_lazy("这一期做了什么"), rows=4, most=500)
    method = seen_how()
