"""What the forms of inspection tours share: their acts and words, members and moments."""

from datetime import datetime

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.inspection import actions
from yinuo.inspection.models import Round, Site
from yinuo.inspection.words import IN_ROUND
from yinuo.orgs.models import Member

from ...orgs.forms.step import ChosenField, OrganisationField
from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS


class StepForm(Step):
    """The form of one verb of an inspection tour."""

    area = "inspection"
    actions = actions
    verbs = VERBS


class SiteField(ChosenField):
    """A site of a round."""

    model = Site

    def label_of(self, one: Site) -> str:
        return _("{unit} {name}（编号{pk}）").format(unit=one.subject.org.place.name, name=one.name, pk=one.pk)


class MomentField(forms.DateTimeField):
    """A day and a time of day in China, as a browser's own field gives it."""

    def __init__(self, **given):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **given)


def seen_sites(round: Round) -> QuerySet[Site]:
    """The sites that are seen, by unit."""
    return (
        round.sites.filter(pick__in=IN_ROUND).select_related("subject__org__place").order_by("subject__org__path", "pk")
    )


def members_of(round: Round, day) -> QuerySet[Member]:
    """Everybody who works below the organiser today."""
    path = round.org.path
    return Member.objects.filter(org__path__gte=path, org__path__lt=path + "~", valid_from__lte=day).exclude(
        valid_to__lt=day
    )


def units_field(label, **given) -> OrganisationField:
    """An organisation that takes part; `arrange` with `units_of(round)`."""
    return OrganisationField(label=label, **given)


def local(moment: datetime) -> datetime:
    """The moment on the clock of the house, for the initial value of a MomentField."""
    return timezone.localtime(moment)


REASON = gettext_lazy("原因")
