"""Forms of sittings: called, held, minuted; and of an urgent talk."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.days import short_day
from yinuo.meetings.queries.topics import rhythm_of
from yinuo.meetings.rules.topics import profile

from ...inspection.forms.step import MomentField, local
from ...matters.forms.step import day, words
from ...orgs.forms.step import OrganisationField, near, number
from .proposing import NO_NAMES
from .step import SeatsField, StepForm


class CallSitting(StepForm):
    verb, after = "call_sitting", gettext_lazy("会议已经通知。下一步：把议题放到这次会上通报。")
    meets_at = MomentField(label=gettext_lazy("什么时候开"))
    place = forms.CharField(label=gettext_lazy("在哪儿开"), max_length=120)

    def arrange(self):
        rhythm = rhythm_of(self.subject, self.today)
        self.hint(_("议程要提前{n}天发出。依据：{source}").format(n=rhythm.agenda_days, source=rhythm.source))


class SetRhythm(StepForm):
    verb, after = "set_rhythm", gettext_lazy("开会节奏已经定了。")
    months = number(gettext_lazy("几个月开一次"))
    agenda_days = number(gettext_lazy("议程提前几天发"))
    source = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("章程、制度的名称和条款。")
    )
    valid_from = day(gettext_lazy("从哪天起"))

    def arrange(self):
        rhythm = rhythm_of(self.subject, self.today)
        self.initial |= {"months": rhythm.months, "agenda_days": rhythm.agenda_days, "valid_from": self.today}
        self.hint(_("现在的依据：{source}").format(source=rhythm.source))


class HoldSitting(StepForm):
    verb, after = "hold_sitting", gettext_lazy("到会情况已经登记。")
    present = SeatsField(
        label=gettext_lazy("哪些席位到会了"),
        help_text=gettext_lazy("只按单位公布到会情况，不公布个人。纪要印发以前可以改正。"),
    )

    def arrange(self):
        self.fields["present"].arrange(self.subject.body, self.today)


class WriteMinutes(StepForm):
    verb, after = "write_minutes", gettext_lazy("纪要已经印发。")
    minutes = words(gettext_lazy("议定了什么"), rows=8, most=3000, help_text=NO_NAMES)
    late_why = forms.CharField(
        label=gettext_lazy("为什么晚了"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("只有逾期补录要填，会公开。"),
    )

    def arrange(self):
        due = self.subject.minutes_due_on
        lines = [f"{one.title}：{one.decision_text}" for one in self.subject.topics.order_by("pk") if one.decision_text]
        self.initial.setdefault("minutes", "\n".join(lines))
        if due and self.today > due:
            text = _("纪要应在{day}以前写好，现在是补录，请写明为什么晚了。")
            self.hint(text.format(day=short_day(due)), tone="warning")
        else:
            del self.fields["late_why"]


class CancelSitting(StepForm):
    verb, after = "cancel_sitting", gettext_lazy("会议已经取消。")
    reason = words(gettext_lazy("为什么取消"), rows=2, most=200)


class ConsultUrgent(StepForm):
    verb, after = "consult_urgent", gettext_lazy("碰头情况已经登记。2个工作日内补纪要。")
    met_at = MomentField(label=gettext_lazy("什么时候碰的头"))
    how = forms.CharField(
        label=gettext_lazy("怎么碰的头"), max_length=120, help_text=gettext_lazy("现场、电话、视频都可以。")
    )
    present = SeatsField(label=gettext_lazy("联系上了哪些委员"))
    lead = OrganisationField(label=gettext_lazy("牵头单位"))
    said = words(gettext_lazy("怎么商量的"), rows=4, most=3000, help_text=NO_NAMES)

    def arrange(self):
        body = self.subject.body
        self.fields["present"].arrange(body, self.today)
        self.fields["lead"].arrange(near(body, self.today))
        self.initial.setdefault("met_at", local(timezone.now()))
        self.hint(
            _("联系上任意{n}名委员就可以商量，其他委员随纪要通报。").format(n=profile(self.subject.track).members)
        )
