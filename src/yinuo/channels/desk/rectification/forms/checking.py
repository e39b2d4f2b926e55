"""Forms of those who check: other offices, and the listing authority."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...matters.forms.step import words
from .step import StepForm, seen_how


class TakeCheck(StepForm):
    verb, after = "take_check", gettext_lazy("验收由您的单位做。看过以后，选通过或者退回。")


class Checked(StepForm):
    """Somebody else has looked: how, and what was seen."""

    method = seen_how()
    note = words(
        gettext_lazy("看到了什么"), rows=4, most=500, help_text=gettext_lazy("会公布，请不要写个人的姓名、电话。")
    )

    def arrange(self):
        if self.subject.acceptance:
            self.hint(self.subject.acceptance, heading=_("验收标准"))


class SellOff(Checked):
    verb = "sell_off"


class RejectItem(Checked):
    verb, after = "reject_item", gettext_lazy("已经退回。承诺的日子不变。")


class HoldItem(Checked):
    verb = "hold_item"


class ReboundItem(Checked):
    verb, after = "rebound_item", gettext_lazy("已经重新打开，还是原来的编号。")


class MakeNormal(StepForm):
    verb = "make_normal"
    why = words(gettext_lazy("为什么可以转入常态"), rows=3, most=200)


class DrawSample(StepForm):
    verb, after = "draw_sample", gettext_lazy("已经抽定。种子和名单都公布，谁都可以再抽一遍核对。")
    seed = forms.CharField(
        label=gettext_lazy("种子"),
        max_length=120,
        help_text=gettext_lazy("抽之前公布了来源、事先谁也不知道的数，例如当天的体彩号码。"),
    )
    seed_source = forms.CharField(label=gettext_lazy("种子的来源"), max_length=120)

    def arrange(self):
        self.hint(_("从销号满一个月、不到三个月的事项里抽：至少3项，多的抽五分之一。"))
