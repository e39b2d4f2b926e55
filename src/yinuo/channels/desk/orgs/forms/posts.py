"""Forms of the register of party work posts (M39) and of appointments to villages (M43)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.orgs import policy
from yinuo.orgs.models import Organisation
from yinuo.orgs.words import PARTY
from yinuo.places.models import Place

from ...matters.forms.step import day
from .step import OrganisationField, PlaceField, StepForm, document


class OpenPost(StepForm):
    verb, after = "open_post", gettext_lazy("岗位已经登记。")
    title = forms.CharField(label=gettext_lazy("岗位名称"), max_length=60, help_text=gettext_lazy("写岗位，不写姓名。"))
    is_full_time = forms.BooleanField(label=gettext_lazy("专职从事党务工作"), required=False)
    other_duties = forms.CharField(
        label=gettext_lazy("还兼做什么"), max_length=200, required=False,
        help_text=gettext_lazy("照实写。专职岗位每月由本人和单位确认党务工作占用时。"),
    )  # fmt: skip


class ClosePost(StepForm):
    verb, after = "close_post", gettext_lazy("岗位已经撤销。")

    def arrange(self):
        self.hint(_("撤销“{post}”，从今天起不再计入。以前各月的确认保留。").format(post=self.subject.title))


class ConfirmTime(StepForm):
    """The share of time on party work in a month: the holder says one, the unit's handler the other."""

    verb, after = "confirm_time", gettext_lazy("已经确认。")
    month = forms.CharField(
        label=gettext_lazy("哪个月"),
        widget=forms.TextInput(attrs={"type": "month"}),
        help_text=gettext_lazy("例如：2026-02。"),
    )
    side = forms.ChoiceField(
        label=gettext_lazy("您替谁说"),
        choices=[
            ("own_share", gettext_lazy("我就在这个岗位上（本人说）")),
            ("unit_share", gettext_lazy("我是单位经办人（单位说）")),
        ],
        widget=forms.RadioSelect,
    )
    share = forms.IntegerField(
        label=gettext_lazy("党务工作占用时的百分之几"), min_value=0, max_value=100,
        help_text=gettext_lazy("本人和单位各说一次，由两个人填；两边不一样也照实留着。"),
    )  # fmt: skip

    def arrange(self):
        self.initial.setdefault("month", self.asked.get("month") or f"{self.today:%Y-%m}")
        if not policy.speaks_for(self.actor, self.subject.org):
            self.fields["side"].choices = self.fields["side"].choices[:1]
            self.initial.setdefault("side", "own_share")

    def clean_month(self):
        try:
            return forms.DateField().clean(f"{self.cleaned_data['month']}-01")
        except forms.ValidationError:
            raise forms.ValidationError(_("请写成“2026-02”的样子。")) from None

    def given(self):
        known = super().given()
        return {name: known[name] for name in ("key", "seen", "month") if name in known} | {
            known["side"]: known["share"]
        }


class Send(StepForm):
    """Somebody is sent to a village by a unit; `subject` is the village, chosen in the form."""

    verb, after = "send", gettext_lazy("已经登记，到村后再记“到村”。")
    village = PlaceField(label=gettext_lazy("派到哪个村（社区）"))
    sender = OrganisationField(label=gettext_lazy("选派单位"))
    post = forms.CharField(
        label=gettext_lazy("岗位"),
        max_length=60,
        help_text=gettext_lazy("例如：驻村第一书记、驻村工作队员。不写姓名。"),
    )
    term_from = day(gettext_lazy("任期从"))
    term_to = day(gettext_lazy("任期到"), help_text=gettext_lazy("一般两年。"))
    document = document(required=False)

    def arrange(self):
        code = self.subject.code[:6]
        self.fields["village"].arrange(
            Place.objects.on(self.today).under(code).filter(level="community").order_by("code")
        )
        units = Organisation.objects.on(self.today).filter(place__code__startswith=code).exclude(kind__in=PARTY)
        self.fields["sender"].arrange(units.order_by("path"))

    def perform(self):
        self.subject = self.cleaned_data["village"]
        return super().perform()

    def given(self):
        return {name: value for name, value in super().given().items() if name != "village"}


class Arrive(StepForm):
    verb, after = "arrive", gettext_lazy("已经到村任职。")

    def arrange(self):
        self.hint(_("由乡镇（街道）确认到村。系统不定位，也不要求本人上报位置。"))


class GrantLeave(StepForm):
    verb, after = "grant_leave", gettext_lazy("已经准假。")
    from_on = day(gettext_lazy("从哪天"))
    to_on = day(gettext_lazy("到哪天"), help_text=gettext_lazy("三天以内由乡镇（街道）批，三天以上由县批。"))
    by = OrganisationField(label=gettext_lazy("由哪个单位批准"))

    def arrange(self):
        code = self.subject.village.code
        near = Organisation.objects.on(self.today).filter(place__code__in=[code[:6], code[:9]])
        self.fields["by"].arrange(near.exclude(kind__in=PARTY).order_by("path"))


class ComeBack(StepForm):
    verb, after = "come_back", gettext_lazy("已经销假。")


class Recall(StepForm):
    verb, after = "recall", gettext_lazy("任期已经结束。")
    note = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)
