"""Forms of the house-keeping pages: members, grants, the calendar."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from yinuo.channels.forms import ActForm
from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Organisation
from yinuo.orgs.queries import administered
from yinuo.places.models import Place

ROLE_LABELS = {
    Role.COMMUNITY_WORKER: _("社区工作者：登记、受理、现场答复"),
    Role.COORDINATOR: _("协调员：派单、裁定、批准延期、决定重办"),
    Role.HANDLER: _("经办人：承诺、办理、办结"),
    Role.VERIFIER: _("核查回访：复查、回访、回头看"),
    Role.LEADER: _("分管领导：查看、催办"),
    Role.AUDITOR: _("审计：查看台账和查看联系方式的记录"),
    Role.ORGANISER: _("组织员：组织体系、委员会、支部设置、党小组"),
    Role.ADMINISTRATOR: _("系统管理员：人员、授权、单位、日历"),
}
DAY = forms.DateInput(attrs={"type": "date"})


def place_named(code: str) -> Place:
    """The place with this code, or an error in words."""
    place = Place.objects.filter(code=code.strip()).first()
    if place is None:
        raise forms.ValidationError(_("没有这个区划代码的地方，请核对代码（街道9位、社区12位、网格15位）。"))
    return place


class Appoint(ActForm):
    """A member, and an account for him."""

    org = forms.ModelChoiceField(Organisation.objects.none(), label=_("单位"))
    post = forms.CharField(label=_("岗位"), max_length=60, help_text=_("写岗位，不写姓名，例如：经办人。"))
    username = forms.RegexField(r"^[a-z0-9_.-]{3,40}$", label=_("登录名"), help_text=_("3到40个小写字母、数字。"))
    password = forms.CharField(
        label=_("初始密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        help_text=_("至少10位；当面交给本人，请本人登录后修改。"),
    )

    def __init__(self, actor: Actor, *args, **given):
        super().__init__(*args, **given)
        self.fields["org"].queryset = administered(actor)


class MoveMember(ActForm):
    """A member works in another office from today on."""

    to = forms.ModelChoiceField(Organisation.objects.none(), label=_("调到哪个单位"))
    post = forms.CharField(label=_("岗位"), max_length=60, required=False, help_text=_("不填就是原来的岗位。"))

    def __init__(self, actor: Actor, *args, **given):
        super().__init__(*args, **given)
        self.fields["to"].queryset = administered(actor)


class Entrust(ActForm):
    """A role over an office or a place."""

    role = forms.ChoiceField(label=_("授权"), choices=[(role.value, label) for role, label in ROLE_LABELS.items()])
    org = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("单位范围"), required=False, help_text=_("经办人、系统管理员必选。")
    )
    place = forms.CharField(
        label=_("地区范围（区划代码）"),
        required=False,
        max_length=22,
        help_text=_("其他授权必填：县6位、街道9位、社区12位。"),
    )

    def __init__(self, actor: Actor, *args, **given):
        super().__init__(*args, **given)
        self.fields["org"].queryset = administered(actor)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_place(self) -> Place | None:
        code = self.cleaned_data["place"]
        return place_named(code) if code else None


class LoadYear(ActForm):
    """A year whose holidays are announced."""

    year = forms.IntegerField(label=_("年份"), min_value=2000, max_value=2100)


class ConfirmYear(ActForm):
    """A year not yet announced, taken as plain weeks by somebody's decision."""

    year = forms.IntegerField(label=_("年份"), min_value=2000, max_value=2100)
    source = forms.CharField(label=_("谁决定的、为什么"), max_length=200)


class OverrideDay(ActForm):
    """One day set by hand."""

    day = forms.DateField(label=_("日期"), widget=DAY)
    is_working = forms.TypedChoiceField(
        label=_("这一天"), choices=[("yes", _("上班")), ("no", _("放假"))], coerce=lambda value: value == "yes"
    )
    source = forms.CharField(label=_("依据的文件"), max_length=200)
