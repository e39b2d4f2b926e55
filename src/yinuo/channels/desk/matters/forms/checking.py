"""Forms of the verbs by which others say how it is."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.matters.words import METHODS, OUTCOMES, RATINGS, Method, Outcome, Rating

from .step import StepForm, fixed, words, yes_or_no

GOOD = (Rating.SATISFIED, Rating.BASICALLY, Rating.UNSATISFIED)


class Check(StepForm):
    """How somebody looked, and what was found."""

    method = fixed(gettext_lazy("怎么查的"), Method, METHODS, help_text=gettext_lazy("任选一种，照片不是必需的。"))
    note = words(gettext_lazy("看到的情况"))


class Verify(Check):
    verb, button = "verify", gettext_lazy("核实：属实")


class SendBack(Check):
    verb, button = "send_back", gettext_lazy("核实：不属实，退回")

    def arrange(self):
        self.hint(_("退回以后由原单位继续办，期限不停。"), tone="warning")


class LookBack(Check):
    verb, button = "look_back", gettext_lazy("回头看：没有反弹")


class Rebound(Check):
    verb, button = "rebound", gettext_lazy("回头看：反弹了，重新办理")


class CallBack(StepForm):
    verb, button = "call_back", gettext_lazy("记下回访")
    has_reached = yes_or_no(gettext_lazy("联系上了吗"), gettext_lazy("联系上了"), gettext_lazy("没有联系上"))
    rating = forms.TypedChoiceField(
        label=gettext_lazy("诉求人的评价"),
        choices=[(key.value, RATINGS[key]) for key in GOOD],
        coerce=Rating,
        empty_value=Rating.NOT_RATED,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("照诉求人说的记，不要替他选，也不要劝。没有联系上就不选。"),
    )
    words = words(gettext_lazy("诉求人的话，或者联系的经过"), rows=3, required=False)

    def arrange(self):
        failed = (
            self.matter.callattempts.filter(at__gte=self.matter.resolved_at).count() if self.matter.resolved_at else 0
        )
        if failed:
            self.hint(_("已经有{n}次没有联系上的记录。满两次，可以凭记录结案。").format(n=failed))


class Reopen(StepForm):
    verb, button = "reopen", gettext_lazy("同意重办")
    text = words(gettext_lazy("告诉诉求人和承办单位"), help_text=gettext_lazy("编号、收到的日子和最初的期限都不变。"))

    def arrange(self):
        tell_request(self)


class KeepClosed(StepForm):
    verb, button = "keep_closed", gettext_lazy("维持原来的结果")
    text = words(gettext_lazy("为什么不重办"), help_text=gettext_lazy("诉求人会看到。"))

    def arrange(self):
        tell_request(self)


def tell_request(form: StepForm) -> None:
    """Why the raiser wants it done again."""
    if asked := form.matter.reopenrequests.filter(is_granted=None).order_by("-at").first():
        form.hint(asked.reason, heading=_("诉求人说"))


class Close(StepForm):
    verb, button = "close", gettext_lazy("结案")
    text = words(gettext_lazy("说明"), required=False, rows=3, help_text=gettext_lazy("诉求人不满意的，必须写明理由。"))

    def arrange(self):
        matter = self.matter
        if matter.outcome:
            self.hint(
                _("单位说：{outcome}。诉求人：{rating}。").format(
                    outcome=_(OUTCOMES[Outcome(matter.outcome)]), rating=_(RATINGS[Rating(matter.rating)])
                )
            )


class Urge(StepForm):
    verb, button = "urge", gettext_lazy("催办")
    text = words(gettext_lazy("催办的话"), rows=3, help_text=gettext_lazy("会公开在经过里。"))
