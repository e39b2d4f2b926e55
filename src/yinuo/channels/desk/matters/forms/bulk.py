"""Dispatching several matters to one office: each is its own act."""

from typing import NamedTuple
from uuid import uuid5

from django import forms
from django.utils.translation import gettext_lazy

from yinuo.channels.forms import ActForm
from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.errors import Failure
from yinuo.matters import actions, limits
from yinuo.matters.models import Matter
from yinuo.orgs.models import Organisation


class Result(NamedTuple):
    """What became of one matter: the reason when it was not dispatched."""

    matter: Matter
    reason: str

    @property
    def is_done(self) -> bool:
        return not self.reason


class BulkDispatch(ActForm):
    """An office and a basis for all of them."""

    office = forms.ModelChoiceField(
        label=gettext_lazy("派给哪个单位"), queryset=Organisation.objects.none(), empty_label=gettext_lazy("请选择")
    )
    basis = forms.CharField(label=gettext_lazy("派单依据"), required=False, max_length=200)

    def __init__(self, *args, actor: Actor, now, **given):
        super().__init__(*args, **given)
        self.actor = actor
        codes = {code for grant in actor.granted(Role.COORDINATOR) for code in limits.prefixes(grant.place)[1:]}
        near = Organisation.objects.on(now.date()).filter(place__code__in=codes)
        self.fields["office"].queryset = near.order_by("kind", "path")

    def perform(self, chosen: list[tuple[Matter, int]]) -> list[Result]:
        """Dispatch each matter by itself; one refusal stops none of the others."""
        return [self._dispatch(matter, seen) for matter, seen in chosen]

    def _dispatch(self, matter: Matter, seen: int) -> Result:
        given = {"office": self.cleaned_data["office"], "basis": self.cleaned_data["basis"]}
        key = self.form_key and uuid5(self.form_key, matter.number)
        try:
            actions.dispatch(matter, self.actor, key=key, seen=seen, **given)
        except Failure as failure:
            return Result(matter, failure.sentence)
        return Result(matter, "")
