"""Forms of the rules register (M35)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...matters.forms.step import day, words
from .step import StepForm

PROBLEM = gettext_lazy("事项编号（例如 2026-0000123-7）或者整改项编号。没有对应问题的制度，不建。")


class ProposeRegulation(StepForm):
    verb, after = "propose_regulation", gettext_lazy("已经提出。批准以后登记施行。")
    name = forms.CharField(label=gettext_lazy("制度名称"), max_length=80)
    problem = forms.CharField(
        label=gettext_lazy("解决哪个问题（编号）"), max_length=80, required=False, help_text=PROBLEM
    )
    reason = words(gettext_lazy("为什么要有它"), rows=3, most=500)
    text = words(gettext_lazy("内容或者要点"), rows=6, required=False)


class EnterRegulation(ProposeRegulation):
    verb, after = "enter_regulation", gettext_lazy("已经登记。原有的制度不算新建立的。")
    document = forms.CharField(label=gettext_lazy("文号"), max_length=120)
    effective_on = day(gettext_lazy("哪天起施行的"))
    review_on = day(gettext_lazy("哪天复审"), required=False, help_text=gettext_lazy("不填就是一年以后。"))


class EnactRegulation(StepForm):
    verb, after = "enact_regulation", gettext_lazy("制度施行，算建立一项。")
    document = forms.CharField(label=gettext_lazy("文号"), max_length=120)
    effective_on = day(gettext_lazy("哪天起施行"))
    review_on = day(gettext_lazy("哪天复审"), required=False, help_text=gettext_lazy("不填就是一年以后。"))

    def arrange(self):
        self.initial.setdefault("effective_on", self.today)


class SetAsideRegulation(StepForm):
    verb, after = "set_aside_regulation", gettext_lazy("已经登记：没有采用。")
    reason = words(gettext_lazy("为什么不采用"), rows=3, most=200)


class ReviseRegulation(StepForm):
    verb, after = "revise_regulation", gettext_lazy("已经修订，算完善一项。")
    reason = words(gettext_lazy("哪里不管用，怎么改的"), rows=3, most=500)
    text = words(gettext_lazy("修订后的内容或者要点"), rows=6, required=False)
    document = forms.CharField(label=gettext_lazy("文号"), max_length=120, required=False)
    review_on = day(gettext_lazy("下次哪天复审"), required=False, help_text=gettext_lazy("不填就是一年以后。"))

    def arrange(self):
        self.initial.setdefault("text", self.subject.text)


class ReviewRegulation(StepForm):
    verb, after = "review_regulation", gettext_lazy("复审已经登记。")
    note = words(gettext_lazy("看了以后怎么说"), rows=3, most=500)
    review_on = day(gettext_lazy("下次哪天复审"), required=False, help_text=gettext_lazy("不填就是一年以后。"))


class AbolishRegulation(StepForm):
    verb, after = "abolish_regulation", gettext_lazy("已经废止，算精简一项。")
    reason = words(gettext_lazy("为什么不再需要"), rows=3, most=500)
    document = forms.CharField(label=gettext_lazy("文号"), max_length=120, required=False)

    def arrange(self):
        self.hint(_("废止一项没用的，和建立一项有用的一样算成绩。"))
