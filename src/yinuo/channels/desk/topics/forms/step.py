"""What the forms of councils share: their acts and words, seats to tick, units that sit there."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinuo.meetings import actions
from yinuo.meetings.policy.topics import SEATED
from yinuo.meetings.queries.topics import seats_in_office
from yinuo.orgs.models import Organisation
from yinuo.orgs.policy import speaks_for

from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS


class StepForm(Step):
    """The form of one verb."""

    area = "meetings"
    actions = actions
    verbs = VERBS


class SeatsField(forms.MultipleChoiceField):
    """Seats in office of a body, ticked by unit and post; cleaned to the seats."""

    widget = forms.CheckboxSelectMultiple

    def arrange(self, body: Organisation, day) -> None:
        self.known = {str(seat.pk): seat for seat in seats_in_office(body, day)}
        self.choices = [
            (key, _("{unit} · {post}").format(unit=(seat.unit or body).name, post=seat.post))
            for key, seat in self.known.items()
        ]

    def clean(self, value):
        return [self.known[key] for key in super().clean(value)]


class RowField(forms.ModelChoiceField):
    """One row out of few; its words come from `word`."""

    def __init__(self, label, word=str, **given):
        super().__init__(queryset=Organisation.objects.none(), label=label, empty_label=_("请选择"), **given)
        self.word = word

    def label_from_instance(self, obj) -> str:
        return self.word(obj)


def sitting_units(body: Organisation) -> QuerySet[Organisation]:
    """The units that have a seat in the body."""
    return Organisation.objects.filter(seats_elsewhere__body=body, seats_elsewhere__state__in=SEATED).distinct()


def own_units(form: Step, body: Organisation) -> tuple[list[Organisation], bool]:
    """The units this actor may answer for, and whether they are his own."""
    units = list(sitting_units(body).order_by("path"))
    own = [unit for unit in units if speaks_for(form.actor, unit)]
    return own or units, bool(own)
