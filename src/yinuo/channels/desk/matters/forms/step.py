"""What every form of a verb is: the act's parameters as fields, for one matter and one actor."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.forms import ActForm
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Unfit
from yinuo.matters import actions, limits
from yinuo.matters.models import Category, Matter, Suggestion
from yinuo.orgs.models import Kind as OrgKind
from yinuo.orgs.models import Organisation

LONGEST = 5_000
"""Characters of what an office writes in one step."""


class StepForm(ActForm):
    """The form of one verb. `arrange` sets the choices; `hints` are notices above the fields; `button` its word."""

    verb = ""
    button = ""

    def __init__(self, *args, matter: Matter, actor: Actor, now: datetime, **given):
        super().__init__(*args, **given)
        self.matter, self.actor, self.now = matter, actor, now
        self.hints: list[dict[str, str]] = []
        self.arrange()

    def arrange(self) -> None:
        """Set choices and hints from the matter."""

    def hint(self, text: str, *, heading: str = "", tone: str = "info") -> None:
        """A notice above the fields."""
        self.hints.append({"tone": tone, "heading": heading, "text": text})

    def perform(self) -> Any | None:
        """Do the act; None when the content was unfit and the fields say why."""
        return self.attempt(getattr(actions, self.verb), self.matter, self.actor)

    def unfit(self, problem: Unfit) -> None:
        """Mark the field that a rule complained about, or the form."""
        self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)

    def typed(self) -> list[tuple[str, str]]:
        """What somebody had typed, as (label, words), so that a 409 loses nothing."""
        return [
            (str(field.label), str(field.value()))
            for field in self.visible_fields()
            if isinstance(field.field, forms.CharField) and field.value()
        ]


def words(label, *, rows: int = 4, required: bool = True, help_text="", most: int = LONGEST) -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def fixed(
    label, enum, labels: dict, *, only: Iterable | None = None, radio: bool = True, **given
) -> forms.TypedChoiceField:
    """A field for one of the fixed words, cleaned to its enum (the ledger tells enums from words)."""
    keys = list(labels) if only is None else list(only)
    choices = [(key.value, labels[key]) for key in keys]
    if not radio:
        choices = [("", gettext_lazy("请选择")), *choices]
    widget = forms.RadioSelect if radio else forms.Select
    return forms.TypedChoiceField(label=label, choices=choices, coerce=enum, widget=widget, **given)


def yes_or_no(label, yes, no, **given) -> forms.TypedChoiceField:
    """A question without a default."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        **given,
    )


def day(label, **given) -> forms.DateField:
    """A day, chosen in the browser's calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given)


class CategoryField(forms.ModelChoiceField):
    """A category in force; the suggested ones come first, none is chosen beforehand."""

    def __init__(self, **given):
        super().__init__(queryset=Category.objects.none(), label=gettext_lazy("事项分类"), **given)

    def arrange(self, day, suggested: Iterable[Suggestion] = ()) -> None:
        """The choices are looked up when they are drawn: a valid submission does not need them."""
        self.queryset = Category.objects.filter(limits.valid_on(day))
        self.choices = cache(lambda: self._groups(suggested))

    def _groups(self, suggested: Iterable[Suggestion]) -> list:
        known = [(row.pk, row.full_name) for row in self.queryset]
        likely = [
            (
                one.category_id,
                _("{name}（可能性 {percent}%）").format(name=one.category.full_name, percent=percent(one)),
            )
            for one in suggested
            if one.category_id
        ]
        groups = [(_("系统建议（只是建议）"), likely), (_("全部分类"), known)] if likely else known
        return [("", _("请选择")), *groups]


class OfficeField(forms.ModelChoiceField):
    """An office that may be given the matter: whose duty it is first, then the others whose area covers its place."""

    def __init__(self, **given):
        super().__init__(queryset=Organisation.objects.none(), label=gettext_lazy("派给哪个单位"), **given)

    def arrange(self, form: StepForm, *, without: int | None = None) -> None:
        """As with categories, the choices are looked up when they are drawn."""
        self.queryset = Organisation.objects.on(form.now.date())
        self.choices = cache(lambda: self._groups(form, without))

    def _groups(self, form: StepForm, without: int | None) -> list:
        matter, day = form.matter, form.now.date()
        near = self.queryset.filter(place__code__in=limits.prefixes(matter.place_code)).order_by("kind", "path")
        offices = [one for one in near if one.pk != without]
        groups = [(_("管辖这个地方的单位"), [(one.pk, one.name) for one in offices if _fits(matter, one, day)])]
        if likely := self._likely(form, without):
            groups.insert(0, (_("系统建议（只是建议）"), likely))
        if (duty := limits.duty_for(matter, day)) and duty.org_id != without:
            basis = _("{office}（依据：{basis}）").format(office=duty.org.name, basis=duty.basis)
            groups.insert(0, (_("按职责清单"), [(duty.org_id, basis)]))
        return [("", _("请选择")), *groups]

    def _likely(self, form: StepForm, without: int | None) -> list[tuple[int, str]]:
        rows = form.matter.suggestions.filter(about=Suggestion.OFFICE, is_dismissed=False).select_related("org")
        return [
            (one.org_id, _("{name}（可能性 {percent}%）").format(name=one.org.name, percent=percent(one)))
            for one in rows
            if one.org_id != without and _fits(form.matter, one.org, form.now.date())
        ]


def _fits(matter: Matter, office: Organisation, day) -> bool:
    return office.kind != OrgKind.COMMUNITY or limits.may_be_given(matter, office, day)


def percent(suggestion: Suggestion) -> int:
    """The probability as whole percents; never 100, because nobody is sure."""
    return min(99, round(suggestion.probability * 100))
