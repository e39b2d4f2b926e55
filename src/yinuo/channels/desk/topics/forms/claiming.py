"""Forms of what units take on."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.meetings.actions.topics.deciding import claimed
from yinuo.meetings.rules.topics import plain
from yinuo.orgs.models import Organisation

from ...matters.forms.step import day, words
from .step import RowField, StepForm, own_units


class ClaimNeed(StepForm):
    verb, after = "claim_need", gettext_lazy("已经认领。办不了可以随时不认领，没有别的后果。")
    unit = RowField(gettext_lazy("哪个单位认领"))
    what = forms.CharField(label=gettext_lazy("认领什么"), max_length=200)
    amount = forms.DecimalField(label=gettext_lazy("认领多少"), min_value=0, max_digits=10, decimal_places=2)
    due_on = day(gettext_lazy("哪天以前办到"))
    reply = forms.CharField(
        label=gettext_lazy("书面答复的文号"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("代单位登记的要填。"),
    )

    def arrange(self):
        topic = self.subject
        units, is_own = own_units(self, topic.body)
        self.fields["unit"].queryset = Organisation.objects.filter(pk__in=[unit.pk for unit in units])
        if is_own:
            self.initial.setdefault("unit", units[0].pk)
            del self.fields["reply"]
        if topic.need_amount:
            self.hint(
                _("需要：{what}，一共{need}{unit}，已认领{claimed}{unit}。").format(
                    what=topic.need_what,
                    need=plain(topic.need_amount),
                    claimed=plain(claimed(topic)),
                    unit=topic.need_unit,
                )
            )


class DeliverClaim(StepForm):
    verb, after = "deliver_claim", gettext_lazy("已经登记，等受益人确认。")
    delivered_on = day(gettext_lazy("哪天办到的"))
    text = words(gettext_lazy("办成什么样"), rows=3, most=300)

    def arrange(self):
        self.initial.setdefault("delivered_on", self.today)


class ConfirmClaim(StepForm):
    verb, after = "confirm_claim", gettext_lazy("已经确认。")
    text = words(
        gettext_lazy("受益人怎么说"),
        rows=3,
        most=300,
        help_text=gettext_lazy("例如：三号楼居民说晚上停得下了。不写姓名。"),
    )


class ReturnClaim(StepForm):
    verb, after = "return_claim", gettext_lazy("已经退回，等单位再办。")
    text = words(gettext_lazy("哪里还没办到"), rows=3, most=300)


class GiveUpClaim(StepForm):
    verb, after = "give_up_claim", gettext_lazy("已经不认领了。")
    reason = words(gettext_lazy("为什么不认领了"), rows=2, most=300)
