"""What the forms of supervision share: their acts and words, and ticking several rows."""

from collections.abc import Iterable

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy

from yinuo.supervision import actions

from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS


class StepForm(Step):
    """The form of one verb of supervision."""

    area = "supervision"
    actions = actions
    verbs = VERBS


class TickedField(forms.TypedMultipleChoiceField):
    """Several rows of a table, ticked; `arrange` gives them, `rows` are the ticked ones after cleaning."""

    def __init__(self, **given):
        super().__init__(coerce=int, widget=forms.CheckboxSelectMultiple, choices=(), **given)
        self.known: dict[int, Model] = {}

    def arrange(self, found: Iterable[Model], label=str) -> None:
        self.known = {one.pk: one for one in found}
        self.choices = [(pk, label(one)) for pk, one in self.known.items()]

    def rows(self, keys: Iterable[int] | None) -> list[Model]:
        return [self.known[key] for key in keys or []]


class TopicsField(forms.MultipleChoiceField):
    """Some of the topics of a plan."""

    def __init__(self, **given):
        super().__init__(label=gettext_lazy("督查主题"), widget=forms.CheckboxSelectMultiple, choices=(), **given)

    def arrange(self, topics: Iterable[str]) -> None:
        self.choices = [(one, one) for one in topics]


def post(label) -> forms.CharField:
    """A post, never a name."""
    return forms.CharField(label=label, max_length=60, help_text=gettext_lazy("写岗位，不写姓名。"))


def one_of(label, **given) -> forms.ChoiceField:
    """One of a few, set by `arrange`."""
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=(), **given)
