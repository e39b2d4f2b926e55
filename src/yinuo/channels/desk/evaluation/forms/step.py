"""What the forms of evaluations share: their acts and words, members, lines that end in a number."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import uuid5

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinuo.evaluation import actions
from yinuo.evaluation.models import Assessment, Subject
from yinuo.kernel import words as sentences
from yinuo.kernel.errors import Unfit
from yinuo.orgs.models import Member, Organisation

from ...orgs.forms.step import StepForm as Step
from ..verbs import VERBS

LINE = re.compile(sentences._(r"(?P<text>.+?)[\s　:：,，]+(?P<number>-?[0-9]+(?:\.[0-9]+)?)\s*[分%个]?$"))


class StepForm(Step):
    """The form of one verb of an evaluation."""

    area = "evaluation"
    actions = actions
    verbs = VERBS
    template = "desk/evaluation/step.html"

    def unfit(self, problem: Unfit) -> None:
        """Mark the field that a rule complained about, or the form."""
        self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)

    def each(self, run: Callable, given: list[dict[str, Any]]) -> Any | None:
        """The same act several times, all of them or none."""
        try:
            with transaction.atomic():
                for number, one in enumerate(given):
                    run(
                        self.subject,
                        self.actor,
                        key=uuid5(self.form_key, str(number)) if self.form_key else None,
                        **one,
                    )
        except Unfit as problem:
            self.unfit(problem)
            return None
        return self.subject


class LinesField(forms.CharField):
    """One thing per line, a text and a number: “议题有决定有办结 2”. Cleaned to [(text, Decimal)]."""

    def __init__(self, *, rows: int = 4, **given):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=5_000, **given)

    def clean(self, value) -> list[tuple[str, Decimal]]:
        text = super().clean(value) or ""
        return [_line(line.strip()) for line in text.splitlines() if line.strip()]


def _line(line: str) -> tuple[str, Decimal]:
    found = LINE.fullmatch(line)
    try:
        if found:
            return found["text"].strip(), Decimal(found["number"])
    except InvalidOperation:
        pass
    raise forms.ValidationError(_("“{line}”这一行的最后要有一个数，中间空一格。").format(line=line[:40]))


def written(rows) -> str:
    """Pairs of text and number as lines, for the initial value of a LinesField."""
    return "\n".join(f"{text} {number}" for text, number in rows)


def staff_below(org: Organisation, day) -> QuerySet[Member]:
    """Everybody who works in this organisation or below it on this day."""
    path = org.path
    found = Member.objects.filter(org__path__gte=path, org__path__lt=path + "~", valid_from__lte=day)
    return found.exclude(valid_to__lt=day)


def subjects_by_name(assessment: Assessment) -> list[tuple[int, str]]:
    """The evaluated organisations as choices."""
    return [(one.pk, one.org.name) for one in Subject.objects.filter(assessment=assessment).select_related("org")]
