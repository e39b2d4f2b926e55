"""Results that anybody can compute again, signatures, objections, and what judges are asked."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Member
from .. import words
from ..flow import OBJECTION
from .assessment import Assessment, Judge, Keeper, Subject


class Award(models.Model):
    """Points added or taken away by a written rule, entered before anything is opened."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="awards")
    points = models.DecimalField(max_digits=6, decimal_places=2)
    rule = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def county(self) -> str:
        return self.subject.county


class Result(models.Model):
    """What was computed: `export` is all it was computed from, `content` the result in canonical bytes, as text.

    `fair` stands beside it: the severity-adjusted result with its explanations, or why there is none.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField()
    export = models.TextField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    fair = models.JSONField(default=dict)
    why = models.CharField(max_length=200, blank=True, help_text="what made a later result necessary")
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["assessment", "number"], name="result_number_once")]

    @property
    def county(self) -> str:
        return self.assessment.county


class Signature(models.Model):
    """A keeper has signed this result."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="signatures")
    keeper = models.ForeignKey(Keeper, models.PROTECT, related_name="signatures")
    at = models.DateTimeField()

    class Meta:
        ordering = ["keeper__number"]
        constraints = [models.UniqueConstraint(fields=["result", "keeper"], name="signature_once")]

    @property
    def county(self) -> str:
        return self.result.county


class Objection(models.Model):
    """An organisation does not agree with its result; answered, and reviewed by others, each within its time."""

    FLOW = OBJECTION

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="objections")
    text = models.CharField(max_length=2100)
    state = models.CharField(
        max_length=20, choices=choices(words.OBJECTION_STATES), default=words.ObjectionState.RAISED
    )
    raised_at = models.DateTimeField()
    answer_due_on = models.DateField()
    answer = models.CharField(max_length=1000, blank=True)
    finding = models.CharField(max_length=20, choices=choices(words.FINDINGS), blank=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    review_until = models.DateField(null=True, help_text="until when a review may be asked for")
    review_due_on = models.DateField(null=True)
    review = models.CharField(max_length=1000, blank=True)
    review_finding = models.CharField(max_length=20, choices=choices(words.FINDINGS), blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at"]

    @property
    def county(self) -> str:
        return self.subject.county


class Question(models.Model):
    """Something unusual in the marks of one judge; asked of him alone, told to nobody (REFERENCE §3)."""

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=20, choices=choices(words.ASKED))
    facts = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]

    @property
    def county(self) -> str:
        return self.judge.county
