"""The secretary's yearly report, the two meetings that hear it, ballots counted by two tellers, what follows (M30)."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from ..flow.life import COUNT, REPORT, REPORT_ITEM
from ..rules import reports as rules
from ..words.reports import (
    AUDIENCES,
    COUNT_STATES,
    ITEM_STATES,
    REPORT_STATES,
    CountState,
    ItemState,
    ReportState,
)


class SecretaryReport(models.Model):
    """A year's report of a branch; what is judged is the branch's work, never the person."""

    FLOW = REPORT

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="secretary_reports")
    year = models.PositiveSmallIntegerField()
    party_text = models.TextField()
    business_text = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=choices(REPORT_STATES), default=ReportState.WRITTEN)
    written_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "branch__path"]
        constraints = [models.UniqueConstraint(fields=["branch", "year"], name="one_report_a_year")]

    def __str__(self) -> str:
        return f"{self.branch} {self.year}"

    @property
    def county(self) -> str:
        return self.branch.county


class ReportHearing(models.Model):
    """One of the two meetings: counts, and what was said, without who said it. `paper` is the ballot's fingerprint."""

    report = models.ForeignKey(SecretaryReport, models.PROTECT, related_name="hearings")
    audience = models.CharField(max_length=10, choices=choices(AUDIENCES))
    held_on = models.DateField()
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    comments = models.CharField(max_length=1000, blank=True)
    paper = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["audience"]
        constraints = [models.UniqueConstraint(fields=["report", "audience"], name="report_heard_once")]

    @property
    def county(self) -> str:
        return self.report.county


class BallotCount(models.Model):
    """The paper ballots of one meeting, counted by two tellers; it holds when both have the same numbers."""

    FLOW = COUNT

    hearing = models.OneToOneField(ReportHearing, models.PROTECT, related_name="count")
    first = models.ForeignKey(Member, models.PROTECT, related_name="+")
    second = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    numbers = models.JSONField(help_text="rules.reports.Count as data")
    state = models.CharField(max_length=20, choices=choices(COUNT_STATES), default=CountState.ENTERED)
    entered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    @property
    def county(self) -> str:
        return self.hearing.county

    @property
    def counted(self) -> rules.Count:
        """The numbers as the rules know them."""
        return rules.Count.of(self.numbers)


class ReportItem(models.Model):
    """What the branch changes because of what was said, by which post and when."""

    FLOW = REPORT_ITEM

    report = models.ForeignKey(SecretaryReport, models.PROTECT, related_name="items")
    text = models.CharField(max_length=300)
    post = models.CharField(max_length=60)
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=choices(ITEM_STATES), default=ItemState.OPEN)
    done = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]

    @property
    def county(self) -> str:
        return self.report.county
