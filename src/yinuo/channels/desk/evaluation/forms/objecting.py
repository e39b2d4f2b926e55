"""Forms of objections and of what judges are asked."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.actions.objecting import LONGEST
from yinuo.evaluation.words import FINDINGS, Finding

from ...matters.forms.step import fixed, words
from .step import StepForm


class Object(StepForm):
    verb, after = "object", gettext_lazy("异议已经提出，答复的期限写在页面上。")
    text = words(
        gettext_lazy("对哪里有异议"),
        rows=6,
        most=LONGEST,
        help_text=gettext_lazy("写明哪一项、什么事实、有什么材料可以查。"),
    )

    def arrange(self):
        assessment = self.subject.assessment
        if until := assessment.objections_until:
            said = _("异议期到{m}月{d}日为止。{n}天内答复；对答复不满意的，可以申请由别人复核。")
            self.hint(said.format(m=until.month, d=until.day, n=assessment.answer_days))


class AnswerObjection(StepForm):
    verb, after = "answer_objection", gettext_lazy("已经答复。")
    answer = words(gettext_lazy("查明的事实和答复"), rows=6, most=LONGEST)
    finding = fixed(gettext_lazy("结论"), Finding, FINDINGS)

    def arrange(self):
        self.hint(self.subject.text, heading=_("单位的异议"))
        self.hint(_("结论是成立或者部分成立的，要再决定哪张票不计、重新计分。"))


class AcceptAnswer(StepForm):
    verb, after = "accept_answer", gettext_lazy("已经接受答复，这件异议办完了。")

    def arrange(self):
        self.hint(self.subject.answer, heading=_("组织单位的答复"))


class AskReview(StepForm):
    verb, after = "ask_review", gettext_lazy("已经申请复核，由没有参加的人办理。")
    text = words(gettext_lazy("为什么不同意答复"), rows=5, most=LONGEST)

    def arrange(self):
        self.hint(self.subject.answer, heading=_("组织单位的答复"))


class Review(StepForm):
    verb, after = "review", gettext_lazy("复核已经办结。")
    review = words(gettext_lazy("复核查明的事实"), rows=6, most=LONGEST)
    finding = fixed(gettext_lazy("复核结论"), Finding, FINDINGS)

    def arrange(self):
        self.hint(self.subject.text, heading=_("单位的异议"))
        self.hint(self.subject.answer, heading=_("原来的答复"))


class TakeBack(StepForm):
    verb, after = "take_back", gettext_lazy("异议已经撤回。")

    def arrange(self):
        self.hint(_("撤回以后不再办理。异议期内可以另提。"))


class Reply(StepForm):
    """A judge says how it was; nothing follows from it by itself."""

    verb, after = "reply", gettext_lazy("谢谢，您的说明已经记下。")
    text = words(gettext_lazy("您的说明"), rows=4, most=500)

    def arrange(self):
        self.hint(_("只是问一问，您照实际情况说就行。不会因为这个问题改您的票，也不会告诉其他评委和被评单位。"))
