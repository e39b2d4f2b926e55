"""What the forms of central work share: their acts and words, offices and how somebody checked."""

from django.utils.translation import gettext_lazy

from yinuo.duties import actions
from yinuo.matters.words import METHODS, Method
from yinuo.orgs.models import Organisation

from ...matters.forms.step import fixed
from ...orgs.forms.step import OrganisationField
from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS


class StepForm(Step):
    """The form of one verb of central work."""

    area = "duties"
    actions = actions
    verbs = VERBS


def around(org: Organisation, today):
    """Organisations of the same county, its own too."""
    found = Organisation.objects.on(today).filter(place__code__startswith=org.place.code[:6])
    return found.select_related("place").order_by("path")


def office(label, **given) -> OrganisationField:
    """An organisation; `arrange` with `around(…)`."""
    return OrganisationField(label=label, **given)


def methods():
    """How somebody knows; a photo is one way of six and never the only one."""
    return fixed(gettext_lazy("凭什么"), Method, METHODS, help_text=gettext_lazy("照片可有可无，哪一种都行。"))
