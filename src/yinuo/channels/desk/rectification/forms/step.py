"""What the forms of rectification share: their acts and words, items to choose, how something was seen."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties import actions
from yinuo.duties.models import Item
from yinuo.matters.words import METHODS, Method

from ...matters.forms.step import fixed
from ...orgs.forms.step import ChosenField
from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS


class StepForm(Step):
    """The form of one verb of rectification."""

    area = "duties"
    actions = actions
    verbs = VERBS


class ItemField(ChosenField):
    """An item of the same campaign."""

    model = Item

    def label_of(self, one: Item) -> str:
        return _("第{number}项 {problem}（编号{pk}）").format(number=one.number, problem=one.problem[:30], pk=one.pk)


def seen_how() -> forms.TypedChoiceField:
    """How it was seen: any of the ways, never compulsorily a photo (REFERENCE §5.B)."""
    return fixed(gettext_lazy("怎么看到的"), Method, METHODS)


POST_HELP = gettext_lazy("写岗位，不写姓名。")
