"""What residents type about central work: own words, a place if they like, nothing that must be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...duties.words.campaigns import ABOUTS, About
from ...places.models import Place
from .forms import PortalForm, Words

COMMUNITY = "community"


class PlacedForm(PortalForm):
    """With a community to choose, where the work is about more than one."""

    place = forms.ModelChoiceField(
        label=_("在哪个社区（村）"), queryset=Place.objects.none(), required=False, to_field_name="code",
        help_text=_("不清楚的可以不选。"), empty_label=_("不清楚"),
    )  # fmt: skip
    address = Words(
        label=_("具体位置"), required=False, max_length=200, help_text=_("例如：菜市场北门。说清楚，好找。")
    )
    called = Words(label=_("怎么称呼您"), required=False, max_length=40, help_text=_("不用写全名。"))
    phone = Words(
        label=_("电话"), required=False, max_length=40,
        help_text=_("只有办这件事的人在办理期间看得到，每次查看都有记录。"),
    )  # fmt: skip

    def arrange(self, around: Place) -> None:
        """The communities of the place; none to choose where it is one itself."""
        code = around.code
        found = Place.objects.filter(code__gt=code, code__lt=code + "~", level=COMMUNITY).order_by("code")
        self.fields["place"].queryset = found
        if around.level == COMMUNITY or not found.exists():
            del self.fields["place"]


class AskForm(PlacedForm):
    """A question, a wish for help, an objection."""

    about = forms.ChoiceField(
        label=_("是哪一种"), widget=forms.RadioSelect, choices=[(one.value, word) for one, word in ABOUTS.items()]
    )
    words = Words(
        label=_("您想说的话"), long=True, rows=6,
        help_text=_("例如：按什么面积算、周转房在哪儿、搬家要人帮忙、对评估有异议。不用写姓名和身份证号。"),
        error_messages={"required": _("请写下您想说的，一句话也行。")},
    )  # fmt: skip
    field_order = ("about", "words", "place", "address", "called", "phone")

    def clean_about(self) -> About:
        return About(self.cleaned_data["about"])


class ReboundForm(PlacedForm):
    """It is back."""

    words = Words(
        label=_("您看到了什么"), long=True, rows=5, help_text=_("在哪儿、什么时候、怎么了。"),
        error_messages={"required": _("请写下您看到的，一句话也行。")},
    )  # fmt: skip
    field_order = ("words", "place", "address", "called", "phone")
