"""Monthly reports, the yearly review, and questions about records that read alike (M41)."""

from django.db import models

from ...evaluation.models import Assessment
from ...orgs.models import Organisation


class MonthlyReport(models.Model):
    """A unit's month: `facts` as counted when it was handed in ([key, word, number]), and the unit's own words."""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="monthly_reports")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    facts = models.JSONField(default=list)
    text = models.CharField(max_length=1000)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "-month", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "month"], name="monthly_report_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}-{self.month:02}"

    @property
    def county(self) -> str:
        return self.unit.county

    @property
    def is_late(self) -> bool:
        """Whether it came after its day."""
        return self.at.date() > self.due_on


class AnnualReview(models.Model):
    """The yearly review: an evaluation of the year's units, and the facts of each from rows."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="annual_reviews")
    year = models.PositiveSmallIntegerField()
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="annual_review")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["org", "year"], name="annual_review_once")]

    def __str__(self) -> str:
        return self.assessment.name

    @property
    def county(self) -> str:
        return self.org.county


class AnnualSheet(models.Model):
    """The year's facts of one unit, as counted when the review was prepared: [key, word, number]."""

    review = models.ForeignKey(AnnualReview, models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    facts = models.JSONField(default=list)

    class Meta:
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["review", "unit"], name="annual_sheet_once")]

    @property
    def county(self) -> str:
        return self.review.county


class LikenessQuestion(models.Model):
    """Why does this record read like another branch's? The branch's alone until it answered or its days have passed."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="likeness_questions", help_text="who compared")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="who is asked")
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    record = models.CharField(max_length=60, help_text="the key of what is asked about")
    other_record = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    other_text = models.CharField(max_length=1000)
    percent = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    alone_until = models.DateField()
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["record", "other_record"], name="likeness_once")]

    @property
    def county(self) -> str:
        return self.unit.county
