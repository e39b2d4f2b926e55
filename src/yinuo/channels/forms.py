"""How a form and an act meet: the key that makes a double submission one, and failures as words beside the field."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms

from ..kernel.errors import Unfit


class ActForm(forms.Form):
    """A form whose submission is one act. `key` makes sending it twice the same as once; `seen` is the last entry
    of the chain the person had looked at, so that nobody acts on an old page.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, seen: int | None = None, **given):
        given["initial"] = {"key": uuid4(), "seen": seen} | (given.get("initial") or {})
        super().__init__(*args, **given)

    def given(self) -> dict[str, Any]:
        """What goes to the act: the cleaned values, empty optional ones left out."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

    def attempt(self, run: Callable[..., Any], subject, actor) -> Any | None:
        """Do the act with the cleaned values; on Unfit mark the field and give None. Refused and NotNow pass through."""
        try:
            return run(subject, actor, **self.given()) or subject
        except Unfit as problem:
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
            return None

    @property
    def form_key(self) -> UUID | None:
        """The idempotency key as submitted."""
        return self.cleaned_data.get("key")
