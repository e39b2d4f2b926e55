"""Campaigns that are checked again from outside: a checklist, its owners, evidence, checks and rebounds (M13)."""

from django.db import models

from ...kernel.words import choices
from ...matters.models import Matter
from ...matters.words import METHODS
from ...orgs.models import Organisation
from ...places.models import Place
from ..flow.campaigns import CHECKLIST_ITEM, RECHECK
from ..rules.campaigns import given
from ..words import campaigns as words


def default_days() -> int:
    """Days from the visit to the look-back, unless the campaign says otherwise."""
    return given()["look_back_days"]


class Recheck(models.Model):
    """One campaign (全国文明县城复验…), by the office that runs it. `system` names the external assessment system."""

    FLOW = RECHECK

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="rechecks")
    place = models.ForeignKey(Place, models.PROTECT, related_name="rechecks")
    name = models.CharField(max_length=80)
    system = models.CharField(max_length=120)
    visit_on = models.DateField(help_text="when the visit is expected")
    visited_on = models.DateField(null=True)
    result = models.CharField(max_length=500, blank=True, help_text="what the visitors said")
    look_back_days = models.PositiveSmallIntegerField(default=default_days)
    state = models.CharField(max_length=20, choices=choices(words.RECHECK_STATES), default=words.RecheckState.PREPARED)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.place.county


class ChecklistItem(models.Model):
    """One item of the list, and where it stands. `grade` is how far it met the system at its newest check."""

    FLOW = CHECKLIST_ITEM

    recheck = models.ForeignKey(Recheck, models.PROTECT, related_name="items")
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="checklist_items")
    plan = models.CharField(max_length=300, blank=True, help_text="what the owner does")
    due_on = models.DateField(null=True)
    grade = models.CharField(max_length=2, blank=True, choices=choices(words.GRADES))
    state = models.CharField(
        max_length=20, choices=choices(words.CHECKLIST_STATES), default=words.ChecklistState.LISTED
    )
    rebounds = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, help_text="why it does not apply")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["recheck", "code"], name="checklist_item_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def county(self) -> str:
        return self.recheck.county


class ItemEvidence(models.Model):
    """What shows that an item is so: one of many kinds, never compulsorily a photo (REFERENCE §5.B)."""

    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=choices(METHODS))
    text = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def county(self) -> str:
        return self.item.county


class ItemCheck(models.Model):
    """A check by another office: the first, or the look-back (`is_second`)."""

    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="checks")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=choices(METHODS))
    is_second = models.BooleanField(default=False)
    is_met = models.BooleanField()
    note = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def county(self) -> str:
        return self.item.county


class ItemMatter(models.Model):
    """A matter in which a resident says that an item has come back."""

    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="told")
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="checklist_item")

    class Meta:
        ordering = ["-pk"]

    @property
    def county(self) -> str:
        return self.item.county
