"""What the list of topics can be narrowed by; all of it stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.meetings.words.topics import TOPIC_STATES, TRACKS

from ...orgs.forms.filters import EVERY, Filter

AGES = {
    "undecided": _("议而不决：还没有议定"),
    "undone": _("议而不办：定了没有办完、没有反馈"),
    "overdue": _("超过了议定的期限"),
    "late": _("纪要逾期补录"),
}


class TopicFilter(Filter):
    track = forms.ChoiceField(
        label=_("哪一种"), required=False, choices=[*EVERY, *((one.value, word) for one, word in TRACKS.items())]
    )
    state = forms.ChoiceField(
        label=_("走到哪一步"),
        required=False,
        choices=[*EVERY, *((one.value, word) for one, word in TOPIC_STATES.items())],
    )
    age = forms.ChoiceField(label=_("拖着没有"), required=False, choices=[*EVERY, *AGES.items()])
    body = forms.ChoiceField(label=_("议事机构"), required=False)

    def __init__(self, *args, bodies, **given):
        super().__init__(*args, **given)
        self.fields["body"].choices = [*EVERY, *((str(one.pk), one.name) for one in bodies)]
