"""Rules as dated rows: categories, limits, duties. Cities differ by these, never by code (REFERENCE §5.J)."""

from django.db import models

from ...kernel.clock import Unit
from ...orgs.models import Organisation
from ...orgs.words import KINDS


class Category(models.Model):
    """What a matter is about: two levels, `code` of two digits each (as in GB/T 30428 events)."""

    code = models.CharField(max_length=8, unique=True, db_collation="C")
    name = models.CharField(max_length=40)
    full_name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.full_name


class LimitRule(models.Model):
    """How long a category may take, per stage; the row with the longest matching category and region wins."""

    category = models.CharField(max_length=8, blank=True, db_collation="C", help_text="code prefix; empty for all")
    urgency = models.CharField(max_length=10, blank=True)
    region = models.CharField(max_length=12, blank=True, db_collation="C", help_text="place code prefix")
    stage = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(max_digits=6, decimal_places=1)
    unit = models.CharField(max_length=20, choices=[(u.value, u.value) for u in Unit])
    source = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["category", "order"]


class Duty(models.Model):
    """Who does what: category × place → an office; or what every community may be given (清单)."""

    category = models.CharField(max_length=8, db_collation="C", help_text="code prefix")
    region = models.CharField(max_length=12, blank=True, db_collation="C", help_text="place code prefix")
    org = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="duties")
    org_kind = models.CharField(max_length=30, blank=True, choices=[(key.value, label) for key, label in KINDS.items()])
    basis = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["category"]


class Rulebook(models.Model):
    """A rulebook file that was put into force; its rows carry its `label` as their version."""

    name = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    codes = models.JSONField(default=list, help_text="codes of the categories it defined")
    task_slack = models.PositiveSmallIntegerField(
        null=True, help_text="working days by which a task given down the chain may be due before the giver's own due"
    )
    loaded_at = models.DateTimeField()
    valid_from = models.DateField()

    class Meta:
        ordering = ["name", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="rulebook_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def county(self) -> str:
        return "000000"
