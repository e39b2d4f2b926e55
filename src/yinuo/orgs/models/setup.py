"""Rules of structure as dated rows, reasons given for exceptions, and proposals about branches (M28)."""

from django.db import models

from ...kernel.words import choices
from .. import words as fixed
from ..flow import PROPOSAL
from .organisation import Organisation


class Threshold(models.Model):
    """One number of the structure rulebook with its article; the row in force on a day counts (REFERENCE §4.1, §5.J)."""

    book = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    key = models.CharField(max_length=40, db_collation="C")
    value = models.DecimalField(max_digits=9, decimal_places=2)
    article = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["key", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["book", "version", "key"], name="threshold_once")]

    @property
    def county(self) -> str:
        return "000000"


class Explanation(models.Model):
    """Why an organisation may stand as it is although a rule says otherwise, until a day; shown beside the warning."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="explanations")
    rule = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        ordering = ["-valid_from"]

    @property
    def county(self) -> str:
        return self.org.county


class Proposal(models.Model):
    """A proposal to set up, adjust, merge or dissolve branches of `org`, decided by its superior party organisation."""

    FLOW = PROPOSAL

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="proposals", help_text="the unit concerned")
    superior = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    purpose = models.CharField(max_length=20, choices=choices(fixed.PURPOSES))
    text = models.CharField(max_length=500, help_text="reason")
    state = models.CharField(
        max_length=20, choices=choices(fixed.PROPOSAL_STATES), default=fixed.ProposalState.PROPOSED
    )
    findings = models.JSONField(default=list, help_text="what the check found when it was proposed")
    document = models.CharField(max_length=120, blank=True, help_text="number of the approval")
    answer = models.CharField(max_length=500, blank=True)
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["-proposed_at"]

    def __str__(self) -> str:
        return f"{self.org} {self.get_purpose_display()}"

    @property
    def county(self) -> str:
        return self.org.county


class ProposedBranch(models.Model):
    """One branch of a proposal; `branch` is the existing one that it changes or ends."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="branches")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=choices(fixed.KINDS))
    branch = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="proposed")
    points = models.JSONField(default=dict, help_text="the planner's points per term")

    class Meta:
        ordering = ["proposal", "pk"]

    @property
    def county(self) -> str:
        return self.proposal.county


class ProposedUnit(models.Model):
    """A unit or section that a proposed branch covers."""

    proposed = models.ForeignKey(ProposedBranch, models.PROTECT, related_name="units")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposed", "unit"], name="proposed_unit_once")]

    @property
    def county(self) -> str:
        return self.proposed.county
