"""What a neighbour fills in to ask the party group of the stairwell or the grid."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...orgs.models import ServiceArea
from .forms import PortalForm, Words

FEW = 8
"""Up to here the groups are round buttons, more of them are a list to choose from."""


def area_words(area: ServiceArea) -> str:
    """What people know the area by: the building and the stairwell, or the grid."""
    if area.building_id:
        return f"{area.building.name} {area.stairwell}".strip()
    return _("{grid}（整个网格）").format(grid=area.grid.name)


class AskForm(PortalForm):
    """Which group, and the neighbour's own words; nothing else is needed, least of all a name."""

    area = forms.ChoiceField(
        label=gettext_lazy("您住在哪儿"),
        help_text=gettext_lazy("选您的楼道；楼道没有党小组的，选网格。"),
        error_messages={"required": gettext_lazy("请选您住的楼道或者网格。")},
    )
    words = Words(
        label=gettext_lazy("想请党小组帮什么忙"),
        help_text=gettext_lazy("照平时说话写就行。不用写姓名、电话，也不用写别人是谁，见面再说。"),
        long=True,
        rows=5,
        max_length=5000,
        error_messages={"required": gettext_lazy("请写下想请党小组帮什么忙，一句话也行。")},
    )
    stairwell = Words(
        label=gettext_lazy("哪栋楼、几单元"), required=False, max_length=20,
        help_text=gettext_lazy("选了网格的，写一下方便找。不用写门牌。"),
    )  # fmt: skip
    times = Words(
        label=gettext_lazy("您什么时候有空"), required=False, max_length=200,
        help_text=gettext_lazy("例如：晚上七点以后、周末上午。"),
    )  # fmt: skip
    in_hours_agreed = forms.BooleanField(
        label=gettext_lazy("上班时间来谈也行"),
        required=False,
        help_text=gettext_lazy("不选的话，党小组只在8小时之外找您谈。"),
    )

    def __init__(self, *args, areas: Iterable[ServiceArea], **given):
        super().__init__(*args, **given)
        self.areas = {str(area.pk): area for area in areas}
        field = self.fields["area"]
        choices = [(key, f"{area_words(area)} · {area.org.name}") for key, area in self.areas.items()]
        if len(choices) <= FEW:
            field.widget = forms.RadioSelect()
        else:
            choices.insert(0, ("", _("请选择")))
        field.choices = choices
        if len(self.areas) == 1:
            field.initial = choices[0][0]
        if all(area.building_id for area in self.areas.values()):
            del self.fields["stairwell"]

    @property
    def chosen(self) -> ServiceArea:
        """The stairwell or the grid of a valid form."""
        return self.areas[self.cleaned_data["area"]]

    def given(self):
        given = super().given()
        area = self.areas[given.pop("area")]
        if area.building_id:
            given |= {"building": area.building, "stairwell": area.stairwell}
        return given


class CallOffForm(PortalForm):
    """Nothing to fill in: pressing the button is the act."""
