"""Forms of the verbs that decide which office has it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.matters.words import REFUSALS, Refusal

from .step import OfficeField, StepForm, fixed, words


def tell_refusals(form: StepForm) -> None:
    """Who refused before, and why."""
    if form.matter.refusals:
        for note in form.matter.refusalnotes.select_related("office"):
            told = _("{basis}：{text}").format(basis=_(REFUSALS[Refusal(note.basis)]), text=note.text)
            form.hint(told, heading=_("{office}退回过").format(office=note.office.name), tone="warning")


class Dispatch(StepForm):
    verb, button = "dispatch", gettext_lazy("派单")
    office = OfficeField(help_text=gettext_lazy("社区（村）只能派职责清单里有的事。第一个接单的单位负责协调到底。"))
    basis = forms.CharField(label=gettext_lazy("派单依据"), required=False, max_length=200)

    def arrange(self):
        self.fields["office"].arrange(self, without=self.matter.office_id if self.matter.refusals else None)
        tell_refusals(self)


class Refuse(StepForm):
    verb, button = "refuse", gettext_lazy("退单")
    basis = fixed(gettext_lazy("依据"), Refusal, REFUSALS)
    text = words(gettext_lazy("理由"), help_text=gettext_lazy("写明应当由谁办、依据哪一条。理由会公开。"))

    def arrange(self):
        if self.matter.refusals:
            self.hint(_("这件事已经被退回过一次。再退回就要由协调员裁定，裁定以后不能再退。"), tone="warning")


class Adjudicate(StepForm):
    verb, button = "adjudicate", gettext_lazy("裁定")
    office = OfficeField()
    text = words(gettext_lazy("裁定理由"), help_text=gettext_lazy("裁定以后承办单位不能再退回。理由会公开。"))

    def arrange(self):
        self.fields["office"].label = _("裁定由哪个单位承办")
        self.fields["office"].arrange(self)
        tell_refusals(self)
