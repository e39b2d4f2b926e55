"""What the lists of this part can be narrowed by; all of it stands in the address."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.orgs.rules import SENTENCES, Level
from yinuo.orgs.words import APPOINTMENT_STATES, KINDS, PROPOSAL_STATES

EVERY = [("", _("全部"))]


class Filter(forms.Form):
    """A form of GET; an unknown value is as good as none."""

    def clean(self):
        for name in list(self.errors):
            self.cleaned_data[name] = ""
        return self.cleaned_data

    @property
    def narrows(self) -> bool:
        """Whether anything is asked."""
        return any(value for name, value in self.cleaned_data.items() if name not in ("day", "county"))


class TreeFilter(Filter):
    q = forms.CharField(label=_("名称、电话或信用代码"), required=False, max_length=40)
    kind = forms.ChoiceField(
        label=_("类别"), required=False, choices=[*EVERY, *((one.value, word) for one, word in KINDS.items())]
    )
    day = forms.DateField(
        label=_("哪天的样子"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PlannerFilter(Filter):
    q = forms.CharField(label=_("单位名称"), required=False, max_length=40)


class ProposalFilter(Filter):
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[*EVERY, *((one.value, word) for one, word in PROPOSAL_STATES.items())]
    )


class AppointmentFilter(Filter):
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[*EVERY, *((one.value, word) for one, word in APPOINTMENT_STATES.items())],
    )


class PostFilter(Filter):
    q = forms.CharField(label=_("单位或岗位"), required=False, max_length=40)
    show = forms.ChoiceField(
        label=_("只看"),
        required=False,
        choices=[
            *EVERY,
            ("full_time", _("专职岗位")),
            ("unconfirmed", _("有月份没确认的")),
            ("closed", _("已撤销的")),
        ],
    )


HOLES = re.compile(r"\{[a-z_]+\}")
HEADING_WORDS = [
    ("breach", _("不符合规定")),
    ("warning", _("需要留意")),
    ("ending", _("任期已满或90天内到期")),
    ("explained", _("已说明原因")),
]


HEADINGS = {
    "breach": lambda row: row.level == Level.BREACH,
    "warning": lambda row: any(one.level == Level.WARNING for one in row.findings),
    "ending": lambda row: row.ending is not None,
    "explained": lambda row: bool(row.explanations),
}
"""Whether a row of the health page stands under a heading; one may stand under several."""


class HealthFilter(Filter):
    """`rules` are those that were found, so that nothing can be chosen that finds nothing."""

    q = forms.CharField(label=_("组织名称"), required=False, max_length=40)
    show = forms.ChoiceField(label=_("只看"), required=False, choices=[*EVERY, *HEADING_WORDS])
    kind = forms.ChoiceField(
        label=_("类别"), required=False, choices=[*EVERY, *TreeFilter.base_fields["kind"].choices[1:]]
    )
    rule = forms.ChoiceField(label=_("哪条规定"), required=False)

    def __init__(self, *args, rules: set[str], **given):
        super().__init__(*args, **given)
        words = [(rule, SENTENCES[rule][0]) for rule in SENTENCES if rule in rules]
        self.fields["rule"].choices = [*EVERY, *((rule, HOLES.sub("×", str(word))) for rule, word in words)]

    @property
    def is_detailed(self) -> bool:
        """Whether one of the further conditions is asked for."""
        return bool(self.cleaned_data["kind"] or self.cleaned_data["rule"])

    def fits(self, row) -> bool:
        """Whether a row of the health page is asked for."""
        asked = self.cleaned_data
        return (
            asked["q"] in row.org.name
            and asked["kind"] in ("", row.org.kind)
            and (not asked["rule"] or any(one.rule == asked["rule"] for one in row.findings))
            and (not asked["show"] or HEADINGS[asked["show"]](row))
        )
