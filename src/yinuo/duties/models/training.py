"""Training sessions of full-time posts: hours and counts by unit, nothing about a person (M39)."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Organisation
from ..flow.training import TRAINING
from ..words import training as words


class Training(models.Model):
    """A session. Whoever passed a test is told himself; here there are counts by unit."""

    FLOW = TRAINING

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="trainings")
    title = models.CharField(max_length=80)
    form = models.CharField(max_length=20, choices=choices(words.TRAINING_FORMS))
    audience = models.CharField(max_length=20, choices=choices(words.AUDIENCES))
    on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    where = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=500, blank=True, help_text="what came of it, or why it was cancelled")
    state = models.CharField(max_length=20, choices=choices(words.TRAINING_STATES), default=words.TrainingState.PLANNED)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def county(self) -> str:
        return self.org.county


class TrainingCount(models.Model):
    """How many of a unit came; of a test how many took it and passed (None: not told, because they are too few)."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="counts")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="training_counts")
    attended = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(null=True)
    passed = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["training", "unit"], name="training_count_once")]

    @property
    def county(self) -> str:
        return self.training.county
