"""What somebody who was at a listening day fills in on the own phone afterwards."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...meetings.models import ListeningDay
from .forms import PortalForm, Words

READ_AS = str.maketrans("OIL", "011")


class OpinionForm(PortalForm):
    """The code of the notice and one's own words; nothing else is needed, least of all a name."""

    code = Words(
        label=gettext_lazy("公开码"), max_length=12, help_text=gettext_lazy("六位，印在公告上，也放在桌上。"),
        error_messages={"required": gettext_lazy("请填公告上的公开码。")},
    )  # fmt: skip
    words = Words(
        label=gettext_lazy("您的意见"), long=True, rows=5, max_length=5000,
        help_text=gettext_lazy("照平时说话写就行，会原样记下，和当场说的一样答复。"),
        error_messages={"required": gettext_lazy("请写下您的意见，一句话也行。")},
    )  # fmt: skip
    raised_by = Words(
        label=gettext_lazy("怎么称呼您"), required=False, max_length=40,
        help_text=gettext_lazy("写“3号楼居民”这样的就行，不用写姓名、电话。"),
    )  # fmt: skip
    wants_public = forms.BooleanField(
        label=gettext_lazy("可以公开（只公开说的事，不公开是谁）"), required=False, initial=True
    )

    def __init__(self, *args, day: ListeningDay, **given):
        super().__init__(*args, **given)
        self.day = day

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper().translate(READ_AS)
        if code != self.day.code:
            raise forms.ValidationError(_("公开码不对，请照公告上的再填一次。"))
        return code
