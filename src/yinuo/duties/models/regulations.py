"""The rules register: each rule closes a named problem, has an owner and a day of review (M35)."""

from django.db import models
from django.db.models import Q

from ...kernel.words import choices
from ...matters.models import Matter
from ...orgs.models import Organisation
from ..flow.regulations import REGULATION
from ..words import regulations as words


class Regulation(models.Model):
    """A rule of an organisation. Its problem is a matter, or the number of a rectification item."""

    FLOW = REGULATION

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="regulations", help_text="who answers for it")
    name = models.CharField(max_length=80)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="regulations")
    item_number = models.CharField(max_length=60, blank=True, help_text="number of a rectification item")
    reason = models.CharField(max_length=500)
    text = models.TextField(blank=True, help_text="its words, or its outline")
    document = models.CharField(max_length=120, blank=True)
    effective_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    state = models.CharField(
        max_length=20, choices=choices(words.REGULATION_STATES), default=words.RegulationState.PROPOSED
    )
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__isnull=False) | ~Q(item_number=""), name="regulation_closes_a_problem"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.org.county

    @property
    def problem(self) -> str:
        """The number of what it closes."""
        return self.matter.number if self.matter else self.item_number


class RegulationChange(models.Model):
    """What was made, improved or abolished, when and why: the rows of the figure."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=choices(words.CHANGE_KINDS))
    on = models.DateField()
    reason = models.CharField(max_length=500)
    document = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    @property
    def county(self) -> str:
        return self.regulation.county


class RegulationReview(models.Model):
    """Looked at again and kept as it is, with the reason."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="reviews")
    note = models.CharField(max_length=500)
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]

    @property
    def county(self) -> str:
        return self.regulation.county
