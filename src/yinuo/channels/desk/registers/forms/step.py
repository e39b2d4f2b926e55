"""What the forms of registers share: their acts and words."""

from yinuo.duties import actions

from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS


class StepForm(Step):
    """The form of one verb of the registers."""

    area = "duties"
    actions = actions
    verbs = VERBS
