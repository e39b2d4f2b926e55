"""What the forms of branch life share: their acts and words, a photo that need not be there."""

from django import forms
from django.utils.translation import gettext_lazy

from yinuo.kernel.errors import Unfit
from yinuo.matters import photos
from yinuo.meetings import actions

from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS


class StepForm(Step):
    """The form of one verb of branch life."""

    area = "meetings"
    actions = actions
    verbs = VERBS


def line(label, most: int = 60, **given) -> forms.CharField:
    """A field of one line."""
    return forms.CharField(label=label, max_length=most, **given)


def photo_field(**given) -> forms.FileField:
    """A photo, never asked for."""
    return forms.FileField(
        label=gettext_lazy("照片"), help_text=gettext_lazy("照片里的位置和手机信息会自动去掉。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}), **given,
    )  # fmt: skip


class PhotoForm(StepForm):
    """One photo more."""

    photo = photo_field()

    def clean(self):
        cleaned = super().clean()
        if upload := cleaned.get("photo"):
            try:
                cleaned["photo"] = photos.take(upload)
            except Unfit as problem:
                self.add_error("photo", problem.sentence)
        return cleaned
