"""One form per act of a group: arrange a talk, say what came of it, pass it on."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.channels.forms import ActForm
from yinuo.kernel.clock import CHINA
from yinuo.matters import actions
from yinuo.matters.words import REFERRALS, SETTLEMENTS, Referral, Settlement

ANONYMOUS = _("不写当事人：写“甲家、乙家”“楼上、楼下”，不写姓名称呼、电话、门牌、病情。")


def fixed(label, enum, labels) -> forms.TypedChoiceField:
    """One of the fixed words, cleaned to its enum."""
    choices = [(key.value, word) for key, word in labels.items()]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=enum, widget=forms.RadioSelect)


class TalkForm(ActForm):
    """When the group talks, or talked, with the neighbours."""

    verb, heading, button = "talk", _("约谈"), _("记下时间")
    talk_at = forms.DateField(
        label=_("哪天谈"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("约以后的日子，或者补记已经谈过的。"),
    )  # fmt: skip
    talk_time = forms.TimeField(
        label=_("几点谈"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("在8小时之外：早上上班前、中午、傍晚以后或者休息日。"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("在哪儿见（给提出的邻居看）"), required=False, max_length=200,
        help_text=_("例如：一楼门厅、社区活动室。不写门牌、电话。"),
    )  # fmt: skip

    def given(self):
        given = super().given()
        at = given.pop("talk_time")
        return given | {"talk_at": datetime.combine(given["talk_at"], at, tzinfo=CHINA)}


class SettleForm(ActForm):
    """What came of it."""

    verb, heading, button = "settle", _("记结果"), _("记下结果")
    outcome = fixed(_("谈得怎样"), Settlement, SETTLEMENTS)
    text = forms.CharField(
        label=_("结果，一两句话"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=ANONYMOUS
    )


class ReferForm(ActForm):
    """To whom it goes, with the neighbour's consent."""

    verb, heading, button = "refer", _("转出去"), _("转出去")
    to = fixed(_("转给谁"), Referral, REFERRALS)
    text = forms.CharField(
        label=_("给邻居的话"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：调委会每周二、周四晚上在社区。不写当事人。"),
    )  # fmt: skip
    has_consented = forms.BooleanField(
        label=_("邻居同意转出去"),
        required=False,
        help_text=_("转给部门时，邻居的原话会登记成一件事项，邻居凭原来的单号看进度。"),
    )


FORMS = {form.verb: form for form in (TalkForm, SettleForm, ReferForm)}
RUN = {"talk": actions.talk, "settle": actions.settle, "refer": actions.refer}
