"""What every form of a verb is: the act's parameters as fields, for one subject and one actor."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.forms import ActForm
from yinuo.kernel.actor import Actor
from yinuo.orgs import actions
from yinuo.orgs.models import Member, Organisation
from yinuo.places.models import Place

from ..verbs import VERBS

SHORT = 60
"""As many are chosen from a list; more are typed by name, with suggestions."""
SUGGESTED = 500
KEYED = re.compile(r"([0-9][0-9-]*)\W$")
"""The key at the end of a suggested label."""

Rows = list[tuple[str, str]]


class StepForm(ActForm):
    """The form of one verb on one subject. `arrange` sets choices and hints."""

    area = "orgs"
    actions = actions
    verbs = VERBS
    """The area whose acts its forms are, those acts, and how they are called."""

    verb = ""
    after = ""
    """What is said when it is done, where the verb's own word does not do."""

    template = "desk/orgs/step.html"

    def __init__(self, *args, subject, actor: Actor, today: date, asked: dict[str, str] | None = None, **given):
        super().__init__(*args, **given)
        self.subject, self.actor, self.today, self.asked = subject, actor, today, asked or {}
        self.hints: list[dict[str, str]] = []
        self.arrange()

    def arrange(self) -> None:
        """Set choices and hints from the subject."""

    def hint(self, text: str, *, heading: str = "", tone: str = "info") -> None:
        """A notice above the fields."""
        self.hints.append({"tone": tone, "heading": heading, "text": text})

    @property
    def word(self):
        """The word of the page and of its button."""
        return self.verbs[self.verb].button

    @property
    def is_danger(self) -> bool:
        return self.verbs[self.verb].tone == "danger"

    def perform(self) -> Any | None:
        """Do the act; None when the content was unfit and the fields say why."""
        return self.attempt(self.run(), self.subject, self.actor)

    def run(self) -> Callable:
        """The act of this form's verb; Python's own words carry a trailing underscore."""
        return getattr(self.actions, self.verb, None) or getattr(self.actions, f"{self.verb}_")

    def typed(self) -> list[tuple[str, str]]:
        """What somebody had typed, as (label, words), so that a 409 loses nothing."""
        return [
            (str(field.label), str(field.value()))
            for field in self.visible_fields()
            if isinstance(field.field, forms.CharField) and field.value()
        ]


class Choosing(forms.TextInput):
    """One of several: a list to choose from when it is short, else a line with suggestions. `rows` is asked when drawn."""

    rows: Callable[[], Rows] = staticmethod(list)

    def render(self, name, value, attrs=None, renderer=None):
        rows, attrs = self.rows(), dict(attrs or {})
        if len(rows) <= SHORT:
            attrs["class"] = str(attrs.get("class", "")).replace("form-control", "form-select")
            choices = [("", _("请选择")), *rows]
            return forms.Select(choices=choices).render(name, value or "", self.build_attrs(self.attrs, attrs))
        known = f"{attrs.get('id', name)}_known"
        line = super().render(name, self._shown(rows, value), attrs | {"list": known, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((label,) for _key, label in rows))
        return format_html('{}<datalist id="{}">{}</datalist>', line, known, options)

    def _shown(self, rows: Rows, value):
        return next((label for key, label in rows if key == str(value)), value)


class ChosenField(forms.CharField):
    """A row of a table, chosen or typed: cleaned to the row. Subclasses say how a row is called and found."""

    model: type = Organisation
    key = "pk"

    def __init__(self, **given):
        super().__init__(widget=Choosing, **given)
        self.found: QuerySet = self.model.objects.none()

    def arrange(self, found: QuerySet) -> None:
        """`found` are the rows that may be chosen; asked only when the field is drawn or cleaned."""
        self.found = found
        self.widget.rows = lambda: [(str(getattr(one, self.key)), self.label_of(one)) for one in found[:SUGGESTED]]

    def label_of(self, one) -> str:
        """How a row is called; its key stands at the end in parentheses."""
        raise NotImplementedError

    def clean(self, value):
        typed = (super().clean(value) or "").strip()
        if not typed:
            return None
        keyed = KEYED.search(typed)
        key = keyed[1] if keyed else typed
        one = self.found.filter(**{self.key: key}).first() if key.isdigit() else None
        if one is not None and typed in (key, self.label_of(one)):
            return one
        named = list(self.found.filter(name=typed)[:4])
        if len(named) == 1:
            return named[0]
        if named:
            several = "、".join(self.label_of(one) for one in named)
            raise forms.ValidationError(_("有几个同名的：{several}。请连编号一起填写。").format(several=several))
        raise forms.ValidationError(_("没有找到“{typed}”。请从提示里选一个，或者核对名称。").format(typed=typed[:40]))


class OrganisationField(ChosenField):
    """An organisation."""

    def label_of(self, one: Organisation) -> str:
        return _("{name}（编号{pk}）").format(name=one.name, pk=one.pk)


class PlaceField(ChosenField):
    """A place, by its name or code."""

    model = Place
    key = "code"

    def label_of(self, one: Place) -> str:
        return _("{name}（{code}）").format(name=one.name, code=one.code)


class MemberField(ChosenField):
    """A member, by organisation and post."""

    model = Member

    def arrange(self, found: QuerySet[Member]) -> None:
        super().arrange(found.select_related("org").annotate(name=F("post")).order_by("org__path", "pk"))

    def label_of(self, one: Member) -> str:
        return _("{org} {post}（编号{pk}）").format(org=one.org.name, post=one.post, pk=one.pk)


def document(**given) -> forms.CharField:
    """The document that decides it."""
    words = {"label": gettext_lazy("依据的文件"), "help_text": gettext_lazy("文件名称或文号，例如：示组〔2026〕12号。")}
    return forms.CharField(max_length=120, **(words | given))


def number(label, **given) -> forms.IntegerField:
    """A count from 0 on."""
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, **given)


def near(org: Organisation, today: date, kinds: Iterable | None = None) -> QuerySet[Organisation]:
    """Organisations of the same county on this day, by path."""
    found = Organisation.objects.on(today).filter(place__code__startswith=org.place.code[:6]).exclude(pk=org.pk)
    return (found.filter(kind__in=kinds) if kinds else found).select_related("place").order_by("path")
